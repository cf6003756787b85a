"""What an option's count says is what choosing it shows: counted by the database and once more by hand."""

import random
from dataclasses import replace

import pytest
from django.db.models import Q

from catalog.listing import facets
from catalog.listing.facets import BITS
from catalog.listing.filters import FILTERS, filters_for
from catalog.listing.kinds import Bounds
from catalog.models import Product
from catalog.search.query import understood
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import (
    CHOICES,
    FLAGS,
    RANDOM_SEED,
    counted,
    option,
    random_shades,
    random_state,
    slugs,
)
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db
# Stands for what a lamp demands: any condition will do.
FITS = Q(widest_mm__gte=300, fitting="ring_e27")


def has(shade, name, values):
    if name == "use":
        return any(getattr(shade, f"for_{value}") for value in values)
    return getattr(shade, {"colour": "colour_family"}.get(name, name)) in values


def within(shade, name, bounds):
    value = {"width": shade.widest_mm, "height": shade.height_mm, "price": shade.price}[name]
    unit = 1 if name == "price" else 10
    above = bounds.low is None or value >= bounds.low * unit
    return above and (bounds.high is None or value <= bounds.high * unit)


def has_flag(shade, name):
    return shade.stock > 0 if name == "in_stock" else shade.widest_mm >= 300 and shade.fitting == "ring_e27"


def meets_one(shade, name, value):
    if name in FLAGS:
        return has_flag(shade, name)
    return within(shade, name, value) if isinstance(value, Bounds) else has(shade, name, value)


def meets(shade, state, *, but=""):
    """Whether a shade meets every filter but one."""
    return all(meets_one(shade, name, value) for name, value in state.values.items() if name != but)


def test_counts_agree_with_counting_by_hand_in_500_random_states():
    rnd = random.Random(RANDOM_SEED)
    random_shades(rnd, 300)
    public = list(Product.objects.public())
    told = 0
    for _ in range(500):
        state = replace(random_state(rnd), filters=filters_for(FITS))
        search = understood(state.q)
        found = Product.objects.public().filter(search.condition)
        keys = set(found.values_list("pk", flat=True))
        shades = [shade for shade in public if shade.pk in keys]
        counts = facets.count(found, state)
        assert counts.total == sum(meets(shade, state) for shade in shades), state
        for name, choice in CHOICES.items():
            others = [shade for shade in shades if meets(shade, state, but=name)]
            assert counts.without(name) == (len(others) if name in state.values else counts.total)
            for value in choice.codes.values:
                assert counts.option(name, value) == sum(has(shade, name, [value]) for shade in others), (state, value)
                told += counts.option(name, value) > 0
        for name in FLAGS:
            others = [shade for shade in shades if meets(shade, state, but=name)]
            assert counts.option(name, "1") == sum(has_flag(shade, name) for shade in others), state
    assert told > 2000, "the states were too narrow to tell anything"


def test_every_filter_has_a_bit_of_its_own():
    assert len(set(BITS.values())) == len(FILTERS)


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
    assert chosen["data-count"] == "0"
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
    assert option(page, "in_stock", "1")["data-count"] == "1"
    assert slugs(page) == [there.slug, gone.slug]
    assert slugs(browser().get("/products/?in_stock=1")) == [there.slug]
