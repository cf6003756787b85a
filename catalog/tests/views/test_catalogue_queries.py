"""Query counts of the pages of the catalogue: the same for 10 and for 100 shades."""

import pytest

from catalog.models import Product
from catalog.tests.factories import FamilyFactory, ProductFactory
from shop.tests.pages import browser

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(params=[10, 100])
def catalogue(request):
    """So many shades, every second one of a family."""
    family = FamilyFactory()
    for number in range(request.param):
        ProductFactory(family=family if number % 2 else None, colour_en=f"Colour {number}")
    return Product.objects.filter(family=family).first()


def test_home(catalogue, django_assert_num_queries):
    # 1 the newest six, 2 their photographs, 3 a near view of the one at the top, 4 the colours of the families of the
    # others, 5 how many there are
    with django_assert_num_queries(5):
        browser().get("/")


def test_product_list(catalogue, django_assert_num_queries):
    # 1 how many there are, 2 the shades of the page, 3 their photographs, 4 the colours of their families
    with django_assert_num_queries(4):
        browser().get("/products/")


def test_product(catalogue, django_assert_num_queries):
    # 1 the shade, 2 its photographs, 3 its family
    with django_assert_num_queries(3):
        browser().get(catalogue.get_absolute_url())


def test_product_without_a_family(catalogue, django_assert_num_queries):
    alone = Product.objects.filter(family=None).first()
    # 1 the shade, 2 its photographs
    with django_assert_num_queries(2):
        browser().get(alone.get_absolute_url())
