"""What is done to many shades in one step is shown before and after, asked, logged, and done once or not at all."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from catalog.models import Photo, Product
from catalog.tests.admin.test_admin_products import said
from catalog.tests.factories import ProductFactory
from shop.tests.pages import elements, text_of, words
from shop.tests.staff_forms import colleague, history, with_rights

pytestmark = pytest.mark.django_db

LIST = reverse("admin:catalog_product_changelist")
PRICES = reverse("admin:catalog_product_prices")


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def shades():
    return [ProductFactory(sku=sku, price=price) for sku, price in (("ONE", 10), ("TWO", 20))]


def tick(client, action, shades, **more):
    return client.post(
        LIST, {"action": action, "_selected_action": [shade.pk for shade in shades], **more}, follow=True
    )


def fields(page):
    chosen = {one.attributes["name"]: one.attributes.get("value") or "" for one in elements(page, ".goods input")}
    return {"rounding": "none"} | chosen


def rows(page):
    """What the last two columns say: before and after."""
    said = [
        [cell for cell in row.css("td") if not cell.css("input[type=text]")]
        for row in elements(page, ".goods tbody tr")
    ]
    return [[text_of(cell) for cell in cells[-2:]] for cells in said]


def prices():
    return {sku: str(price) for sku, price in Product.objects.values_list("sku", "price")}


def test_prices_are_shown_before_and_after_and_then_changed(ann, shades):
    page = tick(ann, "change_prices", shades)
    page = ann.post(PRICES, fields(page) | {"per_cent": "5", "rounding": "90", "_look": ""})
    assert rows(page) == [["€10.00", "€10.90"], ["€20.00", "€20.90"]]
    assert prices() == {"ONE": "10.00", "TWO": "20.00"}
    sent = fields(page) | {"rounding": "90", "_change": ""}
    answer = ann.post(PRICES, sent, follow=True)
    assert said(answer, ".success") == "The prices of 2 shades were changed."
    assert prices() == {"ONE": "10.90", "TWO": "20.90"}
    assert history(ann, shades[0]) == ["Changed price. Price: 10.00 → 10.90"]
    answer = ann.post(PRICES, sent, follow=True)
    assert said(answer) == "This form had already been sent. The prices were changed only once."
    assert LogEntry.objects.count() == 2


def test_a_second_press_says_so_even_where_the_rule_makes_no_price_of_the_new_ones(ann, shades):
    page = ann.post(PRICES, fields(tick(ann, "change_prices", shades)) | {"amount": "\u22126", "_look": ""})
    sent = fields(page) | {"_change": ""}
    ann.post(PRICES, sent, follow=True)
    answer = ann.post(PRICES, sent, follow=True)
    assert said(answer) == "This form had already been sent. The prices were changed only once."
    assert prices() == {"ONE": "4.00", "TWO": "14.00"}


@pytest.mark.parametrize("price", ["Infinity", "NaN", "sNaN", "-1", "1E9999"])
def test_what_is_no_price_was_not_shown(ann, shades, price):
    sent = {"shown": f"{shades[0].pk}:{price}", "rounding": "none", "amount": "1", "_change": ""}
    assert ann.post(PRICES, sent).status_code == 400


@pytest.mark.parametrize("verb", ["change_prices", "show", "hide"])
def test_afterwards_the_list_is_as_it_was_narrowed(ann, shades, verb):
    Product.objects.update(is_public=verb != "show")
    narrowed = f"{LIST}?shape__exact=drum&q=o"
    page = ann.post(narrowed, {"action": verb, "_selected_action": [shade.pk for shade in shades]})
    address = PRICES if verb == "change_prices" else reverse(f"admin:catalog_product_{verb}")
    if verb == "change_prices":
        page = ann.post(PRICES, fields(page) | {"amount": "1", "_look": ""})
    assert narrowed in [link.attributes["href"] for link in elements(page, ".goods .verbs a")]
    answer = ann.post(address, fields(page) | {"_change": ""})
    assert (answer.status_code, answer["Location"]) == (303, narrowed)
    answer = ann.post(address, fields(page) | {"_change": "", "next": "https://elsewhere.example/"})
    assert answer["Location"] == LIST


@pytest.mark.parametrize("name", ["show", "hide"])
def test_a_page_that_is_loaded_again_leads_to_the_list_and_says_nothing(ann, name):
    answer = ann.get(reverse(f"admin:catalog_product_{name}"), follow=True)
    assert answer.redirect_chain == [(LIST, 303)]
    assert said(answer) == ""


@pytest.mark.parametrize("verb", ["show", "hide"])
def test_more_shades_than_a_page_can_list_are_not_asked_about(ann, shades, verb, monkeypatch):
    monkeypatch.setattr("catalog.admin.showing.MOST_SHOWN", 1)
    Product.objects.update(is_public=verb == "hide")
    assert said(tick(ann, verb, shades)) == "At most 1 shades can be shown or hidden at once."


def test_a_rule_that_was_not_shown_is_shown_first(ann, shades):
    page = ann.post(PRICES, fields(tick(ann, "change_prices", shades)) | {"per_cent": "5", "_look": ""})
    page = ann.post(PRICES, fields(page) | {"per_cent": "50", "_change": ""})
    assert rows(page)[0] == ["€10.00", "€15.00"]
    assert prices()["ONE"] == "10.00"


def test_a_price_that_has_changed_meanwhile_refuses_all_by_name(ann, shades):
    page = ann.post(PRICES, fields(tick(ann, "change_prices", shades)) | {"amount": "1.50", "_look": ""})
    Product.objects.filter(sku="TWO").update(price=30)
    page = ann.post(PRICES, fields(page) | {"_change": ""})
    assert said(page) == "Nothing was changed: in the meantime the price of these has become another: TWO."
    assert rows(page) == [["€10.00", "€11.50"], ["€30.00", "€31.50"]]
    assert prices() == {"ONE": "10.00", "TWO": "30.00"}


@pytest.mark.parametrize(("name", "typed"), [("per_cent", "x"), ("per_cent", "-100"), ("amount", "-10"), ("shown", "")])
def test_what_makes_no_price_cannot_be_pressed(ann, shades, name, typed):
    page = ann.post(PRICES, fields(tick(ann, "change_prices", shades)) | {name: typed, "_change": ""})
    assert elements(page, '[name="_change"]') == []
    assert prices() == {"ONE": "10.00", "TWO": "20.00"}


def test_all_that_the_list_has_can_be_ticked(ann, shades):
    page = tick(ann, "change_prices", shades[:1], select_across="1")
    assert len(rows(page)) == 2


def test_hiding_several_asks_and_a_second_press_hides_nothing(ann, shades):
    page = tick(ann, "hide", shades)
    assert rows(page) == [["Yes", "No"], ["Yes", "No"]]
    assert Product.objects.public().count() == 2
    hide = reverse("admin:catalog_product_hide")
    answer = ann.post(hide, fields(page), follow=True)
    assert said(answer, ".success") == "2 shades are now hidden from the shop."
    assert history(ann, shades[0]) == ["Changed shown. Shown: Yes → No"]
    assert said(ann.post(hide, fields(page), follow=True)) == "Nothing was changed: these shades are already hidden."


def test_showing_several_says_which_stay_hidden_and_shows_the_others(ann, shades):
    lacking = ProductFactory(sku="LACKS", shape="", is_public=False)
    Product.objects.update(is_public=False)
    page = tick(ann, "show", [*shades, lacking])
    assert rows(page) == [["No", "No"], ["No", "Yes"], ["No", "Yes"]]
    assert words(page, ".goods__fault") == "lacks: shape"
    answer = ann.post(reverse("admin:catalog_product_show"), fields(page), follow=True)
    assert said(answer, ".success") == "2 shades are now shown in the shop."
    assert list(Product.objects.filter(is_public=False)) == [lacking]


def test_what_has_become_another_meanwhile_refuses_all_by_name(ann, shades):
    page = tick(ann, "hide", shades)
    Product.objects.filter(sku="TWO").update(is_public=False)
    answer = ann.post(reverse("admin:catalog_product_hide"), fields(page), follow=True)
    assert said(answer) == "Nothing was changed: in the meantime these have become others: TWO."
    assert Product.objects.public().count() == 1
    gone = ProductFactory()
    page = tick(ann, "hide", [shades[0], gone])
    Product.objects.filter(pk=gone.pk).delete()
    answer = ann.post(reverse("admin:catalog_product_hide"), fields(page), follow=True)
    assert said(answer) == f"Nothing was changed: in the meantime these have become others: № {gone.pk}."
    Product.objects.update(is_public=False)
    page = tick(ann, "show", shades)
    Photo.objects.filter(product=shades[0]).delete()
    answer = ann.post(reverse("admin:catalog_product_show"), fields(page), follow=True)
    assert said(answer) == "Nothing was changed: in the meantime these have become others: ONE."
    assert not Product.objects.public().exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("page", ["prices", "show", "hide"])
def test_only_staff_who_may_change_shades_may_answer(shades, page):
    address = reverse(f"admin:catalog_product_{page}")
    shown = {"shown": f"{shades[0].pk}:10.00", "shades": str(shades[0].pk), "rounding": "none", "amount": "1"}
    assert with_rights("reader", "view_product").post(address, shown | {"_change": ""}).status_code == 403
    assert prices()["ONE"] == "10.00"
    assert Product.objects.public().count() == 2
