"""The admin in a real browser: nothing in the console, nothing that the policy forbids."""

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Product
from catalog.tests.factories import FamilyFactory, LampFactory
from orders.tests.factories import place
from orders.tests.whole_shop.browser.shopper import log_in_at_once
from pages.tests.pages import write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_its_pages_are_without_a_fault(page, shop, faults, prefix):
    drum = Product.objects.get(slug="drum")
    order = place(UserFactory(), drum, key="one")
    FamilyFactory()
    LampFactory()
    words = write()
    log_in_at_once(page, shop, StaffFactory())
    models = ["catalog/product", "catalog/family", "catalog/lamp", "catalog/stockmovement", "orders/order"]
    models += ["accounts/user", "pages/page"]
    paths = ["", *(f"{model}/" for model in models), "catalog/product/add/", "catalog/lamp/add/"]
    paths += ["catalog/product/receive/", "catalog/product/table/", "catalog/product/photographs/"]
    paths += [f"catalog/product/{drum.pk}/change/", f"catalog/product/{drum.pk}/history/"]
    paths += [f"orders/order/{order.pk}/change/", f"catalog/product/{drum.pk}/delete/"]
    paths += ["pages/homepage/1/change/", "pages/page/add/"]
    paths += [f"pages/page/{words.pk}/{name}/" for name in ("change", "history", "versions")]
    for path in paths:
        assert page.goto(f"{shop}{prefix}/admin/{path}").status == 200, path
        expect(page.locator("html")).to_have_attribute("lang", prefix.strip("/") or "en")
        expect(page.locator("#content h1")).to_be_visible()
        expect(page.locator("#header")).to_have_css("display", "flex")  # of its style sheet
        assert faults == [], path
