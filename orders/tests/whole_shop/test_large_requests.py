"""A request that is too large is refused by the size that it says, before any of it is received."""

import re
import tracemalloc

import pytest
from django.conf import settings
from django.http import QueryDict

from accounts.tests.factories import StaffFactory, UserFactory
from accounts.tests.second_factor.phone import set_up
from shop.tests.pages import attribute, browser, words
from shop.uploads import LARGEST_OF_OTHERS, LARGEST_OF_STAFF

pytestmark = pytest.mark.django_db

GIGABYTE = 2**30
MEGABYTE = 2**20
FORM = "multipart/form-data; boundary=x"


class Unread:
    """The body of a request, of which nothing may be read."""

    def read(self, *_size):
        raise AssertionError("it was read")

    readline = read


def sent(path, size, user=None, content_type=FORM):
    environ = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread(), "HTTP_SEC_FETCH_SITE": "same-origin"}
    return browser(user, enforce_csrf_checks=True).generic("POST", path, content_type=content_type, **environ)


@pytest.mark.parametrize("content_type", [FORM, "application/x-www-form-urlencoded", "text/plain"])
@pytest.mark.parametrize("path", ["/cart/items/", "/auth/login/", "/ru/orders/", "/admin/login/", "/nothing/"])
def test_a_gigabyte_of_a_stranger_is_refused_unread(path, content_type):
    response = sent(path, GIGABYTE, content_type=content_type)
    assert response.status_code == 413
    assert attribute(response, "html", "lang") == ("ru" if path.startswith("/ru/") else "en")
    assert ("What you sent is too large" in words(response)) is not path.startswith("/ru/")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/admin/catalog/product/add/", "/ru/admin/catalog/product/add/"])
@pytest.mark.parametrize(("is_staff", "size", "is_refused"), [
    (False, LARGEST_OF_OTHERS + 1, True),
    (True, LARGEST_OF_STAFF + 1, True),
    (True, LARGEST_OF_STAFF, False),
])  # fmt: skip
def test_only_staff_may_send_photographs(path, is_staff, size, is_refused):
    user = StaffFactory() if is_staff else UserFactory()
    # What is allowed is read, and refused for want of a token: a text has no fields.
    assert sent(path, size, user, content_type="text/plain").status_code == (413 if is_refused else 403)


def test_staff_who_have_not_passed_their_second_factor_send_none():
    staff = StaffFactory()
    client = browser(staff)
    set_up(staff)
    assert client.post("/admin/catalog/product/add/", {"text": "x" * 3 * MEGABYTE}).status_code == 413


def test_staff_send_no_photographs_to_pages_of_shoppers():
    assert sent("/cart/items/", 3 * MEGABYTE, StaffFactory()).status_code == 413


def test_the_proxy_allows_as_much():
    conf = (settings.BASE_DIR / "deploy/nginx/shop.conf").read_text()
    of_others, of_staff = re.findall(r"client_max_body_size (\d+[km]);", conf)
    assert of_staff == f"{LARGEST_OF_STAFF // MEGABYTE}m"
    assert int(of_others.removesuffix("k")) * 1024 == LARGEST_OF_OTHERS


def test_no_form_takes_more_than_150_megabytes_to_read():
    tracemalloc.start()
    try:
        QueryDict(b"%00" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 3), encoding="utf-8")
        assert tracemalloc.get_traced_memory()[1] < 150 * MEGABYTE
    finally:
        tracemalloc.stop()
