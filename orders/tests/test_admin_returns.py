"""Staff take an order back on a page of its own: numbers, a question, a message."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.tests.factories import ProductFactory
from orders.models import OrderReturn
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, elements, sent, words
from shop.tests.staff_forms import history, with_rights

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """Three shades that were dispatched."""
    order = place(UserFactory(), ProductFactory(sku="HALM-30", stock=10, price=69), quantity=3)
    order.pay(by=order.user)
    order.dispatch(by=StaffFactory())
    return order.items.get()


@pytest.fixture
def staff():
    return browser(StaffFactory())


def page_of(line):
    return reverse("admin:orders_order_return", args=[line.order_id])


def order_page(line):
    return reverse("admin:orders_order_change", args=[line.order_id])


def send(client, line, quantity, **fields):
    """Types a number into the page and presses the button."""
    typed = sent(client.get(page_of(line))) | {f"quantity-{line.pk}": quantity}
    return client.post(page_of(line), typed | fields)


def confirm(client, line, question):
    return client.post(page_of(line), sent(question), follow=True)


def test_numbers_a_question_and_a_message(staff, line):
    assert attribute(staff.get(order_page(line)), ".verbs a", "href") == page_of(line)
    question = send(staff, line, 2)
    assert OrderReturn.objects.count() == 0
    assert "HALM-30: goes back into stock" in words(question, ".return__what")
    assert "Amount: €138.00" in words(question, "#content")
    answer = confirm(staff, line, question)
    assert answer.redirect_chain == [(order_page(line), 303)]
    assert words(answer, ".messagelist") == f"Return {line.order.number}/1 is noted: €138.00."
    assert f"2 × {line.product_name} Yes €138.00" in words(answer, "#returns-group")
    line.product.refresh_from_db()
    assert line.product.stock == 9
    assert history(staff, line.order)[-1] == f"Added return “{line.order.number}/1: 2 × {line.product_name}”."


def test_what_is_broken_does_not_go_back_into_stock(staff, line):
    typed = sent(staff.get(page_of(line))) | {f"quantity-{line.pk}": 1}
    del typed[f"restock-{line.pk}"]
    question = staff.post(page_of(line), typed)
    assert "does not go back into stock" in words(question, ".return__what")
    confirm(staff, line, question)
    line.product.refresh_from_db()
    assert line.product.stock == 7


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("4", "At most 3 can come back."),
        ("-1", "Enter 0 or how many came back."),
        ("two", "Write a whole number."),
        ("9" * 23, "At most 3 can come back."),
        ("", "Enter at least at one line how many came back."),
        ("0", "Enter at least at one line how many came back."),
    ],
)
def test_a_wrong_number_is_said_and_kept(staff, line, typed, said):
    for fields in ({}, {"confirmed": "1"}):
        page = send(staff, line, typed, **fields)
        assert said in words(page, "#content")
        assert (attribute(page, f'[name="quantity-{line.pk}"]', "value") or "") == typed
        links = [(link.attributes["href"], link.text()) for link in elements(page, ".wrong-fields[autofocus] a")]
        own = said.startswith("Enter at least")
        assert links == ([] if own else [(f"#id_quantity-{line.pk}", f"How many of {line.product_name}: {said}")])
    assert OrderReturn.objects.count() == 0


def test_a_second_press_is_told_so(staff, line):
    question = send(staff, line, 1)
    confirm(staff, line, question)
    answer = confirm(staff, line, question)
    assert words(answer, ".messagelist") == "This form had already been sent and was saved only once."
    assert OrderReturn.objects.get().quantity == 1


def test_what_a_colleague_took_back_meanwhile_is_counted(staff, line):
    question = send(staff, line, 2)
    line.order.take_back({line.pk: 2}, restocked=(), by=line.order.user)
    page = confirm(staff, line, question)
    assert "At most 1 can come back." in words(page, "#content")
    assert OrderReturn.objects.count() == 1


def test_a_line_that_a_colleague_took_back_meanwhile_is_refused_with_all_others(staff):
    order = place(UserFactory(), ProductFactory(price=69), ProductFactory(price=20))
    order.pay(by=order.user)
    order.dispatch(by=order.user)
    drum, ring = order.items.all()
    question = send(staff, drum, 1, **{f"quantity-{ring.pk}": 1})
    order.take_back({drum.pk: 1}, restocked=(), by=order.user)
    page = confirm(staff, drum, question)
    assert "At most 0 can come back." in words(page, "#content")
    assert list(OrderReturn.objects.values_list("line", flat=True)) == [drum.pk]


def test_the_form_of_the_note_sent_to_this_page_is_no_return(staff, line):
    note = sent(staff.get(order_page(line))) | {"staff_note": "The box was wet."}
    staff.post(order_page(line), note)
    with CaptureQueriesContext(connection) as asked:
        assert staff.post(page_of(line), note).status_code == 200
    assert [one["sql"] for one in asked if "django_admin_log" in one["sql"]] == []
    assert OrderReturn.objects.count() == 0


def test_an_order_that_is_not_dispatched_or_wholly_back_has_no_such_page(staff, line):
    order = place(UserFactory())
    answer = staff.get(reverse("admin:orders_order_return", args=[order.pk]), follow=True)
    assert words(answer, ".messagelist") == "Nothing of this order can come back."
    assert elements(answer, "#returns-group") == []
    line.order.take_back({line.pk: 3}, restocked=(), by=line.order.user)
    answer = staff.get(page_of(line), follow=True)
    assert words(answer, ".messagelist") == "Nothing of this order can come back."
    assert elements(answer, ".verbs a") == []


def test_what_came_back_is_for_who_may_see_lines(line):
    line.order.take_back({line.pk: 1}, restocked=(), by=line.order.user)
    page = with_rights("orders", "view_order").get(order_page(line))
    assert elements(page, "#returns-group") == []
    page = with_rights("lines", "view_order", "view_orderitem").get(order_page(line))
    assert f"1 × {line.product_name}" in words(page, "#returns-group")


def test_who_may_only_see_orders_takes_nothing_back(line):
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_order"))
    client = browser(user)
    assert elements(client.get(order_page(line)), f'a[href="{page_of(line)}"]') == []
    assert client.get(page_of(line)).status_code == 403
    assert client.get(reverse("admin:orders_order_return", args=[line.order_id + 1])).status_code == 403
    assert client.post(page_of(line), {f"quantity-{line.pk}": 1, "confirmed": "1"}).status_code == 403
    assert OrderReturn.objects.count() == 0
