"""The shop's own words in the admin. Imported by Django only."""

from django.contrib import admin

from pages.admin import business, home_page, pages  # noqa: F401  # registers them
from pages.admin.today import opening_today

admin.site.parts.append(opening_today)  # type: ignore[attr-defined]  # shop.staff.site.StaffSite
