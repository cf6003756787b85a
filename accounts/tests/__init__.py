"""Tests of accounts. Higher layers may import factories."""
