"""An order never changes, whatever happens to its products."""

from decimal import Decimal

import pytest
from django.utils import translation

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, elements, value_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    """Paid, of two shades."""
    shades = (
        ProductFactory(name_en="Drum", price=Decimal("69.00")),
        ProductFactory(name_en="Bell", price=Decimal("9.50")),
    )
    order = place(None, *shades, quantity=2)
    order.pay(by=order.user)
    return order


def without_token(page):
    """The page less the token of its form, which is another one each time."""
    return page.content.replace(value_of(page, "csrfmiddlewaretoken").encode(), b"")


@pytest.mark.parametrize(
    "change",
    [
        {"name_en": "Renamed", "name_ru": "Переименован"},
        {"price": Decimal("999.00")},
        {"stock": 0},
        {"sku": "OTHER", "description_en": "Other", "height_mm": 999, "bulb_base": "E14"},
    ],
)
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_page_is_the_same_byte_for_byte(order, change, prefix):
    client = browser(order.user)
    before = client.get(f"{prefix}/orders/{order.number}/")
    Product.objects.filter(name_en="Drum").update(**change)
    after = client.get(f"{prefix}/orders/{order.number}/")
    assert before.status_code == 200
    assert without_token(after) == without_token(before)


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_line_leads_to_its_shade_where_that_is_now(order, prefix):
    Product.objects.filter(name_en="Drum").update(slug="elsewhere")
    page = browser(order.user).get(f"{prefix}/orders/{order.number}/")
    drum, bell = elements(page, ".line__name a")
    assert drum.attributes["href"] == f"{prefix}/products/elsewhere/"
    assert bell.text() == "Bell"


def test_a_shade_that_is_no_longer_sold_is_named_without_a_link(order):
    Product.objects.filter(name_en="Drum").update(is_public=False)
    page = browser(order.user).get(f"/orders/{order.number}/")
    assert [name.text(strip=True) for name in elements(page, ".line__name")] == ["Drum", "Bell"]
    assert [link.text() for link in elements(page, ".line__name a")] == ["Bell"]


def test_it_shows_what_was_sold_where_it_goes_and_what_has_happened(order):
    text = words(browser(order.user).get(f"/orders/{order.number}/"))
    assert f"Order {order.number} Paid" in text
    assert "Drum 2 × €69.00 €138.00" in text
    assert "Bell 2 × €9.50 €19.00" in text
    assert "Paid 4 shades €157.00" in text
    assert "Anna Lindqvist Kastanjegatan 12 223 59 Lund, Sweden +46 70 123 45 67" in text
    assert text.index("You placed the order.") < text.index("You paid.")


def test_a_dispatched_order_says_so(order):
    order.dispatch(by=StaffFactory())
    text = words(browser(order.user).get(f"/orders/{order.number}/"))
    assert "Paid and on its way" in text
    assert "The shades are on their way." in text


def test_what_staff_did_is_told_as_such():
    paid, cancelled = place(), place()
    paid.pay(by=StaffFactory())
    cancelled.cancel(by=StaffFactory())
    assert "The shop marked the order as paid." in words(browser(paid.user).get(f"/orders/{paid.number}/"))
    assert "The shop cancelled the order." in words(browser(cancelled.user).get(f"/orders/{cancelled.number}/"))


def test_names_are_kept_in_the_language_in_which_they_were_ordered():
    with translation.override("ru"):
        order = place(None, ProductFactory(name_en="Drum", name_ru="Барабан"))
    assert order.items.get().product_name == "Барабан"


def test_names_are_escaped():
    order = place(None, ProductFactory(name_en="<b>Drum</b>"))
    assert words(browser(order.user).get(f"/orders/{order.number}/"), ".line__name") == "<b>Drum</b>"


@pytest.mark.parametrize("count", [1, 10, 100])
def test_an_order_of_any_length_asks_the_same(count, django_assert_num_queries):
    user = UserFactory()
    order = place(user, *(ProductFactory() for _ in range(count)))
    client = browser(user)
    # 1 the session, 2 the user, 3 the order, 4 its lines and their products, 5 its events, 6 the photographs,
    # 7 the count in the header
    with django_assert_num_queries(7):
        client.get(f"/orders/{order.number}/")


@pytest.mark.parametrize(("name", "language"), [("Linen drum", "en"), ("Абажур «Хальм», лён", "ru")])
def test_a_name_is_spoken_in_the_language_of_its_sale(name, language):
    order = place(UserFactory(), ProductFactory(name_en=name))
    for prefix in ("", "/ru"):
        page = browser(order.user).get(f"{prefix}/orders/{order.number}/")
        assert words(page, ".line__name") == name
        assert attribute(page, ".line__name", "lang") == language
