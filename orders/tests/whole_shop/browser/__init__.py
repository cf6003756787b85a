"""The shop in a real browser. Tests share conftest and shopper."""
