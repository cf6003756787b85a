"""Shades, families, lamps and the stock ledger in the admin. Imported by Django only."""

from catalog.admin import families, lamps, ledger, products  # noqa: F401  # registers them
