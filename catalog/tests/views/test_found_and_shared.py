"""What search engines and messengers read: the same as what people read."""

import html
import json
import re

import pytest

from catalog.sitemaps import ProductSitemap
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def structured(page):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    product, breadcrumbs = json.loads(block[1])["@graph"]
    return product, breadcrumbs


def test_structured_data_equals_the_page(client):
    product = ProductFactory(name_en="Drum </script><b>", price="69.50", stock=0)
    page = client.get(product.get_absolute_url()).content.decode()
    data, breadcrumbs = structured(page)
    assert data["name"] == product.name_en
    assert data["offers"]["price"] == "69.50"
    assert "€69.50" in page
    assert data["offers"]["availability"] == "https://schema.org/OutOfStock"
    assert "Sold out" in page
    assert [step["name"] for step in breadcrumbs["itemListElement"]] == ["Home", "Shades", product.name_en]


def test_the_canonical_address_has_no_noise(client, settings):
    settings.PRODUCTS_PER_PAGE = 1
    ProductFactory.create_batch(2)
    canonical = re.compile(r'<link rel="canonical" href="([^"]+)"')
    first = client.get("/products/?sort=price&utm_source=x").content.decode()
    sorted_second = client.get("/products/?sort=price&page=2").content.decode()
    second = client.get("/ru/products/?page=2").content.decode()
    assert canonical.search(first)[1] == f"{settings.SITE_URL}/products/"
    assert canonical.search(sorted_second)[1] == f"{settings.SITE_URL}/products/"
    assert canonical.search(second)[1] == f"{settings.SITE_URL}/ru/products/?page=2"


PUBLIC = ["/", "/products/", "/products/drum/", "/fit/", "/fit/ring-gauge/", "/compare/"]


def meta(page, name):
    found = re.search(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)">', page)
    return html.unescape(found[1]) if found else ""


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_every_public_page_has_a_title_and_a_description_of_its_own(client, prefix):
    ProductFactory(slug="drum", description_en="A straight drum.", description_ru="Прямой цилиндр.")
    pages = [client.get(prefix + path).content.decode() for path in PUBLIC]
    titles = [re.search(r"<title>(.*?) · ", page)[1] for page in pages]
    descriptions = [meta(page, "description") for page in pages]
    assert len(set(titles)) == len(set(descriptions)) == len(PUBLIC)
    assert all(0 < len(text) <= 160 for text in descriptions)
    for page, title, description in zip(pages, titles, descriptions, strict=True):
        assert (meta(page, "og:title"), meta(page, "og:description")) == (html.unescape(title), description)


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_shared_has_a_picture_with_its_size_and_words(client, settings, path):
    ProductFactory(slug="drum")
    page = client.get(path).content.decode()
    assert meta(page, "og:image").startswith(f"{settings.SITE_URL}/")
    assert int(meta(page, "og:image:width")) > 0
    assert int(meta(page, "og:image:height")) > 0
    assert meta(page, "og:image:alt")
    assert (meta(page, "og:locale"), meta(page, "og:locale:alternate")) == ("en_GB", "ru_RU")


@pytest.mark.parametrize("query", ["?shape=drum&utm_source=x", "?page=1", "?q=лён", "?shape=drum&page=2&sort=price"])
def test_the_twins_of_a_narrowed_list_are_the_whole_lists(client, settings, query):
    settings.PRODUCTS_PER_PAGE = 1
    ProductFactory.create_batch(2, shape="drum", name_ru="Лён", name_en="Linen")
    page = client.get(f"/products/{query}").content.decode()
    twins = dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)">', page))
    whole = f"{settings.SITE_URL}/products/"
    assert twins == {"en": whole, "ru": f"{settings.SITE_URL}/ru/products/", "x-default": whole}
    assert f'<link rel="canonical" href="{whole}">' in page


def test_every_page_names_its_twin_in_the_other_language(client, settings):
    product = ProductFactory()
    for path in (f"/products/{product.slug}/", f"/ru/products/{product.slug}/"):
        page = client.get(path).content.decode()
        for language, address in (("en", f"/products/{product.slug}/"), ("ru", f"/ru/products/{product.slug}/")):
            assert f'hreflang="{language}" href="{settings.SITE_URL}{address}"' in page


def test_the_map_of_the_site_lists_public_shades_in_both_languages(client):
    shown, hidden = ProductFactory(), ProductFactory(is_public=False)
    found = client.get("/sitemap.xml").content.decode()
    assert f"/products/{shown.slug}/</loc>" in found
    assert f"/ru/products/{shown.slug}/</loc>" in found
    assert hidden.slug not in found


def test_many_shades_make_many_files_and_none_is_left_out(client, monkeypatch):
    monkeypatch.setattr(ProductSitemap, "limit", 4)
    slugs = {product.slug for product in ProductFactory.create_batch(5)}
    index = client.get("/sitemap.xml").content.decode()
    files = re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", index)
    assert files == ["/sitemap-pages.xml", *(f"/sitemap-products.xml{page}" for page in ("", "?p=2", "?p=3"))]
    found = "".join(client.get(file).content.decode() for file in files)
    assert set(re.findall(r"/ru/products/([^<]+)/</loc>", found)) == slugs
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
    assert '<meta name="robots" content="noindex">' in client.get("/products/?q=linen").content.decode()
    assert '<meta name="robots"' not in client.get("/products/?shape=drum").content.decode()


def test_pages_for_everybody_may_be_listed(client):
    assert "X-Robots-Tag" not in client.get("/products/")


def test_the_manifest_names_icons_that_are_there(client):
    found = json.loads(client.get("/manifest.webmanifest").content)
    assert found["name"] == "Abajur"
    assert {icon["sizes"] for icon in found["icons"]} == {"192x192", "512x512", "any"}
    assert client.get("/favicon.ico").status_code == 301
