"""Headers whose parameters cannot be read are a bad request and never a fault: types of requests and of parts."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from shop.tests.pages import browser

# Of parts that are counted and not, of a charset that there is none of, of one that is no text.
BROKEN = ["a*0=x; a*=y", "charset*0=x; charset*=y", "a*=x''y", "a*=%00''y", "a*0*=x''y; a*1*=z"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("parameters", BROKEN)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded"])
def test_a_type_that_cannot_be_read_is_a_bad_request(method, parameters, kind):
    sent = browser().generic(method.upper(), reverse("cart:add_item"), b"x=1", content_type=f"{kind}; {parameters}")
    assert sent.status_code == 400


@pytest.mark.parametrize("parameters", BROKEN)
def test_what_is_accepted_may_be_anything(parameters):
    request = RequestFactory().get("/", headers={"Accept": f"text/html; {parameters}"})
    assert not request.accepts("application/json")


@pytest.mark.parametrize("parameters", BROKEN)
def test_a_part_that_cannot_be_read_is_skipped(parameters):
    def part(header):
        return f"--b\r\nContent-Disposition: form-data; {header}\r\n\r\n1\r\n"

    body = part(parameters) + part('name="known"') + "--b--\r\n"
    request = RequestFactory().generic("POST", "/", body, content_type="multipart/form-data; boundary=b")
    assert request.POST == {"known": ["1"]}
