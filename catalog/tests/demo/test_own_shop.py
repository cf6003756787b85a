"""The demo is never loaded between goods, words and data of a true shop, whoever forgets to say DEMO=0."""

import json

import pytest
from django.core.management import CommandError, call_command

from catalog.demo.own_shop import is_own_shop
from catalog.demo.seeding import DEMO
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from pages.demo.seed import seed_words
from pages.tests.business import say
from pages.tests.pages import write

pytestmark = pytest.mark.django_db
ENTRIES = json.loads((DEMO / "catalogue.json").read_text())["products"]


@pytest.mark.parametrize(
    "begin",
    [
        lambda: ProductFactory(sku="OURS-1"),
        lambda: write("delivery", kind="delivery", is_public=False),
        lambda: say(legal_name="Anna Lind"),
    ],
    ids=["a shade", "a page", "a seller"],
)
def test_a_shop_with_anything_of_its_own_is_refused(begin):
    begin()
    assert is_own_shop(ENTRIES)
    before = list(Product.objects.values_list("sku"))
    with pytest.raises(CommandError, match="this shop has data of its own") as refused:
        call_command("seed_catalogue", photographs="pair")
    assert refused.value.returncode == 3
    assert list(Product.objects.values_list("sku")) == before


def test_a_new_shop_and_one_with_the_demo_are_not():
    assert not is_own_shop(ENTRIES)
    say(vat_rate=0)
    assert not is_own_shop(ENTRIES)
    seed_words()
    assert not is_own_shop(ENTRIES)
    ProductFactory(sku=ENTRIES[0]["sku"], is_public=False)
    ProductFactory(sku="OURS-1")
    say(legal_name="Anna Lind", is_demo=False)
    assert not is_own_shop(ENTRIES)
