"""403 and 404 inside the admin lead back into it; outside of it, and for everybody else, the shop answers."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import StaffFactory, UserFactory
from orders.tests.factories import place
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


def test_a_row_that_one_may_not_see_has_no_way_to_the_shop_either():
    """The address of an order has its number in it."""
    order = place()
    address = reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(order).pk, order.pk])
    assert browser(StaffFactory()).get(address).url.endswith(order.get_absolute_url())
    page = browser(UserFactory(is_staff=True)).get(address)
    assert page.status_code == 403
    assert START in leads_to(page)


@pytest.mark.parametrize("kind", [999_999, "a table without a page"])
def test_what_no_page_of_the_admin_shows_has_none(kind):
    key = kind if isinstance(kind, int) else ContentType.objects.get_for_model(Session).pk
    assert browser(StaffFactory()).get(reverse("admin:view_on_site", args=[key, 1])).status_code == 404


def test_a_button_that_is_opened_and_a_form_without_its_token_lead_back_too():
    staff = StaffFactory()
    opened = browser(staff).get(reverse("admin:logout"))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff)
    sent = strict.post(reverse("admin:catalog_product_receive"))
    assert [opened.status_code, sent.status_code] == [405, 403]
    assert opened.headers["Allow"] == "POST, OPTIONS"
    for page in (opened, sent):
        assert START in leads_to(page)
        assert SHADES not in leads_to(page)
