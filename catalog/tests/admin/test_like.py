"""Another size or colour of a shade: the form of a new one opens with what both have in common."""

import pytest
from django.urls import reverse

from catalog.models import Product
from catalog.tests.admin.test_admin_products import said
from catalog.tests.factories import FamilyFactory, ProductFactory
from shop.tests.pages import elements, sent, words
from shop.tests.staff_forms import colleague, with_rights

pytestmark = pytest.mark.django_db
ADD = reverse("admin:catalog_product_add")


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def halm():
    return ProductFactory(family=FamilyFactory(), family_position=2, care_en="Dust it.", country="SE", price="1071.50")


def stored(product):
    return Product.objects.filter(pk=product.pk).values().get()


def test_what_both_have_in_common_is_filled_in_and_the_other_stays_as_it_is(ann, halm):
    before, photographs = stored(halm), list(halm.photos.values_list("pk", flat=True))
    fields = sent(ann.get(ADD, {"like": halm.pk}))
    assert (fields["sku"], fields["slug"], fields["received"], fields["family_position"]) == ("", "", "", "3")
    assert "is_public" not in fields
    assert "photos-0-id" not in fields or not fields["photos-0-id"]
    new = {"sku": "HALM-40", "slug": "halm-40", "top_diameter_mm": "400", "bottom_diameter_mm": "40 cm"}
    assert ann.post(f"{ADD}?like={halm.pk}", fields | new | {"widest_mm": "400"}).status_code == 302
    added = stored(Product.objects.get(sku="HALM-40"))
    its_own = {"id", "sku", "slug", "stock", "is_public", "created_at", "search_text", "family_position"}
    sizes = {"top_diameter_mm", "bottom_diameter_mm", "widest_mm"}
    assert {name for name in before if before[name] != added[name]} == its_own | sizes
    assert (added["stock"], added["is_public"], added["family_id"]) == (0, False, halm.family_id)
    assert (stored(halm), list(halm.photos.values_list("pk", flat=True))) == (before, photographs)
    assert not Product.objects.get(sku="HALM-40").photos.exists()


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_form_leads_there_and_says_what_was_filled_in(ann, halm, prefix):
    page = ann.get(f"{prefix}/admin/catalog/product/{halm.pk}/change/")
    links = elements(page, f'a[href="{prefix}{ADD}?like={halm.pk}"]')
    assert len(links) == 2
    assert elements(page, f'.object-tools a[href="{prefix}{ADD}?like={halm.pk}"]')
    told = words(ann.get(f"{prefix}{ADD}?like={halm.pk}"), "div.marks")
    assert halm.sku in told
    alone = ProductFactory()
    assert len(words(ann.get(f"{prefix}{ADD}?like={alone.pk}"), "div.marks")) > len(told) + 20


def test_who_may_not_add_or_not_see_shades_is_refused(halm):
    changing = with_rights("eve", "change_product", "view_product")
    assert changing.get(ADD, {"like": halm.pk}).status_code == 403
    assert not elements(changing.get(reverse("admin:catalog_product_change", args=[halm.pk])), 'a[href*="like="]')
    assert with_rights("ivan", "add_product").get(ADD, {"like": halm.pk}).status_code == 403


@pytest.mark.parametrize("key", ["999999", "abc", "", "-1", "9" * 30, "٣"])
def test_a_key_of_no_shade_opens_the_empty_form_and_says_so(ann, key):
    page = ann.get(ADD, {"like": key}, follow=True)
    assert page.redirect_chain == [(ADD, 303)]
    assert "does not exist" in said(page, ".warning")


def test_the_empty_form_still_takes_what_its_address_says(ann):
    assert sent(ann.get(ADD, {"sku": "X-1"}))["sku"] == "X-1"


def test_it_is_two_statements_more_than_the_empty_form(ann, halm, django_assert_num_queries):
    ann.get(ADD)
    # session, person, the other shade, the name of its family
    with django_assert_num_queries(4):
        ann.get(ADD, {"like": halm.pk})
