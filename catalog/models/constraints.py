"""Constraints of the table `products`, each with a name and its own message."""

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from catalog import terms
from shop.constraints import one_of_codes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DRAFT = Q(is_public=False)
NEEDED = _("A shade that is shown in the shop needs this.")
ABOVE_ZERO = _("This must be above 0.")
# So that the total of a cart line, which holds up to 99 of a shade, always fits into an order.
LARGEST_PRICE = 1_000_000
PRICE_TOO_LARGE = _("A price can be at most 1,000,000.")

CODES = {
    "shape": terms.Shape,
    "finish": terms.Finish,
    "fitting": terms.Fitting,
    "fitting_position": terms.FittingPosition,
    "material": terms.Material,
    "lining": terms.Lining,
    "light": terms.Light,
    "colour_family": terms.ColourFamily,
    "bulb_base": terms.BulbBase,
}
TEXTS = ("name_en", "name_ru", "description_en", "description_ru", "colour_en", "colour_ru", "swatch")
LENGTHS = ("bottom_diameter_mm", "top_depth_mm", "bottom_depth_mm", "height_mm", "widest_mm", "ring_mm")
NUMBERS = ("top_diameter_mm", "bottom_diameter_mm", "height_mm", "widest_mm", "max_watts")


def check(name: str, condition: Q, field: str, message: "StrOrPromise") -> CheckConstraint:
    return CheckConstraint(
        condition=condition,
        name=f"products_{name}",
        violation_error_code=field,
        violation_error_message=message,
    )


def unique(field: str, message: "StrOrPromise") -> UniqueConstraint:
    return UniqueConstraint(
        fields=[field],
        name=f"products_{field}_unique",
        violation_error_code=field,
        violation_error_message=message,
    )


def missing_or(field: str, **condition: Any) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**condition)


def ranges() -> list[CheckConstraint]:
    above_zero = [*LENGTHS, "max_watts", "max_watts_led", "weight_g"]
    return [
        check("price_above_zero", Q(price__gt=0), "price", _("A price must be above 0.")),
        check("price_fits", Q(price__lte=LARGEST_PRICE), "price", PRICE_TOO_LARGE),
        check("stock_not_negative", Q(stock__gte=0), "stock", _("Stock cannot be below 0.")),
        check("low_stock_at_not_negative", Q(low_stock_at__gte=0), "low_stock_at", _("This cannot be below 0.")),
        check(
            "top_diameter_mm_not_negative",
            missing_or("top_diameter_mm", top_diameter_mm__gte=0),
            "top_diameter_mm",
            _("This cannot be below 0."),
        ),
        *(check(f"{f}_above_zero", missing_or(f, **{f"{f}__gt": 0}), f, ABOVE_ZERO) for f in above_zero),
    ]


def measures() -> list[CheckConstraint]:
    unknown = Q(top_diameter_mm__isnull=True) | Q(bottom_diameter_mm__isnull=True)
    may_be_wider = Q(shape__in=["", *terms.TOP_MAY_BE_WIDER])
    widest = Q(widest_mm__gte=F("bottom_diameter_mm")) & Q(widest_mm__gte=F("top_diameter_mm"))
    return [
        check(
            "top_not_wider",
            unknown | may_be_wider | Q(top_diameter_mm__lte=F("bottom_diameter_mm")),
            "top_diameter_mm",
            _("A shade of this shape cannot be wider at the top than at the bottom."),
        ),
        check(
            "widest_is_widest",
            unknown | Q(widest_mm__isnull=True) | widest,
            "widest_mm",
            _("The widest diameter cannot be less than the top or the bottom one."),
        ),
    ]


class Need(NamedTuple):
    """A requirement of public shades: the constraint's name, its condition, its field and its message."""

    name: str
    condition: Q
    field: str
    message: "StrOrPromise"


def public_needs() -> list[Need]:
    """All requirements but the photographs, which are rows of their own."""
    two_sided = Q(shape__in=terms.TWO_SIDED)
    coded = [field for field in CODES if field != "bulb_base"]
    sides = _("An oval or rectangular shade needs its second side.")
    ring = _("A fitting with a ring needs the inside diameter of the ring.")
    some_use = Q(for_table=True) | Q(for_floor=True) | Q(for_pendant=True) | Q(for_wall=True)
    return [
        *(Need(f"public_{field}", ~Q(**{field: ""}), field, NEEDED) for field in (*TEXTS, *coded)),
        *(Need(f"public_{field}", Q(**{f"{field}__isnull": False}), field, NEEDED) for field in NUMBERS),
        *(
            Need(f"public_{field}", ~two_sided | Q(**{f"{field}__isnull": False}), field, sides)
            for field in ("top_depth_mm", "bottom_depth_mm")
        ),
        Need("public_ring_mm", ~Q(fitting__in=terms.WITH_RING) | Q(ring_mm__isnull=False), "ring_mm", ring),
        Need("public_use", some_use, "for_table", _("Choose at least one kind of lamp.")),
    ]


@lru_cache(maxsize=1)
def public_columns() -> frozenset[str]:
    """The columns that the requirements of a public shade read: what it needs, or may need by its shape or fitting."""
    return frozenset(chain.from_iterable(need.condition.referenced_base_fields for need in public_needs()))


def product_constraints() -> list[BaseConstraint]:
    return [
        unique("sku", _("Another shade has this SKU.")),
        unique("slug", _("Another shade has this address.")),
        check("slug_lower_case", Q(slug=Lower("slug")), "slug", _("An address cannot contain capital letters.")),
        *(one_of_codes("products", field, codes.values, blank=True) for field, codes in CODES.items()),
        *ranges(),
        *measures(),
        *(check(need.name, DRAFT | need.condition, need.field, need.message) for need in public_needs()),
    ]
