"""Lamp bases that shoppers may own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog import terms
from catalog.models.columns import millimetres
from shop.constraints import MessagesBesideFields, one_of_codes
from shop.translated import translated


class Lamp(MessagesBesideFields):
    """A lamp base that shoppers may own, kept by staff: people know the name of their lamp, not its measures."""

    slug = models.SlugField(_("address"), max_length=80)
    name = translated(models.CharField(_("name"), max_length=120))
    height_mm = millimetres(_("height, mm"), help_text=_("From the foot to the underside of the holder."))
    width_mm = millimetres(_("width, mm"), help_text=_("The widest part of the base."))
    holder = models.CharField(_("holder"), max_length=20, choices=terms.Holder.choices)
    use = models.CharField(_("use"), max_length=20, choices=terms.Use.choices)

    class Meta:
        db_table = "lamps"
        verbose_name = _("lamp")
        verbose_name_plural = _("lamps")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="lamps_slug_unique",
                violation_error_code="slug",
                violation_error_message=_("Another lamp has this address."),
            ),
            one_of_codes("lamps", "holder", terms.Holder.values),
            one_of_codes("lamps", "use", terms.Use.values),
            models.CheckConstraint(
                # "Not null" is explicit, because a check constraint lets a row pass if its condition is NULL.
                condition=~models.Q(use="table")
                | models.Q(height_mm__isnull=False, height_mm__gt=0, width_mm__isnull=False, width_mm__gt=0),
                name="lamps_table_measured",
                violation_error_code="height_mm",
                violation_error_message=_("A table lamp needs its height and its width."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
