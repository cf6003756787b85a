"""Families of shades."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.translated import translated


class Family(models.Model):
    """One design in several sizes and colours: what a product page offers side by side."""

    slug = models.SlugField(_("address"), max_length=80)
    name = translated(models.CharField(_("name"), max_length=120))

    class Meta:
        db_table = "families"
        verbose_name = _("family")
        verbose_name_plural = _("families")
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["slug"], name="families_slug_unique")]

    def __str__(self) -> str:
        return str(self.name)
