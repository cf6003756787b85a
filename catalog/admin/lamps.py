"""Lamps in the admin."""

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.typed_fields import Millimetres
from catalog.models import Lamp
from shop.staff.changes import ChangesAdmin, ChangesForm

LENGTHS = ("height_mm", "width_mm")


class LampForm(ChangesForm):
    class Meta:
        model = Lamp
        fields = "__all__"  # the lamp is the form
        field_classes = dict.fromkeys(LENGTHS, Millimetres)
        # In place of the admin's own, which drop what is typed with a unit.
        widgets = dict.fromkeys(LENGTHS, Millimetres.widget)


@admin.register(Lamp)
class LampAdmin(ChangesAdmin):
    form = LampForm
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
