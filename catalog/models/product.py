"""Products with their data sheet."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import terms
from catalog.lengths import format_number
from catalog.models.columns import code, millimetres
from catalog.models.constraints import LARGEST_PRICE, PRICE_TOO_LARGE, product_constraints
from catalog.models.family import Family
from catalog.models.pair import Pair, Shot
from catalog.models.photograph import PAIR, Photo
from catalog.models.product_queries import ProductQuerySet
from catalog.search.text import SOURCES, SearchText
from catalog.search.words import SearchWord
from shop.constraints import MessagesBesideFields
from shop.language import current_language
from shop.money import MoneyField
from shop.translated import translated

# Larger quantities are trade orders, which the shop does not take.
MAX_QUANTITY = 99


@lru_cache(maxsize=8)
def address_pattern(language: str) -> str:
    """The address of a shade in the active language, with a dash for its slug. Reversed once: a list has two dozen."""
    return reverse("catalog:product", args=["-"])


@lru_cache(maxsize=4096)
def size_in_words(width_mm: int | None, depth_mm: int | None, height_mm: int | None, language: str) -> str:
    """`Product.size`, in the active language."""
    if width_mm is None or height_mm is None:
        return ""
    sides = (width_mm, height_mm) if depth_mm is None else (width_mm, depth_mm, height_mm)
    figures = " × ".join(format_number(side, "cm") for side in sides)
    return gettext("%s cm") % (f"Ø {figures}" if depth_mm is None else figures)


def address_of(slug: str) -> str:
    """The address of a shade in the active language."""
    return address_pattern(current_language()).replace("/-/", f"/{slug}/")


class FamilyColour(NamedTuple):
    """A colour in which a shade is sold: its name and its dot."""

    colour: str
    swatch: str


# As SQLite has them in its indexes; those of PostgreSQL have columns instead (product_queries.OfStock).
SOLD_OUT = models.ExpressionWrapper(models.Q(stock__lt=1), output_field=models.BooleanField())
SCARCE = models.Q(is_public=True, stock__lte=models.F("low_stock_at"))
NEWEST = (models.F("created_at").desc(), models.F("id").desc())


def _public(*columns: Any, name: str, include: Sequence[str] = ()) -> models.Index:
    return models.Index(*columns, name=name, condition=models.Q(is_public=True), include=include or None)


class Product(MessagesBesideFields):
    """One sellable shade: one SKU, with its data sheet. Lengths in mm, power in W, mass in g, price in the currency."""

    sku = models.CharField(_("SKU"), max_length=40)
    slug = models.SlugField(
        _("address"), max_length=80, help_text=_("After a change the old address leads to the new one.")
    )
    family = models.ForeignKey(
        Family, models.SET_NULL, null=True, blank=True, related_name="products", verbose_name=_("family")
    )
    family_position = models.PositiveSmallIntegerField(_("position in the family"), default=0)
    name = translated(models.CharField(_("name"), max_length=120, blank=True))
    description = translated(models.TextField(_("description"), max_length=4000, blank=True))
    price = MoneyField(
        _("price"),
        validators=[
            MinValueValidator(Decimal("0.01"), _("A price must be above 0.")),
            MaxValueValidator(LARGEST_PRICE, PRICE_TOO_LARGE),
        ],
    )
    # Changed only in catalog/stock.py, together with a movement.
    stock = models.IntegerField(_("stock"), default=0, editable=False)
    low_stock_at = models.IntegerField(
        _("low-stock level"),
        default=3,
        validators=[MinValueValidator(0)],
        help_text=_("At this number and below, the shop says “Only 3 left”."),
    )
    is_public = models.BooleanField(_("shown"), default=False, help_text=_("Visitors see the shade."))
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    shape = code(_("shape"), terms.Shape)
    top_diameter_mm = millimetres(_("top diameter, mm"), least=0)
    bottom_diameter_mm = millimetres(_("bottom diameter, mm"))
    height_mm = millimetres(_("height, mm"), help_text=_("Vertical, not along the slope."))
    widest_mm = millimetres(_("widest, mm"))
    top_depth_mm = millimetres(_("top, other side, mm"), help_text=_("Oval and rectangle."))
    bottom_depth_mm = millimetres(_("bottom, other side, mm"), help_text=_("Oval and rectangle."))
    finish = code(_("finish"), terms.Finish)

    fitting = code(_("fitting"), terms.Fitting)
    ring_mm = models.DecimalField(_("ring, inside, mm"), max_digits=5, decimal_places=1, null=True, blank=True)
    reducer_included = models.BooleanField(_("reducer in the box"), default=False)
    fitting_position = code(_("fitting position"), terms.FittingPosition)
    for_table = models.BooleanField(_("for table lamps"), default=False)
    for_floor = models.BooleanField(_("for floor lamps"), default=False)
    for_pendant = models.BooleanField(_("for pendants"), default=False)
    for_wall = models.BooleanField(_("for wall lamps"), default=False)

    material = code(_("material"), terms.Material)
    composition = translated(models.CharField(_("composition"), max_length=200, blank=True))
    lining = code(_("lining"), terms.Lining)
    light = code(_("light"), terms.Light)
    colour_family = code(_("colour family"), terms.ColourFamily)
    colour = translated(models.CharField(_("colour"), max_length=60, blank=True))
    swatch = models.CharField(
        _("swatch"),
        max_length=7,
        blank=True,
        help_text="#d6cab6",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Enter a colour like #d6cab6."))],
    )

    max_watts = models.IntegerField(_("maximum wattage, W"), null=True, blank=True, validators=[MinValueValidator(1)])
    max_watts_led = models.IntegerField(
        _("maximum wattage, LED, W"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    bulb_base = code(_("bulb"), terms.BulbBase)
    care = translated(models.CharField(_("care"), max_length=300, blank=True))
    weight_g = models.IntegerField(_("weight, g"), null=True, blank=True, validators=[MinValueValidator(1)])
    frame_colour = models.CharField(_("frame"), max_length=60, blank=True)
    maker = models.CharField(_("maker"), max_length=120, blank=True)
    country = models.CharField(_("origin"), max_length=2, blank=True, help_text=_("Two letters, as in SE."))
    search_text = SearchText()

    # Set by `sheet.variants` and `fit.remembered_lamp` (layers above) on the shades that a page shows.
    family_colours: "tuple[FamilyColour, ...]" = ()
    verdict: object = None

    objects = ProductQuerySet.as_manager()

    class Meta:
        db_table = "products"
        verbose_name = _("shade")
        verbose_name_plural = _("shades")
        constraints = product_constraints()
        indexes = [
            # PostgreSQL has them as migration 0024 makes them: with the kinds besides, in these but the first and in
            # indexes of its own (kind.py), and without the stock.
            _public(SOLD_OUT, *NEWEST, name="products_newest", include=["stock"]),
            _public(SOLD_OUT, "price", "id", name="products_price", include=["stock"]),
            _public(SOLD_OUT, "widest_mm", "id", name="products_width", include=["stock"]),
            # Backwards it would have the sold-out shades first.
            _public(
                SOLD_OUT, models.F("price").desc(), models.F("id").desc(), name="products_dearest", include=["stock"]
            ),
            # For what is rare: together, and with the words of a search, they lead to few shades.
            _public("shape", name="products_shape"),
            _public("material", name="products_material"),
            _public("colour_family", name="products_colour"),
            _public("widest_mm", "id", name="products_widest_mm"),
            _public("height_mm", name="products_height_mm"),
            # For the start page of staff: what is sold out or nearly so, and what is hidden.
            models.Index("stock", name="products_scarce", condition=SCARCE),
            models.Index(*NEWEST, name="products_hidden", condition=models.Q(is_public=False)),
        ]

    def __str__(self) -> str:
        return str(self.name) or self.sku

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also updates the search index, and keeps the former address after a change of slug.

        The stock is left alone unless `update_fields` names it: the one that a form has read may be another by now, and
        writing it back would undo the sales made meanwhile.
        """
        fields = kwargs.get("update_fields")
        if fields is None and not self._state.adding:
            columns = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            fields = kwargs["update_fields"] = columns - {"stock"}
        search_text_changed = fields is None or not SOURCES.isdisjoint(fields)
        if fields is not None and search_text_changed:
            kwargs["update_fields"] = {*fields, "search_text"}
        may_be_renamed = fields is not None and "slug" in fields
        with Product.objects.filter(pk=self.pk).keeping_old_slugs() if may_be_renamed else nullcontext():
            super().save(*args, **kwargs)
        if search_text_changed:
            SearchWord.objects.learn([self.search_text])

    def publish(self) -> None:
        """Makes the stored shade public. Raises ValidationError, by field, for all that it lacks."""
        for _shade, lacking in Product.objects.filter(pk=self.pk).publish().refused:
            raise lacking
        self.is_public = True

    def get_absolute_url(self) -> str:
        return address_of(self.slug)

    # Photographs, read before by `with_photos`, `read_photos` or, as `shots`, by `with_pair` ------------------------

    shots: Pair | None = None
    own_photos: list[Photo] | None = None

    @property
    def photographs(self) -> Iterable[Photo]:
        """All of them, in their order."""
        return self.photos.all() if self.own_photos is None else self.own_photos

    @property
    def photo_pair(self) -> tuple[Photo | None, Photo | None] | Pair:
        """The photographs by day and lit."""
        if self.shots is not None:
            return self.shots
        photos = {photo.kind: photo for photo in self.photographs}
        return photos.get(terms.PhotoKind.UNLIT), photos.get(terms.PhotoKind.LIT)

    @property
    def unlit(self) -> Photo | Shot | None:
        return self.photo_pair[0]

    @property
    def more_photos(self) -> list[Photo]:
        """All photographs but the pair."""
        return [photo for photo in self.photographs if photo.kind not in PAIR]

    # Stock and size in words -----------------------------------------------------------------------------------------

    @property
    def is_sold_out(self) -> bool:
        return self.stock < 1

    @property
    def is_low(self) -> bool:
        return 0 < self.stock <= self.low_stock_at

    @property
    def few_left(self) -> int | None:
        """How many are left where it is said: 0 for sold out, None for enough."""
        return max(self.stock, 0) if self.stock <= self.low_stock_at or self.is_sold_out else None

    @property
    def largest_order(self) -> int:
        """The largest quantity that one cart can hold."""
        return min(max(self.stock, 0), MAX_QUANTITY) if self.is_public else 0

    @property
    def size(self) -> str:
        """Width and height: Ø 30 × 20 cm; 40 × 24 × 21.5 cm if it has two sides. Empty while unknown."""
        return size_in_words(self.widest_mm, self.bottom_depth_mm, self.height_mm, current_language())

    @property
    def size_and_bulb(self) -> str:
        """Ø 30 × 20 cm · E27, as shown in lists."""
        return " · ".join(filter(None, (self.size, self.bulb_base)))

    @property
    def facts(self) -> str:
        """The same, and that a shade whose photograph shows it on a base can hang: for lists of pendants."""
        also = gettext("also as a pendant") if self.fitting_position == terms.FittingPosition.REVERSIBLE else ""
        return " · ".join(filter(None, (self.size_and_bulb, also)))

    @property
    def uses(self) -> list[str]:
        """The kinds of lamps it is made for, in words."""
        return [str(use.label) for use in terms.Use if getattr(self, f"for_{use.value}")]
