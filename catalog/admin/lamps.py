"""Lamps in the admin."""

from django.contrib import admin

from catalog.models import Lamp
from shop.staff_changes import ChangesAdmin


@admin.register(Lamp)
class LampAdmin(ChangesAdmin):
    list_display = ("name", "use", "holder", "height_mm", "width_mm")
    list_filter = ("use", "holder")
    search_fields = ("slug", "name_en", "name_ru")
    prepopulated_fields = {"slug": ("name_en",)}
