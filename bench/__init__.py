"""Measures the shop: CPU instructions in CI, CPU time and memory by hand (make bench)."""
