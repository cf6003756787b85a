"""Photographs of a shade: a pair from one camera, unlit and lit, and others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog import terms
from catalog.photographs import renditions
from catalog.photographs.field import PictureField
from shop.constraints import MessagesBesideFields, one_of_codes
from shop.statements import Statement
from shop.translated import translated

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from catalog.models.pair import Shot
    from catalog.models.product import Product

PAIR = {terms.PhotoKind.UNLIT, terms.PhotoKind.LIT}
NO_PAIR = _("A shade that is shown in the shop needs a photograph by day and a lit one.")
TWO_SIZES = _("The two photographs of a pair must have the same size: take both from the same spot.")
# Alternative texts where staff have not written any.
ALT = {
    terms.PhotoKind.UNLIT: _("%(shade)s, by day, unlit"),
    terms.PhotoKind.LIT: _("%(shade)s, lit"),
    terms.PhotoKind.FITTING: _("%(shade)s, fitting"),
    terms.PhotoKind.DETAIL: _("%(shade)s, detail"),
    terms.PhotoKind.ROOM: _("%(shade)s, in a room"),
}


def fault_of_pair(photos: "Iterable[Photo]") -> "StrOrPromise":
    """The fault of the pair among the photographs of a shade; empty if there is none.

    Both must have the same size, because the page lays one over the other.
    """
    pair = {photo.kind: photo for photo in photos}
    return fault_of_two(pair.get(terms.PhotoKind.UNLIT), pair.get(terms.PhotoKind.LIT))


def fault_of_two(unlit: "Photo | Shot | None", lit: "Photo | Shot | None") -> "StrOrPromise":
    """The same of the two photographs of a pair."""
    if unlit is None or lit is None:
        return NO_PAIR
    return TWO_SIZES if (unlit.width, unlit.height) != (lit.width, lit.height) else ""


class Photo(MessagesBesideFields):
    """A photograph of a product. `unlit` and `lit` are a pair from one camera."""

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="photos", verbose_name=_("shade"))
    kind = models.CharField(_("kind"), max_length=10, choices=terms.PhotoKind.choices)
    image = PictureField(_("file"), upload_to="photos", width_field="width", height_field="height")
    width = models.IntegerField(_("width, px"), editable=False)
    height = models.IntegerField(_("height, px"), editable=False)
    alt_text = translated(
        models.CharField(
            _("description"), max_length=200, blank=True, help_text=_("If empty, it is made from the shade’s name.")
        )
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        db_table = "photos"
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        ordering = ["position", "pk"]
        constraints = [
            one_of_codes("photos", "kind", terms.PhotoKind.values),
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="photos_size_above_zero"),
            models.UniqueConstraint(
                fields=["product", "kind"],
                condition=models.Q(kind__in=["unlit", "lit"]),
                name="photos_one_pair",
                violation_error_code="kind",
                violation_error_message=_("A shade can have only one photograph of this kind."),
            ),
        ]

    def __str__(self) -> str:
        # The admin's history stores it as text, for readers of both languages.
        return f"#{self.position + 1}"

    @property
    def sources(self) -> renditions.Sources:
        """The addresses of all its renditions."""
        return renditions.sources(self.image.name, self.width)

    @property
    def alt(self) -> str:
        """The alternative text; those of a pair always differ."""
        return self.alt_text or ALT[terms.PhotoKind(self.kind)] % {"shade": self.product}


OF_SHADE = Statement(lambda pk: Photo.objects.filter(product=pk))


def read_photos(shade: "Product") -> None:
    """Gives a shade all of its photographs. One statement."""
    shade.own_photos = OF_SHADE(shade.pk)
    for photo in shade.own_photos:
        photo.product = shade
