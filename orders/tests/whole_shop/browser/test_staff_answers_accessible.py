"""axe finds nothing on what the admin answers either: second factor, papers to print, and forms with errors.

`make test` looks at each answer once, by turns by day in a wide window and in the evening on a phone; `make test-long`
at all widths in both lights, and in both languages.
"""

from itertools import cycle

import pytest
from django.contrib.sessions.models import Session

from accounts.tests.factories import PASSWORD
from accounts.tests.second_factor.phone import code_of
from catalog.models import Product
from orders.models import Invoice, Order
from orders.tests.factories import place
from orders.tests.seller import sells
from orders.tests.whole_shop.browser.test_staff_accessible import LOOKS, SHADES, staff, wrong  # noqa: F401  # a fixture
from shop.tests.long import LONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAULTY = "sku,price,colour_family\nNEW-1,nothing,plaid\nNEW-1,-1,\n"
SOUND = "sku,name_en,stock_delta\nNEW-1,A new shade,5\n{sku},A longer name,-1\n"


@pytest.fixture(params=["", "/ru"] if LONG else [""])
def admin(request, shop):
    return f"{shop}{request.param}/admin"


@pytest.fixture
def look(page):
    """Looks at the page as it is, and returns what it has found on all of them."""
    turns, found = cycle(LOOKS), []

    def at_it(words):
        page.wait_for_selector(words)
        found.extend(wrong(page, LOOKS if LONG else [next(turns)]))
        return found

    return at_it


def press(page, scope="#content .verbs, #content .submit-row"):
    page.locator(f":is({scope}) :is(button, input[type=submit])").first.click()


def test_the_second_factor(page, staff, admin, look):  # noqa: F811  # the fixture
    page.goto(f"{admin}/second-factor/")
    for password in ("not this one", PASSWORD):
        page.locator("[name=password]").fill(password)
        press(page)
        found = look(".errorlist" if password != PASSWORD else ".second-factor__secret")
    for code in ("000000", code_of(staff)):
        page.locator("[name=code]").fill(code)
        press(page)
        found = look(".errorlist" if code == "000000" else ".second-factor__codes")
    page.goto(f"{admin}/second-factor/")
    found = look("[name=code]")
    Session.objects.all().delete()
    page.goto(f"{admin}/login/")
    page.locator("[name=username]").fill(staff.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    found = look("main [name=code]")
    page.locator("[name=code]").fill("000000")
    page.locator("main form button").last.click()
    assert look("[aria-invalid=true]") == found == []


def test_papers_to_print_and_the_question_before_cancelling(page, staff, admin, look):  # noqa: F811  # the fixture
    sells()
    drum = Product.objects.get(slug="drum")
    order = place(staff, drum, key="invoiced", quantity=2)
    order.pay(by=staff)
    order.dispatch(by=staff)
    order.take_back({order.items.get().pk: 1}, restocked=(), by=staff)
    for paper in Invoice.objects.all():
        page.goto(f"{admin}/orders/invoice/{paper.pk}/change/")
        look("main h1")
    page.goto(f"{admin}/orders/invoice/month/")
    look("#content table")
    for action, words in (("slips", ".slip"), ("cancel", "#content .verbs")):
        page.goto(f"{admin}/orders/order/")
        page.locator("#action-toggle").check()
        page.locator("[name=action]").select_option(action)
        page.locator(".actions button").click()
        found = look(words)
    assert Order.objects.count() == 3
    assert found == []


def test_tables_with_and_without_errors(page, staff, admin, look):  # noqa: F811  # the fixture
    drum = Product.objects.get(slug="drum")
    for text, words in (
        ("nothing", ".goods__fault, .errornote, .errorlist"),
        (FAULTY, "#content table"),
        (SOUND, "#content table"),
    ):
        page.goto(f"{admin}/{SHADES}/table/")
        content = text.format(sku=drum.sku).encode()
        page.locator("[type=file]").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": content})
        press(page)
        found = look(words)
    assert found == []


def test_forms_that_are_refused(page, staff, admin, look):  # noqa: F811  # the fixture
    for model in (SHADES, "catalog/lamp", "accounts/user"):
        page.goto(f"{admin}/{model}/add/")
        page.locator("#content-main form").evaluate("form => form.noValidate = true")
        press(page)
        found = look(".wrong-fields")
    page.goto(f"{admin}/{SHADES}/receive/")
    page.locator("[name=pasted]").fill("NOTHING 5\nDRUM x")
    press(page)
    look(".goods__fault")
    page.goto(f"{admin}/{SHADES}/add/")
    page.locator(".select2-selection").first.click()
    found = look(".select2-results__option")
    assert found == []
