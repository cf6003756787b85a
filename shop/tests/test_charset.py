"""A request that names another codec than UTF-8 is refused everywhere, before anything is read with it."""

import pytest
from django.urls import reverse

from shop.tests.pages import browser

HALF_A_PAIR = b'--b\r\nContent-Disposition: form-data; name="username"\r\n\r\n+2AA-\r\n--b--\r\n'
PAGES = [reverse(name) for name in ("accounts:login", "accounts:register", "accounts:code", "cart:cart", "admin:login")]


def post(address, charset):
    return browser().post(address, HALF_A_PAIR, content_type=f"multipart/form-data; boundary=b; charset={charset}")


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*PAGES, f"/ru{PAGES[0]}"])
def test_half_a_surrogate_pair_is_a_bad_request(address):
    assert post(address, "utf-7").status_code == 400


@pytest.mark.parametrize("charset", ["utf-7", "UTF-16", "koi8-r"])
def test_the_query_is_not_read_with_it_either(charset):
    page = browser().get("/products/?q=+2AA-", CONTENT_TYPE=f"text/plain; charset={charset}")
    assert page.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_that_of_browsers_is_read(charset):
    assert post(PAGES[0], charset).status_code == 200
