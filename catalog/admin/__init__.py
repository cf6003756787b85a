"""Shades, families, lamps and the stock ledger in the admin. Imported by Django only."""

from django.contrib import admin

from catalog.admin import families, lamps, ledger, products  # noqa: F401  # registers them
from catalog.admin.today import shades_today

admin.site.parts.append(shades_today)  # type: ignore[attr-defined]  # shop.staff.site.StaffSite
