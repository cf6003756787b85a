"""The ring gauge to print: rings and a bank card in true millimetres. One SVG unit is one millimetre."""

from dataclasses import dataclass

from django.utils.translation import gettext

from catalog.drawing.paths import number
from catalog.lengths import format_length

# ISO/IEC 7810 ID-1: 85.60 x 53.98 mm, corners 3.18 mm.
CARD_WIDTH_MM, CARD_HEIGHT_MM, CARD_CORNER_MM = 85.60, 53.98, 3.18
# ring-gauge.css prints the gauge 140 mm wide: another width here would scale the rings.
SHEET_WIDTH_MM, SHEET_HEIGHT_MM = 140, 132
# Inner diameter and centre, in millimetres: two beside the card, three below it.
RINGS_MM: tuple[tuple[int, float, float], ...] = (
    (29, 114, 16.5),
    (30, 114, 55),
    (38, 22, 101),
    (40, 68, 101),
)
NOTE_BELOW_MM = 4.5


@dataclass(frozen=True)
class GaugeRing:
    """A circle of the inner diameter, with its label and what it fits below. Strings are SVG attributes."""

    diameter_mm: int
    x: str
    y: str
    radius: str
    note_y: str
    text: str
    note: str


@dataclass(frozen=True)
class RingGauge:
    """The whole sheet; `width` and `height` include their unit, for printing at true size."""

    view_box: str
    width: str
    height: str
    card_x: str
    card_y: str
    card_width: str
    card_height: str
    card_corner: str
    card_text_x: str
    card_text_y: str
    rings: tuple[GaugeRing, ...]


def ring_gauge() -> RingGauge:
    """Rings of 29 and 30 mm (E14, B22), 38 mm (UNO) and 40 mm (E27), with an ISO ID-1 card to check the scale.

    Source of the sizes: lampshades.md, section 2.
    """
    return RingGauge(
        view_box=f"0 0 {SHEET_WIDTH_MM} {SHEET_HEIGHT_MM}",
        width=f"{SHEET_WIDTH_MM}mm",
        height=f"{SHEET_HEIGHT_MM}mm",
        card_x="2",
        card_y="2",
        card_width=f"{CARD_WIDTH_MM:.2f}",
        card_height=f"{CARD_HEIGHT_MM:.2f}",
        card_corner=f"{CARD_CORNER_MM:.2f}",
        card_text_x=number(2 + CARD_WIDTH_MM / 2),
        card_text_y=number(2 + CARD_HEIGHT_MM / 2 + 1.5),
        rings=tuple(_ring(*ring) for ring in RINGS_MM),
    )


def _ring(diameter_mm: int, x: float, y: float) -> GaugeRing:
    radius = diameter_mm / 2
    return GaugeRing(
        diameter_mm=diameter_mm,
        x=number(x),
        y=number(y),
        radius=number(radius),
        note_y=number(y + radius + NOTE_BELOW_MM),
        text=format_length(diameter_mm, "mm"),
        note=_note(diameter_mm),
    )


def _note(diameter_mm: int) -> str:
    if diameter_mm <= 30:
        return gettext("E14, B22")
    return {38: gettext("UNO"), 40: gettext("E27")}[diameter_mm]
