"""Whatever people type, in words that do not break by themselves: no page becomes wider than a small phone."""

import pytest

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.models import Family, Lamp, Photo, Product
from catalog.tests.factories import FamilyFactory, LampFactory
from orders.models import Order, OrderItem
from orders.tests.factories import place
from orders.tests.whole_shop.browser.shopper import log_in_at_once

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 1280)
WORDS = {
    "letters": "W",
    "an address": "https://example.org/a_very-long.path?query=",
    "a word of Russian": "Щ",
    "spaces that do not break": "шёлк\u00a0",
}
PAGES = [
    *("/", "/products/", "/products/?q={}&width_min={}&sort={}&page={}", "/products/drum/", "/products/globe/"),
    *("/products/?q={}+{}", "/compare/?shade=drum&shade=globe", "/fit/", "/fit/?height={}&width={}&use=table"),
    *("/fit/?height=38&width=16&holder=e27&use=table", "/products/drum/?watts={}", "/auth/login/?next=/{}"),
    *("/fit/replace/?top={}&bottom={}&use=table", "/fit/replace/?top=3&bottom=9&height=9&use=table&fitting=ring_e27"),
    *("/cart/", "/orders/", "/orders/new/", "/orders/{number}/", "/orders/{number}/pay/", "/account/", "/{}/"),
]


def filled(model, word):
    """The text of each column that people fill, as long as the column allows."""
    columns = {}
    for field in model._meta.concrete_fields:
        is_text = field.get_internal_type() in ("CharField", "TextField") and field.editable
        if is_text and not field.choices and field.name not in ("sku", "swatch", "country"):
            columns[field.name] = (word * field.max_length)[: field.max_length]
    return columns


def fill_the_shop(word):
    """An order of somebody whose cart has both shades; every text is the word, as long as it may be."""
    user = UserFactory(email=f"{'w' * 64}@{'w' * 60}.example.org")
    shades = Product.objects.order_by("pk")
    shades.update(family=FamilyFactory(), care_en="", fitting="ring_e27")
    LampFactory()
    order = place(user, *shades)
    for shade in shades:
        CartItemFactory(user=user, product=shade, price_when_added="60.00")
    shades.update(stock=0)
    for model in (Product, Family, Lamp, Photo, Order, OrderItem):
        model.objects.update(**filled(model, word))
    return user, order.number


@pytest.mark.parametrize(
    "word",
    [
        pytest.param(word, id=name, marks=[] if name == "an address" else pytest.mark.long)
        for name, word in WORDS.items()
    ],
)
def test_long_words_widen_no_page(page, shop, faults, word):
    user, number = fill_the_shop(word)
    log_in_at_once(page, shop, user)
    typed = (word * 100)[:100].replace("&", "").replace("?", "")
    wider = []
    for prefix in ("", "/ru"):
        for path in PAGES:
            page.goto(shop + prefix + path.replace("{}", typed).replace("{number}", number))
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if overflow > 0:
                    wider.append(f"{prefix}{path} {width}: {overflow} px")
    faults.clear()  # the browser logs the page that is not there
    assert wider == []
