"""Pages of orders: checkout, the user's orders, closing an account. Only orders.urls imports them."""
