"""The fit rules by example; every example is from lampshades.md."""

import re

import pytest
from django.utils.translation import override

from catalog.fit.lamp import HomeLamp
from catalog.fit.rules import height_level, judge, pendant_advice, width_level
from catalog.fit.verdict import Level, Part
from catalog.tests.fit.shades import catalogue, catalogue_lamps, lamp, shade

NO, UNSUITED, POSSIBLE, GOOD = Level.NO, Level.UNSUITED, Level.POSSIBLE, Level.GOOD


@pytest.mark.parametrize(
    ("shape", "wide", "tall", "level", "said"),
    [
        ("drum", 360, 250, GOOD, "36 cm wide on a 38 cm base, and tall enough to hide the holder."),
        ("drum", 480, 250, UNSUITED, "0.5 cm wider than suits this base."),
        ("drum", 300, 250, POSSIBLE, "A little narrow for a base this tall: 30 cm on 38 cm."),
        ("drum", 360, 390, UNSUITED, "1 cm taller than suits this base."),
        ("coolie", 380, 160, GOOD, "38 cm wide on a 38 cm base, and tall enough to hide the holder."),
        ("drum", 380, 160, UNSUITED, "1.1 cm shorter than suits this base."),
        ("drum", 150, 250, UNSUITED, "The base is 1 cm wider than the shade."),
        ("cylinder", 190, 200, POSSIBLE, "A little short: some of the neck will show."),
        ("cylinder", 190, 300, GOOD, "19 cm wide on a 38 cm base, and tall enough to hide the holder."),
    ],
)
def test_examples_of_the_trade(shape, wide, tall, level, said):
    verdict = judge(shade(shape=shape, wide=wide, height_mm=tall), lamp())
    assert verdict.level is level
    assert verdict.sentence == said


@pytest.mark.parametrize(
    ("language", "deep", "said"),
    [
        ("en", 240, "A little narrow for a base this tall: 40 × 24 cm on 38 cm."),
        ("ru", 240, "Узковат для основания такой высоты: 40 × 24 см и 38 см."),
        ("en", 410, "A little wide for this base: 41 × 40 cm on 38 cm."),
    ],
)
def test_a_shade_with_two_sides_is_called_narrow_or_wide_with_both(language, deep, said):
    """The mean of both is what counts: an oval of 40 × 24 cm is narrower than a drum of 32 cm."""
    oval = shade(shape="oval", wide=400, bottom_depth_mm=deep, height_mm=250)
    with override(language):
        assert judge(oval, lamp()).sentence.replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("shape", "bounds"),
    [
        ("drum", (228, 330, 400, 475)),
        ("coolie", (228, 285, 400, 475)),
        ("dome", (228, 285, 400, 475)),
        ("mushroom", (228, 285, 400, 475)),
        ("pagoda", (228, 285, 400, 475)),
        ("cylinder", (114, 152, 380, 475)),
    ],
)
def test_width_at_its_boundaries(shape, bounds):
    """The first and last width that is possible and that is good, and those beside them."""
    least, good_least, good_most, most = bounds

    def level(wide):
        return width_level(shade(shape=shape, wide=wide), 380, 60)

    assert [level(wide) for wide in (least - 1, least, good_least - 1)] == [UNSUITED, POSSIBLE, POSSIBLE]
    assert [level(wide) for wide in (good_least, good_most)] == [GOOD, GOOD]
    assert [level(wide) for wide in (good_most + 1, most, most + 1)] == [POSSIBLE, POSSIBLE, UNSUITED]


@pytest.mark.parametrize(("base", "level"), [(335, GOOD), (336, POSSIBLE), (360, POSSIBLE), (361, UNSUITED)])
def test_shade_must_cover_the_base(base, level):
    assert judge(shade(wide=360), lamp(width_mm=base)).level is level


@pytest.mark.parametrize(
    ("shape", "bounds"),
    [("drum", (180, 220, 340, 400)), ("coolie", (120, 160, 300, 360)), ("cylinder", (180, 240, 400, 480))],
)
def test_height_at_its_boundaries(shape, bounds):
    least, good_least, good_most, most = bounds

    def level(tall):
        return height_level(shade(shape=shape, height_mm=tall), 400)

    assert [level(tall) for tall in (least - 1, least, good_least - 1)] == [UNSUITED, POSSIBLE, POSSIBLE]
    assert [level(tall) for tall in (good_least, good_most)] == [GOOD, GOOD]
    assert [level(tall) for tall in (good_most + 1, most, most + 1)] == [POSSIBLE, POSSIBLE, UNSUITED]


def test_fractions_of_a_millimetre_are_not_lost():
    # 60 % of 381 is 228.6: 228 is too narrow by less than a millimetre, and says so.
    verdict = judge(shade(wide=228), lamp(height_mm=381))
    assert verdict.level is UNSUITED
    assert verdict.sentence == "0.1 cm narrower than suits a base this tall."


def test_smaller_side_covers_and_the_mean_of_the_sides_is_held_to_the_height():
    oval = shade(shape="oval", wide=500, top_depth_mm=230, bottom_depth_mm=220)
    assert judge(oval, lamp(width_mm=195)).level is GOOD
    assert judge(oval, lamp(width_mm=220)).level is POSSIBLE
    too_broad = judge(oval, lamp(width_mm=230))
    assert (too_broad.level, too_broad.sentence) == (UNSUITED, "The base is 1 cm wider than the shade.")
    # 500 and 159 are 329.5 in the mean, half a millimetre under H - 50.
    assert width_level(shade(shape="oval", wide=500, bottom_depth_mm=159), 380, 60) is POSSIBLE
    assert width_level(shade(shape="oval", wide=500, bottom_depth_mm=160), 380, 60) is GOOD
    # Only these shapes have another side; a square has its side for a diameter where no other is stored.
    assert judge(shade(shape="drum", wide=360, bottom_depth_mm=180), lamp(width_mm=190)).level is GOOD
    assert judge(shade(shape="square", wide=360), lamp(width_mm=190)).level is GOOD


def test_what_cannot_be_mounted_is_another_matter_than_what_looks_wrong():
    unsuited, unmountable = judge(shade(wide=900), lamp()), judge(shade(), lamp(holder="e14"))
    assert (unsuited.level.code, unsuited.level.label) == ("unsuited", "Goes on, but out of proportion")
    assert (unmountable.level.code, unmountable.level.label) == ("no", "Cannot be mounted")
    assert not unsuited.is_fit
    assert not unmountable.is_fit


def test_table_too_small_caps_at_possible():
    assert judge(shade(), lamp(table_mm=360)).level is GOOD
    verdict = judge(shade(), lamp(table_mm=310))
    assert (verdict.level, verdict.sentence) == (POSSIBLE, "5 cm wider than the table it stands on.")


def test_made_for_hanging_does_not_stand():
    hanging = shade(for_table=False, for_floor=False, for_wall=False)
    verdict = judge(hanging, lamp())
    assert (verdict.level, verdict.sentence) == (NO, "Made for hanging, not for a lamp like this.")
    assert judge(shade(for_floor=False), lamp(use="floor")).sentence == "Not made for floor lamps."


@pytest.mark.parametrize("use", ["floor", "wall"])
def test_a_floor_or_wall_lamp_has_no_rule_of_size(use):
    verdict = judge(shade(wide=900), HomeLamp(1300, 280, "e27", use))
    assert verdict.level is POSSIBLE
    assert verdict.sentence == f"It can be mounted. No rule of size is agreed for {use} lamps."
    assert [one.part for one in verdict.parts] == [Part.USE, Part.FITTING, Part.SIZE]


def test_a_pendant_without_its_table_is_possible_and_asks_for_it():
    verdict = judge(shade(), HomeLamp(None, None, "pendant", "pendant"))
    assert verdict.level is POSSIBLE
    assert "width of the table" in verdict.sentence


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
        (601, 900, UNSUITED),
        (800, 1200, GOOD),
        (801, 1200, POSSIBLE),
        (900, 1200, POSSIBLE),
        (901, 1200, UNSUITED),
        (300, 600, GOOD),
        (299, 598, UNSUITED),
        (290, 590, POSSIBLE),
        (100, 300, UNSUITED),
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
    assert judge(shade(wide=500), lamp()).sentence == "2.5 cm wider than suits this base."
    with override("ru"):
        assert "2,5" in judge(shade(wide=500), lamp()).sentence
    assert judge(shade(wide=500), lamp(unit="in")).sentence == "1 in wider than suits this base."


def test_what_must_be_done_is_a_note():
    small = lamp(holder="e14")
    assert judge(shade(reducer_included=True), small).notes == ("Use the reducer in the box.",)
    carried = judge(shade(fitting="duplex", ring_mm=110), lamp())
    assert "carrier" in carried.notes[0]
    assert judge(shade(wide=900, reducer_included=True), small).notes == ("Use the reducer in the box.",)
    assert judge(shade(reducer_included=True, for_table=False), small).notes == ()


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
    assert len(set.union(*by_level.values())) == sum(map(len, by_level.values()))


def test_a_sentence_is_that_of_the_worst_part_and_russian_is_not_english():
    english, texts = sentences("en")
    _, russian = sentences("ru")
    for verdict in english:
        worst = [part.words for part in verdict.parts if part.level is verdict.level]
        assert verdict.level is GOOD or verdict.sentence == worst[0]
    assert not {text for each in texts for text in each} & {text for each in russian for text in each}
