"""tidy and check_shop: each calls one function of orders and prints what it found or did."""
