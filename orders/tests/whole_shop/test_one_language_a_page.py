"""A page in Russian says nothing in English, and one in English nothing in Russian: read as a browser renders it.

It finds what no look at the catalogue of texts can: words that were never marked, words of Django's own, and words
that were put together before the language was known.
"""

import json
import re

import pytest
from django.contrib.auth.models import Group

from accounts.tests.factories import StaffFactory, UserFactory
from accounts.tests.second_factor.pages import second_factor_pages
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.models import Invoice
from orders.tests.factories import place
from orders.tests.seller import sells
from orders.tests.whole_shop.goods_pages import goods_pages
from pages.models import Page
from pages.tests.pages import write
from shop.tests.pages import attribute, browser, elements

pytestmark = pytest.mark.django_db

SAID_IN = {"alt", "title", "placeholder", "aria-label", "aria-description", "data-less", "data-more", "label"}
DESCRIBED_IN = {"description", "og:title", "og:description", "og:site_name", "og:image:alt"}
# Codes, units and names that are the same in both languages, addresses, and what the tests' own rows are called.
SAME = re.compile(
    r"[\w.+-]+@[\w.-]+|photos/\w+\.jpg|#[0-9a-f]{6}|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|\b[A-Z]+-\d+\b"
    r"|\b(?:E27|E14|B22|G9|A60|C35|G45|ST64|G80|G95|G125|UNO|LED|JPEG|PNG|WebP|SE|EUR|CSV|UTF|Excel|Windows)\b"
    r"|https://|\b(?:mailto|tel):|\bMarkdown\b"
    # Columns of a table.
    r"|\b(?:sku|stock|[a-z]+_[a-z_]+)\b"
    r"|\b(?:drum|family-\d+|lamp-\d+|Warehouse|md5|Control|Command|Mac)\b|\S+\*{5,}"
)
OF_THE_OTHER = {"ru": re.compile("[A-Za-z]{2,}"), "en": re.compile("[А-Яа-яЁё]+")}
NOT_IN_THE_LANGUAGE_OF_THE_PAGE = "script, style, body [lang], body [lang] *"


def said_on(page):
    """Everything that a page says in the language of the page: its words, and those of its attributes and data."""
    for node in elements(page, "*"):
        given = node.attributes
        if given.get("lang") is None:
            yield from (given[name] for name in SAID_IN & set(given) if given[name])
        if given.get("name", given.get("property")) in DESCRIBED_IN:
            yield given["content"]
        if node.tag == "input" and given.get("type") in ("submit", "button"):
            yield given.get("value") or ""
    for data in elements(page, '[type="application/ld+json"]'):
        yield from texts(json.loads(data.text()))
    for node in elements(page, f"*:not({NOT_IN_THE_LANGUAGE_OF_THE_PAGE})"):
        yield node.text(deep=False)


def texts(data, key=""):
    """What structured data say in words."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, key)
    elif key in ("name", "description", "color", "material"):
        yield data


def of_the_other_language(page, language):
    said = [" ".join(text.split()) for text in said_on(page)]
    return [text for text in said if OF_THE_OTHER[language].search(SAME.sub(" ", text))]


@pytest.fixture
def anna():
    """A shopper with an order in each state, and a cart with a line of every kind."""
    family = FamilyFactory()
    drum = ProductFactory(slug="drum", family=family, name_en="Барабан", name_ru="Барабан")
    ProductFactory(family=family, stock=0)
    LampFactory(slug="lamp-1")
    write("drum", kind="legal", is_demo=True, **dict.fromkeys(("title_en", "title_ru", "text_en", "text_ru"), "12"))
    anna = UserFactory()
    sells(**dict.fromkeys(("legal_name", "street", "city"), "12"), email="", tax_number="12")
    orders = [place(anna, drum, key=key) for key in ("one", "two", "three", "four")]
    sent = place(anna, drum, key="five", quantity=2)
    # As sold, in the language of the sale: what was typed is not read here, nor on the invoices that copy it.
    anna.orders.update(name="12", street="12", city="12")
    orders[1].pay(by=anna)
    orders[2].cancel(by=anna)
    orders[3].pay(by=anna)
    orders[3].dispatch(by=anna)
    orders[3].take_back({orders[3].items.get().pk: 1}, restocked=(), by=anna)
    sent.pay(by=anna)
    sent.dispatch(by=anna)
    orders.append(sent)
    for stock, price in ((20, "70.00"), (1, "69.00"), (0, "69.00")):
        CartItemFactory(user=anna, product=ProductFactory(stock=stock), quantity=2, price_when_added=price)
    CartItemFactory(user=anna, product=ProductFactory(is_public=False))
    for order in orders:
        order.items.update(product_name="12")
    return anna


REPLACED = (
    "height=20&fitting=ring_e27&use=table&unit=in",
    "slant=7&fitting=ring_e27&use=table",
    "slant=14.05&fitting=ring_e27&use=table",
    "height=20&fitting=clip_bulb&use=table",
    "height=20&fitting=spider&use=wall",
    "height=20&fitting=clip_candle&use=pendant",
)


def shoppers_pages(anna, prefix):
    guest, user, drum = browser(), browser(anna), Product.objects.get(slug="drum")
    for path in (
        *(
            "/",
            "/products/",
            "/products/drum/",
            "/products/?q=7777",
            "/pages/drum/",
            "/products/?q=12",
            "/products/?shape=drum&width_min=99&7=1",
        ),
        *("/products/?shape=7&width_min=7.&price_min=9&price_max=3&sort=7&fits=1&page=0", "/fit/"),
        *("/fit/?height=38&width=16&holder=e27&use=table&table=45&unit=in", "/fit/?height=x&holder=7&use=7&unit=7"),
        *("/fit/?use=pendant&holder=pendant&table=90", "/fit/?lamp=7", "/fit/?lamp=lamp-1", "/fit/ring-gauge/"),
        *("/fit/replace/", "/fit/replace/?top=x&bottom=0&height=&slant=7777&unit=7&fitting=7&use=7"),
        *(f"/fit/replace/?top=12&bottom=40&{rest}" for rest in REPLACED),
        *("/compare/", "/compare/?shade=drum&shade=7", "/products/drum/?watts=99&kind=incandescent&bulb=g125"),
        *("/products/drum/?watts=x&kind=7&bulb=other", "/cart/", "/cart/items/", "/nothing/", "/auth/login/"),
        *("/auth/register/", "/auth/password/reset/", "/auth/password/reset/sent/", "/auth/password/reset/MQ/a-b/"),
    ):
        yield path, guest.get(prefix + path)
    for address, data in (
        ("/auth/login/", {"username": "x", "password": "y"}),
        ("/auth/register/", {"email": "x", "password": "y"}),
        ("/auth/register/", {"email": anna.email, "password": anna.email}),
        ("/auth/register/", {"email": f"{'x' * 260}@example.org", "password": "password12"}),
        ("/auth/password/reset/", {"email": "x"}),
        ("/orders/new/account/", {"email": "x", "password": "y"}),
        ("/orders/new/account/", {"username": "x", "password": ""}),
        *(("/cart/items/", {"product_id": drum.pk, "quantity": quantity}) for quantity in ("x", "0", "999")),
    ):
        yield address, guest.post(prefix + address, data)
    own = ["/cart/", "/orders/", "/account/", "/auth/password/change/"]
    for order in anna.orders.all():
        own += [f"/orders/{order.number}/", f"/orders/{order.number}/pay/"]
        own += [f"/orders/{order.number}/{paper.number}/print/" for paper in order.papers]
    for path in own:
        yield path, user.get(prefix + path, follow=True)
    for order in anna.orders.all():
        for verb in ("cancel", "pay"):
            yield verb, user.post(f"{prefix}/orders/{order.number}/{verb}/", follow=True)
    for address, data in (
        ("/orders/", {"checkout_key": "k", "phone": "x", "country": "x"}),
        ("/account/delete/", {"password": "x"}),
        ("/auth/password/change/", {"old_password": "x", "new_password1": "short", "new_password2": "other"}),
    ):
        yield address, user.post(prefix + address, data)
    yield "403", browser().post(f"{prefix}/cart/items/", headers={"sec-fetch-site": "cross-site"})


NO_PHOTOS = {"photos-TOTAL_FORMS": "0", "photos-INITIAL_FORMS": "0"}
MODELS = (
    *("catalog/product", "catalog/family", "catalog/lamp", "catalog/stockmovement", "orders/order", "orders/invoice"),
    *("accounts/user", "auth/group", "admin/logentry", "pages/page"),
)


def pages_of_orders(user, anna, prefix):
    for query in ("", "?from=7", "?from=2026-02-02&to=2026-01-01"):
        yield "sales", user.get(f"{prefix}/admin/orders/order/sales/{query}")
    for query in ("", "?month=7", "?month=9999-01"):
        yield "month", user.get(f"{prefix}/admin/orders/invoice/month/{query}")
    for paper in Invoice.objects.all():
        yield "invoice", user.get(f"{prefix}/admin/orders/invoice/{paper.pk}/change/")
    sent = anna.orders.get(checkout_key="five")
    line = sent.items.get()
    come_back = f"{prefix}/admin/orders/order/{sent.pk}/return/"
    yield "return", user.get(come_back)
    for quantity in ("9", "", "1"):
        yield "return", user.post(come_back, {f"quantity-{line.pk}": quantity})
    yield "returned", user.post(come_back, {f"quantity-{line.pk}": "1", "confirmed": "1"}, follow=True)
    yield "history of a return", user.get(f"{prefix}/admin/orders/order/{sent.pk}/history/")


def pages_of_words(user, prefix):
    page = Page.objects.get()
    form = f"{prefix}/admin/pages/page/{page.pk}"
    for name in ("change", "versions", f"versions/{page.versions.get().pk}", "history", "delete"):
        yield f"pages/page/{name}", user.get(f"{form}/{name}/")
    wrong = "# 1\n\n### 2\n\n[3](#4) [5](6) [7](/8/) [9](mailto:1) ![2](/3)"
    fields = {"kind": "terms", "slug": "drum-2", "position": "1", "text_en": wrong, "text_ru": wrong}
    yield "wrong words", user.post(f"{form}/change/", fields)
    fields |= {"text_en": "13", "text_ru": "13", "title_en": "13", "title_ru": "13"}
    for language in ("en", "ru"):
        if language == (prefix.strip("/") or "en"):
            yield "preview", user.post(f"{form}/change/", fields | {f"_preview_{language}": "1"})
    yield "saved words", user.post(f"{form}/change/", fields, follow=True)
    yield "put back", user.post(f"{form}/versions/", {"version": page.versions.last().pk}, follow=True)
    home = f"{prefix}/admin/pages/homepage/1"
    for name in ("change", "history"):
        yield f"pages/homepage/{name}", user.get(f"{home}/{name}/")
    yield "words of the home page", user.post(f"{home}/change/", {"claim_en": "12"}, follow=True)


def staffs_pages(anna, prefix):
    staff = StaffFactory()
    user = browser(staff)
    # What a group is called is the owner's, in one language.
    Group.objects.all().delete()
    group = Group.objects.create(name="Warehouse")
    yield "log in", browser().post(f"{prefix}/admin/login/", {"username": "x", "password": "y"})
    for path in (
        "",
        "second-factor/",
        "password_change/",
        *(f"{model}/" for model in MODELS),
        *(f"{model}/?q=zz" for model in MODELS),
    ):
        yield path, user.get(f"{prefix}/admin/{path}")
    yield from second_factor_pages(prefix)
    for model in ("catalog/product", "catalog/family", "catalog/lamp", "accounts/user", "auth/group"):
        yield f"{model}/add/", user.get(f"{prefix}/admin/{model}/add/")
        yield f"{model}/add/", user.post(f"{prefix}/admin/{model}/add/", NO_PHOTOS)
    drum = Product.objects.get(slug="drum")
    keys = {"catalog/product": drum.pk, "orders/order": anna.orders.first().pk, "accounts/user": anna.pk}
    keys |= {"catalog/family": drum.family_id, "auth/group": group.pk}
    for model, pk in keys.items():
        user.post(f"{prefix}/admin/{model}/{pk}/change/", {"is_active": "on"})
        for page in ("change", "history", "delete"):
            yield f"{model}/{page}", user.get(f"{prefix}/admin/{model}/{pk}/{page}/")
    yield from pages_of_orders(user, anna, prefix)
    yield from pages_of_words(user, prefix)
    yield "a password", user.get(f"{prefix}/admin/accounts/user/{anna.pk}/password/")
    lamp = {"slug": "lamp-2", "name_en": "12", "name_ru": "12", "holder": "e27", "use": "floor"}
    yield "a lamp", user.post(f"{prefix}/admin/catalog/lamp/add/", lamp | {"_continue": "1"}, follow=True)
    yield "twice", user.post(f"{prefix}/admin/catalog/lamp/add/", lamp)
    pk = attribute(user.get(f"{prefix}/admin/catalog/lamp/?q=lamp-2"), ".action-select", "value")
    change = lamp | {"holder": "e14", "height_mm": "300", "width_mm": "90"}
    yield "changed", user.post(f"{prefix}/admin/catalog/lamp/{pk}/change/", change, follow=True)
    yield "its history", user.get(f"{prefix}/admin/catalog/lamp/{pk}/history/")
    yield from goods_pages(user, drum, f"{prefix}/admin/catalog/product")
    for action in ("", "receive", "change_prices", "show", "hide", "delete_selected"):
        chosen = {"action": action, "_selected_action": drum.pk}
        yield f"action {action}", user.post(f"{prefix}/admin/catalog/product/", chosen, follow=True)
    yield "index with what was done", user.get(f"{prefix}/admin/")
    yield "log out", user.post(f"{prefix}/admin/logout/")


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ru", "ru")])
@pytest.mark.parametrize("pages", [shoppers_pages, staffs_pages])
def test_nothing_is_said_in_the_other_language(anna, pages, prefix, language):
    if language == "en":
        Product.objects.update(name_ru="Drum", description_ru="Drum", colour_ru="Sand")
        Product.objects.filter(slug="drum").update(name_en="Drum")
    else:
        Product.objects.update(name_en="Барабан", description_en="Барабан", colour_en="Песок", country="SE")
    found = {}
    for name, page in pages(anna, prefix):
        for text in of_the_other_language(page, language):
            found.setdefault(text, name)
    assert found == {}


def test_the_reader_finds_words_wherever_they_are_said():
    page = (
        '<html lang="ru"><meta name="description" content="one two"><p>Слово <b lang="en">English</b> three</p>'
        '<img alt="four"><input type="submit" value="five"><svg><title>six</title></svg><script>seven()</script>'
        '<script type="application/ld+json">{"name": "eight", "@type": "Product"}</script></html>'
    )
    assert of_the_other_language(page, "ru") == ["one two", "four", "five", "eight", "Слово three", "six"]
