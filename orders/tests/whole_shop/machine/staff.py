"""What staff do in the machine: prices, stock, what is shown, and orders that leave and come back, with papers."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from catalog import stock
from catalog.models import Product
from orders.late_invoice import NoInvoice, make_invoice
from orders.models import InvalidTransition, MoreThanSold, Order, PaymentExpired
from orders.tests.seller import SELLER, sells
from orders.tests.whole_shop.machine.tables import TableMachine

SHADES = st.integers(0, 2)


# Most of the time the shop says who sells.
USUALLY = st.sampled_from([True, True, True, False])


class StaffMachine(TableMachine):
    """The rules of ShopMachine that are staff's: `pks`, `accounts`, `orders` and `staff` are its own."""

    is_seller_known = True
    # Whether an invoice was made: from then on check_shop misses those that are not.
    is_any_invoiced = False

    @rule(which=SHADES, price=st.integers(1, 5))
    def reprice(self, which, price):
        Product.objects.filter(pk=self.pks[which]).update(price=price)
        self.shades[self.pks[which]].price = Decimal(price)

    @rule(which=SHADES, delta=st.integers(-3, 5).filter(bool))
    def receive_or_correct(self, which, delta):
        shade = self.shades[self.pks[which]]
        try:
            stock.adjust([self.pks[which]], delta, reason="receipt" if delta > 0 else "correction")
        except stock.OutOfStock:
            assert shade.stock + delta < 0
        else:
            shade.stock += delta

    @rule(which=SHADES)
    def hide_or_publish(self, which):
        shade, product = self.shades[self.pks[which]], Product.objects.get(pk=self.pks[which])
        shade.is_public = not shade.is_public
        if shade.is_public:
            product.publish()
        else:
            product.is_public = False
            product.save(update_fields=["is_public"])

    def _change(self, sold, sign):
        for pk, (quantity, _price) in sold.lines.items():
            self.shades[pk].stock += quantity * sign

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 9))
    def mark_as_paid(self, which):
        number, sold = list(self.orders.items())[which % len(self.orders)]
        try:
            Order.objects.get(number=number).pay(by=self.staff)
        except PaymentExpired:
            assert (sold.status, sold.is_overdue) == ("pending", True)
            sold.status = "cancelled"
            self._change(sold, 1)
        except InvalidTransition:
            assert sold.status != "pending"
        else:
            assert (sold.status, sold.is_overdue) == ("pending", False)
            self._become_paid(sold)

    def _become_paid(self, sold):
        sold.status = "paid"
        sold.has_invoice = self.is_seller_known
        sold.is_missed = self.is_any_invoiced and not sold.has_invoice
        self.is_any_invoiced |= sold.has_invoice
        self.reached["an order was paid" if sold.has_invoice else "an order was paid without an invoice"] += 1

    @rule(is_known=USUALLY)
    def say_who_sells(self, is_known):
        sells(city=SELLER["city"] if is_known else "")
        self.is_seller_known = is_known

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 9))
    def make_its_invoice_later(self, which):
        """Of an order that was paid while the shop did not say who sells, if there is one."""
        lacking = [(n, sold) for n, sold in self.orders.items() if sold.status == "paid" and not sold.has_invoice]
        number, sold = (lacking or list(self.orders.items()))[which % len(lacking or self.orders)]
        is_erased = sold.account not in self.accounts and sold.is_sent
        try:
            make_invoice(Order.objects.get(number=number), by=self.staff)
        except NoInvoice:
            assert not sold.has_invoice
            assert sold.status != "paid" or is_erased or not self.is_seller_known
        else:
            assert sold.has_invoice or (sold.status == "paid" and not is_erased and self.is_seller_known)
            self.reached["an invoice was made later"] += not sold.has_invoice
            sold.has_invoice, sold.is_missed, self.is_any_invoiced = True, False, True

    @precondition(lambda self: any(sold.status == "cancelled" for sold in self.orders.values()))
    @rule(which=st.integers(0, 9))
    def take_up(self, which):
        """Money came for an order that was cancelled, or had been taken up already."""
        ended = [(n, sold) for n, sold in self.orders.items() if sold.status == "cancelled" or sold.is_taken_up]
        self._take_up(*ended[which % len(ended)])

    def _take_up(self, number, sold):
        is_there = all(self.shades[pk].stock >= quantity for pk, (quantity, _price) in sold.lines.items())
        try:
            Order.objects.get(number=number).take_up(by=self.staff)
        except InvalidTransition:
            assert not sold.is_by_transfer or sold.account not in self.accounts
        except stock.OutOfStock:
            assert not is_there
        else:
            assert sold.is_taken_up or (sold.is_by_transfer and is_there and sold.account in self.accounts)
            if not sold.is_taken_up:
                self._become_paid(sold)
                sold.is_taken_up = True
                self._change(sold, -1)
                self.reached["an order was taken up again"] += 1

    @precondition(lambda self: self.orders)
    @rule(which=st.integers(0, 9))
    def dispatch(self, which):
        number, sold = list(self.orders.items())[which % len(self.orders)]
        try:
            Order.objects.get(number=number).dispatch(by=self.staff)
        except InvalidTransition:
            assert sold.status != "paid" or sold.is_sent
        else:
            sold.is_sent = True
            self.reached["an order was dispatched"] += 1

    @precondition(lambda self: any(sold.is_sent for sold in self.orders.values()))
    @rule(which=st.integers(0, 9), nth=SHADES, quantity=st.integers(1, 3), is_restocked=st.booleans())
    def take_back(self, which, nth, quantity, is_restocked):
        sent = [(number, sold) for number, sold in self.orders.items() if sold.is_sent]
        number, sold = sent[which % len(sent)]
        order = Order.objects.get(number=number)
        lines = list(order.items.all())
        line = lines[nth % len(lines)]
        pk = line.product_id
        most = sold.lines[pk][0] - sold.returned.get(pk, 0)
        try:
            order.take_back({line.pk: quantity}, restocked={line.pk} if is_restocked else (), by=self.staff)
        except MoreThanSold:
            assert quantity > most
        else:
            assert quantity <= most
            sold.returns += 1
            self.reached["something came back"] += 1
            sold.returned[pk] = sold.returned.get(pk, 0) + quantity
            self.shades[pk].stock += quantity * is_restocked
