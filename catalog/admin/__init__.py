"""Shades, families, lamps and the stock ledger in the admin: found by Django, imported by nobody."""

from catalog.admin import families, lamps, ledger, products  # noqa: F401  # registers them
