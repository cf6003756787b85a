"""The count of an option is the number of shades after choosing it: by the database and by a second method."""

import random
from dataclasses import replace

import pytest
from django.db.models import Q

from catalog.listing import facets
from catalog.listing.filters import FILTERS, filters_for
from catalog.listing.kinds import Choice, Flag, Uses
from catalog.listing.ranges import LengthRange
from catalog.models import Product
from catalog.models.first_rows import Rows
from catalog.search.query import understood
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import RANDOM_SEED, count_of, counted, option, random_shades, random_state, slugs
from shop.tests.long import shared
from shop.tests.pages import browser

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
# Stands for what a lamp demands: any condition will do.
FITS = Q(widest_mm__gte=300, fitting="ring_e27")
FLAGS = {
    "in_stock": lambda shade: shade.stock > 0,
    "fits": lambda shade: shade.widest_mm >= 300 and shade.fitting == "ring_e27",
}


def meets_one(shade, one, value):
    """Whether a shade meets this value of a filter."""
    if isinstance(one, Flag):
        return FLAGS[one.name](shade)
    if isinstance(one, Uses):
        return any(getattr(shade, f"for_{use}") for use in value)
    measured = getattr(shade, one.column)
    if isinstance(one, Choice):
        return measured in value
    unit = 10 if isinstance(one, LengthRange) else 1
    return (value.low is None or measured >= value.low * unit) and (value.high is None or measured <= value.high * unit)


def missed(shade, state):
    """The names of the filters that a shade does not meet."""
    return {one.name for one, value in state.in_use if not meets_one(shade, one, value)}


def test_counts_agree_with_counting_by_hand_in_500_random_states():
    rnd = random.Random(RANDOM_SEED)
    random_shades(rnd, 300)
    public = list(Product.objects.public().order_by("pk"))
    told = 0
    states = shared([replace(random_state(rnd), filters=filters_for(FITS)) for _ in range(500)])
    for state in states:
        search = understood(state.q)
        found = Product.objects.public().filter(search.condition)
        keys = set(found.values_list("pk", flat=True))
        shades = [(shade, missed(shade, state)) for shade in public if shade.pk in keys]
        matching = Rows([search.condition, *state.conditions().values()], lambda rows: rows.order_by("pk"))
        counts = facets.count(state, search.condition, [matching])
        assert list(counts.keys) == [shade.pk for shade, misses in shades if not misses], state
        assert counts.total == sum(not misses for _shade, misses in shades), state
        for one in FILTERS:
            others = [shade for shade, misses in shades if misses <= {one.name}]
            assert counts.without(one.name) == (len(others) if one.name in state.values else counts.total)
            for value in one.codes.values if isinstance(one, Choice) else ["1"] if isinstance(one, Flag) else []:
                count = counts.option(one.name, value)
                assert count == sum(meets_one(shade, one, [value]) for shade in others), (state, value)
                told += count > 0
    assert told > 4 * len(states), "the states were too narrow to tell anything"


@pytest.fixture
def three():
    ProductFactory(slug="drum-linen", shape="drum", material="linen")
    ProductFactory(slug="bell-linen", shape="bell", material="linen")
    ProductFactory(slug="bell-silk", shape="bell", material="silk")


def test_the_own_filters_other_values_do_not_count(three):
    page = browser().get("/products/?shape=drum")
    assert slugs(page) == ["drum-linen"]
    assert counted(page, "shape") == {"drum": 1, "bell": 2}
    assert counted(page, "material") == {"linen": 1}


def test_values_of_one_filter_widen_and_those_of_another_narrow(three):
    assert len(slugs(browser().get("/products/?shape=drum&shape=bell"))) == 3
    assert slugs(browser().get("/products/?shape=drum&shape=bell&material=silk")) == ["bell-silk"]


def test_an_option_without_a_shade_is_disabled_unless_it_is_chosen(three):
    page = browser().get("/products/?shape=dome&material=silk")
    assert slugs(page) == []
    assert "disabled" in option(page, "shape", "drum")
    assert "disabled" not in option(page, "shape", "bell")
    chosen = option(page, "shape", "dome")
    assert count_of(page, "shape", "dome") == 0
    assert "checked" in chosen
    assert "disabled" not in chosen


def test_hidden_shades_count_nowhere(three):
    ProductFactory(is_public=False, shape="dome")
    assert counted(browser().get("/products/"), "shape") == {"drum": 1, "bell": 2}


def test_a_shade_counts_for_each_of_its_uses():
    ProductFactory(for_table=True, for_pendant=True)
    ProductFactory(for_table=False, for_wall=True)
    assert counted(browser().get("/products/"), "use") == {"table": 1, "pendant": 1, "wall": 1}
    assert counted(browser().get("/products/?use=wall"), "use") == {"table": 1, "pendant": 1, "wall": 1}


def test_in_stock_counts_and_narrows():
    there, gone = ProductFactory(stock=1), ProductFactory(stock=0)
    page = browser().get("/products/")
    assert count_of(page, "in_stock", "1") == 1
    assert slugs(page) == [there.slug, gone.slug]
    assert slugs(browser().get("/products/?in_stock=1")) == [there.slug]
