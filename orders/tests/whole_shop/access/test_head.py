"""Every address answers HEAD as it answers GET: the same status and headers, no body, and nothing is changed."""

import pytest
from django.template.base import Template

from orders.tests.whole_shop.access.addresses import table
from orders.tests.whole_shop.access.test_access import Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(monkeypatch):
    # Views decide who may come; to draw their pages would take most of the time.
    monkeypatch.setattr(Template, "_render", lambda template, context: "")
    return Shop()


def told(response):
    """Status, headers, and the names of cookies. Expires is the clock's."""
    headers = {name: value for name, value in response.items() if name != "Expires"}
    return {"status": response.status_code, "cookies": ",".join(sorted(response.cookies)), **headers}


# Who sees the views. All others are sent away by checks that test_access.py tries.
@pytest.mark.parametrize(("role", "is_staff"), [("nobody", False), ("owner", False), ("boss", True)])
def test_head_tells_what_get_tells_and_is_as_quiet(shop, role, is_staff):
    wrong = []
    for address in table():
        if address.startswith("/admin/") != is_staff:
            continue
        got, head = told(shop.ask(role, "get", address)[0]), shop.ask(role, "head", address)
        response, writes = head
        if different := set(told(response).items()) ^ set(got.items()):
            wrong.append(f"{address} answers HEAD otherwise than GET: {sorted(different)}")
        if writes:
            wrong.append(f"HEAD {address} writes: {writes[0][:200]}")
        assert response.streaming or response.content == b""
    assert not wrong, "\n".join(wrong)
