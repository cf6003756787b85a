"""Carts. Other apps may import: models, owner (whose cart it is, and its lock), contents."""
