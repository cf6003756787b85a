"""Families of shades."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from shop.translated import translated


class FamilyQuerySet(models.QuerySet["Family"]):
    def locked(self) -> "FamilyQuerySet":
        """To be locked before shades: a table that names them has, and so has whoever deletes them."""
        return self.select_for_update().order_by("pk")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Locked first: a shade that another puts into one of them meanwhile is seen, and belongs to none then."""
        with transaction.atomic():
            list(self.model._default_manager.filter(pk__in=self.values("pk")).locked())
            return super().delete()


class Family(models.Model):
    """One design in several sizes and colours: what a product page offers side by side."""

    slug = models.SlugField(_("address"), max_length=80)
    name = translated(models.CharField(_("name"), max_length=120))

    objects = FamilyQuerySet.as_manager()

    class Meta:
        db_table = "families"
        verbose_name = _("family")
        verbose_name_plural = _("families")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="families_slug_unique",
                violation_error_code="unique",  # Django shows it beside the field
                violation_error_message=_("Another family has this address."),
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Locked first, as by the query set's method of that name."""
        with transaction.atomic():
            list(Family.objects.filter(pk=self.pk).locked())
            return super().delete(*args, **kwargs)
