"""Lengths in words: millimetres in data, centimetres in prose, in the figures of the reader's language."""

from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, gettext

if TYPE_CHECKING:
    from catalog.models import Product


def figure(millimetres: int) -> str:
    """Centimetres without the unit: 30, 23.5, in Russian 23,5."""
    return format_decimal(millimetres / 10, format="0.#", locale=get_language() or settings.LANGUAGE_CODE)


def centimetres(millimetres: int) -> str:
    """23.5 cm; 23,5 см."""
    return gettext("%s cm") % figure(millimetres)


def size(product: "Product") -> str:
    """Width and height of a shade: Ø 30 × 20 cm; 40 × 24 × 21.5 cm where it has two sides. Empty while unknown."""
    if product.widest_mm is None or product.height_mm is None:
        return ""
    sides = [product.widest_mm, product.height_mm]
    is_round = product.bottom_depth_mm is None
    if product.bottom_depth_mm is not None:
        sides.insert(1, product.bottom_depth_mm)
    figures = " × ".join(figure(side) for side in sides)
    return gettext("%s cm") % (f"Ø {figures}" if is_round else figures)
