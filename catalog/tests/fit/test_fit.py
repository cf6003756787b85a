"""The fit rules by example; every example is from lampshades.md."""

import re

import pytest
from django.utils.translation import override

from catalog.fit.lamp import HomeLamp
from catalog.fit.rules import judge, pendant_advice
from catalog.fit.verdict import Level, Part
from catalog.tests.fit.shades import catalogue, catalogue_lamps, lamp, shade

NO, POSSIBLE, GOOD = Level.NO, Level.POSSIBLE, Level.GOOD


@pytest.mark.parametrize(
    ("wide", "tall", "level", "said"),
    [
        (360, 250, GOOD, "36 cm wide on a 38 cm base, and tall enough to hide the holder."),
        (460, 250, NO, "3 cm too wide for this base."),
        (300, 250, POSSIBLE, "A little narrow for a base this tall: 30 cm on 38 cm."),
        (360, 360, NO, "1.8 cm too tall: it would cover the base."),
    ],
)
def test_examples_of_the_trade(wide, tall, level, said):
    verdict = judge(shade(wide=wide, height_mm=tall), lamp())
    assert verdict.level is level
    assert verdict.sentence == said


@pytest.mark.parametrize(
    ("wide", "level"),
    [
        (284, NO),
        (285, POSSIBLE),
        (329, POSSIBLE),
        (330, GOOD),
        (380, GOOD),
        (381, POSSIBLE),
        (430, POSSIBLE),
        (431, NO),
    ],
)
def test_width_at_its_boundaries(wide, level):
    assert judge(shade(wide=wide, height_mm=250), lamp()).level is level


@pytest.mark.parametrize(("base", "level"), [(335, GOOD), (336, POSSIBLE), (360, POSSIBLE), (361, NO)])
def test_shade_must_cover_the_base(base, level):
    assert judge(shade(wide=360), lamp(width_mm=base)).level is level


@pytest.mark.parametrize(
    ("tall", "level"),
    [
        (199, NO),
        (200, POSSIBLE),
        (239, POSSIBLE),
        (240, GOOD),
        (300, GOOD),
        (301, POSSIBLE),
        (360, POSSIBLE),
        (361, NO),
    ],
)
def test_height_at_its_boundaries(tall, level):
    assert judge(shade(wide=380, height_mm=tall), lamp(height_mm=400)).level is level


def test_fractions_of_a_millimetre_are_not_lost():
    # 3/4 of 381 is 285.75: 285 is too narrow by less than a millimetre, and says so.
    verdict = judge(shade(wide=285), lamp(height_mm=381))
    assert verdict.level is NO
    assert verdict.sentence == "0.1 cm too narrow for a base this tall."


def test_smaller_side_covers_and_larger_side_is_held_to_the_height():
    oval = shade(shape="oval", wide=360, top_depth_mm=200, bottom_depth_mm=180)
    assert judge(oval, lamp(width_mm=155)).level is GOOD
    assert judge(oval, lamp(width_mm=180)).level is POSSIBLE
    too_broad = judge(oval, lamp(width_mm=190))
    assert (too_broad.level, too_broad.sentence) == (NO, "1 cm too narrow to cover this base.")
    assert judge(shade(shape="drum", wide=360, bottom_depth_mm=180), lamp(width_mm=190)).level is GOOD
    # A square has one diameter, its side.
    assert judge(shade(shape="square", wide=360), lamp(width_mm=190)).level is GOOD


def test_table_too_small_caps_at_possible():
    assert judge(shade(), lamp(table_mm=360)).level is GOOD
    verdict = judge(shade(), lamp(table_mm=310))
    assert (verdict.level, verdict.sentence) == (POSSIBLE, "5 cm wider than the table it stands on.")


def test_made_for_hanging_does_not_stand():
    hanging = shade(for_table=False, for_floor=False, for_wall=False)
    verdict = judge(hanging, lamp())
    assert (verdict.level, verdict.sentence) == (NO, "Made for hanging, not for a lamp like this.")
    assert judge(shade(for_floor=False), lamp(use="floor")).sentence == "Not made for floor lamps."


def test_floor_and_wall_lamps_need_no_measures():
    for use in ("floor", "wall"):
        verdict = judge(shade(), HomeLamp(None, None, "e27", use))
        assert verdict.level is GOOD
        assert [one.part for one in verdict.parts] == [Part.USE, Part.FITTING]


def test_table_lamp_without_measures_is_possible_and_asks_for_them():
    verdict = judge(shade(), lamp(height_mm=None, width_mm=None))
    assert verdict.level is POSSIBLE
    assert "Measure the base" in verdict.sentence


@pytest.mark.parametrize(
    ("wide", "table", "level"),
    [
        (450, 900, GOOD),
        (600, 900, GOOD),
        (449, 900, POSSIBLE),
        (601, 900, NO),
        (800, 1200, GOOD),
        (801, 1200, POSSIBLE),
        (900, 1200, POSSIBLE),
        (901, 1200, NO),
        (300, 600, GOOD),
        (299, 598, NO),
        (290, 590, POSSIBLE),
        (100, 300, NO),
    ],
)
def test_pendant_over_a_table(wide, table, level):
    pendant = lamp(use="pendant", holder="pendant", height_mm=None, width_mm=None, table_mm=table)
    assert judge(shade(wide=wide), pendant).level is level


def test_pendant_advice():
    advice = pendant_advice(900)
    assert (advice.smallest_mm, advice.largest_mm, advice.at_most_mm) == (450, 600, 600)
    assert (advice.hang_lowest_mm, advice.hang_highest_mm) == (750, 900)
    assert pendant_advice(500).smallest_mm is None
    assert pendant_advice(500).at_most_mm == 200
    assert pendant_advice(250).at_most_mm == 0
    with pytest.raises(ValueError, match="width"):
        pendant_advice(0)


def test_sentences_are_in_the_readers_language_and_the_owners_unit():
    assert judge(shade(wide=455), lamp()).sentence == "2.5 cm too wide for this base."
    with override("ru"):
        assert "2,5" in judge(shade(wide=455), lamp()).sentence
    assert judge(shade(wide=455), lamp(unit="in")).sentence == "1 in too wide for this base."


def test_what_must_be_done_is_a_note():
    small = lamp(holder="e14")
    assert judge(shade(reducer_included=True), small).notes == ("Use the reducer in the box.",)
    carried = judge(shade(fitting="duplex", ring_mm=110), lamp())
    assert "carrier" in carried.notes[0]
    assert judge(shade(wide=900, reducer_included=True), small).notes == ()


def test_impossible_lamps_are_refused():
    with pytest.raises(ValueError, match="above 0"):
        lamp(height_mm=0)
    with pytest.raises(ValueError, match="no such lamp"):
        lamp(holder="g9")


def sentences(language):
    """What each shade of the catalogue says to each lamp that staff keep: the verdicts, and all their texts."""
    with override(language):
        verdicts = [judge(one, other) for one in catalogue() for other in catalogue_lamps()]
    return verdicts, [(one.sentence, *one.more, *one.notes) for one in verdicts]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_catalogue_says_whole_sentences_to_every_lamp(language):
    verdicts, said = sentences(language)
    assert len(verdicts) == 24 * 8
    whole = re.compile(r"[A-ZА-ЯЁ0-9][^%{}]*[^ .]\.")
    assert [text for texts in said for text in texts if not whole.fullmatch(text) or "  " in text] == []
    by_level = {level: {one.sentence for one in verdicts if one.level is level} for level in Level}
    assert all(by_level.values())
    assert not by_level[NO] & by_level[POSSIBLE]
    assert not by_level[GOOD] & (by_level[NO] | by_level[POSSIBLE])


def test_a_sentence_is_that_of_the_worst_part_and_russian_is_not_english():
    english, texts = sentences("en")
    _, russian = sentences("ru")
    for verdict in english:
        worst = [part.words for part in verdict.parts if part.level is verdict.level]
        assert verdict.level is GOOD or verdict.sentence == worst[0]
    assert not {text for each in texts for text in each} & {text for each in russian for text in each}
