"""Actions on all rows of a list: more than a request can bear are refused with a message, and nothing is changed."""

import pytest

from accounts.tests.factories import StaffFactory
from catalog.admin.prices import MOST_PRICES
from catalog.admin.showing import MOST_SHOWN
from catalog.models import Family, Lamp, Product
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.models import Order
from orders.tests.factories import place
from shop.staff.bounds import BoundedAdmin
from shop.tests.pages import browser, words

pytestmark = pytest.mark.django_db

SAYS = "Nothing was changed: this can be done to at most 1 at once."


@pytest.fixture
def owner():
    return browser(StaffFactory(is_superuser=True))


def on_all(client, model, action, across="1"):
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    chosen = {"action": action, "select_across": across, "_selected_action": model.objects.first().pk}
    return client.post(address, chosen, follow=True)


@pytest.mark.parametrize(("model", "make"), [(Product, ProductFactory), (Family, FamilyFactory), (Lamp, LampFactory)])
def test_so_many_are_deleted_as_the_page_that_asks_can_name(owner, monkeypatch, model, make):
    monkeypatch.setattr(BoundedAdmin, "most_at_once", {"delete_selected": 1})
    make(), make()
    assert SAYS in words(on_all(owner, model, "delete_selected"), ".messagelist")
    assert on_all(owner, model, "delete_selected", across="0").status_code == 200
    assert model.objects.count() == 2


@pytest.mark.parametrize("action", ["pay", "dispatch_orders", "take_up", "make_invoice"])
def test_so_many_orders_are_moved_as_a_request_lasts(owner, monkeypatch, action):
    place(), place(None, key="key-2")
    monkeypatch.setattr("orders.admin.verbs.VerbsAdmin.most_at_once", {action: 1})
    assert SAYS in words(on_all(owner, Order, action), ".messagelist")
    assert set(Order.objects.values_list("status", flat=True)) == {"pending"}


@pytest.mark.parametrize("verb", ["show", "hide"])
def test_more_shades_than_the_page_names_are_a_bad_request(owner, verb):
    keys = ",".join(str(key) for key in range(MOST_SHOWN + 1))
    assert owner.post(f"/admin/catalog/product/{verb}/", {"shades": keys}).status_code == 400


def test_more_prices_than_the_page_shows_are_a_bad_request(owner):
    shown = ",".join(f"{key}:1.00" for key in range(MOST_PRICES + 1))
    sent = {"shown": shown, "per_cent": "5", "rounding": "none"}
    assert owner.post("/admin/catalog/product/prices/", sent).status_code == 400
