"""No address of the list is an error: invalid values are ignored with a message."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from catalog.listing.filters import FILTERS
from catalog.listing.ranges import Range
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import browser, inline, said

pytestmark = pytest.mark.django_db
RANGES = [one.name for one in FILTERS if isinstance(one, Range)]
NAMES = [
    "q",
    "sort",
    "page",
    *(one.name for one in FILTERS),
    *(f"{name}_{end}" for name in RANGES for end in ("min", "max")),
]
BROKEN = [
    "\x00",
    "drum\x00",
    "x" * 10_000,
    "я" * 10_000,
    "-1",
    "1e9",
    "999999999999999999999",
    "' OR 1=1 --",
    "\\",
    "%",
    "_",
    "':* & !('",
    "<script>alert(1)</script>",
    "\ud800",
    "\u202e\u0301\u0000",
    "NaN",
    "[]",
    "None",
    "²",
    "0x10",
    "½ 16½ inch",
    '"' * 100,
]


@pytest.fixture(autouse=True)
def shade():
    return ProductFactory(slug="drum")


@pytest.mark.parametrize("value", BROKEN)
def test_every_parameter_takes_every_value(value):
    client = browser()
    quoted = value.encode("utf-8", "surrogatepass")
    for name in NAMES:
        response = client.get("/products/", {name: quoted, "shape": "drum"})
        assert response.status_code == 200, name
        assert inline(response) == []


def test_all_of_them_at_once_and_often(settings):
    often = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS // len(NAMES)
    query = "&".join(f"{name}=%00{place}" for name in NAMES for place in range(often))
    response = browser().get(f"/products/?{query}")
    assert response.status_code == 200
    assert len(said(response)) <= 3 * len(NAMES)


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30), max_size=4))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(address):
    safe = {name: value.encode("utf-8", "surrogatepass") for name, value in address.items()}
    assert browser().get("/products/", safe).status_code in (200, 404 if safe.get("page", b"").isdigit() else 200)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("shape=blob", "Shape: we do not know “blob” and ignored it."),
        ("colour=drum", "Colour: we do not know “drum” and ignored it."),
        ("in_stock=yes", "In stock: we do not know “yes” and ignored it."),
        ("fits=1", "We do not know your lamp yet, so we ignored “Fits my lamp”."),
        ("sort=cheapest", "We do not know the sort order “cheapest”, so the usual one is used."),
        ("page=0", "There is no page “0”. This is the first page."),
        ("page=-1", "There is no page “-1”. This is the first page."),
        ("page=1e9", "There is no page “1e9”. This is the first page."),
        ("q=%3F%3F%3F", "There is nothing to search for in “???”."),
        ("shape=%00", "Shape: we do not know “” and ignored it."),
        ("q=drum+a1+b2+c3+d4+e5+f6+g7+h8+i9", "That is a long search: only the first 8 words are used."),
    ],
)
def test_what_is_left_out_is_said(query, message):
    response = browser().get(f"/products/?{query}")
    assert said(response) == [message]
    if "q=drum" not in query:
        assert slugs(response) == ["drum"]


def test_a_message_repeats_little_of_what_was_typed():
    (message,) = said(browser().get("/products/", {"shape": "<b>" + "x" * 5000}))
    assert "<b>xxx" in message
    assert len(message) < 100


def test_many_broken_values_are_few_messages():
    query = "&".join(f"shape=blob{number}" for number in range(200))
    assert len(said(browser().get(f"/products/?{query}"))) == 3


def test_russian_pages_say_it_too():
    response = browser().get("/ru/products/?shape=blob&page=x")
    assert len(said(response)) == 2
    assert slugs(response) == ["drum"]
