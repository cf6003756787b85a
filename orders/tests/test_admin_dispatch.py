"""Packing and sending: a verb comes back to the same place and says which order it was."""

import pytest
from django.urls import reverse

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.factories import place
from shop.tests.pages import attribute, elements, words

pytestmark = pytest.mark.django_db

LIST = "/admin/orders/order/"
PRINT = "Print the packing slip"


@pytest.fixture
def staff(client):
    user = StaffFactory()
    client.force_login(user)
    return user


def page_of(order, query=""):
    return reverse("admin:orders_order_change", args=[order.pk]) + query


def press(client, page, label):
    """Posts the form of a button as a browser does."""
    (form,) = [one for one in elements(page, ".verbs form") if one.css_first("button").text() == label]
    data = {field.attributes["name"]: field.attributes["value"] for field in form.css("input")}
    return client.post(form.attributes["action"], data, follow=True)


def paid(key):
    order = place(key=key)
    order.pay(by=order.user)
    return order


def test_a_verb_comes_back_to_the_order_and_names_it(client, staff):
    order = place()
    here = page_of(order, "?_changelist_filters=state%3Dwaiting")
    answer = press(client, client.get(here), "Mark as paid")
    assert answer.redirect_chain[-1] == (here, 303)
    assert words(answer, ".messagelist") == f"{order.number} is paid."


def test_dispatching_goes_to_the_next_order_and_at_last_to_the_list(client, staff):
    first, second = paid("1"), paid("2")
    answer = press(client, client.get(page_of(first)), "Dispatch, and go to the next")
    assert answer.redirect_chain[-1][0] == page_of(second)
    assert words(answer, ".messagelist") == f"{first.number} is dispatched."
    answer = press(client, answer, "Dispatch, and go to the next")
    assert answer.redirect_chain[-1][0] == LIST + "?state=to-dispatch"
    assert Order.objects.filter(dispatched_at=None).count() == 0


def test_cancelling_asks_and_comes_back_to_the_order(client, staff):
    order = place()
    question = press(client, client.get(page_of(order)), "Cancel, and return the stock")
    assert attribute(question, "#content [name=next]", "value") == page_of(order)
    data = {"action": "cancel", "confirmed": "1", "_selected_action": order.pk, "next": page_of(order)}
    answer = client.post(LIST, data, follow=True)
    assert answer.redirect_chain[-1][0] == page_of(order)
    assert f"{order.number} is cancelled." in words(answer, ".messagelist")


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\x.org", "/" + "a" * 2000]
)
def test_a_verb_leads_to_no_other_site(client, staff, elsewhere):
    data = {"action": "pay", "_selected_action": place().pk, "next": elsewhere}
    assert client.post(LIST, data).url == LIST


def test_the_lines_of_an_order_tell_what_to_pack(client, staff):
    shade = ProductFactory(sku="HALM-30", price=69)
    order = place(None, shade, quantity=2)
    page = client.get(page_of(order))
    for text in ("HALM-30", shade.size, "€138.00"):
        assert text in words(page, "#items-group")
    assert attribute(page, ".field-customer a", "href") == f"mailto:{order.user.email}"
    assert elements(page, ".viewsitelink") == []


def test_slips_have_the_address_and_each_line_on_a_sheet_an_order(client, staff, django_assert_num_queries):
    orders = [paid("1"), paid("2")]
    for order in orders:
        Order.objects.filter(pk=order.pk).update(name=f"Ann {order.pk}", street="Long street 5", city="Malmö")
    data = {"action": "slips", "_selected_action": [order.pk for order in orders]}
    # session, user; count of the list; orders with their users, lines and shades
    with django_assert_num_queries(6):
        page = client.post(LIST, data)
    assert attribute(page, "html", "lang") == "en"
    assert attribute(client.post(f"/ru{LIST}", data), "html", "lang") == "ru"
    sheets = elements(page, ".slip")
    assert [sheet.css_first("h1").text() for sheet in sheets] == [f"Packing slip {order.number}" for order in orders]
    for sheet, order in zip(sheets, orders, strict=True):
        assert f"Ann {order.pk}" in sheet.text()
        assert order.items.get().product.sku in sheet.css_first("tbody").text()


def test_slips_lead_back_to_the_list_as_it_is_narrowed_or_to_the_order(client, staff):
    order = paid("1")
    narrowed = f"{LIST}?state=to-dispatch&q=a"
    listed = client.post(narrowed, {"action": "slips", "_selected_action": order.pk})
    ways = [attribute(page, "nav a", "href") for page in (listed, press(client, client.get(page_of(order)), PRINT))]
    assert ways == [narrowed, page_of(order)]


def test_more_slips_than_a_page_holds_are_refused_in_words(client, staff, monkeypatch):
    monkeypatch.setattr("orders.admin.orders.MOST_SLIPS", 1)
    data = {"action": "slips", "_selected_action": [paid("1").pk, paid("2").pk]}
    answer = client.post(LIST, data, follow=True)
    assert words(answer, ".messagelist") == "Packing slips of at most 1 orders can be printed at once."


def test_the_tabs_are_the_states_and_one_is_current(client, staff):
    page = client.get(LIST + "?state=sent")
    assert [tab.text() for tab in elements(page, ".tabs a")] == [
        *("To dispatch", "Waiting for payment", "Sent", "Cancelled", "All")
    ]
    assert words(page, ".tabs [aria-current]") == "Sent"
    assert client.get(LIST + "?state=nonsense").status_code in (200, 302)
