"""Up to six lamps are remembered by name, in the cookie of the lamp alone."""

import pytest

from catalog.fit.remembered_lamp import COOKIE
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, beside, browser, element, value_of, words

pytestmark = pytest.mark.django_db


def lamp(**changes):
    return {"height": "38", "width": "16", "holder": "e27", "use": "table", "unit": "cm", **changes}


def header(visitor):
    return words(visitor.get("/"), '.site-header__nav a[href="/fit/"]')


@pytest.fixture
def visitor():
    client = browser()
    for name, height in (("Bedside", "38"), ("прихожая", "30")):
        assert client.post("/fit/lamp/", lamp(name=name, height=height)).status_code == 303
    return client


def test_the_header_names_the_lamp_in_use_and_is_silent_without_one(visitor):
    assert header(visitor) == "Your lamp: прихожая"
    assert header(browser()) == "Will it fit?"
    unnamed = browser()
    unnamed.post("/fit/lamp/", lamp(height="34"))
    assert header(unnamed) == "Your lamp: 34 × 16 cm, E27"


def test_the_last_one_is_in_use_until_another_is_chosen(visitor):
    assert "We remember your lamp: прихожая: table lamp, 30 cm tall" in words(visitor.get("/fit/"))
    assert visitor.post("/fit/lamp/", {"choose": "1", "key": "bedside"}).status_code == 303
    assert header(visitor) == "Your lamp: Bedside"
    assert "We remember your lamp: Bedside: table lamp, 38 cm tall" in words(visitor.get("/fit/"))


def test_the_same_name_is_that_lamp_measured_again(visitor):
    visitor.post("/fit/lamp/", lamp(name="bedside", height="40"))
    text = words(visitor.get("/fit/"))
    assert "bedside: table lamp, 40 cm tall" in text
    assert "38 cm tall" not in text
    assert "прихожая" in text


def test_one_is_forgotten_and_the_others_stay(visitor):
    visitor.post("/fit/lamp/", {"forget": "1", "key": "прихожая"})
    assert header(visitor) == "Your lamp: Bedside"
    visitor.post("/fit/lamp/", {"forget": "1", "key": "bedside"})
    assert header(visitor) == "Will it fit?"


def test_a_seventh_is_refused_beside_its_name_and_what_was_typed_stays():
    client = browser()
    for number in range(6):
        client.post("/fit/lamp/", lamp(name=f"lamp {number}", height=str(30 + number)))
    refused = client.post("/fit/lamp/", lamp(name="one more", height="50"))
    assert beside(refused, "name") == "We remember up to 6 lamps. Forget one of them first."
    assert value_of(refused, "name", "details.lamp-box") == "one more"
    element(refused, "details.lamp-box[open]")
    assert not refused.cookies
    assert client.post("/fit/lamp/", lamp(name="LAMP 3", height="50")).status_code == 303


def test_lamps_without_a_name_stay_apart_and_can_be_named_later():
    client = browser()
    for height in ("38", "30"):
        client.post("/fit/lamp/", lamp(height=height))
    page = client.get("/fit/")
    assert words(page).count("Forget this lamp") == 2
    assert words(page, "details.lamp-box summary") == "Give this lamp a name"
    client.post("/fit/lamp/", lamp(height="30", name="hall"))
    assert words(client.get("/fit/")).count("Forget this lamp") == 2
    assert header(client) == "Your lamp: hall"
    key = attribute(client.get("/fit/"), '.lamp-box form:has([name="choose"]) [name="key"]', "value")
    client.post("/fit/lamp/", {"choose": "1", "key": key})
    assert header(client) == "Your lamp: 38 × 16 cm, E27"
    client.post("/fit/lamp/", {"forget": "1", "key": key})
    assert header(client) == "Your lamp: hall"


def test_a_kept_lamp_is_not_offered_again_in_another_unit(visitor):
    ProductFactory(slug="drum")
    inches = "height=14.96&width=6.3&holder=e27&use=table&unit=in"
    assert "Remember this lamp" not in words(visitor.get(f"/products/drum/?{inches}"))
    assert "Remember this lamp" not in words(visitor.get(f"/fit/?{inches}"))


def test_names_have_at_most_30_letters():
    client = browser()
    assert beside(client.post("/fit/lamp/", lamp(name="x" * 31)), "name") == "Enter a name of at most 30 letters."
    assert client.post("/fit/lamp/", lamp(name="ж" * 30)).status_code == 303
    assert header(client) == "Your lamp: " + "ж" * 30


def test_six_long_names_fit_into_a_cookie():
    client = browser()
    for number in range(6):
        client.post("/fit/lamp/", lamp(name="𝔏" * 29 + str(number), table="45"))
    assert len(client.cookies[COOKIE.name].value) < 2000
    assert words(client.get("/fit/")).count("Forget this lamp") == 6


@pytest.mark.parametrize("name", ['"><b>', "a.b~c", "a:b", "ключ; path=/", "\u200bбра"])
def test_any_sign_may_stand_in_a_name(name):
    client = browser()
    assert client.post("/fit/lamp/", lamp(name=name)).status_code == 303
    assert name.replace("\u200b", "") in header(client)


def test_every_card_is_judged_by_the_lamp_in_use(visitor):
    sizes = {"top_diameter_mm": 300, "bottom_diameter_mm": 300, "widest_mm": 300, "height_mm": 200}
    ProductFactory(slug="drum", **sizes)
    assert "Fits your lamp" in words(visitor.get("/products/"), '[data-product="drum"]')
    visitor.post("/fit/lamp/", {"choose": "1", "key": "bedside"})
    assert "Fits your lamp" not in words(visitor.get("/products/"), '[data-product="drum"]')
