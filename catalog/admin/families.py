"""Families of shades in the admin."""

from django.contrib import admin

from catalog.models import Family
from shop.staff.changes import ChangesAdmin


@admin.register(Family)
class FamilyAdmin(ChangesAdmin):
    list_display = ("name", "slug")
    search_fields = ("slug", "name_en", "name_ru")
    prepopulated_fields = {"slug": ("name_en",)}
