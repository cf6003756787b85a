"""What search engines and messengers read: the same as what people read."""

import json
import re

import pytest

from catalog.sitemaps import ProductSitemap
from catalog.tests.factories import ProductFactory
from pages.tests.pages import write
from shop.tests.pages import attribute, element, elements, words

pytestmark = pytest.mark.django_db


def structured(page):
    product, breadcrumbs = json.loads(element(page, '[type="application/ld+json"]').text())["@graph"]
    return product, breadcrumbs


def test_structured_data_equals_the_page(client):
    product = ProductFactory(name_en="Drum </script><b>", price="69.50", stock=0)
    page = client.get(product.get_absolute_url())
    data, breadcrumbs = structured(page)
    assert data["name"] == product.name_en
    assert data["offers"]["price"] == "69.50"
    assert "€69.50" in words(page)
    assert data["offers"]["availability"] == "https://schema.org/OutOfStock"
    assert "Sold out" in words(page)
    assert [step["name"] for step in breadcrumbs["itemListElement"]] == ["Home", "Shades", product.name_en]


def test_the_canonical_address_has_no_noise(client, settings):
    settings.PRODUCTS_PER_PAGE = 1
    ProductFactory.create_batch(2)
    for address, canonical in (
        ("/products/?sort=price&utm_source=x", "/products/"),
        ("/products/?sort=price&page=2", "/products/"),
        ("/ru/products/?page=2", "/ru/products/?page=2"),
    ):
        assert attribute(client.get(address), '[rel="canonical"]', "href") == settings.SITE_URL + canonical


PUBLIC = ["/", "/products/", "/products/drum/", "/fit/", "/fit/ring-gauge/", "/fit/replace/", "/compare/"]


def meta(page, name):
    return attribute(page, f'meta:is([name="{name}"], [property="{name}"])', "content")


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_every_public_page_has_a_title_and_a_description_of_its_own(client, prefix):
    ProductFactory(slug="drum", description_en="A straight drum.", description_ru="Прямой цилиндр.")
    pages = [client.get(prefix + path) for path in PUBLIC]
    titles = [words(page, "head title").rpartition(" · ")[0] for page in pages]
    descriptions = [meta(page, "description") for page in pages]
    assert len(set(titles)) == len(set(descriptions)) == len(PUBLIC)
    assert all(0 < len(text) <= 160 for text in descriptions)
    for page, title, description in zip(pages, titles, descriptions, strict=True):
        assert (meta(page, "og:title"), meta(page, "og:description")) == (title, description)


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_shared_has_a_picture_with_its_size_and_words(client, settings, path):
    ProductFactory(slug="drum")
    page = client.get(path)
    assert meta(page, "og:image").startswith(f"{settings.SITE_URL}/")
    assert int(meta(page, "og:image:width")) > 0
    assert int(meta(page, "og:image:height")) > 0
    assert meta(page, "og:image:alt")
    assert (meta(page, "og:locale"), meta(page, "og:locale:alternate")) == ("en_GB", "ru_RU")


def twins(page):
    return {one.attributes["hreflang"]: one.attributes["href"] for one in elements(page, '[rel="alternate"]')}


@pytest.mark.parametrize("query", ["?shape=drum&utm_source=x", "?page=1", "?q=лён", "?shape=drum&page=2&sort=price"])
def test_the_twins_of_a_narrowed_list_are_the_whole_lists(client, settings, query):
    settings.PRODUCTS_PER_PAGE = 1
    ProductFactory.create_batch(2, shape="drum", name_ru="Лён", name_en="Linen")
    page = client.get(f"/products/{query}")
    whole = f"{settings.SITE_URL}/products/"
    assert twins(page) == {"en": whole, "ru": f"{settings.SITE_URL}/ru/products/", "x-default": whole}
    assert attribute(page, '[rel="canonical"]', "href") == whole


def test_every_page_names_its_twin_in_the_other_language(client, settings):
    product = ProductFactory()
    addresses = {"en": f"/products/{product.slug}/", "ru": f"/ru/products/{product.slug}/"}
    absolute = {language: settings.SITE_URL + address for language, address in addresses.items()}
    for address in addresses.values():
        assert twins(client.get(address)) == absolute | {"x-default": absolute["en"]}


def located(sitemap):
    """The paths that a map of the site lists."""
    return [place.text().removeprefix("http://testserver") for place in elements(sitemap, "loc")]


def test_the_map_of_the_site_lists_public_shades_in_both_languages(client):
    shown, hidden = ProductFactory(), ProductFactory(is_public=False)
    paths = located(client.get("/sitemap.xml"))
    assert {f"/products/{shown.slug}/", f"/ru/products/{shown.slug}/"} <= set(paths)
    assert not [path for path in paths if hidden.slug in path]


def test_the_map_lists_pages_in_the_shops_own_words_in_the_languages_in_which_they_say_something(client):
    write("terms")
    write("about", title_ru="", text_ru="")
    write("draft", is_public=False)
    paths = [path for path in located(client.get("/sitemap.xml")) if "/pages/" in path]
    assert paths == ["/pages/terms/", "/ru/pages/terms/", "/pages/about/"]


def test_many_shades_make_many_files_and_none_is_left_out(client, monkeypatch):
    monkeypatch.setattr(ProductSitemap, "limit", 4)
    slugs = {product.slug for product in ProductFactory.create_batch(5)}
    files = located(client.get("/sitemap.xml"))
    assert files == ["/sitemap-pages.xml", *(f"/sitemap-products.xml{page}" for page in ("", "?p=2", "?p=3"))]
    found = [path for file in files for path in located(client.get(file))]
    assert {f"/ru/products/{slug}/" for slug in slugs} == {path for path in found if re.match("/ru/products/.", path)}
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_robots_may_read_what_says_noindex_and_are_shown_the_map(client, settings):
    found = client.get("/robots.txt").content.decode()
    assert re.findall("Disallow: (.*)", found) == ["/admin/", "/ru/admin/"]
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in found


PRIVATE = ["/cart/", "/auth/login/", "/auth/password/reset/", "/auth/password/reset/sent/", "/account/", "/orders/x/"]


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("path", [*PRIVATE, "/admin/", "/admin/jsi18n/", "/nothing/", "/cart/items/"])
def test_private_pages_are_neither_kept_nor_listed(client, prefix, path):
    answer = client.get(prefix + path)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/cart/items/", "/fit/lamp/", "/auth/login/", "/orders/"])
def test_answers_to_posts_are_neither_kept_nor_listed(client, path):
    answer = client.post(path)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_search_is_not_listed(client):
    ProductFactory(name_en="Linen")
    assert meta(client.get("/products/?q=linen"), "robots") == "noindex"
    assert elements(client.get("/products/?shape=drum"), '[name="robots"]') == []


def test_pages_for_everybody_may_be_listed(client):
    assert "X-Robots-Tag" not in client.get("/products/")


def test_the_manifest_names_icons_that_are_there(client):
    found = json.loads(client.get("/manifest.webmanifest").content)
    assert found["name"] == "Abajur"
    assert {icon["sizes"] for icon in found["icons"]} == {"192x192", "512x512", "any"}
    assert client.get("/favicon.ico").status_code == 301


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-products.xml"])
def test_a_sitemap_is_only_read(address, client):
    assert client.post(address).status_code == 405
