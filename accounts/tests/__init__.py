"""Tests of accounts. Higher floors may import factories."""
