"""Every former address of a shade redirects to it, however it was renamed."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F, Value
from django.db.models.functions import Concat

from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser

pytestmark = pytest.mark.django_db


def leads_to(path):
    """Where an address leads for ever; its status where it leads nowhere."""
    response = browser().get(path)
    return response["Location"] if response.status_code == 301 else response.status_code


def save(product, slug):
    product.slug = slug
    product.save()


def save_that_field(product, slug):
    product.slug = slug
    product.save(update_fields=["slug"])


def save_by_number(product, slug):
    """Without having read it first."""
    Product(pk=product.pk, slug=slug).save(update_fields=["slug"])


def update(product, slug):
    Product.objects.filter(pk=product.pk).update(slug=slug)


def update_what_then_matches_no_more(product, slug):
    Product.objects.filter(slug=product.slug).update(slug=slug)


def bulk_update(product, slug):
    product.slug = slug
    Product.objects.bulk_update([product], ["slug"])


def update_or_create(product, slug):
    Product.objects.update_or_create(pk=product.pk, defaults={"slug": slug})


@pytest.mark.parametrize(
    "rename",
    [
        *(save, save_that_field, save_by_number, update, update_what_then_matches_no_more, bulk_update),
        update_or_create,
    ],
)
def test_an_old_address_leads_to_the_new_one_whoever_changed_it(rename):
    product = ProductFactory(slug="kado")
    rename(product, "kado-new")
    assert leads_to("/products/kado/") == "/products/kado-new/"
    assert leads_to("/products/kado-new/") == 200


def test_the_query_and_the_language_stay():
    update(ProductFactory(slug="kado"), "kado-new")
    query = "unit=in&q=%D0%BB%D1%91%D0%BD&gclid=a%2Fb"
    assert leads_to(f"/ru/products/kado/?{query}") == f"/ru/products/kado-new/?{query}"


def test_all_names_lead_straight_to_the_last():
    product = ProductFactory(slug="one")
    for slug in ("two", "three", "four"):
        update(product, slug)
    assert [leads_to(f"/products/{slug}/") for slug in ("one", "two", "three")] == ["/products/four/"] * 3


def test_two_names_that_are_exchanged_make_no_loop():
    product = ProductFactory(slug="one")
    for slug in ("two", "one", "two", "one"):
        update(product, slug)
    assert leads_to("/products/one/") == 200
    assert leads_to("/products/two/") == "/products/one/"


def test_many_renamed_at_once_are_all_found():
    for slug in ("one", "two", "three"):
        ProductFactory(slug=slug)
    Product.objects.exclude(slug="three").update(slug=Concat(F("slug"), Value("-new")))
    assert leads_to("/products/one/") == "/products/one-new/"
    assert leads_to("/products/two/") == "/products/two-new/"
    assert leads_to("/products/three/") == 200


def test_a_stale_copy_that_is_saved_loses_no_address():
    product = ProductFactory(slug="one")
    stale = Product.objects.get()
    save(product, "two")
    save(stale, "three")
    assert leads_to("/products/one/") == leads_to("/products/two/") == "/products/three/"


def test_the_shade_that_has_an_address_comes_before_the_one_that_had_it():
    first = ProductFactory(slug="kado")
    update(first, "kado-old")
    second = ProductFactory(slug="kado")
    assert attribute(browser().get("/products/kado/"), 'input[name="product_id"]', "value") == str(second.pk)
    # Who had it last is meant by it.
    update(second, "kado-new")
    assert leads_to("/products/kado/") == "/products/kado-new/"
    assert leads_to("/products/kado-old/") == 200


@pytest.mark.parametrize("path", ["/products/kado/", "/products/kado-new/", "/products/KADO/"])
def test_a_hidden_shade_is_found_by_none_of_its_addresses(path):
    update(ProductFactory(slug="kado", is_public=False), "kado-new")
    assert leads_to(path) == 404


def test_a_hidden_shade_keeps_its_address_from_the_one_that_had_it():
    update(ProductFactory(slug="kado"), "kado-old")
    ProductFactory(slug="kado", is_public=False)
    assert leads_to("/products/kado/") == 404


def test_a_deleted_shade_takes_its_addresses_along():
    product = ProductFactory(slug="kado", stock=0, photos=[])
    update(product, "kado-new")
    product.delete()
    assert leads_to("/products/kado/") == leads_to("/products/kado-new/") == 404


@pytest.mark.parametrize("slug", ["KADO-28", "Kado-28", "kado-28-OLD"])
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_capitals_lead_to_small_letters(slug, prefix):
    product = ProductFactory(slug="kado-28-old")
    update(product, "kado-28")
    assert leads_to(f"{prefix}/products/{slug}/?a=b") == f"{prefix}/products/kado-28/?a=b"


@pytest.mark.parametrize("slug", ["NOTHING", "nothing", "no_thing-1"])
def test_what_was_never_an_address_is_missing(slug):
    ProductFactory(slug="kado")
    assert leads_to(f"/products/{slug}/") == 404


def test_search_engines_are_told_of_the_last_address_alone():
    update(ProductFactory(slug="kado"), "kado-new")
    assert "/products/kado/" not in browser().get("/sitemap.xml").content.decode()
    page = browser().get("/products/kado-new/")
    assert attribute(page, 'link[rel="canonical"]', "href") == "http://testserver/products/kado-new/"


def test_the_page_of_a_shade_asks_no_more_than_before(django_assert_num_queries):
    ProductFactory(slug="kado")
    with django_assert_num_queries(2):  # the shade, its photographs
        browser().get("/products/kado/")


def test_saving_a_shade_under_its_name_keeps_no_address():
    product = ProductFactory(slug="kado")
    product.save()
    Product.objects.bulk_update([product], ["slug", "price"])
    assert not product.old_slugs.exists()


@pytest.mark.django_db(transaction=True)
def test_capitals_that_are_there_already_become_small(capsys):
    """A second shade of the same letters is named, and gets an address of its own."""
    executor = MigrationExecutor(connection)
    executor.migrate([("catalog", "0004_largest_price")])
    try:
        old = executor.loader.project_state([("catalog", "0004_largest_price")]).apps.get_model("catalog", "Product")
        for number, slug in enumerate(["KADO-28", "kado", "Kado", "K" * 80, "k" * 80]):
            old.objects.create(sku=f"S{number}", slug=slug, price=1)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    slugs = dict(Product.objects.values_list("sku", "slug"))
    pks = dict(Product.objects.values_list("sku", "pk"))
    assert (slugs["S0"], slugs["S1"]) == ("kado-28", "kado")
    assert slugs["S2"] == f"kado-{pks['S2']}"
    assert slugs["S3"] == f"{'k' * (79 - len(str(pks['S3'])))}-{pks['S3']}"
    assert slugs["S4"] == "k" * 80
    said = capsys.readouterr().out
    assert "S2: /Kado/" in said
    assert "S3: " in said
    assert "S0" not in said
