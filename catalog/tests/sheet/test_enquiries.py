"""What a shopper asks by mail has what the shop needs to know filled in, in the language of the page."""

from urllib.parse import parse_qs, urlsplit

import pytest

from catalog.tests.factories import ProductFactory
from pages.tests.business import say
from shop.tests.pages import attributes, browser

pytestmark = pytest.mark.django_db
MAILS = 'main a[href^="mailto:"]'
NO_SHADE_FITS = "/fit/?use=table&height=38&width=16&holder=e14"


def mail(page):
    """Recipient, subject and lines of the one mail that a page offers."""
    (address,) = attributes(page, MAILS, "href")
    parts = urlsplit(address)
    assert "+" not in parts.query, "a mail program takes + for a plus"
    fields = parse_qs(parts.query)
    return parts.path, fields["subject"][0], fields["body"][0].split("\r\n")


def test_a_shop_without_an_address_offers_none():
    product = ProductFactory()
    assert attributes(browser().get(product.get_absolute_url()), MAILS, "href") == []
    assert attributes(browser().get(NO_SHADE_FITS), MAILS, "href") == []


@pytest.mark.parametrize("stock", [0, 5])
def test_a_shade_is_asked_about_by_name_number_and_size(stock):
    say(email="post+shop@example.org")
    product = ProductFactory(name_en="Drum & Co, 40 %", name_ru="Барабан", stock=stock)
    to, subject, lines = mail(browser().get(product.get_absolute_url()))
    assert to == "post%2Bshop@example.org"
    assert subject == f"Question about Drum & Co, 40 % ({product.sku})"
    assert lines[:2] == [f"Drum & Co, 40 %, {product.sku}", product.size_and_bulb]
    assert mail(browser().get(f"/ru{product.get_absolute_url()}"))[1] == f"Вопрос: Барабан ({product.sku})"


def test_where_nothing_fits_the_mail_has_the_measures_of_the_lamp():
    say(email="post@example.org")
    _to, subject, lines = mail(browser().get(NO_SHADE_FITS))
    assert subject == "A shade made to measure"
    assert lines[0] == "My lamp: table lamp, 38 cm tall, 16 cm wide, E14"
    assert mail(browser().get(f"/ru{NO_SHADE_FITS}"))[2][0].startswith("Моя лампа: настольная лампа")


def test_where_shades_fit_none_is_made():
    say(email="post@example.org")
    ProductFactory()
    assert attributes(browser().get("/fit/?use=table&height=38&width=16&holder=e27"), MAILS, "href") == []
