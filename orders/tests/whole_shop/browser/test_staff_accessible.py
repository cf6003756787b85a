"""axe, with its best practices, finds nothing on any page of the admin; none is wider than the window of a phone.

`make test` looks at each page by day in a wide window and in the evening on a phone, `make test-long` at all widths in
both lights and languages.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib import admin
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.models import User
from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Product
from catalog.tests.factories import FamilyFactory, LampFactory
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.browser.shopper import log_in_at_once
from orders.tests.whole_shop.browser.test_accessible import AXE
from pages.models import Page
from pages.tests.business import say
from pages.tests.pages import write
from shop.tests.long import LONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = [("light", 1280), ("dark", 390)]
if LONG:
    LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (390, 768, 1280)]
SHADES = "catalog/product"
# Of one model each: the pages of the others are made by the same templates.
SAMPLES = [SHADES, "accounts/user", "orders/order"]


@pytest.fixture
def staff(page, shop):
    """A member of staff who is logged in, in a shop with a row of everything."""
    FamilyFactory()
    LampFactory()
    write("words", text_en="## A\n\nB")
    shopper, drum = UserFactory(), Product.objects.get(slug="drum")
    place(shopper, drum, key="waiting")
    sent = place(shopper, drum, key="sent", quantity=2)
    sent.pay(by=shopper)
    sent.dispatch(by=shopper)
    sent.take_back({sent.items.get().pk: 1}, restocked=(), by=shopper)
    user = StaffFactory()
    log_in_at_once(page, shop, user)
    page.goto(f"{shop}/admin/")
    return user


def addresses():
    """Of all pages below /admin/ that a link leads to, as whoever may do everything sees them."""
    yield from ("", "second-factor/", "catalog/", "nothing/")
    for model in admin.site._registry:
        name = f"{model._meta.app_label}/{model._meta.model_name}"
        yield f"{name}/"
        if LONG or name in SAMPLES:
            yield from (f"{name}/{page}" for page in ("add/", *pages_of(model)))
    yield from (f"{SHADES}/{page}/" for page in ("receive", "table", "photographs"))
    yield from (f"{SHADES}/?{query}" for query in ("q=nothing", "stock_state=low&o=-4.3"))
    waiting, sent = Order.objects.order_by("pk")
    yield from ("orders/order/sales/", f"orders/order/{sent.pk}/return/", f"orders/order/{waiting.pk}/change/")
    yield f"accounts/user/{User.objects.first().pk}/password/"
    words = Page.objects.get()
    version = f"versions/{words.versions.get().pk}"
    yield from (f"pages/page/{words.pk}/{page}/" for page in ("change", "versions", version))


def pages_of(model):
    last = model._default_manager.order_by("-pk").first()
    return [f"{last.pk}/{page}/" for page in ("change", "history", "delete")] if last else []


def wrong(page, looks=LOOKS):
    """What axe finds on the page as it is, and whether it is wider than the window."""
    found = []
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 844})
        faults = page.evaluate(f"axe.run({AXE}).then(result => result.violations)")
        said = [(fault["id"], [node["html"][:160] for node in fault["nodes"][:3]]) for fault in faults]
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        said += [("wider", wider)] if wider > 0 else []
        found += [(page.url, scheme, width, *one) for one in said]
    return found


@pytest.mark.parametrize("prefix", ["", "/ru"] if LONG else [""])
def test_no_page_has_a_fault(page, shop, staff, faults, prefix):
    found = []
    for address in addresses():
        page.goto(f"{shop}{prefix}/admin/{address}")
        found += wrong(page)
    # The browser itself logs the page that is not there, and those that nobody may see.
    faults[:] = [fault for fault in faults if "404" not in fault and "403" not in fault]
    assert found == []


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_what_is_missing_stays_in_its_frame_and_no_word_of_it_is_broken(page, shop, staff, prefix):
    say(is_demo=True)
    write("demo", is_demo=True, text_ru="[а](/nothing/)")
    page.goto(f"{shop}{prefix}/admin/")
    missing = page.locator(".today__list")
    missing.locator("summary").click()
    expect(missing).to_contain_text("демонстрационный текст" if prefix else "is a demo text")
    # As wide as its longest word makes it, were it narrow.
    longest = "li => { li.style.inlineSize = 'min-content'; li.style.overflowWrap = 'normal'; return li.offsetWidth }"
    for width in (390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        place = missing.locator("ul").evaluate("ul => ul.clientWidth")
        words = missing.locator("li").evaluate_all(f"all => Math.max(...all.map({longest}))")
        assert 0 < words <= place, width


@pytest.mark.parametrize("action", ["change_prices", "show", "delete_selected"])
def test_no_page_that_asks_about_several_shades_has_a_fault(page, shop, staff, action):
    Product.objects.update(is_public=False)
    page.goto(f"{shop}/admin/{SHADES}/")
    page.locator("#action-toggle").check()
    page.locator("[name=action]").select_option(action)
    page.locator(".actions button").click()
    page.wait_for_selector("#content h1")
    assert wrong(page) == []


def test_no_page_before_the_log_in_has_a_fault(page, shop, staff):
    Session.objects.all().delete()
    page.goto(f"{shop}/admin/login/")
    found = wrong(page)
    page.get_by_role("button").last.click()
    assert found + wrong(page) == []
