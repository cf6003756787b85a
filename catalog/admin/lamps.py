"""Lamps in the admin."""

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Lamp
from shop.staff.changes import ChangesAdmin


@admin.register(Lamp)
class LampAdmin(ChangesAdmin):
    list_display = ("name", "use", "holder", "measures")
    list_filter = ("use", "holder")
    search_fields = ("slug", "name_en", "name_ru")
    prepopulated_fields = {"slug": ("name_en",)}

    @admin.display(description=_("height × width"), ordering="height_mm")
    def measures(self, lamp: Lamp) -> str:
        """A lamp that is not for a table may have none."""
        if not (lamp.height_mm or lamp.width_mm):
            return "–"
        return gettext("%(number)s mm") % {"number": f"{lamp.height_mm or '–'} × {lamp.width_mm or '–'}"}
