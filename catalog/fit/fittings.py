"""Fittings: which shade sits on which holder (lampshades.md, section 2: published ring sizes, tolerance 1.5 mm)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.fit.lamp import HomeLamp
from catalog.fit.shade import Shade
from catalog.fit.verdict import Level, Part, PartVerdict
from catalog.terms import CLIPS, WITH_TELLING_RING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RING_TOLERANCE_MM = Decimal("1.5")

# Which fitting sits on which holder, without help.
SITS_ON: dict[str, tuple[str, ...]] = {
    "ring_e27": ("e27", "pendant"),
    "ring_e14_b22": ("e14", "b22"),
    "duplex": ("e27", "b22"),
    "spider": ("spider",),
    "uno": ("uno",),
    "clip_bulb": ("e27", "b22"),
    "clip_candle": ("e14",),
    "pendant_grip": ("pendant",),
}
# With the reducer 40 -> 29/30 mm in the box, an E27 ring sits on these too.
REDUCED_HOLDERS: tuple[str, ...] = ("e14", "b22")
CANDLE_USES: tuple[str, ...] = ("table", "wall")
STANDING_POSITIONS = ("base", "reversible")
HANGING_POSITIONS = ("top", "reversible")

# The measured ring agrees with the code from .. to (both included): 40 mm, 29-30 mm, 38 mm, each with the tolerance.
# A cord grip may have an E27 ring at the top.
AGREES_MM: dict[str, tuple[Decimal, Decimal]] = {
    "ring_e27": (40 - RING_TOLERANCE_MM, 40 + RING_TOLERANCE_MM),
    "ring_e14_b22": (29 - RING_TOLERANCE_MM, 30 + RING_TOLERANCE_MM),
    "uno": (38 - RING_TOLERANCE_MM, 38 + RING_TOLERANCE_MM),
    "pendant_grip": (40 - RING_TOLERANCE_MM, 40 + RING_TOLERANCE_MM),
}
# Where the code is wrong the ring decides. UNO and E27 overlap: the nearer size wins, E27 at the middle (39 mm),
# because it is by far the commoner. The first row that holds the ring is taken.
BY_RING_MM: tuple[tuple[str, Decimal, Decimal], ...] = (
    ("ring_e14_b22", *AGREES_MM["ring_e14_b22"]),
    ("ring_e27", Decimal(39), AGREES_MM["ring_e27"][1]),
    ("uno", *AGREES_MM["uno"]),
)
# Stands for a ring that fits nothing.
UNKNOWN_RING = "unknown"

FITTING_NAMES: dict[str, "StrOrPromise"] = {
    "ring_e27": gettext_lazy("an E27 ring"),
    "ring_e14_b22": gettext_lazy("an E14/B22 ring"),
    "duplex": gettext_lazy("a duplex ring"),
    "spider": gettext_lazy("a spider"),
    "uno": gettext_lazy("a UNO ring"),
    "clip_bulb": gettext_lazy("a bulb clip"),
    "clip_candle": gettext_lazy("a candle clip"),
    "pendant_grip": gettext_lazy("a cord grip"),
    UNKNOWN_RING: gettext_lazy("a ring of an unusual size"),
}
# In one line, for who does not know the word.
FITTING_WORDS: dict[str, "StrOrPromise"] = {
    "ring_e27": gettext_lazy("A 40 mm ring, screwed tight on the thread of an E27 holder."),
    "ring_e14_b22": gettext_lazy("A 29 mm ring, for the narrower E14 and B22 holders."),
    "duplex": gettext_lazy("A wide ring that lies on a shade carrier of the height you choose."),
    "spider": gettext_lazy("A hub with a small hole, held on a harp by a finial; usual in the US."),
    "uno": gettext_lazy("A 38 mm ring at the end of its arms, for bridge arms and pendants."),
    "clip_bulb": gettext_lazy("Wire loops that hold on to a round bulb itself; light shades only."),
    "clip_candle": gettext_lazy("Wire loops that hold on to a candle bulb itself; light shades only."),
    "pendant_grip": gettext_lazy("Hangs on its cable by a small hole or an E27 ring at the top."),
}
HOLDER_NAMES: dict[str, "StrOrPromise"] = {
    "e27": gettext_lazy("an E27 holder"),
    "e14": gettext_lazy("an E14 holder"),
    "b22": gettext_lazy("a B22 holder"),
    "spider": gettext_lazy("a harp"),
    "uno": gettext_lazy("a UNO holder"),
    "pendant": gettext_lazy("a hanging cable"),
}


def effective_fitting(shade: Shade) -> str:
    """What the fitting really is: the code, or what the ring says where the two differ by more than 1.5 mm.

    Source: lampshades.md, section 2 ("the ring decides"). Fittings whose measure is only "about" or a range (duplex,
    spider, cord grip) keep their code unless the ring is one of the three sizes that say something else.
    """
    ring, code = shade.ring_mm, shade.fitting
    if ring is None or code in CLIPS:
        return code
    if code in AGREES_MM and AGREES_MM[code][0] <= ring <= AGREES_MM[code][1]:
        return code
    for by_ring, smallest, largest in BY_RING_MM:
        if smallest <= ring <= largest:
            return by_ring
    return UNKNOWN_RING if code in WITH_TELLING_RING else code


def positions_for(use: str) -> tuple[str, ...]:
    """Where the fitting must be: at the base for lamps that stand or sit on a wall, at the top for what hangs."""
    return HANGING_POSITIONS if use == "pendant" else STANDING_POSITIONS


def is_use_allowed(fitting: str, use: str) -> bool:
    """A candle clip is for table and wall lamps only; the others do not mind."""
    return fitting != "clip_candle" or use in CANDLE_USES


def needs_reducer(shade: Shade, lamp: HomeLamp) -> bool:
    """A 40 mm ring on an E14 or B22 holder: only with the reducer."""
    return effective_fitting(shade) == "ring_e27" and lamp.holder in REDUCED_HOLDERS


def is_sitting(shade: Shade, lamp: HomeLamp) -> bool:
    """Whether the fitting sits on the lamp's holder, its position aside."""
    fitting = effective_fitting(shade)
    if needs_reducer(shade, lamp):
        return shade.reducer_included
    if fitting == "ring_e27" and lamp.holder == "pendant" and shade.fitting_position not in HANGING_POSITIONS:
        return False
    return lamp.holder in SITS_ON.get(fitting, ()) and is_use_allowed(fitting, lamp.use)


def judge_fitting(shade: Shade, lamp: HomeLamp) -> PartVerdict:
    """Fitting and position, a plain yes or no (lampshades.md, sections 1 and 2)."""
    if not is_sitting(shade, lamp):
        return PartVerdict(Part.FITTING, Level.NO, _words_against(shade, lamp))
    if shade.fitting_position not in positions_for(lamp.use):
        if lamp.use == "pendant":
            return PartVerdict(Part.FITTING, Level.NO, _("Its ring is at the base, so it cannot hang."))
        return PartVerdict(Part.FITTING, Level.NO, _("Its ring is at the top: it hangs, and cannot stand on a lamp."))
    return PartVerdict(Part.FITTING, Level.GOOD, _("Its fitting sits on this lamp."), _note(shade, lamp))


def _words_against(shade: Shade, lamp: HomeLamp) -> str:
    fitting = effective_fitting(shade)
    names = {"holder": HOLDER_NAMES[lamp.holder], "fitting": FITTING_NAMES.get(fitting, fitting)}
    if needs_reducer(shade, lamp):
        return _("Its ring is too wide for %(holder)s, and there is no reducer in the box.") % names
    if fitting == "ring_e14_b22" and lamp.holder == "e27":
        return _("Its ring is too small for %(holder)s.") % names
    return _("The shade has %(fitting)s and the lamp %(holder)s: they do not go together.") % names


def _note(shade: Shade, lamp: HomeLamp) -> str:
    if needs_reducer(shade, lamp):
        return _("Use the reducer in the box.")
    if effective_fitting(shade) == "duplex":
        return _("It sits on a shade carrier: choose one of the right height.")
    return ""
