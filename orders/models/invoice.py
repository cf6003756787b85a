"""Invoices of paid orders, and credit notes for what came back of them.

The numbers of a series have no gaps, as the tax office expects (`orders/models/invoice_counter.py`). Locks are always
taken in this order: cart, then order, then products by primary key, then the counter; everybody waits for its row, so
it is locked last and for the shortest time. The clock is asked after it: numbers and times are in the same order.

What is issued never changes: seller, buyer, lines, VAT and currency are copies, the model refuses to save or delete it
again, and a trigger refuses an UPDATE by whatever else. Another refuses a credit note whose VAT is not what is left
of that of all that came back (both in migration 0014). That a row is missing is seen by its number.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orders import clock
from orders.models.invoice_counter import Series, next_serial
from orders.vat import percent, vat_coming_back, vat_rules
from pages.models import Business
from shop.constraints import one_of_codes
from shop.countries import country_name
from shop.language import language_of_words
from shop.money import LARGEST, SIGNS, MoneyField, shop_currency

if TYPE_CHECKING:
    from orders.models.order import Order

# Of the business data: without a name and an address of the seller a paper is no invoice (2006/112/EC, article 226).
NEEDED = ("legal_name", "street", "city", "country")
OF_SELLER = ("legal_name", "street", "postcode", "city", "country", "email", "phone", "tax_number")
OF_BUYER = ("name", "street", "postcode", "city")
BUYER = tuple(f"buyer_{name}" for name in OF_BUYER)
OF_LINE = ("product__sku", "product_name", "quantity", "product_price")


class CannotChange(Exception):
    """An invoice or credit note that was issued stays as it is. Nothing was changed."""


class SoldLine(NamedTuple):
    """A line of an invoice, as sold. `language` is that of the name, for screen readers."""

    sku: str
    name: str
    quantity: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return self.price * self.quantity

    @property
    def language(self) -> str:
        return language_of_words(self.name)


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def update(self, **values: Any) -> NoReturn:
        raise CannotChange

    def delete(self) -> NoReturn:
        raise CannotChange

    def invoices(self) -> "InvoiceQuerySet":
        return self.filter(series=Series.INVOICE)

    def issued_within(self, start: datetime, end: datetime) -> "InvoiceQuerySet":
        """From start up to, and not including, end; in the order of their numbers."""
        return self.filter(issued_at__gte=start, issued_at__lt=end).order_by("-series", "serial")

    def erase_buyers(self, before: datetime, most: int) -> int:
        """Erases who bought from the oldest papers that were issued before, `most` of them at once.

        Numbers, amounts and countries stay. Returns how many there were.
        """
        old = self.filter(issued_at__lt=before).exclude(buyer_name="")
        some = self.filter(pk__in=list(old.order_by("issued_at", "pk").values_list("pk", flat=True)[:most]))
        return super(InvoiceQuerySet, some).update(**dict.fromkeys(BUYER, ""))


class InvoiceManager(models.Manager.from_queryset(InvoiceQuerySet)):  # type: ignore[misc]  # made at runtime
    def issue(self, order: "Order") -> "Invoice | None":
        """The invoice of an order that is paid in this transaction, or was paid before.

        None if the order has no VAT rate, or the business data lack a name or an address of the seller: a shop that is
        not open yet can be tried with payments, and a number is only taken by a paper that is valid for ever.
        `check_shop` names the orders that were paid without one, and `orders/late_invoice.py` makes it.
        """
        seller = Business.objects.first() if order.vat_rate is not None else None
        if seller is None or not all(getattr(seller, name) for name in NEEDED):
            return None
        return self._write(
            Series.INVOICE,
            order,
            order.items.values_list(*OF_LINE),
            currency=order.currency,
            seller={name: getattr(seller, name) for name in OF_SELLER},
            total_amount=order.total_amount,
            vat_rate=order.vat_rate,
            vat_amount=order.vat_amount,
            **{f"buyer_{name}": getattr(order, name) for name in OF_BUYER},
        )

    def credit(self, order: "Order", return_number: str) -> "Invoice | None":
        """The credit note for what came back under this number; None if the order has no invoice.

        Seller and buyer are those of the invoice that it corrects: the order may have forgotten its address since. Its
        VAT is what the earlier ones leave of that of all that came back: rounded one by one, they would add up to more
        or less than the invoice says.
        """
        invoice = order.invoices.filter(series=Series.INVOICE).first()
        if invoice is None:
            return None
        names = [name if name == "quantity" else f"line__{name}" for name in OF_LINE]
        lines = list(order.returns.filter(number=return_number).values_list(*names))
        total = sum((price * quantity for *_what, quantity, price in lines), Decimal(0))
        earlier = order.invoices.filter(series=Series.CREDIT_NOTE).values_list("total_amount", "vat_amount")
        return self._write(
            Series.CREDIT_NOTE,
            order,
            lines,
            currency=invoice.currency,
            seller=invoice.seller,
            total_amount=total,
            vat_rate=invoice.vat_rate,
            vat_amount=vat_coming_back(total, invoice.vat_rate, earlier),
            return_number=return_number,
            corrects=invoice.number,
            **{name: getattr(invoice, name) for name in BUYER},
        )

    def _write(self, series: Series, order: "Order", lines: Iterable[Any], **values: Any) -> "Invoice":
        written = [[*what, quantity, str(price)] for *what, quantity, price in lines]
        # Last of all, because its lock is held until the transaction ends.
        serial = next_serial(series)
        return self.create(
            series=series,
            serial=serial,
            number=f"{series}-{serial:06d}",
            issued_at=clock.now(),
            order=order,
            order_number=order.number,
            buyer_country=order.country,
            lines=written,
            **values,
        )


class Invoice(models.Model):
    """An invoice (INV-000001) or a credit note (CN-000001). Amounts of both are above zero."""

    number = models.CharField(_("number"), max_length=14)
    series = models.CharField(_("kind"), max_length=3, choices=Series.choices)
    serial = models.PositiveIntegerField()
    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="invoices", verbose_name=_("order"))
    order_number = models.CharField(_("order"), max_length=9)
    # Of a credit note: the return, and the number of the invoice.
    return_number = models.CharField(_("return"), max_length=14, blank=True, default="")
    corrects = models.CharField(_("corrects"), max_length=14, blank=True, default="")
    issued_at = models.DateTimeField(_("issued"))
    # Business data by the names of their columns.
    seller = models.JSONField(_("seller"))
    buyer_name = models.CharField(_("buyer"), max_length=120, blank=True)
    buyer_street = models.CharField(_("street, house, flat"), max_length=200, blank=True)
    buyer_postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    buyer_city = models.CharField(_("city"), max_length=100, blank=True)
    buyer_country = models.CharField(_("country"), max_length=2)
    # Each a list: SKU, name, quantity, price as text.
    lines = models.JSONField(_("lines"))
    currency = models.CharField(_("currency"), max_length=3, default=shop_currency, db_default="EUR")
    total_amount = MoneyField(_("total"))
    vat_rate = models.DecimalField(_("VAT rate, %"), max_digits=4, decimal_places=2)
    vat_amount = MoneyField(_("VAT"))

    objects = InvoiceManager()

    class Meta:
        db_table = "invoices"
        default_permissions = ("view",)
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="invoices_number_unique"),
            models.UniqueConstraint(fields=["series", "serial"], name="invoices_serial_unique"),
            models.UniqueConstraint(fields=["order"], condition=Q(series="INV"), name="invoices_once_per_order"),
            models.UniqueConstraint(
                fields=["return_number"], condition=Q(series="CN"), name="invoices_once_per_return"
            ),
            one_of_codes("invoices", "series", Series.values),
            one_of_codes("invoices", "currency", SIGNS),
            models.CheckConstraint(condition=Q(serial__gt=0), name="invoices_serial_above_zero"),
            models.CheckConstraint(
                condition=Q(series="INV", return_number="", corrects="")
                | Q(series="CN") & ~Q(return_number="") & ~Q(corrects=""),
                name="invoices_credit_note_corrects",
            ),
            models.CheckConstraint(
                condition=Q(total_amount__gt=0, total_amount__lte=LARGEST), name="invoices_total_fits"
            ),
            *vat_rules("invoices", unless=Q(series="CN")),
        ]
        indexes = [
            models.Index("issued_at", name="invoices_issued"),
            # What `tidy` looks for every minute.
            models.Index("issued_at", name="invoices_with_buyer", condition=~Q(buyer_name="")),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises CannotChange for one that was issued."""
        if not self._state.adding:
            raise CannotChange(self.number)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise CannotChange(self.number)

    @property
    def is_credit_note(self) -> bool:
        return self.series == Series.CREDIT_NOTE

    @property
    def title(self) -> str:
        """Invoice INV-000001, in the active language."""
        return f"{self.get_series_display()} {self.number}"

    @property
    def sold_lines(self) -> list[SoldLine]:
        return [SoldLine(sku, name, quantity, Decimal(price)) for sku, name, quantity, price in self.lines]

    @property
    def net_amount(self) -> Decimal:
        return self.total_amount - self.vat_amount

    @property
    def rate_in_words(self) -> str:
        return percent(self.vat_rate)

    @property
    def seller_lines(self) -> list[str]:
        """The address of the seller; only what is known."""
        town = f"{self.seller['postcode']} {self.seller['city']}".strip()
        return [line for line in (self.seller["street"], town, country_name(self.seller["country"])) if line]

    @property
    def buyer_lines(self) -> list[str]:
        """Name and address of the buyer; the country alone, once they are erased."""
        town = f"{self.buyer_postcode} {self.buyer_city}".strip()
        lines = (self.buyer_name, self.buyer_street, town, country_name(self.buyer_country))
        return [line for line in lines if line]
