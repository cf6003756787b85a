"""403 and 404 inside the admin lead back into it; outside of it, and for everybody else, the shop answers."""

import pytest
from django.urls import reverse

from accounts.tests.factories import StaffFactory, UserFactory
from shop.tests.pages import attributes, browser

pytestmark = pytest.mark.django_db
START, SHADES = reverse("admin:index"), reverse("catalog:product_list")


def leads_to(page):
    return attributes(page, "main a", "href")


def test_without_the_right_one_is_led_back_to_the_start_page():
    page = browser(UserFactory(is_staff=True)).get(reverse("admin:orders_order_changelist"))
    assert page.status_code == 403
    assert START in leads_to(page)
    assert SHADES not in leads_to(page)


@pytest.mark.parametrize("address", [f"{START}nothing/", reverse("admin:catalog_product_table", args=["a"])])
def test_where_there_is_nothing_one_is_led_back_to_the_start_page(address):
    page = browser(StaffFactory()).get(address)
    assert page.status_code == 404
    assert START in leads_to(page)
    assert SHADES not in leads_to(page)


def test_outside_of_the_admin_staff_get_the_page_of_the_shop():
    page = browser(StaffFactory()).get("/nothing/")
    assert page.status_code == 404
    assert SHADES in leads_to(page)
