"""Invoices: numbers without gaps, one for each order that was paid, and the amounts of orders and returns."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Lag, Least, LPad

from orders.models import Invoice, InvoiceCounter, Order, OrderReturn, Series, Status
from orders.models.invoice import BUYER, NEEDED
from orders.vat import rounded_vat
from pages.models import Business
from shop.consistency import found, missing_triggers
from shop.money import cents

# They keep rows as they were issued, and credit the rest of the VAT.
TRIGGERS = ("invoices_stay_as_issued", "invoices_credit_the_rest")


def faults_of_invoices() -> Iterator[str]:
    yield from missing_triggers("invoices", TRIGGERS)
    yield from gaps()
    yield from counters()
    yield from missing()
    yield from orders_of_invoices()
    yield from credit_notes()
    yield from credited_vat()
    yield from sums_of_lines()
    yield from half_erased()


def gaps() -> Iterator[str]:
    """Each number follows the one before it, from 1 on."""
    before = Coalesce(Window(Lag("serial"), partition_by=F("series"), order_by="serial"), Value(0))
    rows = Invoice.objects.annotate(expected=before + 1).order_by("series", "serial")
    yield from found(
        rows.exclude(serial=F("expected")), "invoice {number}: the numbers from {series} {expected} on are missing"
    )


def counters() -> Iterator[str]:
    """A counter stands at the last number of its series, and every number is written as its serial."""
    last = Invoice.objects.filter(series=OuterRef("series")).order_by().values("series").annotate(n=Max("serial"))
    rows = InvoiceCounter.objects.annotate(issued=Coalesce(Subquery(last.values("n")), Value(0))).order_by("series")
    yield from found(
        rows.exclude(last=F("issued")), "invoices {series}: the counter stands at {last}, the last number is {issued}"
    )
    uncounted = ~Exists(InvoiceCounter.objects.filter(series=OuterRef("series")))
    rows_of_none = Invoice.objects.filter(uncounted).order_by().values("series").annotate(n=Count("pk"))
    yield from found(rows_of_none, "invoices {series}: there are {n}, and no counter")
    written = Concat("series", Value("-"), LPad(Cast("serial", CharField()), 6, Value("0")))
    # Beyond a million numbers are longer.
    other = Invoice.objects.filter(serial__lt=1_000_000).exclude(number=written).order_by("pk")
    yield from found(other, "invoice {number}: its number is not {series} and {serial}")


def without_invoice() -> QuerySet[Order]:
    """Orders that are paid, say their VAT, and have no invoice."""
    invoice = Invoice.objects.invoices().filter(order=OuterRef("pk"))
    return Order.objects.filter(~Exists(invoice), status=Status.PAID, vat_rate__isnull=False).order_by("pk")


def first_issued() -> datetime | None:
    return Invoice.objects.order_by("issued_at").values_list("issued_at", flat=True).first()


def missing() -> Iterator[str]:
    """Since the first invoice each order that is paid has one, and each return of such an order its credit note."""
    first = first_issued()
    if first is None:
        return
    orders = without_invoice().filter(paid_at__gte=first)
    yield from found(orders, "order {number}: it was paid after the first invoice, and has none")
    note = Invoice.objects.filter(return_number=OuterRef("number"))
    invoice = Invoice.objects.invoices().filter(order=OuterRef("order_id"), issued_at__lte=OuterRef("created_at"))
    returns = OrderReturn.objects.filter(Exists(invoice), ~Exists(note)).order_by("number")
    yield from found(
        returns.values("number").distinct(), "return {number}: its order has an invoice, and it has no credit note"
    )


def doubts_of_invoices() -> Iterator[str]:
    """Numbers and times that cross, and orders without an invoice that are no fault: of before the business data, or of
    before the VAT rate. Nobody can mend them.
    """
    yield from crossings()
    if first := first_issued():
        unrated = Order.objects.filter(status=Status.PAID, vat_rate__isnull=True, paid_at__gte=first)
        for number in unrated.order_by("pk").values_list("number", flat=True):
            yield f"order {number}: it has no invoice, because the VAT rate was not known when it was placed"
        return
    count = without_invoice().count()
    seller = Business.objects.first() or Business()
    lacking = [name for name in NEEDED if not getattr(seller, name)]
    if count and lacking:
        yield f"{count} paid orders have no invoice: the business data lack {', '.join(lacking)}"


def orders_of_invoices() -> Iterator[str]:
    """An invoice says what its order says."""
    invoices = Invoice.objects.invoices()
    wrong = {
        "its order is not paid": ~Q(order__status=Status.PAID),
        "its total is not that of its order": ~Q(total_amount=F("order__total_amount")),
        "its currency is not that of its order": ~Q(currency=F("order__currency")),
        "its VAT is not that of its order": Q(order__vat_rate__isnull=True)
        | ~Q(vat_rate=F("order__vat_rate"))
        | ~Q(vat_amount=F("order__vat_amount")),
        "it was issued before its order was paid": Q(issued_at__lt=F("order__paid_at")),
    }
    for fault, condition in wrong.items():
        yield from found(invoices.filter(condition).order_by("pk"), "invoice {number}: {fault}", fault=fault)
    other = Invoice.objects.exclude(order_number=F("order__number")).order_by("pk")
    yield from found(other, "invoice {number}: it names the order {order_number}, and is of {order__number}")


def credit_notes() -> Iterator[str]:
    """A credit note is for what came back, and all of an invoice for no more than it."""
    notes = Invoice.objects.filter(series=Series.CREDIT_NOTE)
    returned = OrderReturn.objects.filter(number=OuterRef("return_number"), order=OuterRef("order_id"))
    summed = returned.order_by().values("number").annotate(n=Sum(cents("amount"))).values("n")
    rows = notes.annotate(back=Coalesce(Subquery(summed), Value(0)), own=cents("total_amount")).order_by("pk")
    yield from found(rows.exclude(back=F("own")), "credit note {number}: {own} cents, and {back} cents came back")
    corrected = Invoice.objects.invoices().filter(number=OuterRef("corrects"), order=OuterRef("order_id"))
    alone = notes.filter(~Exists(corrected)).order_by("pk")
    yield from found(alone, "credit note {number}: {corrects} is no invoice of its order")
    same = corrected.filter(**{name: OuterRef(name) for name in ("seller", "currency", "vat_rate")})
    other = notes.filter(Exists(corrected), ~Exists(same)).order_by("pk")
    yield from found(other, "credit note {number}: its seller, currency or VAT rate is not that of {corrects}")
    credited = (
        notes.filter(corrects=OuterRef("number")).order_by().values("corrects").annotate(n=Sum(cents("total_amount")))
    )
    invoices = Invoice.objects.invoices().annotate(own=cents("total_amount"), back=Subquery(credited.values("n")))
    yield from found(
        invoices.filter(back__gt=F("own")).order_by("pk"),
        "invoice {number}: {own} cents, of which {back} were credited",
    )


def credited_vat() -> Iterator[str]:
    """The VAT of a credit note is that of all that came back by then, less what was said of it before.

    One of before that rule has a rounding of its own; the database takes no more of these.
    """
    back, said = (
        Cast(Window(Sum(cents(column)), partition_by=F("order_id"), order_by="serial"), BigIntegerField())
        for column in ("total_amount", "vat_amount")
    )
    own, total = cents("vat_amount"), cents("total_amount")
    notes = Invoice.objects.filter(series=Series.CREDIT_NOTE)
    whole: BigIntegerField[int, int] = BigIntegerField()
    rest = Least(total, rounded_vat(back) - said + own, output_field=whole)
    rows = notes.annotate(own=own, rounded=rounded_vat(total), left=Greatest(Value(0, whole), rest, output_field=whole))
    yield from found(
        # In one condition: a second one would take rows away before they are summed.
        rows.exclude(Q(own=F("left")) | Q(own=F("rounded"))).order_by("pk"),
        "credit note {number}: its VAT is {own} cents, and {left} are left of the VAT of what came back",
    )


def crossings() -> Iterator[str]:
    """Numbers and times in different order: the clock of the database was set back, or they are of before the rule."""
    before = Window(Lag("issued_at"), partition_by=F("series"), order_by="serial")
    yield from found(
        Invoice.objects.annotate(before=before).filter(issued_at__lt=F("before")).order_by("series", "serial"),
        "invoice {number}: it was issued before the one with the number before it",
    )


def sums_of_lines() -> Iterator[str]:
    """The lines of each add up to its total. Read one by one: they are no columns."""
    for invoice in Invoice.objects.only("number", "lines", "total_amount").order_by("pk").iterator():
        total = sum((line.amount for line in invoice.sold_lines), Decimal(0))
        if total != invoice.total_amount:
            yield f"invoice {invoice.number}: its total is {invoice.total_amount}, its lines sum to {total}"


def half_erased() -> Iterator[str]:
    """Who is erased is erased wholly: `tidy` looks for the name alone."""
    rest = reduce(or_, (~Q(**{name: ""}) for name in BUYER))
    rows = Invoice.objects.filter(rest, buyer_name="").order_by("pk")
    yield from found(rows, "invoice {number}: its buyer’s name is erased, and the address is not")
