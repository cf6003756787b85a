"""The lists of the admin in a window of 390 px: a row is two lines, filters are folded, actions stay in reach."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import expect

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Product
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory, picture
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.browser.conftest import shade
from orders.tests.whole_shop.browser.shopper import log_in_at_once
from pages.tests.pages import write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KINDS = {"unlit": "#e3e0d9", "lit": "#f5c677"}
PHONE = {"width": 390, "height": 844}
# In px, of two lines and of the thumbnails beside them.
TWO_LINES = 70
SMALLEST_TARGET = 24
TARGETS = "#result_list input, #result_list tbody a, summary, .actions button"
SMALL_ONES = f"""() => [...document.querySelectorAll("{TARGETS}")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < {SMALLEST_TARGET})
    .map(one => one.outerHTML)"""


@pytest.fixture
def staff(page, shop):
    FamilyFactory()
    LampFactory(name_en="Brass stem")
    shopper, drum = UserFactory(email="anna@example.org"), Product.objects.get(slug="drum")
    place(shopper, drum, key="waiting")
    place(shopper, drum, key="paid").pay(by=shopper)
    user = StaffFactory()
    log_in_at_once(page, shop, user)
    page.set_viewport_size(PHONE)
    return user


def wider(page, selector):
    page.wait_for_load_state()
    return page.locator(selector).evaluate_all(
        "all => Math.max(0, ...all.map(one => one.scrollWidth - one.clientWidth))"
    )


LONG = "Абажур «Хальмстадская гавань», крупное плиссе ручной работы, тёмно-зелёный, тридцать пять см"


@pytest.fixture
def long_words(staff):
    """In every list, as long as a name or a word can be."""
    names = {"name_en": LONG, "name_ru": LONG}
    FamilyFactory(slug="long-" * 10, **names)
    LampFactory(slug="long-" * 10, **names)
    tall = shade(slug="tall", sku="HALMSTAD-DARK-GREEN-35-4992-LARGEST-AA", stock=2, **names)
    shopper = UserFactory(email=f"{'somebody' * 7}@example.org")
    order = place(shopper, tall, key="long")
    order.pay(by=shopper)
    order.dispatch(by=shopper)
    order.take_back({order.items.get().pk: 1}, restocked={order.items.get().pk}, by=shopper)
    Order.objects.filter(pk=order.pk).update(name="Мария-Антуанетта Преображенская-Свидригайлова-Коломенская")
    write(slug="long-" * 9, title_en=LONG[:80], title_ru=LONG[:80])
    kind = ContentType.objects.get_for_model(Product)
    for flag, message in ((CHANGE, f"{LONG} → {LONG}"), (DELETION, "")):
        LogEntry.objects.create(
            user=shopper,
            content_type=kind,
            object_id=tall.pk,
            object_repr=LONG,
            action_flag=flag,
            change_message=message,
        )


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_row_of_every_list_is_two_lines_within_the_window(page, shop, staff, long_words, prefix):
    for model in admin.site._registry:
        page.goto(f"{shop}{prefix}/admin/{model._meta.app_label}/{model._meta.model_name}/")
        if not page.locator("#result_list").count():
            continue
        assert wider(page, "html, .results") == 0, model
        heights = page.locator("#result_list tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")
        assert max(heights) <= TWO_LINES, model
        assert page.evaluate(SMALL_ONES) == [], model


def test_filters_are_folded_above_the_list_and_say_what_is_chosen(page, shop, staff):
    page.goto(f"{shop}/admin/catalog/product/?stock_state=low")
    folded, filters = page.locator(".filters > summary"), page.locator("#changelist-filter")
    expect(folded).to_have_text("Filter: stock: Low stock")
    expect(filters).to_be_hidden()
    assert folded.bounding_box()["y"] < page.locator("#result_list").bounding_box()["y"]
    folded.click()
    filters.get_by_role("link", name="Sold out").click()
    expect(filters).to_be_hidden()
    expect(page.locator(".filters > summary")).to_have_text("Filter: stock: Sold out")
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(filters).to_be_visible()


def test_an_order_is_dispatched_with_the_thumb(page, shop, staff):
    shopper, drum = UserFactory(), Product.objects.get(slug="drum")
    for key in range(14):
        place(shopper, drum, key=str(key)).pay(by=shopper)
    page.goto(f"{shop}/admin/orders/order/?state=to-dispatch")
    go = page.locator(".actions button")
    for _scrolled in range(2):
        below = go.bounding_box()
        assert PHONE["height"] - 120 < below["y"] < PHONE["height"] - below["height"]
        page.mouse.wheel(0, 300)
    page.locator(".action-select").first.check()
    page.get_by_label("Action:").select_option(label="Mark as dispatched")
    go.click()
    expect(page.locator(".messagelist")).to_contain_text("is dispatched.")
    assert Order.objects.exclude(dispatched_at=None).count() == 1


def test_a_delivery_is_received(page, shop, staff):
    drum = Product.objects.get(slug="drum")
    page.goto(f"{shop}/admin/catalog/product/")
    page.get_by_role("link", name="Receive or correct stock").click()
    page.get_by_label("SKUs").fill(f"{drum.sku.lower()} 12\nNOTHING 3")
    page.get_by_role("button", name="Show before and after").click()
    expect(page.locator(".goods__fault")).to_have_count(1)
    assert wider(page, "html") == 0
    page.get_by_label("SKU", exact=True).fill("")
    page.get_by_label("Number, NOTHING").fill("")
    page.get_by_role("button", name="Change the stock").click()
    expect(page.locator(".messagelist")).to_contain_text("1 shade")
    assert Product.objects.get(slug="drum").stock == drum.stock + 12


def test_a_hidden_shade_is_looked_at_in_the_shop_and_its_form_is_one_link_away(page, shop, staff):
    drum = Product.objects.get(slug="drum")
    Product.objects.filter(pk=drum.pk).update(is_public=False)
    page.goto(f"{shop}/admin/catalog/product/{drum.pk}/change/")
    page.get_by_role("link", name="Preview").click()
    expect(page).to_have_url(f"{shop}/products/drum/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Linen drum")
    expect(page.get_by_role("button", name="Add to cart")).to_have_count(0)
    assert wider(page, "html") == 0
    form = f"/admin/catalog/product/{drum.pk}/change/"
    expect(page.get_by_role("link", name="Edit this shade")).to_have_attribute("href", form)


def test_photographs_of_two_shades_are_sent_from_one_field(page, shop, staff):
    shades = [ProductFactory(photos=False, is_public=False) for _ in range(2)]
    sent = [picture(f"{one.sku}-{kind}.jpg", colour=colour) for one in shades for kind, colour in KINDS.items()]
    page.goto(f"{shop}/admin/catalog/product/photographs/")
    files = [{"name": one.name, "mimeType": "image/jpeg", "buffer": one.read()} for one in sent]
    page.get_by_label("Photographs").set_input_files(files)
    page.get_by_role("button", name="Store the photographs").click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert [one.photos.count() for one in shades] == [2, 2]
