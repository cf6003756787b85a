"""All that happens to the shop in the machine: orders, and what must be the same at each moment."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from accounts.tests.factories import StaffFactory
from cart.models import CartItem
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.housekeeping import tidy
from orders.models import Invoice, Order, OrderReturn, Series
from orders.tests.checkout import posted, review
from orders.tests.factories import DELIVERY
from orders.tests.seller import sells
from orders.tests.transfers import ACCOUNT
from orders.tests.whole_shop.machine.model import Shade, Sold
from orders.tests.whole_shop.machine.staff import SHADES, StaffMachine
from orders.tests.whole_shop.machine.visitors import SELDOM, VISITORS, VisitorMachine
from shop.tests.pages import browser


class ShopMachine(VisitorMachine, StaffMachine):
    # What happened in all examples, so that a long run can say that nothing was left out.
    reached = Counter()

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        sells(**ACCOUNT)
        products = [ProductFactory(stock=amount, price=Decimal(69 + amount)) for amount in (1, 3, 20)]
        self.pks = [product.pk for product in products]
        self.shades = {product.pk: Shade(product.price, product.stock) for product in products}
        self.skus = {product.sku: product.pk for product in products}
        self.staff = StaffFactory()
        self.desk = browser(self.staff)
        self.orders = {}

    def teardown(self):
        try:
            missed = [number for number, sold in self.orders.items() if sold.is_missed]
            said = [f"order {number}: it was paid after the first invoice, and has none" for number in missed]
            assert sorted(inconsistencies()) == sorted(said)
            self.reached["examples with orders"] += bool(self.orders)
        finally:
            settings.PAYMENT = "mock"
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @rule(is_by_transfer=st.booleans())
    def take_payments(self, is_by_transfer):
        """For the orders that are placed from now on."""
        settings.PAYMENT = "transfer" if is_by_transfer else "mock"

    # Orders -------------------------------------------------------------------------------------------------------

    @rule(who=VISITORS)
    def look_at_the_review(self, who):
        visitor = self.visitors[who]
        answer = review(visitor.client)
        is_ready = visitor.cart and all(self.shades[pk].available >= n for pk, n in visitor.cart.items())
        assert (answer.status_code == 200) == bool(visitor.account and is_ready)
        if answer.status_code == 200:
            visitor.page = posted(answer)
            visitor.shown = self._lines(visitor.cart)

    def _lines(self, cart):
        return {pk: (quantity, self.shades[pk].price) for pk, quantity in cart.items()}

    @precondition(lambda self: any(visitor.page for visitor in self.visitors))
    @rule(who=VISITORS)
    def place(self, who):
        """The button of the page last looked at, whatever has changed since, and however often it was pressed."""
        visitor = self.visitors[who]
        if visitor.page is None:
            return
        before = set(Order.objects.values_list("number", flat=True))
        answer = visitor.client.post("/orders/", visitor.page | DELIVERY)
        new = set(Order.objects.values_list("number", flat=True)) - before
        key, account = visitor.page["checkout_key"], visitor.account
        made = [number for number, sold in self.orders.items() if (sold.account, sold.key) == (account, key)]
        is_as_shown = visitor.shown == self._lines(visitor.cart)
        is_there = all(self.shades[pk].available >= quantity for pk, quantity in visitor.cart.items())
        if account is None or made or not (visitor.cart and is_as_shown and is_there):
            assert not new
            assert not made or answer.url == f"/orders/{made[0]}/"
            return
        (number,) = new
        assert answer.url == f"/orders/{number}/"
        self.orders[number] = Sold(account, key, visitor.shown, is_by_transfer=settings.PAYMENT == "transfer")
        for pk, (quantity, _price) in visitor.shown.items():
            self.shades[pk].stock -= quantity
        account.cart.clear()
        self.reached["an order was placed"] += 1

    @rule(who=VISITORS, which=SHADES, quantity=st.integers(1, 2))
    def buy(self, who, which, quantity):
        """All the way from a shade to an order, which single steps seldom go."""
        if self.visitors[who].account is None:
            self.register(who=who)
        self.add(who=who, which=which, quantity=quantity)
        self.look_at_the_review(who=who)
        if self.visitors[who].page:
            self.place(who=who)

    @rule(who=VISITORS, which=SHADES)
    def buy_and_send_the_money_too_late(self, who, which):
        """All the way to an order that is taken up again, which single steps hardly ever go."""
        before = set(self.orders)
        self.take_payments(is_by_transfer=True)
        self.buy(who=who, which=which, quantity=1)
        for number in self.orders.keys() - before:
            Order.objects.get(number=number).cancel(by=None)
            self._cancel(self.orders[number])
            self._take_up(number, self.orders[number])

    @rule(who=VISITORS, which=SHADES, is_restocked=st.booleans())
    def buy_and_send_back(self, who, which, is_restocked):
        """All the way to a return, which single steps seldom go."""
        before = set(self.orders)
        self.buy(who=who, which=which, quantity=2)
        for number in self.orders.keys() - before:
            self.mark_as_paid(which=list(self.orders).index(number))
            self.dispatch(which=list(self.orders).index(number))
            sent = [one for one, sold in self.orders.items() if sold.is_sent]
            self.take_back(which=sent.index(number), nth=0, quantity=1, is_restocked=is_restocked)

    @rule(who=VISITORS, which=SHADES)
    def buy_before_it_is_said_who_sells(self, who, which):
        """All the way to an invoice that is made later, which single steps seldom go."""
        before = set(self.orders)
        self.say_who_sells(is_known=False)
        self.buy(who=who, which=which, quantity=1)
        for number in self.orders.keys() - before:
            self.mark_as_paid(which=list(self.orders).index(number))
        self.say_who_sells(is_known=True)
        if self.orders:
            self.make_its_invoice_later(which=0)

    def _cancel(self, sold):
        sold.status = "cancelled"
        self.reached["an order was cancelled"] += 1
        for pk, (quantity, _price) in sold.lines.items():
            self.shades[pk].stock += quantity

    def _press(self, who, which, is_stranger, button, **fields):
        """Presses a button of an order; returns the order if it is the visitor's own and pending."""
        visitor, number = self.visitors[who], list(self.orders)[which % len(self.orders)]
        sold = self.orders[number]
        if not is_stranger and visitor.account is not sold.account and sold.account in self.accounts:
            self.log_out(who=who, is_sure=True)
            self.log_in(who=who, which=self.accounts.index(sold.account))
        answer = visitor.client.post(f"/orders/{number}/{button}/", fields)
        # The shopper has no page on which to pay for a transfer, nor any once the shop takes transfers.
        is_by_transfer = sold.is_by_transfer or settings.PAYMENT == "transfer"
        is_own = visitor.account is sold.account and not (button == "pay" and is_by_transfer)
        assert answer.status_code == (303 if is_own else 404 if visitor.account else 302)
        return sold if is_own and sold.status == "pending" else None

    @precondition(lambda self: self.orders)
    @rule(who=VISITORS, which=st.integers(0, 9), is_stranger=SELDOM)
    def pay(self, who, which, is_stranger):
        if sold := self._press(who, which, is_stranger, "pay", outcome="success"):
            if sold.is_overdue:
                self._cancel(sold)
            else:
                self._become_paid(sold)

    @precondition(lambda self: self.orders)
    @rule(who=VISITORS, which=st.integers(0, 9), is_stranger=SELDOM)
    def cancel(self, who, which, is_stranger):
        if sold := self._press(who, which, is_stranger, "cancel"):
            self._cancel(sold)

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 9))
    def an_order_becomes_overdue(self, which):
        number, sold = list(self.orders.items())[which % len(self.orders)]
        if sold.status == "pending" and not sold.is_overdue:
            # For a quarter of an hour: after an hour it would be one that was forgotten.
            by = Order.objects.get(number=number).overdue_at - timezone.now() + timedelta(minutes=15)
            earlier = {name: F(name) - by for name in ("created_at", "expires_at")}
            Order.objects.filter(number=number).update(**earlier)
            sold.is_overdue = True
            self.reached["an order was overdue"] += 1

    @rule()
    def expire(self):
        tidy()
        for sold in self.orders.values():
            if sold.is_overdue and sold.status == "pending":
                self._cancel(sold)

    # What must be the same ----------------------------------------------------------------------------------------

    @invariant()
    def the_shop_is_as_the_model(self):
        assert dict(Product.objects.values_list("pk", "stock")) == {pk: one.stock for pk, one in self.shades.items()}
        assert dict(Order.objects.values_list("number", "status")) == {n: one.status for n, one in self.orders.items()}
        owned = {(one.email, pk): quantity for one in self.accounts for pk, quantity in one.cart.items()}
        lines = CartItem.objects.exclude(user=None).values_list("user__email", "product_id", "quantity")
        assert {(email, pk): quantity for email, pk, quantity in lines} == owned
        guests = sorted(item for one in self.visitors for item in one.guest_cart.items())
        assert sorted(CartItem.objects.filter(user=None).values_list("product_id", "quantity")) == guests
        sums = {n: sum(q * price for q, price in one.lines.values()) for n, one in self.orders.items()}
        assert dict(Order.objects.values_list("number", "total_amount")) == sums
        returned = {(n, pk): back for n, one in self.orders.items() for pk, back in one.returned.items()}
        rows = OrderReturn.objects.order_by().values_list("order__number", "line__product")
        assert {tuple(row): back for *row, back in rows.annotate(back=Sum("quantity"))} == returned

    @invariant()
    def the_numbers_of_invoices_have_no_gaps(self):
        invoiced = [one for one in self.orders.values() if one.has_invoice]
        returns = sum(one.returns for one in invoiced)
        for series, issued in ((Series.INVOICE, len(invoiced)), (Series.CREDIT_NOTE, returns)):
            serials = Invoice.objects.filter(series=series).order_by("serial").values_list("serial", flat=True)
            assert list(serials) == list(range(1, issued + 1))
