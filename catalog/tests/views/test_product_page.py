"""The page of one shade."""

from decimal import Decimal

import pytest

from catalog.models import Photo, Product
from catalog.tests.factories import FamilyFactory, PhotoFactory, ProductFactory
from shop.tests.pages import attributes, browser, elements, text_of, words

pytestmark = pytest.mark.django_db


def page_of(product, prefix=""):
    return browser().get(f"{prefix}/products/{product.slug}/")


def test_it_shows_name_price_and_data_sheet():
    product = ProductFactory(
        name_en="Halm linen drum",
        price=Decimal("1069.50"),
        sku="HALM-30",
        widest_mm=305,
        max_watts_led=15,
        weight_g=310,
        country="SE",
        maker="Halm & Co",
    )
    text = words(page_of(product))
    for part in [
        *("Halm linen drum", "€1,069.50", "SKU HALM-30", "Shape Drum", "at the top 30 cm", "Widest 30.5 cm"),
        *("Ring for E27 At the bottom of the shade", "40 mm", "60 W LED at most 15 W", "For Table lamp"),
        *("Weight 310 g", "Maker Halm & Co", "Origin Sweden"),
    ]:
        assert part in text


def test_what_is_not_known_has_no_row():
    text = words(page_of(ProductFactory()))
    for label in ("Care", "Weight", "Maker", "Origin", "Other side", "Widest", "LED at most"):
        assert label not in text


def test_a_russian_page_has_russian_texts():
    product = ProductFactory(name_ru="Абажур «Хальм»", colour_ru="Овсяный", top_diameter_mm=235)
    text = words(page_of(product, "/ru"))
    assert "Абажур «Хальм»" in text
    assert "Овсяный" in text
    assert "69,00 €" in text
    assert product.name_en not in text
    assert "Oatmeal" not in text


@pytest.mark.parametrize("slug", ["hidden", "nothing", "hidden-too"])
def test_a_hidden_shade_is_not_found(slug):
    ProductFactory(slug="hidden", is_public=False)
    response = browser().get(f"/products/{slug}/")
    assert response.status_code == 404
    assert "There is no such page" in words(response)


def test_a_draft_that_lacks_all_is_not_found_and_no_fault():
    Product.objects.create(sku="DRAFT", slug="draft", price=1)
    assert browser().get("/products/draft/").status_code == 404


def test_a_sold_out_shade_keeps_its_page():
    product = ProductFactory(stock=0)
    response = page_of(product)
    assert response.status_code == 200
    assert "This shade is sold out." in words(response)
    assert elements(response, "#add") == []


def test_what_is_bought_and_whether_it_fits_stands_before_the_text():
    text = words(page_of(ProductFactory()), ".product__buy")
    places = [text.index(part) for part in ("€69.00", "In stock", "Add to cart", "Will it fit", "A straight drum")]
    assert places == sorted(places)


def test_the_last_ones_are_counted():
    assert "Only 2 left" in words(page_of(ProductFactory(stock=2)))


def test_texts_are_escaped():
    product = ProductFactory(name_en='<script>alert("x")</script>', description_en='"><img src=x onerror=alert(1)>')
    page = page_of(product)
    assert words(page, "h1") == product.name_en
    assert words(page, ".product__description") == product.description_en
    assert "<script>alert" not in page.content.decode()
    assert elements(page, '[src="x"]') == []


def test_the_family_is_offered_side_by_side():
    family = FamilyFactory()
    small = ProductFactory(family=family, family_position=0)
    large = ProductFactory(
        family=family,
        family_position=1,
        top_diameter_mm=400,
        bottom_diameter_mm=400,
        widest_mm=400,
        price=Decimal("95.00"),
    )
    ink = ProductFactory(family=family, family_position=2, colour_en="Ink")
    ProductFactory(family=family, family_position=3, colour_en="Rust", is_public=False)
    page = page_of(small)
    text = words(page)
    assert "Width 30 cm 40 cm, €95.00" in text
    assert "Colour Oatmeal Ink" in text
    assert "Rust" not in text
    assert {shade.get_absolute_url() for shade in (small, large, ink)} == {*attributes(page, ".variants a", "href")}


def test_a_dot_promises_its_colour_in_this_very_width():
    family = FamilyFactory()
    small, _ink = ProductFactory(family=family), ProductFactory(family=family, colour_en="Ink")
    large = ProductFactory(family=family, widest_mm=400)
    wide = {"widest_mm": 400, "bottom_diameter_mm": 400}
    assert [text_of(one) for one in elements(page_of(small), ".variants li:has(circle)")] == ["Oatmeal", "Ink"]
    assert [text_of(one) for one in elements(page_of(large), ".variants li:has(circle)")] == ["Oatmeal"]
    ProductFactory(family=family, colour_en="Rust", **wide)
    cards = elements(browser().get("/products/"), ".product-card")
    dots = [words(card, ".swatches") for card in cards if elements(card, ".swatches")]
    assert dots == [
        "Colours: Oatmeal, Rust",
        "Colours: Oatmeal, Rust",
        "Colours: Oatmeal, Ink",
        "Colours: Oatmeal, Ink",
    ]


def test_a_shade_alone_in_its_family_offers_no_choice():
    text = words(page_of(ProductFactory(family=FamilyFactory())))
    assert "Width 30 cm" not in text


def test_both_lights_and_the_details_are_there_with_their_words():
    product = ProductFactory(name_en="Drum")
    Photo.objects.filter(kind="lit").update(alt_text_en="The drum in a dim room")
    Photo.objects.bulk_create([PhotoFactory.build(product=product, kind="detail")])
    alts = attributes(page_of(product), ".product img", "alt")
    assert {"Drum, by day, unlit", "The drum in a dim room", "Drum, detail"} <= {*alts}


def test_prices_are_in_the_currency_of_the_shop(settings):
    settings.CURRENCY = "RUB"
    product = ProductFactory(price=Decimal("6490.00"))
    assert "6 490,00 ₽" in words(page_of(product, "/ru"))
    assert "RUB6,490.00" in words(page_of(product)).replace("RUB ", "RUB")


def test_a_table_shade_says_what_it_suits_by_the_rules_read_the_other_way():
    sizes = {"top_diameter_mm": 300, "bottom_diameter_mm": 300, "widest_mm": 300, "height_mm": 200}
    shade = ProductFactory(**sizes)
    text = words(browser().get(shade.get_absolute_url()))
    assert text.count("Suits bases 28 to 35 cm tall and up to 27.5 cm wide.") == 2
    assert "Suits bases 11.25 to 13.75 in tall" in words(browser().get(f"{shade.get_absolute_url()}?unit=in"))
    Product.objects.update(for_table=False, for_pendant=True)
    assert "Suits bases" not in words(browser().get(shade.get_absolute_url()))
