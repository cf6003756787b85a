"""What staff do in the machine with tables of shades: upload one, look at it, and apply it, at once or much later."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from catalog.models import Product
from catalog.tests.goods.tables import table
from orders.tests.whole_shop.machine.model import Shade
from shop.tests.pages import attribute

UPLOAD = reverse("admin:catalog_product_tables")
NEW_SKU = "NEW"


@dataclass(frozen=True)
class Row:
    """A row of a table. `which`: a place in the machine's `skus`, the last of which is of no shade at first."""

    which: int
    price: int
    delta: int
    hides: bool


@dataclass
class Shown:
    """A page that shows what a table would change: its address, what its form posts, and what it showed."""

    address: str
    marks: str
    rows: list[Row]
    would: list[tuple]


ROWS = st.lists(
    st.builds(Row, st.integers(0, 3), st.integers(1, 5), st.integers(-2, 3), st.booleans()),
    min_size=1,
    max_size=3,
    unique_by=lambda row: row.which,
)


class TableMachine(RuleBasedStateMachine):
    """The rules of ShopMachine about tables: `shades`, `desk` (the browser of staff) and `reached` are its own."""

    def __init__(self):
        super().__init__()
        self.skus = {}
        self.shown = None
        # The contents of the files that have changed the stock: none does so twice.
        self.received = set()

    @rule(rows=ROWS)
    def upload_a_table(self, rows):
        page = self.desk.post(UPLOAD, {"file": SimpleUploadedFile("shades.csv", self._file(rows))}, follow=True)
        assert page.status_code == 200
        marks = attribute(page, '.goods [name="marks"]', "value")
        self.shown = Shown(page.request["PATH_INFO"], marks, rows, self._would(rows))

    @precondition(lambda self: self.shown)
    @rule()
    def apply_the_table(self):
        """The button of the page last shown, whatever has changed since, and however often it was pressed."""
        shown, would = self.shown, self._would(self.shown.rows)
        sent = {"marks": shown.marks, "reason": "correction"}
        answer = self.desk.post(shown.address, sent)
        is_faulty = any(self._is_faulty(row) for row in shown.rows) and self._file(shown.rows) not in self.received
        changes = any(any(row) for row in would)
        if is_faulty or (changes and would != shown.would):
            assert answer.status_code == 200
            self.reached["a table was refused"] += 1
            return
        assert answer.status_code == 303
        if not changes:
            return
        self.reached["a table was applied"] += 1
        for row, (is_new, delta, _price, hides) in zip(shown.rows, would, strict=True):
            if is_new:
                self.skus[NEW_SKU] = Product.objects.get(sku=NEW_SKU).pk
                self.shades[self.skus[NEW_SKU]] = Shade(Decimal(row.price), 0, is_public=False)
            shade = self.shades[self.skus[self._sku(row)]]
            shade.price, shade.stock = Decimal(row.price), shade.stock + delta
            shade.is_public &= not hides
        if any(delta for _new, delta, *_rest in would):
            self.received.add(self._file(shown.rows))

    def _sku(self, row):
        return [*(sku for sku in self.skus if sku != NEW_SKU), NEW_SKU][row.which]

    def _file(self, rows):
        names = ("sku", "price", "stock_delta", "is_public")
        cells = [(self._sku(row), row.price, row.delta, int(not row.hides)) for row in rows]
        return table(*(dict(zip(names, map(str, one), strict=True)) for one in cells))

    def _would(self, rows):
        """What each row would change by now: whether it brings a shade, the stock, the prices, whether it hides."""
        is_received = self._file(rows) in self.received
        would = []
        for row in rows:
            shade = self.shades.get(self.skus.get(self._sku(row)))
            delta = 0 if is_received or self._is_faulty(row) else row.delta
            prices = (shade.price, row.price) if shade and shade.price != row.price else None
            would.append((shade is None, delta, prices, bool(shade and shade.is_public and row.hides)))
        return would

    def _is_faulty(self, row):
        """Whether more would leave than there is."""
        shade = self.shades.get(self.skus.get(self._sku(row)))
        return (shade.stock if shade else 0) + row.delta < 0
