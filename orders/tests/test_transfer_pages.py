"""What a shopper sees of an order that is paid by transfer: where to send the money, by when, and what to do."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import segno
import time_machine

from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.opening import missing_of_transfers
from orders.tests.checkout import review, send
from orders.tests.factories import place
from orders.tests.transfers import by_transfer
from orders.transfer import drawn
from pages.demo import BUSINESS
from pages.tests.business import say
from shop.opening import missing
from shop.tests.pages import attribute, browser, elements, said, text_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    with time_machine.travel(datetime(2026, 11, 27, 5, 18, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def order(settings, at):
    by_transfer(settings)
    return place(None, ProductFactory(stock=3), quantity=2)


@pytest.fixture
def client(order):
    return browser(order.user)


def page_of(client, order, prefix=""):
    return client.get(f"{prefix}/orders/{order.number}/")


def data(page):
    return {
        text_of(row.css_first("dt")): text_of(row.css_first("dd")) for row in elements(page, ".transfer__data > div")
    }


def test_the_page_says_where_to_send_the_money(client, order):
    page = page_of(client, order)
    assert data(page) == {
        "Account holder": "Halm & Söhne GmbH",
        "IBAN": "DE89 3704 0044 0532 0130 00",
        "BIC": "COBADEFFXXX",
        "Bank": "Commerzbank Köln",
        "Amount": "€138.00",
        "Reference": order.number,
    }
    text = words(page, "main")
    assert "Please send the money by 4 December 2026" in text
    assert "If nothing has arrived by 6 December 2026 , the order is cancelled automatically." in text
    assert words(page, ".order-head .badge") == "Waiting for your transfer"
    assert elements(page, 'a[href$="/pay/"]') == []


def test_in_russian(client, order):
    page = page_of(client, order, "/ru")
    assert data(page)["Счёт IBAN"] == "DE89 3704 0044 0532 0130 00"
    assert "до 4 декабря 2026" in words(page, ".order-pay")


def test_the_code_holds_the_same_as_the_epc_wants_it(client, order):
    first = ["BCD", "002", "1", "SCT", "COBADEFFXXX", "Halm & Söhne GmbH", "DE89370400440532013000"]
    payload = "\n".join([*first, "EUR138", "", "", order.number])
    drawing = drawn(segno.make_qr(payload.encode(), error="m", boost_error=False))
    page = page_of(client, order)
    assert drawing in page.content.decode()
    assert "style=" not in drawing
    assert attribute(page, ".transfer__code [role=img]", "aria-label") == "QR code with these payment details"


RUSSIAN = {
    "legal_name": "ООО «Три | кита»",
    "account": "40702810138250123017",
    "bic": "044525225",
    "correspondent_account": "30101810400000000225",
    "bank": "ПАО «Банк»",
    "tax_number": "6200098765",
}


def test_in_roubles_it_is_the_code_of_russian_banks(client, order):
    Order.objects.update(currency="RUB")
    say(**RUSSIAN)
    fields = "Name=ООО «Три   кита»|PersonalAcc=40702810138250123017|BankName=ПАО «Банк»|BIC=044525225"
    fields += f"|CorrespAcc=30101810400000000225|Sum=13800|Purpose={order.number}|PayeeINN=6200098765"
    page = page_of(client, order)
    assert drawn(segno.make_qr(f"ST00012|{fields}".encode(), error="m", boost_error=False)) in page.content.decode()
    assert data(page)["Account number"] == RUSSIAN["account"]
    assert data(page)["Correspondent account"] == RUSSIAN["correspondent_account"]


@pytest.mark.parametrize("lacking", ["correspondent_account", "bank"])
def test_russian_banks_need_all_of_it(client, order, lacking):
    Order.objects.update(currency="RUB")
    say(**RUSSIAN | {lacking: ""})
    assert elements(page_of(client, order), ".transfer__code") == []
    # Whoever opens the shop hears of it: the page itself looks whole.
    assert [one.url for one in missing_of_transfers()] == ["/admin/pages/business/1/change/"]


def test_payers_abroad_have_the_swift_code_of_a_russian_bank(client, order):
    say(**RUSSIAN)
    assert "SWIFT code" not in data(page_of(client, order))
    say(swift="SABRRUMM")
    assert data(page_of(client, order))["SWIFT code"] == "SABRRUMM"
    assert list(missing_of_transfers()) == []


@pytest.mark.parametrize(
    ("values", "currency"),
    [({"account": "40702810400000012345"}, "EUR"), ({"bic": "044525225"}, "EUR"), ({}, "RUB")],
)
def test_what_is_no_account_in_euros_has_no_code_and_is_still_said(client, order, values, currency):
    Order.objects.update(currency=currency)
    say(**values)
    page = page_of(client, order)
    assert elements(page, ".transfer__code") == []
    shown = data(page)
    assert shown.get("Account number") == values.get("account")
    assert shown["Reference"] == order.number


def test_an_account_holder_who_is_not_the_legal_name_is_named(client, order):
    say(account_holder="Karl Halm")
    assert data(page_of(client, order))["Account holder"] == "Karl Halm"


@pytest.mark.parametrize("lacking", ["legal_name", "account", "bic"])
def test_an_account_that_is_no_longer_known_is_not_shown_in_part(client, order, lacking):
    say(**{lacking: ""})
    page = page_of(client, order)
    assert data(page) == {}
    assert "Our account is not shown at the moment." in words(page)


def test_the_list_says_by_when_and_leads_to_the_account(client, order):
    page = client.get("/orders/")
    assert "Waiting for your transfer" in words(page, ".order-list")
    assert "Transfer by 4 December 2026 How to pay" in words(page, ".order-list")
    assert attribute(page, ".order-list a.button", "href") == f"/orders/{order.number}/"


def test_past_the_deadline_it_says_how_long_it_still_waits_and_then_that_it_is_cancelled(client, order, at):
    at.move_to(order.expires_at + timedelta(hours=1))
    text = words(page_of(client, order), ".order-pay")
    assert "The time to pay ended on 4 December 2026" in text
    assert "we wait for it until 6 December 2026" in text
    at.move_to(order.overdue_at)
    client.force_login(order.user)
    assert "The order is being cancelled." in words(page_of(client, order), ".order-pay")
    assert elements(client.get("/orders/"), ".order-list .button") == []


@pytest.mark.parametrize("taken_by_now", ["transfer", "mock"])
@pytest.mark.parametrize("fields", [{}, {"outcome": "success"}, {"outcome": "failure"}])
def test_the_shopper_cannot_mark_it_as_paid(client, order, settings, fields, taken_by_now):
    settings.PAYMENT = taken_by_now
    assert client.get(f"/orders/{order.number}/pay/").status_code == 404
    assert client.post(f"/orders/{order.number}/pay/", fields).status_code == 404
    order.refresh_from_db()
    assert order.is_pending


def test_an_order_of_the_test_payment_is_not_paid_for_nothing_once_the_shop_takes_transfers(settings):
    order = place()
    client = browser(order.user)
    assert attribute(page_of(client, order), 'a[href$="/pay/"]', "href")
    by_transfer(settings)
    page = page_of(client, order)
    assert elements(page, 'a[href$="/pay/"]') == elements(client.get("/orders/"), 'a[href$="/pay/"]') == []
    assert "The shop takes transfers only by now. Please cancel this order and order again." in words(page)
    assert client.get(f"/orders/{order.number}/pay/").status_code == 404
    assert client.post(f"/orders/{order.number}/pay/", {"outcome": "success"}).status_code == 404
    order.refresh_from_db()
    assert order.is_pending


def test_money_that_has_arrived_is_said(client, order):
    order.pay(by=StaffFactory())
    page = page_of(client, order)
    assert "Your money has arrived." in words(page)
    assert elements(page, ".transfer") == []


def test_cancelling_asks_whether_the_money_was_sent(client, order):
    assert "Keep the order if you have sent the money already." in words(client.get(f"/orders/{order.number}/cancel/"))
    for _ in range(2):
        client.post(f"/orders/{order.number}/cancel/")
    page = page_of(client, order)
    assert said(page) == ["The order is cancelled, and the shades are back on sale."]
    assert "If you have sent the money, please write to us." in words(page)
    assert "Nothing was paid" not in words(page)


def test_the_review_says_how_it_is_paid_and_for_how_long_shades_are_kept(client, order):
    CartItemFactory(user=order.user)
    text = words(review(client))
    assert "the next page says where to send the money" in text
    assert "You pay by transfer. We keep the shades for you for 7 days, until you pay or cancel." in text
    assert "minutes" not in text


@pytest.mark.parametrize("lacking", ["legal_name", "account", "bic"])
def test_without_an_account_no_order_is_placed(settings, lacking):
    by_transfer(settings)
    client = browser(CartItemFactory(user=UserFactory()).user)
    before = review(client)
    say(**{lacking: ""})
    for page in (review(client), send(client, before)):
        assert "The shop takes no orders at the moment" in words(page)
        assert "Order with obligation" not in words(page)
    assert not Order.objects.exists()


@pytest.mark.parametrize("demo", [{"is_demo": True}, {"account": BUSINESS["account"]}], ids=["marked", "not marked"])
def test_nobody_is_told_to_pay_to_the_account_of_the_demo(client, order, settings, demo):
    say(**demo)
    page = client.get(order.get_absolute_url())
    assert "Our account is not shown at the moment" in words(page)
    assert not re.search("DE89|DE02", words(page))
    other = browser(CartItemFactory(user=UserFactory()).user)
    assert "The shop takes no orders at the moment" in words(review(other))


def test_with_the_mock_no_account_is_needed(settings):
    client = browser(CartItemFactory(user=UserFactory()).user)
    assert send(client, review(client)).status_code == 303
    assert Order.objects.get().payment == "mock"


def test_closing_the_account_names_open_transfers_and_cancels_them(client, order, settings):
    settings.PAYMENT = "mock"
    mock, paid = place(order.user, key="mock"), place(order.user, key="paid")
    paid.pay(by=order.user)
    text = words(client.get("/account/"))
    warning = "These orders wait for your transfer and are cancelled. If you have sent the money, close the account"
    assert f"{warning} when it has arrived: {order.number} ." in text
    assert mock.number not in text
    assert f"Paid orders still to be dispatched: {paid.number} ." in text
    client.post("/account/delete/", {"password": PASSWORD})
    order.refresh_from_db()
    assert order.is_cancelled


def test_who_has_no_open_transfer_is_not_warned():
    order = place()
    assert "wait for your transfer" not in words(browser(order.user).get("/account/"))


def test_what_transfers_need_is_named_before_the_shop_opens(settings):
    def named():
        return [str(one.what) for one in missing() if str(one.what) in ("Bank account", "BIC")]

    assert named() == []
    settings.PAYMENT = "transfer"
    assert named() == ["Bank account", "BIC"]
    by_transfer(settings)
    assert named() == []
