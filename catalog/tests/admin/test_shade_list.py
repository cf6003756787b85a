"""The list of shades in the admin: photographs, price, stock and state of each, and filters for what is asked."""

import pytest
from django.urls import reverse

from catalog.models import Photo, Product
from catalog.tests.factories import PhotoFactory, ProductFactory, picture
from shop.tests.pages import element, elements, text_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:catalog_product_changelist")


@pytest.fixture
def staff(admin_client):
    return admin_client


def column(page, name):
    return [text_of(cell) for cell in elements(page, f"#result_list .field-{name}")]


def found(staff, query):
    return sorted(column(staff.get(f"{LIST}?{query}"), "sku"))


def test_the_photographs_of_a_pair_are_small_and_take_their_place_before_they_are_there(staff):
    shade = ProductFactory(photos=False)
    for kind, colour in (("unlit", "#e3e0d9"), ("lit", "#f5c677")):
        PhotoFactory(product=shade, kind=kind, image=picture(f"{kind}.jpg", colour=colour))
    page = staff.get(LIST)
    unlit, lit = elements(page, ".field-pictures img")
    assert (unlit.attributes["width"], unlit.attributes["height"]) == ("48", "48")
    assert {one.attributes["loading"] for one in (unlit, lit)} == {"lazy"}
    assert unlit.attributes["src"] != lit.attributes["src"]
    sources = elements(page, ".field-pictures source")
    assert [one.attributes["sizes"] for one in sources] == ["48px", "48px"]
    assert "/320.avif 320w" in sources[0].attributes["srcset"]
    assert unlit.attributes["src"].rpartition("/")[0] in sources[0].attributes["srcset"]


def test_a_shade_with_one_photograph_shows_that_and_one_without_a_dash(staff):
    ProductFactory(sku="A-1", photos=False, is_public=False)
    one = ProductFactory(sku="A-2", is_public=False)
    one.photos.filter(kind="lit").delete()
    page = staff.get(f"{LIST}?o=2")
    assert column(page, "pictures") == ["–", ""]
    assert len(elements(page, ".field-pictures img")) == 1


def test_stock_is_said_in_the_words_of_the_shop(staff):
    for sku, stock in (("A-1", 20), ("A-2", 3), ("A-3", 0)):
        ProductFactory(sku=sku, stock=stock)
    assert column(staff.get(f"{LIST}?o=2"), "stock_and_words") == ["In stock: 20", "Only 3 left", "Sold out"]


def test_a_draft_lacks_something_and_a_hidden_shade_nothing(staff):
    ProductFactory(sku="A-1")
    ProductFactory(sku="A-2", is_public=False)
    ProductFactory(sku="A-3", is_public=False, name_ru="")
    ProductFactory(sku="A-4", is_public=False, photos=False)
    Photo.objects.filter(product=ProductFactory(sku="A-5", is_public=False), kind="lit").update(width=7)
    ProductFactory(sku="A-6", is_public=False, ring_mm=None)
    page = staff.get(f"{LIST}?o=2")
    assert column(page, "state") == ["Public", "Hidden", "Draft", "Draft", "Draft", "Draft"]


@pytest.mark.parametrize(
    ("query", "skus"),
    [
        ("stock_state=out", ["A-3"]),
        ("stock_state=low", ["A-2"]),
        ("is_public__exact=0", ["A-2"]),
        ("shape__exact=globe", ["A-1"]),
        ("fitting__exact=spider", ["A-2"]),
        ("material__exact=paper", ["A-3"]),
        ("material__exact=paper&stock_state=low", []),
    ],
)
def test_the_list_is_narrowed(staff, query, skus):
    ProductFactory(sku="A-1", shape="globe")
    ProductFactory(sku="A-2", stock=1, fitting="spider", is_public=False)
    ProductFactory(sku="A-3", stock=0, material="paper")
    assert found(staff, query) == skus
    names = {one.attributes["data-filter-title"] for one in elements(staff.get(LIST), "#changelist-filter details")}
    assert names == {"shown", "stock", "shape", "fitting", "material", "colour family"}


def test_any_number_of_rows_is_five_statements_and_counted_once(staff, django_assert_num_queries):
    ProductFactory()
    staff.get(LIST)
    # session, user, count, rows, their photographs
    with django_assert_num_queries(5):
        staff.get(LIST)
    ProductFactory.create_batch(8, is_public=False)
    for query in ("", "?is_public__exact=0&stock_state=enough", "?q=drum", "?o=5"):
        # A search asks first whether a shade has this SKU.
        with django_assert_num_queries(6 if "q=" in query else 5) as asked:
            page = staff.get(LIST + query)
        assert sum("COUNT(" in one["sql"] for one in asked) == 1
    assert element(page, ".paginator")


def test_an_action_reads_no_column_of_a_shade_by_itself(staff, django_assert_num_queries):
    """The list reads few columns, and an action all."""
    ProductFactory.create_batch(3, is_public=False)
    with django_assert_num_queries(5) as asked:
        staff.get(LIST)
    assert not [one["sql"] for one in asked if '"description_en" AS' in one["sql"] or '"care_en"' in one["sql"]]
    drafts = list(Product.objects.values_list("pk", flat=True))
    for some in (drafts[:2], drafts):
        # session, person, count, count of hidden ones, these with what they lack, their photographs
        with django_assert_num_queries(6):
            page = staff.post(LIST, {"action": "show", "_selected_action": some})
        assert len(elements(page, ".goods tbody tr")) == len(some)
