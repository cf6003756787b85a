"""Tests of the cart. Orders may import factories."""
