"""The VAT of credit notes: whatever came back, and in however many parts, it adds up to that of the invoice."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.invoice_books import Month, rows_of, sums_of
from orders.models import Invoice, Series
from orders.tests.factories import place
from orders.tests.seller import sells
from orders.vat import vat_coming_back, vat_in

CENT = Decimal("0.01")
cents = st.integers(1, 1_000_000).map(lambda number: Decimal(number) * CENT)
# However long a busy machine takes over an example.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
rates = st.integers(0, 9999).map(lambda number: Decimal(number) * CENT)


def said_of(totals, rate):
    """Of parts that come back one after the other."""
    said = []
    for total in totals:
        said.append((total, vat_coming_back(total, rate, said)))
    return [vat for _total, vat in said]


@patient
@given(st.lists(cents, min_size=1, max_size=9), rates)
def test_parts_add_up_to_the_whole_and_none_is_a_cent_away_from_its_own(totals, rate):
    said = said_of(totals, rate)
    assert sum(said) == vat_in(sum(totals), rate)
    for total, vat in zip(totals, said, strict=True):
        assert abs(vat - vat_in(total, rate)) <= CENT
        assert 0 <= vat <= total


@patient
@given(st.lists(st.tuples(cents, cents), max_size=4), cents, rates)
def test_whatever_was_said_before_it_is_never_below_zero_or_above_the_total(earlier, total, rate):
    assert 0 <= vat_coming_back(total, rate, earlier) <= total


def sent(price, quantity, rate):
    sells(vat_rate=Decimal(rate))
    order = place(None, ProductFactory(price=Decimal(price), stock=99), quantity=quantity)
    order.pay(by=order.user)
    order.dispatch(by=StaffFactory())
    return order


def come_back(order, quantity):
    order.take_back({order.items.get().pk: quantity}, restocked=(), by=StaffFactory())
    return order.invoices.last()


@pytest.mark.each_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("price", "rate", "parts", "vats"),
    [
        # Of 138.00 it is 22.03, and of 69.00 alone 11.02.
        ("69.00", "19", [1, 1], ["11.02", "11.01"]),
        # Each alone contains half a cent: seven times 0.01 would be twice as much as there was.
        ("0.03", "20", [1] * 7, ["0.01", "0.00", "0.01", "0.00", "0.01", "0.00", "0.01"]),
        # Each alone contains none, all together two cents.
        ("0.02", "20", [1, 3, 1], ["0.00", "0.01", "0.01"]),
        ("99.99", "99.99", [2, 1], ["99.99", "49.99"]),
        ("69.00", "0", [1, 2], ["0.00", "0.00"]),
    ],
)
def test_when_everything_is_back_the_credit_notes_say_the_vat_of_the_invoice(price, rate, parts, vats):
    order = sent(price, sum(parts), rate)
    assert [come_back(order, part).vat_amount for part in parts] == [Decimal(vat) for vat in vats]
    invoice = order.invoices.first()
    assert sum(map(Decimal, vats)) == invoice.vat_amount == order.vat_amount
    (sums,) = sums_of(month := Month.of(timezone.localdate(invoice.issued_at)))
    assert (sums.vat, sums.total, sums.net) == (0, 0, 0)
    assert list(rows_of(month))[-1][-3:] == [0, 0, 0]
    assert list(inconsistencies()) == []


@pytest.mark.each_database
@pytest.mark.django_db
def test_a_rate_that_changed_since_changes_no_credit_note():
    order = sent("69.00", 2, "19")
    sells(vat_rate=Decimal(0))
    assert [come_back(order, 1).vat_amount for _ in range(2)] == [Decimal("11.02"), Decimal("11.01")]
    assert list(inconsistencies()) == []


def write_note(order, number, vat):
    """A credit note for one shade, past the verb."""
    invoice = order.invoices.first()
    values = {field.attname: getattr(invoice, field.attname) for field in Invoice._meta.fields if not field.primary_key}
    line = order.items.get()
    Invoice.objects.create(
        **values
        | {"series": Series.CREDIT_NOTE, "serial": number, "number": f"CN-{number:06d}", "corrects": invoice.number}
        | {"return_number": f"{order.number}/{number}", "total_amount": line.product_price, "vat_amount": vat}
    )


@pytest.mark.each_database
@pytest.mark.django_db
@pytest.mark.parametrize("vat", ["11.02", "11.00", "-0.01", "69.00"])
def test_the_database_takes_no_other_vat(vat):
    order = sent("69.00", 2, "19")
    come_back(order, 1)
    refused = pytest.raises(IntegrityError, match="what is left of that of all that came back")
    with refused, transaction.atomic():
        write_note(order, 2, Decimal(vat))
    write_note(order, 2, Decimal("11.01"))
