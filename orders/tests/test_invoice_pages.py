"""An invoice as a page to print: for the shopper whose it is, and for staff who may see invoices."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.tests.factories import ProductFactory
from orders.models import Invoice
from orders.tests.factories import place
from orders.tests.seller import sells
from shop.headers import POLICY
from shop.tests.pages import attributes, browser, elements, inline, text_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    """Two shades for 69.00 each, one of which came back."""
    sells()
    order = place(None, ProductFactory(sku="HALM-30", name_en="Halm", price=Decimal("69.00")), quantity=2)
    order.pay(by=order.user)
    order.dispatch(by=order.user)
    order.take_back({order.items.get().pk: 1}, restocked=(), by=order.user)
    return order


def addresses(order, prefix=""):
    page = browser(order.user).get(f"{prefix}/orders/{order.number}/")
    return attributes(page, 'main a[href$="/print/"]', "href")


def rows(page):
    return [text_of(row) for row in elements(page, "tr")]


def test_the_order_leads_to_its_invoice_and_its_credit_note(order):
    invoice, note = (browser(order.user).get(address) for address in addresses(order))
    assert words(invoice, "h1") == "Invoice INV-000001"
    assert words(invoice, ".seller").startswith("Abajur Lampenschirme GmbH Lindenstraße 7 10969 Berlin Germany")
    assert "Tax number DE123456789" in words(invoice, ".seller")
    assert words(invoice, "section") == "Buyer Anna Lindqvist Kastanjegatan 12 223 59 Lund Sweden"
    assert rows(invoice)[1:] == [
        "Halm HALM-30 2 €69.00 €138.00",
        "Net €115.97",
        "VAT 19 % €22.03",
        "Total €138.00",
    ]
    assert words(note, "h1") == "Credit note CN-000001"
    assert words(note, ".facts").endswith(f"Return {order.number}/1 To invoice INV-000001")
    assert rows(note)[1:] == ["Halm HALM-30 1 €69.00 €69.00", "Net €57.98", "VAT 19 % €11.02", "Credited €69.00"]


def test_in_russian_names_as_sold_stay(order):
    page = browser(order.user).get(addresses(order, "/ru")[0])
    assert words(page, "h1") == "Счёт INV-000001"
    assert rows(page)[1:] == [
        "Halm HALM-30 2 69,00 € 138,00 €",
        "Без НДС 115,97 €",
        "НДС 19 % 22,03 €",
        "Итого 138,00 €",
    ]
    assert attributes(page, "tbody [lang]", "lang") == ["en"]


def test_at_rate_zero_it_says_that_no_vat_is_charged():
    sells(vat_rate=Decimal(0))
    order = place()
    order.pay(by=order.user)
    page = browser(order.user).get(addresses(order)[0])
    assert "No VAT is charged." in words(page)
    assert len(rows(page)) == 3


def test_whose_buyer_was_erased_it_still_says_all_the_rest(order):
    Invoice.objects.erase_buyers(order.returns.get().created_at, most=9)
    page = browser(order.user).get(addresses(order)[0])
    assert words(page, "section") == "Buyer Sweden"


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_it_is_kept_by_no_cache_and_has_nothing_that_the_policy_forbids(order, prefix):
    page = browser(order.user).get(addresses(order, prefix)[0])
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Content-Security-Policy"] == POLICY
    assert inline(page) == []


def test_nobody_else_gets_it(order):
    address = addresses(order)[0]
    assert browser(UserFactory()).get(address).status_code == 404
    assert browser().get(address).status_code == 302
    other = place(order.user, key="other")
    assert browser(order.user).get(f"/orders/{other.number}/INV-000001/print/").status_code == 404


def test_a_pending_order_and_one_without_an_invoice_have_no_link():
    order = place()
    assert addresses(order) == []
    order.pay(by=order.user)
    assert addresses(order) == []


# Staff ----------------------------------------------------------------------------------------------------------------

LIST = "/admin/orders/invoice/"


def links(page):
    return attributes(page, f'#content .verbs a[href*="{LIST}"]', "href")


def test_staff_get_the_same_page_from_the_order_and_from_the_list(order):
    staff = browser(StaffFactory())
    papers = links(staff.get(f"/admin/orders/order/{order.pk}/change/"))
    assert papers == [f"{LIST}{paper.pk}/change/" for paper in Invoice.objects.all()]
    listed = staff.get(LIST)
    assert {*attributes(listed, "#result_list tbody th a", "href")} == {*papers}
    assert "-€69.00" in words(listed, "#result_list")
    page = staff.get(papers[1])
    assert words(page, "h1") == "Credit note CN-000001"
    assert attributes(page, "nav a", "href") == [f"/admin/orders/order/{order.pk}/change/"]
    assert page.headers["Content-Security-Policy"] == POLICY
    assert inline(page) == []
    assert "no-store" in page.headers["Cache-Control"]


def test_they_are_found_by_number_order_and_buyer(order):
    staff = browser(StaffFactory())
    for query, found in (("INV-000001", 1), (order.number, 2), ("Lindqvist", 2), ("nobody", 0)):
        assert len(elements(staff.get(f"{LIST}?q={query}"), "#result_list tbody tr")) == found


def test_the_list_asks_the_same_for_one_and_for_many(order, django_assert_num_queries):
    staff = browser(StaffFactory())
    # The business data are known.
    staff.get(LIST)
    for keys in ("abc", "def"):
        # session and user; second factor; their number; the rows
        with django_assert_num_queries(4):
            staff.get(LIST)
        for key in keys:
            place(order.user, key=key).pay(by=order.user)


def test_the_group_orders_sees_invoices_and_who_has_not_the_right_does_not(order):
    clerk, packer = (UserFactory(is_staff=True) for _ in range(2))
    clerk.groups.add(Group.objects.get(name="Orders"))
    packer.user_permissions.add(Permission.objects.get(codename="view_order"))
    paper = f"{LIST}{order.invoices.first().pk}/change/"
    for address in (LIST, paper, f"{LIST}month/", f"{LIST}month/csv/"):
        assert browser(clerk).get(address).status_code == 200
        assert browser(packer).get(address).status_code == 403
    page = f"/admin/orders/order/{order.pk}/change/"
    assert len(links(browser(clerk).get(page))) == 2
    assert links(browser(packer).get(page)) == []


@pytest.mark.parametrize("page", ["add", "1/delete"])
def test_nothing_is_added_or_deleted_by_hand(order, page):
    assert browser(StaffFactory()).get(f"{LIST}{page}/").status_code == 403


def test_what_is_not_there_leads_to_the_list_or_the_start():
    assert browser(StaffFactory()).get(f"{LIST}99/change/").status_code == 302
    assert browser(StaffFactory()).get(f"{LIST}x/change/").status_code == 302
