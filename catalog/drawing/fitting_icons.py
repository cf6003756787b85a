"""Each fitting in one line and one small drawing, because it is the trade's word that shoppers know least."""

from django.utils.translation import gettext_lazy as _

from catalog.drawing.icons import Picture

VIEW_BOX = "-20 -20 40 40"
EDGE = "M-18 0A18 18 0 1 0 18 0A18 18 0 1 0 -18 0Z"


def _ring(radius: float) -> str:
    return f"M-{radius} 0A{radius} {radius} 0 1 0 {radius} 0A{radius} {radius} 0 1 0 -{radius} 0Z"


def _arms(inner: float, outer: float = 18) -> str:
    """Three arms from a ring to the edge of the shade."""
    across, along = 0.866, 0.5
    return (
        f"M0 -{inner}V-{outer}"
        f"M{inner * across:.1f} {inner * along:.1f}L{outer * across:.1f} {outer * along:.1f}"
        f"M-{inner * across:.1f} {inner * along:.1f}L-{outer * across:.1f} {outer * along:.1f}"
    )


# Seen from above: the ring in its arms; the clips and the cord from the side.
PICTURES = {
    "ring_e27": Picture(VIEW_BOX, _ring(8), EDGE + _arms(8)),
    "ring_e14_b22": Picture(VIEW_BOX, _ring(5.5), EDGE + _arms(5.5)),
    "duplex": Picture(VIEW_BOX, _ring(14), EDGE + _ring(4) + _arms(4, 14)),
    "spider": Picture(VIEW_BOX, _ring(2.5), EDGE + _arms(2.5)),
    "uno": Picture(VIEW_BOX, _ring(7.5) + _ring(10), EDGE + _arms(10)),
    "clip_bulb": Picture(
        VIEW_BOX, "M-4 17V9C-4 5 -10 3 -10 -5A10 10 0 0 1 10 -5C10 3 4 5 4 9V17Z", "M-14 -18C-14 0 -9 4 0 4S14 0 14 -18"
    ),
    "clip_candle": Picture(
        VIEW_BOX,
        "M-3 17V9C-3 7 -6 5 -6 0C-6 -7 -1 -10 0 -17C1 -10 6 -7 6 0C6 5 3 7 3 9V17Z",
        "M-11 -12C-11 2 -7 6 0 6S11 2 11 -12",
    ),
    "pendant_grip": Picture(VIEW_BOX, "M-4 -8H4V2H-4Z", "M0 -20V-8M-18 12C-18 5 -8 2 0 2S18 5 18 12Z"),
}

WORDS = {
    "ring_e27": _("A 40 mm ring, screwed tight on the thread of an E27 holder."),
    "ring_e14_b22": _("A 29 mm ring, for the narrower E14 and B22 holders."),
    "duplex": _("A wide ring that lies on a shade carrier of the height you choose."),
    "spider": _("A hub with a small hole, held on a harp by a finial; usual in the US."),
    "uno": _("A 38 mm ring at the end of its arms, for bridge arms and pendants."),
    "clip_bulb": _("Wire loops that hold on to a round bulb itself; light shades only."),
    "clip_candle": _("Wire loops that hold on to a candle bulb itself; light shades only."),
    "pendant_grip": _("Hangs on its cable by a small hole or an E27 ring at the top."),
}
