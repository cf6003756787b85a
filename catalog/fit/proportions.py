"""The rules of size for table lamps as numbers, by the shade's kind. Lengths in whole millimetres, all ends included.

H is the base from foot to underside of the holder, W its widest part. A shade's width is judged by M, the mean of its
two sides where it is widest (one diameter for round shades), and its smaller side must cover the base. Sources
(lampshades.md, section 1): poshlampshades.com, iconltg.com, tim-thornton.com, designsewlutions.blogspot.com,
bennetts.ca, eloisetradingco.com; centurystudios.com for wide low shades, eerdmansfineart.com for slender ones.
"""

from dataclasses import dataclass

from catalog.terms import Shape

# A shade that looks right reaches beyond the base by so much (eloisetradingco.com).
OVERHANG_MM = 25


@dataclass(frozen=True)
class Span:
    """From `least` per cent of H and `least_plus` mm more (or less) to `most` per cent and `most_plus` mm."""

    least: int
    most: int
    least_plus: int = 0
    most_plus: int = 0

    def ends(self, base_height_mm: int, times: int = 1) -> tuple[int, int]:
        """The smallest and largest whole number of millimetres that is within, of `times` the length."""
        least = times * (self.least * base_height_mm + 100 * self.least_plus)
        most = times * (self.most * base_height_mm + 100 * self.most_plus)
        return -(-least // 100), most // 100

    def base_heights(self, length_mm: int, times: int = 1) -> tuple[int, int]:
        """The other way round: the lowest and highest base for which `times` the length is `length_mm`."""
        lowest = 100 * (length_mm - times * self.most_plus)
        highest = 100 * (length_mm - times * self.least_plus)
        return -(-lowest // (times * self.most)), highest // (times * self.least)


@dataclass(frozen=True)
class Proportions:
    """What is good and what is possible for one kind of shade: its mean width M and its height."""

    good_width: Span
    possible_width: Span
    good_height: Span
    possible_height: Span


USUAL = Proportions(Span(100, 100, -50, 20), Span(60, 125), Span(55, 85), Span(45, 100))
LOW_AND_WIDE = Proportions(Span(75, 100, 0, 20), Span(60, 125), Span(40, 75), Span(30, 90))
TALL = Proportions(Span(40, 100), Span(30, 125), Span(60, 100), Span(45, 120))

# The kinds by shape; every other shape is a usual one.
KINDS: dict[Proportions, tuple[str, ...]] = {
    LOW_AND_WIDE: (Shape.COOLIE, Shape.DOME, Shape.MUSHROOM, Shape.PAGODA),
    TALL: (Shape.CYLINDER,),
}
_BY_SHAPE = {shape: kind for kind, shapes in KINDS.items() for shape in shapes}
# Shapes that are not of the usual kind.
UNUSUAL = tuple(_BY_SHAPE)


def proportions(shape: str) -> Proportions:
    """The rules for a shade of this shape."""
    return _BY_SHAPE.get(shape, USUAL)
