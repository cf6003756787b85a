"""judge() and the database agree on every product."""

import itertools
import random
from decimal import Decimal

import pytest

from catalog.fit.lamp import HomeLamp
from catalog.fit.query import fit_condition, verdict_expression
from catalog.fit.rules import judge
from catalog.fit.verdict import Level
from catalog.models import Product
from catalog.terms import Holder, Use
from catalog.tests.factories import ProductFactory
from catalog.tests.fit.shades import FITTINGS, POSITIONS, SHAPES, PlainShade, catalogue_lamps
from shop.tests.long import LONG, shared

RING_SIZES = "10 27.4 27.5 29.5 31.5 31.6 36.5 38 38.4 38.5 39 39.5 39.6 40 41.5 41.6 110"
RINGS = [None, *map(Decimal, RING_SIZES.split())]
NUMBERS = itertools.count()
# The other columns of a row. A factory for each of the thousands of rows takes longer than judging them.
SOUND = {
    name: getattr(ProductFactory.build(), name)
    for name in ("name_en", "name_ru", "price", "finish", "material", "lining", "light", "colour_family", "swatch")
}

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


# The columns that the rules read: those of a shade of these tests but for what only words say.
COLUMNS = [name for name in PlainShade.__dataclass_fields__ if name != "name"]


def row(**columns):
    """An unsaved product with the columns that the rules read; a draft, so that it may lack a ring or a side."""
    wide, number = columns["widest_mm"], next(NUMBERS)
    sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "is_public": False}
    return Product(**{**SOUND, **sizes, **columns, "sku": f"ROW-{number}", "slug": f"row-{number}"})


def boundaries(lamp):
    """Widths and heights one below, at and one above every bound of this lamp."""
    height, width, over = lamp.height_mm or 300, lamp.width_mm or 150, lamp.table_mm or 900
    shares = [height * share // 100 for share in (30, 40, 45, 55, 60, 75, 85, 90, 120, 125)]
    bounds = (width, width + 25, height - 50, height, height + 20, *shares)
    more = (over, over // 2, over * 2 // 3, over - 300)
    return [max(bound + step, 1) for bound in (*bounds, *more) for step in (-1, 0, 1)]


def any_row(chance, near):
    def size():
        return chance.choice(near) if chance.random() < 0.8 else chance.randint(1, 900)

    return row(
        shape=chance.choice(SHAPES),
        height_mm=size(),
        widest_mm=size(),
        bottom_depth_mm=chance.choice((None, size())),
        top_depth_mm=chance.choice((None, size())),
        fitting=chance.choice(FITTINGS),
        ring_mm=chance.choice(RINGS),
        reducer_included=chance.random() < 0.5,
        fitting_position=chance.choice(POSITIONS),
        **{f"for_{use}": chance.random() < 0.8 for use in Use.values},
    )


def assert_agreement(lamp):
    """Every row judged both ways; returns how many rows had each level."""
    counts = {}
    fits = set(Product.objects.filter(fit_condition(lamp, Level.POSSIBLE)).values_list("pk", flat=True))
    for pk, level, *columns in Product.objects.values_list("pk", verdict_expression(lamp), *COLUMNS):
        shade = PlainShade(**dict(zip(COLUMNS, columns, strict=True)))
        verdict = judge(shade, lamp)
        assert level == verdict.level, (shade, lamp)
        assert verdict.is_fit is (pk in fits)
        counts[level] = counts.get(level, 0) + 1
    return counts


def test_database_agrees_on_random_shades_at_the_boundaries():
    chance = random.Random(4)
    seen = {}
    for _ in range(30):
        Product.objects.all().delete()
        measured = chance.random() < 0.85
        lamp = HomeLamp(
            chance.randint(20, 700) if measured or chance.random() < 0.5 else None,
            chance.randint(20, 400) if measured else None,
            chance.choice(Holder.values),
            chance.choice(("table", "table", "pendant", "floor", "wall")),
            chance.choice((None, chance.randint(100, 1600))),
        )
        near = boundaries(lamp)
        Product.objects.bulk_create([any_row(chance, near) for _ in shared(range(150), parts=4)])
        for level, count in assert_agreement(lamp).items():
            seen[level] = seen.get(level, 0) + count
    assert set(seen) == set(Level)


def test_database_agrees_on_every_size_at_the_boundaries_of_table_lamps():
    """Fitting and use are right, so that only width, height and table decide: all levels but the lowest."""
    common = {"ring_mm": None, "fitting": "ring_e27", "reducer_included": False, "fitting_position": "base"}
    uses = {f"for_{use}": True for use in Use.values}
    more = (("coolie", None), ("cylinder", None)) if LONG else ()
    for height, width, over in ((380, 160, 370), (381, 161, None), (383, 330, 370), (160, 60, 130), (41, 10, 60)):
        Product.objects.all().delete()
        lamp = HomeLamp(height, width, "e27", "table", over)
        near = sorted(set(boundaries(lamp)))
        bounds = [height * share // 100 for share in (30, 40, 45, 55, 60, 75, 85, 90, 100, 120)]
        heights = [bound + step for bound in bounds for step in (-1, 0, 1)]
        depths = (None, width - 1, width, width + 24, width + 25)
        rows = [
            row(shape=shape, widest_mm=wide, height_mm=tall, bottom_depth_mm=depth, **common, **uses)
            for wide, tall in shared(itertools.product(near, heights), parts=4)
            for shape, depth in (("drum", None), ("oval", depths[wide % 5]), *more)
        ]
        Product.objects.bulk_create(rows)
        assert set(assert_agreement(lamp)) == {Level.UNSUITED, Level.POSSIBLE, Level.GOOD}


def test_database_agrees_on_every_fitting_ring_position_holder_and_use():
    uses = {f"for_{use}": True for use in Use.values}
    Product.objects.bulk_create(
        row(
            shape="drum",
            widest_mm=360,
            height_mm=250,
            fitting=fitting,
            ring_mm=ring,
            reducer_included=reducer,
            fitting_position=position,
            **uses,
        )
        for fitting, ring, reducer, position in itertools.product(FITTINGS, RINGS, (False, True), POSITIONS)
    )
    for holder, use in itertools.product(Holder.values, Use.values):
        assert_agreement(HomeLamp(380, 160, holder, use))


def test_database_agrees_on_every_width_at_the_boundaries_of_pendants():
    common = {"ring_mm": None, "fitting": "pendant_grip", "reducer_included": False, "fitting_position": "top"}
    uses = {f"for_{use}": True for use in Use.values}
    for over in (290, 301, 599, 600, 601, 899, 900, 901, 1200, 1201, 1202):
        Product.objects.all().delete()
        lamp = HomeLamp(None, None, "pendant", "pendant", over)
        near = sorted(set(boundaries(lamp)))
        Product.objects.bulk_create(row(shape="dome", widest_mm=wide, height_mm=200, **common, **uses) for wide in near)
        assert_agreement(lamp)


def test_database_agrees_on_lamps_without_measures_and_tiny_tables():
    chance = random.Random(5)
    Product.objects.bulk_create(any_row(chance, [1, 100, 360]) for _ in range(200))
    for use in Use.values:
        for sizes in ((None, None, None), (380, None, None), (None, 160, 100), (10, 5, 1)):
            assert_agreement(HomeLamp(sizes[0], sizes[1], "e27", use, sizes[2]))
    for lamp in catalogue_lamps():
        assert_agreement(lamp)
