"""With STAFF_SECOND_FACTOR the admin is closed to staff without one, who are led to set it up."""

import pytest

from accounts.tests.factories import PASSWORD, StaffFactory
from accounts.tests.second_factor.phone import code_of, log_in, set_up
from shop.tests.pages import browser, words

pytestmark = pytest.mark.django_db
PAGE = "/admin/second-factor/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.STAFF_SECOND_FACTOR = True


def test_everything_in_the_admin_leads_to_the_page_that_sets_it_up():
    client = browser(StaffFactory())
    models = ("catalog/product", "orders/order", "accounts/user", "auth/group")
    paths = ["", "jsi18n/", "autocomplete/", "r/1/1/", "nothing/", "catalog/", "catalog/product/receive/"]
    paths += [f"{model}/{page}" for model in models for page in ("", "add/", "1/change/", "1/history/", "1/delete/")]
    for path in paths:
        for answer in (client.get(f"/admin/{path}"), client.post(f"/admin/{path}", {"action": "pay"})):
            assert (answer.status_code, answer.url.split("?")[0]) == (303, PAGE), path


def test_who_has_set_it_up_is_let_in():
    ann = StaffFactory()
    client = browser(ann)
    assert "Until you have set one up, the admin is closed." in words(client.get(PAGE))
    client.post(f"{PAGE}begin/", {"password": PASSWORD})
    client.post(f"{PAGE}set-up/", {"code": code_of(ann)})
    assert client.get("/admin/").status_code == 200


def test_who_removes_it_is_led_back():
    ann = StaffFactory()
    papers = set_up(ann)
    client, _ = log_in(ann)
    client.post("/auth/code/", {"code": papers[0]})
    assert client.get("/admin/").status_code == 200
    client.post(f"{PAGE}remove/", {"code": papers[1]})
    assert client.get("/admin/").url.startswith(PAGE)
