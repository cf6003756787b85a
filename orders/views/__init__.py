"""Pages of orders: checkout, the orders of a user, the end of an account. Only orders.urls imports them."""
