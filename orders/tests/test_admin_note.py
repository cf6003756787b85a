"""A note on an order: staff write it for each other, shoppers never see it, and it goes with the address."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.tests.factories import StaffFactory, UserFactory
from orders.account_closure import close_account
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, elements, sent, words
from shop.tests.staff_forms import colleague, form_of, history, save

pytestmark = pytest.mark.django_db

NOTE = "Rings twice, has a big dog"


@pytest.fixture
def order():
    return place(UserFactory())


def note_of(order):
    return Order.objects.values_list("staff_note", flat=True).get(pk=order.pk)


def write(client, order, text):
    return save(client, order, form_of(client, order) | {"staff_note": text})


def test_staff_write_it_and_the_log_does_not_keep_what_it_says(order):
    anna = colleague("anna")
    assert write(anna, order, NOTE).status_code == 302
    assert note_of(order) == NOTE
    assert history(anna, order)[-1] == "Changed Note of staff. Note of staff: nothing → …"


def test_a_stale_form_does_not_overwrite_a_colleagues_note(order):
    anna, boris = colleague("anna"), colleague("boris")
    stale = form_of(anna, order) | {"staff_note": "Anna's"}
    write(boris, order, "Boris's")
    page = save(anna, order, stale)
    assert "boris@example.org changed this to “Boris&#x27;s” in the meantime" in page.content.decode()
    assert note_of(order) == "Boris's"


def test_nothing_else_of_an_order_is_typed_over(order):
    anna = colleague("anna")
    save(anna, order, form_of(anna, order) | {"staff_note": NOTE, "status": "paid", "total_amount": "1", "name": "X"})
    order.refresh_from_db()
    assert (order.status, order.name, order.staff_note) == ("pending", "Anna Lindqvist", NOTE)


def test_no_page_of_the_shopper_shows_it_nor_does_the_packing_slip(order):
    order.pay(by=order.user)
    Order.objects.update(staff_note=NOTE)
    shopper, staff = browser(order.user), browser(StaffFactory())
    for address in ("/orders/", order.get_absolute_url(), "/account/"):
        assert NOTE not in words(shopper.get(address))
    slips = staff.post("/admin/orders/order/", {"action": "slips", "_selected_action": order.pk})
    assert order.number in words(slips)
    assert NOTE not in words(slips)


def test_it_goes_with_the_address_and_is_not_written_anew(order):
    Order.objects.update(staff_note=NOTE)
    order.pay(by=order.user)
    close_account(user=order.user)
    assert note_of(order) == NOTE
    staff = StaffFactory()
    order.refresh_from_db()
    order.dispatch(by=staff)
    assert note_of(order) == ""
    anna = colleague("anna")
    refused = save(anna, order, form_of(anna, order) | {"staff_note": NOTE, "initial-staff_note": ""})
    closed = "The account of this order is closed: nothing is noted of the person any more."
    assert closed in words(refused, ".field-staff_note .errorlist")
    assert note_of(order) == ""
    page = anna.get(f"/admin/orders/order/{order.pk}/change/")
    assert elements(page, "[name=staff_note], [name=_save]") == []
    assert closed in words(page, ".field-staff_note")
    assert list(inconsistencies()) == []


@pytest.fixture
def old(settings):
    """Three orders of three years ago: cancelled, on its way, and still to be dispatched."""
    settings.ADDRESS_YEARS = 3
    with time_machine.travel(timezone.now() - timedelta(days=3 * 366)):
        orders = [place(key=key) for key in ("cancelled", "sent", "owed")]
        orders[0].cancel(by=None)
        for order in orders[1:]:
            order.pay(by=order.user)
        orders[1].dispatch(by=StaffFactory())
    return orders


OLD = "This order is more than 3 years old: name, address and notes of such orders are erased."


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(("prefix", "said"), [("", OLD), ("/ru", "Этому заказу больше 3 лет")])
def test_an_order_of_which_the_person_is_erased_has_no_note_and_says_why(old, which, prefix, said):
    page = colleague("anna").get(f"{prefix}/admin/orders/order/{old[which].pk}/change/")
    assert said in words(page, ".field-staff_note")
    assert elements(page, "[name=staff_note], [name=_save]") == []


def test_a_note_that_is_sent_too_late_is_refused_and_nothing_typed_is_lost(old):
    anna = colleague("anna")
    page = save(anna, old[0], {"staff_note": NOTE, "initial-staff_note": ""})
    assert words(page, ".field-staff_note .errorlist") == OLD
    assert sent(page)["staff_note"] == NOTE
    assert note_of(old[0]) == ""


def test_what_is_old_and_still_owed_and_what_is_a_moment_younger_has_its_note(old, settings):
    anna = colleague("anna")
    assert write(anna, old[2], NOTE).status_code == 302
    settings.ADDRESS_YEARS = 4
    assert write(anna, old[0], NOTE).status_code == 302
    assert note_of(old[0]) == note_of(old[2]) == NOTE


def test_the_page_has_one_button_to_save(order):
    page = colleague("anna").get(f"/admin/orders/order/{order.pk}/change/")
    assert attribute(page, ".submit-row input", "name") == "_save"
