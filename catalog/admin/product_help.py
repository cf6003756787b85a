"""What is written under the fields of a shade. Where the shop explains a word to shoppers, these are its words."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.admin.warnings import RATIOS
from catalog.fit.fittings import FITTING_WORDS
from catalog.fit.forms import HOLDER_NOTE
from catalog.lengths import plain_number
from catalog.listing.filters import FITTING_NOTE
from catalog.terms import Fitting, Shape

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACROSS = _("With sides: the larger one.")
AT_LEAST_ONE = _("At least one kind of lamp.")
FIELDS: "dict[str, StrOrPromise]" = {
    "sku": _("Orders, deliveries and tables name the shade by it."),
    "price": _("What the shopper pays; delivery is included."),
    "family": _("One design in several sizes and colours: shoppers see them side by side."),
    "family_position": _("From 0: the place among them."),
    "top_diameter_mm": format_lazy("{} {}", _("Across the top; 0 if it is closed."), ACROSS),
    "bottom_diameter_mm": format_lazy("{} {}", _("Across the bottom."), ACROSS),
    "height_mm": _("Straight up (the drop), not along the slope (the slant height)."),
    "widest_mm": _("Mostly that of the bottom; a globe or a mushroom is wider."),
    "ring_mm": _("Of a fitting with a ring. If they disagree, the ring decides which lamps the shade fits."),
    "reducer_included": _("A ring 40 → 29 mm, for E14 and B22 holders."),
    "fitting_position": _("At the bottom for lamps that stand or are on a wall, at the top for those that hang."),
    "for_table": AT_LEAST_ONE,
    "bulb_base": HOLDER_NOTE,
    "max_watts": _("Of an incandescent bulb: so much heat the shade bears."),
    "max_watts_led": _("If the maker gives another number for LED."),
    "lining": _("The inside. Gold and copper make the light warmer."),
    "light": _("Whether the cloth itself is bright when the lamp is lit."),
    "colour_family": _("The colour by which shoppers filter the list."),
    "swatch": _("The dot beside the colour: #d6cab6."),
    "country": _("Two letters or the name: SE, Sweden."),
}  # fmt: skip


def help_texts() -> "dict[str, StrOrPromise]":
    """By field, in the active language."""
    return {**FIELDS, "shape": ratios(), "fitting": fittings()}


def ratios() -> str:
    """The shapes that a ratio of top to bottom belongs to."""
    parts = (f"{Shape(shape).label} {between(*bounds)}" for shape, bounds in RATIOS.items())
    return _("Top ÷ bottom: %s.") % "; ".join(parts)


def between(least: float | None, below: float | None) -> str:
    """0.6–0.85, ≥ 0.85, < 0.4."""
    low, high = ("" if one is None else plain_number(Decimal(str(one))) for one in (least, below))
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"< {high}"


def fittings() -> SafeString:
    """What a fitting is, and each of them in a line, folded."""
    lines = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((one.label, FITTING_WORDS[one.value]) for one in Fitting))
    words = _("What each of them is")
    return format_html("{} <details><summary>{}</summary><dl>{}</dl></details>", FITTING_NOTE, words, lines)
