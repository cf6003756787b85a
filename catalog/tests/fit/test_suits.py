"""What a shade suits: the rules read the other way, held against every base one by one."""

import random
from fractions import Fraction

import pytest

from catalog.drawing.scale import standard_base
from catalog.fit.rules import judge
from catalog.fit.suits import bases
from catalog.fit.verdict import Level
from catalog.tests.fit.shades import SHAPES, catalogue, lamp, shade
from shop.tests.long import LONG

HEIGHTS = range(1, 1300)
SEEDS = range(40 if LONG else 20)


def random_shade(chance):
    wide = chance.randint(60, 700)
    shape = chance.choice([*SHAPES, "coolie", "cylinder", "oval", "rectangle"])
    deep = chance.randint(40, wide) if shape in ("oval", "rectangle", "square") else None
    return shade(shape=shape, wide=wide, bottom_depth_mm=deep, height_mm=chance.randint(40, 500))


def levels(one, width):
    """The verdict of the rules on each base of this width, by its height."""
    return {tall: judge(one, lamp(height_mm=tall, width_mm=width)).level for tall in HEIGHTS}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_range_is_exactly_that_of_the_rules(seed):
    one = random_shade(random.Random(seed))
    suited, narrow = bases(one), min(one.widest_mm, one.bottom_depth_mm or one.widest_mm)
    on_good = [tall for tall, level in levels(one, max(narrow - 25, 1)).items() if level is Level.GOOD]
    if on_good:
        assert (suited.level, suited.lowest_mm, suited.highest_mm) == (Level.GOOD, on_good[0], on_good[-1])
        assert suited.widest_mm == narrow - 25
        assert on_good == list(range(on_good[0], on_good[-1] + 1))
        assert Level.GOOD not in levels(one, narrow - 24).values()
        return
    possible = [tall for tall, level in levels(one, 1).items() if level >= Level.POSSIBLE]
    if possible:
        assert (suited.level, suited.lowest_mm, suited.highest_mm) == (Level.POSSIBLE, possible[0], possible[-1])
    else:
        assert suited is None


def test_both_kinds_of_range_and_none_occur():
    found = [bases(random_shade(random.Random(seed))) for seed in SEEDS]
    assert {one.level if one else None for one in found} == {Level.GOOD, Level.POSSIBLE, None}


def test_the_demo_suits_what_the_trade_says():
    suited = {one.slug: bases(one) for one in catalogue()}
    ranges = {slug: (one.lowest_mm, one.highest_mm) for slug, one in suited.items() if one}
    assert sorted(ranges.values()) == sorted(
        [
            (280, 350), (280, 350), (380, 436), (330, 400), (230, 290), (300, 370), (430, 512), (380, 487), (330, 390),
            (340, 450), (330, 400), (380, 533), (318, 350), (280, 350), (340, 450), (300, 370), (300, 370), (260, 330),
        ]
    )  # fmt: skip
    assert all(one.level is Level.GOOD for one in suited.values() if one)


def test_words_in_centimetres_and_in_inches_rounded_inwards():
    drum = bases(shade(wide=300, height_mm=200))
    assert drum.words("cm") == "Suits bases 28 to 35 cm tall and up to 27.5 cm wide."
    assert drum.words("in") == "Suits bases 11.25 to 13.75 in tall and up to 10.75 in wide."
    flat = bases(shade(wide=400, height_mm=200))
    assert flat.words("cm") == "Goes on bases 32 to 44.4 cm tall."
    # A single millimetre has no quarter of an inch within.
    single = next(one for tall in range(180, 400) if (one := bases(shade(wide=400, height_mm=tall))) and
                  one.lowest_mm == one.highest_mm)  # fmt: skip
    assert single.heights("cm").count("cm") == 1
    assert "to" not in single.heights("in")


@pytest.mark.parametrize("inches", [11.25, 13.75])
def test_the_ends_in_inches_suit(inches):
    tall = int(Fraction(inches) * Fraction("25.4"))
    assert judge(shade(wide=300, height_mm=200), lamp(height_mm=tall, width_mm=270)).level is Level.GOOD


def test_only_table_shades_suit_bases():
    assert bases(shade(for_table=False)) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_standard_base_is_good_or_else_possible(seed):
    one = random_shade(random.Random(seed))
    suited = bases(one)
    height, width = standard_base(one)
    level = judge(one, lamp(height_mm=height, width_mm=width)).level
    assert level is (suited.level if suited else Level.UNSUITED)
