"""Money that comes for a cancelled order: its lines are placed anew, once, or staff learn what to send back to whom."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.tests.factories import StaffFactory
from catalog.models import Product, StockMovement
from catalog.stock import OutOfStock
from catalog.tests.factories import ProductFactory
from orders.account_closure import close_account
from orders.consistency import inconsistencies
from orders.models import AddressErased, InvalidTransition
from orders.tests.factories import place
from orders.tests.seller import sells
from orders.tests.transfers import ACCOUNT, by_transfer
from shop.tests.pages import attributes, browser, elements, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def product():
    return ProductFactory(stock=3, name_en="Drum")


@pytest.fixture
def staff():
    return StaffFactory()


@pytest.fixture
def order(settings, product):
    """Cancelled, with two of the product."""
    by_transfer(settings)
    order = place(None, product, quantity=2)
    order.cancel(by=None)
    return order


@pytest.fixture(autouse=True)
def _stays_consistent():
    yield
    assert [fault for fault in inconsistencies() if "is in the future" not in fault] == []


def state(order, product):
    order.refresh_from_db()
    product.refresh_from_db()
    return order.status, product.stock


def told(page):
    return words(page, ".messagelist")


def act(client, *orders):
    data = {"action": "take_up", "_selected_action": [order.pk for order in orders]}
    return client.post(reverse("admin:orders_order_changelist"), data, follow=True)


def test_it_is_paid_and_its_stock_is_taken_once_more(order, product, staff):
    Product.objects.update(price=1, is_public=False)
    order.take_up(by=staff)
    order.refresh_from_db()
    assert state(order, product) == ("paid", 1)
    assert order.cancelled_at is None
    assert order.paid_at
    assert order.total_amount == 138
    steps = list(order.events.values_list("from_status", "to_status", "by"))
    assert steps[1:] == [("pending", "cancelled", None), ("cancelled", "paid", staff.pk)]
    reasons = [("receipt", 3), ("sale", -2), ("cancellation", 2), ("taken_up", -2)]
    assert list(StockMovement.objects.order_by("pk").values_list("reason", "delta")) == reasons
    assert "Your money arrived later, and the order was taken up again." in words(
        browser(order.user).get(f"/orders/{order.number}/")
    )


def test_long_after_its_deadline_and_then_it_is_dispatched_and_comes_back(order, product, staff):
    with time_machine.travel(timedelta(days=40)):
        order.take_up(by=staff)
        order.dispatch(by=staff)
        order.take_back({order.items.get().pk: 1}, restocked={order.items.get().pk}, by=staff)
        assert state(order, product) == ("paid", 2)


def test_it_has_an_invoice_of_the_day_and_what_comes_back_of_it_a_credit_note(settings, product, staff):
    sells(**ACCOUNT, vat_rate=Decimal(19))
    settings.PAYMENT = "transfer"
    order = place(None, product, quantity=2)
    order.cancel(by=None)
    assert not order.invoices.exists()
    sells(**ACCOUNT, vat_rate=Decimal(0))
    with time_machine.travel(timedelta(days=12)):
        order.take_up(by=staff)
        order.dispatch(by=staff)
        for _ in range(2):
            order.take_back({order.items.get().pk: 1}, restocked=(), by=staff)
        papers = list(order.invoices.values_list("number", "total_amount", "vat_amount"))
        amounts = [("138.00", "22.03"), ("69.00", "11.02"), ("69.00", "11.01")]
        numbers = ("INV-000001", "CN-000001", "CN-000002")
        assert papers == [(number, *map(Decimal, pair)) for number, pair in zip(numbers, amounts, strict=True)]
        assert order.invoices.first().issued_at >= order.paid_at > order.overdue_at
        assert [fault for fault in inconsistencies() if "is in the future" not in fault] == []


def test_a_second_time_nothing_is_done(order, product, staff):
    stale = type(order).objects.get(pk=order.pk)
    for one in (order, stale, order):
        one.take_up(by=staff)
    assert state(order, product) == ("paid", 1)
    assert order.events.count() == 3


@pytest.mark.parametrize("path", [[], ["pay"], ["pay", "dispatch"]])
def test_only_what_was_cancelled_is_taken_up(settings, product, staff, path):
    by_transfer(settings)
    order = place(None, product)
    for step in path:
        getattr(order, step)(by=staff)
    before = state(order, product)
    with pytest.raises(InvalidTransition):
        order.take_up(by=staff)
    assert state(order, product) == before


def test_the_mock_payment_takes_nothing_up(product, staff):
    order = place(None, product)
    order.cancel(by=order.user)
    with pytest.raises(InvalidTransition):
        order.take_up(by=staff)
    assert state(order, product) == ("cancelled", 3)


def test_what_is_no_longer_there_is_not_taken(order, product, staff, settings):
    settings.PAYMENT = "mock"
    place(None, product, quantity=2)
    with pytest.raises(OutOfStock):
        order.take_up(by=staff)
    assert state(order, product) == ("cancelled", 1)
    assert order.events.count() == 2


def test_one_of_a_closed_account_goes_nowhere(order, product, staff):
    close_account(user=order.user)
    with pytest.raises(AddressErased):
        order.take_up(by=staff)
    assert state(order, product) == ("cancelled", 3)


# In the admin ----------------------------------------------------------------------------------------------------


def test_its_page_has_the_button_and_a_second_press_says_the_same(client, order, product, staff):
    client.force_login(staff)
    page = reverse("admin:orders_order_change", args=[order.pk])
    assert len(elements(client.get(page), 'input[name="action"][value="take_up"]')) == 1
    once, twice = told(act(client, order)), told(act(client, order))
    assert once == twice == f"{order.number} is taken up again, and is paid."
    assert state(order, product) == ("paid", 1)
    assert elements(client.get(page), 'input[name="action"][value="take_up"]') == []


def test_a_cancelled_order_of_the_mock_has_no_such_button(client, product, staff):
    order = place(None, product)
    order.cancel(by=order.user)
    client.force_login(staff)
    page = client.get(reverse("admin:orders_order_change", args=[order.pk]))
    assert elements(page, 'input[name="action"][value="take_up"]') == []
    assert "Their status does not allow this" in told(act(client, order))


def test_without_stock_the_page_names_the_sum_and_whom_to_send_it_back(client, order, product, staff, settings):
    settings.PAYMENT = "mock"
    place(None, product, quantity=2)
    client.force_login(staff)
    assert told(act(client, order)) == (
        f"{order.number} was not taken up again. In stock, of what is needed: Drum (1 / 2)."
        f" Send €138.00 back to Anna Lindqvist, {order.user.email}."
    )
    assert state(order, product) == ("cancelled", 1)


def test_without_an_address_nobody_is_offered_it_and_the_money_goes_back_to_where_it_came_from(client, order, staff):
    close_account(user=order.user)
    client.force_login(staff)
    page = client.get(reverse("admin:orders_order_change", args=[order.pk]))
    assert elements(page, 'input[name="action"][value="take_up"]') == []
    assert words(page, ".verbs p") == (
        "Its address is erased, so it cannot be taken up again."
        " If its money comes, send €138.00 back to the account from which it came."
    )
    said = f"{order.number} was not taken up again: its address is erased. Send €138.00 back to the account"
    for action in ("take_up", "pay"):
        answer = client.post(
            reverse("admin:orders_order_changelist"), {"action": action, "_selected_action": [order.pk]}, follow=True
        )
        assert said in told(answer)
        assert "take the order up again on its page" not in told(answer)


def test_whoever_may_only_look_takes_nothing_up(client, order, product):
    user = StaffFactory(is_superuser=False)
    user.user_permissions.add(Permission.objects.get(codename="view_order"))
    client.force_login(user)
    act(client, order)
    assert state(order, product) == ("cancelled", 3)


@pytest.mark.parametrize("at", ["2096-07-15 00:00+02:00", "2096-07-15 13:30+02:00", "2096-07-15 23:59+02:00"])
def test_the_tab_of_those_that_wait_shows_transfers_by_their_deadline(client, staff, settings, at):
    """Placed at any time of a day: whole days are left from it until the end of the third."""
    with time_machine.travel(datetime.fromisoformat(at), tick=False):
        shows_by_deadline(client, staff, settings)


def shows_by_deadline(client, staff, settings):
    by_transfer(settings)
    later = place()
    settings.DAYS_TO_PAY = 3
    sooner = place()
    client.force_login(staff)
    text = words(client.get(reverse("admin:orders_order_changelist") + "?state=waiting"), "#result_list")
    assert text.index(sooner.number) < text.index(later.number)
    assert "transfer due in 3 days" in text


def test_staff_mark_it_as_paid_within_the_grace_and_not_after_it(client, staff, settings, product):
    by_transfer(settings)
    first, second = place(None, product), place(None, product)
    pay = {"action": "pay", "_selected_action": [first.pk]}
    with time_machine.travel(first.overdue_at - timedelta(hours=1), tick=False):
        client.force_login(staff)
        answer = client.post(reverse("admin:orders_order_changelist"), pay, follow=True)
        assert told(answer) == f"{first.number} is paid."
        assert state(first, product) == ("paid", 1)
    with time_machine.travel(second.overdue_at, tick=False):
        client.force_login(staff)
        pay["_selected_action"] = [second.pk]
        late = told(client.post(reverse("admin:orders_order_changelist"), pay, follow=True))
        assert late.startswith("The time to pay had run out")
        assert state(second, product) == ("cancelled", 2)


def test_who_marks_it_as_paid_too_late_is_led_to_take_it_up(client, staff, settings, product):
    """Whether this press has cancelled it, or `tidy` has before: the message leads to the page with the button."""
    by_transfer(settings)
    tidied, pressed = place(None, product), place(None, product)
    settings.PAYMENT = "mock"
    mock = place(None, product)
    tidied.cancel(by=None)
    with time_machine.travel(pressed.overdue_at, tick=False):
        client.force_login(staff)
        pay = {"action": "pay", "_selected_action": [order.pk for order in (tidied, pressed, mock)]}
        page = client.post(reverse("admin:orders_order_changelist"), pay, follow=True)
        lead = f"If the money has come, take the order up again on its page: {tidied.number} , {pressed.number} ."
        assert lead in told(page)
        for order, address in zip((tidied, pressed), attributes(page, ".messagelist a", "href"), strict=True):
            assert address == reverse("admin:orders_order_change", args=[order.pk])
            assert len(elements(client.get(address), 'input[name="action"][value="take_up"]')) == 1
            assert "is taken up again, and is paid" in told(act(client, order))
    assert state(pressed, product) == ("paid", 1)


def test_who_takes_back_or_dispatches_a_cancelled_one_is_not(client, order, staff):
    client.force_login(staff)
    for action in ("dispatch_orders", "cancel"):
        data = {"action": action, "_selected_action": [order.pk], "confirmed": "1"}
        page = client.post(reverse("admin:orders_order_changelist"), data, follow=True)
        assert elements(page, ".messagelist a") == []


def test_the_start_page_says_when_the_next_one_is_given_up(client, staff, settings):
    by_transfer(settings)
    order = place()
    with time_machine.travel(order.expires_at + timedelta(hours=1), tick=False):
        client.force_login(staff)
        assert "the next expires in 1 day" in words(client.get(reverse("admin:index")))
