"""What came in, as staff scan, paste or type it: a SKU and a number a line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import F, TextField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from catalog.stock import MOST_STOCK, is_no_loss
from shop.compact_text import Compact, compact
from shop.typed_text import clean_code, clean_text, with_plain_digits

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LARGEST = 100_000
# A number after the SKU: HALM-OAT-30 12; HALM-OAT-30 × 12; HALM-OAT-30;-2.
WITH_NUMBER = re.compile(r"(?P<sku>.*?[^\s;,])[\s;,]+(?:[x×*]\s?)?(?P<number>[-+]?\d+)", re.IGNORECASE)

UNKNOWN = _("No shade has this SKU.")
SEVERAL = _("Several shades have a SKU like this one: write it as they do.")
NO_NUMBER = _("Enter a whole number, as 12, or −2 to take away; 100,000 at most.")
TOO_FEW = _("There are fewer than are to be taken away.")
TOO_MANY = _("A stock of more than 1,000,000 cannot be kept.")
NOT_LOST = _("What is broken or lost is taken away: write a minus.")


@dataclass
class Line:
    """A SKU and a number as they were typed, the shade that has the SKU, and the number that was shown last."""

    sku: str
    typed: str = ""
    shown: str = ""
    shade: Product | None = None
    unknown: "StrOrPromise" = ""
    reason: str = ""

    @cached_property
    def delta(self) -> int | None:
        """By how much the stock changes; None if that is no number. Empty is nothing."""
        typed = with_plain_digits(clean_code(self.typed)).replace(" ", "")
        if not typed:
            return 0
        delta = int(typed) if re.fullmatch(r"[-+]?\d{1,6}", typed, re.ASCII) else None
        return delta if delta is not None and abs(delta) <= LARGEST else None

    @property
    def after(self) -> int | None:
        return None if self.shade is None or self.delta is None else self.shade.stock + self.delta

    @property
    def fault(self) -> "StrOrPromise":
        if self.unknown:
            return self.unknown
        if self.delta is None:
            return NO_NUMBER
        if is_no_loss(self.delta, self.reason):
            return NOT_LOST
        if self.delta < 0 and self.after is not None and self.after < 0:
            return TOO_FEW
        return TOO_MANY if self.delta > 0 and self.after is not None and self.after > MOST_STOCK else ""

    @property
    def was_shown(self) -> bool:
        """Whether the page has shown what this number makes of the stock."""
        return self.typed.strip() == self.shown.strip()


class Delivery(list[Line]):
    """The lines, one for each shade; and each that has a fault, so that nothing typed is lost."""

    @property
    def deltas(self) -> dict[int, int]:
        """The changes by primary key; what has no number is left alone."""
        return {line.shade.pk: line.delta for line in self if line.shade and line.delta}

    @property
    def is_sound(self) -> bool:
        return not any(line.fault for line in self)

    @property
    def was_shown(self) -> bool:
        return all(line.was_shown for line in self)


def read(rows: Iterable[tuple[str, str, str]], pasted: str = "", reason: str = "") -> Delivery:
    """Rows of a form (SKU, number, the number shown last) and pasted lines. Two statements at most.

    Lines of one shade become one, with the sum of their numbers: whoever scans every piece writes no numbers. One that
    has no number stays a line of its own, until it is corrected.
    """
    wanted = [[Line(sku, typed, shown)] for sku, typed, shown in rows if sku.strip() or typed.strip()]
    wanted += [readings(text) for text in pasted.splitlines() if text.strip(" \t;,")]
    exact, like = shades_of(list(chain.from_iterable(wanted)))
    delivery = Delivery()
    of_shade: dict[int, Line] = {}
    for possible in wanted:
        line = known(possible, exact, like)
        line.reason = reason
        if line.shade is None or line.delta is None:
            delivery.append(line)
        elif there := of_shade.get(line.shade.pk):
            there.typed = str((there.delta or 0) + line.delta)
            del there.delta
        else:
            delivery.append(line)
            of_shade[line.shade.pk] = line
    return delivery


def readings(text: str) -> list[Line]:
    """What a pasted line may mean: a whole SKU, which is one piece, or a SKU with a number after it."""
    cells = clean_text(text.replace("\t", " ; ")).strip(" ;,")
    found = WITH_NUMBER.fullmatch(cells)
    split = [Line(found["sku"], found["number"])] if found else []
    return [Line(cells, "1"), *split]


def shades_of(lines: Sequence[Line]) -> tuple[dict[str, Product], dict[str, list[Product]]]:
    """The shades by SKU; and, of what is not among them, by SKU without case, spaces and dashes."""
    skus = {line.sku for line in lines}
    exact = {shade.sku: shade for shade in Product.objects.filter(sku__in=skus)}
    like: dict[str, list[Product]] = {}
    if rest := {compact(sku) for sku in skus - exact.keys()}:
        alike = Product.objects.alias(compact=Compact(F("sku"), output_field=TextField()))
        for shade in alike.filter(compact__in=rest):
            like.setdefault(compact(shade.sku), []).append(shade)
    return exact, like


def known(possible: list[Line], exact: dict[str, Product], like: dict[str, list[Product]]) -> Line:
    """The reading whose SKU there is as it is written, else one that is alike: 30 of "HALM OAT 30" is a number then."""
    for line in possible:
        if shade := exact.get(line.sku):
            line.shade = shade
            return line
    line = possible[-1]
    alike = like.get(compact(line.sku), [])
    if len(alike) == 1:
        line.shade, line.sku = alike[0], alike[0].sku
    else:
        line.unknown = SEVERAL if alike else UNKNOWN
    return line
