"""What is asked of the shades in the database: which, in which order, with which photographs; and publishing them."""

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from catalog.models.constraints import public_needs
from catalog.models.old_slug import RenamedQuerySet
from catalog.models.pair import give_pairs
from catalog.models.photograph import PAIR, fault_of_pair
from shop.compact_text import Compact

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from catalog.models.product import Product


class OfStock(models.Func):
    """A condition on the stock, from the template; of PostgreSQL the column that says so (migration 0024).

    Its indexes have these columns, and not the stock: a sale that leaves plenty changes none of them.
    """

    output_field = models.BooleanField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any) -> Any:
        stock, _ = compiler.compile(self.source_expressions[0])
        return f"{stock.rpartition('.')[0]}.{self.extra['column']}", []


SOLD_OUT = OfStock("stock", template="(%(expressions)s < 1)", column="sold_out")
# At its low-stock level or below, down to none.
SCARCE = OfStock("stock", "low_stock_at", template="(%(expressions)s)", arg_joiner=" <= ", column="scarce")


class Published(NamedTuple):
    """The drafts that are shown now, and those that are not, with what they lack by field."""

    shown: "list[Product]"
    refused: "list[tuple[Product, ValidationError]]"


def faults_of(shade: "Product") -> "dict[str, StrOrPromise]":
    """What a shade that was read with its lacks and its photographs lacks to be public, a message a field."""
    faults = {need.field: need.message for need in public_needs() if getattr(shade, f"lacks_{need.name}")}
    if fault := fault_of_pair(shade.photos.all()):
        faults["photos"] = fault
    return faults


class ProductQuerySet(RenamedQuerySet["Product"]):
    _gives_pairs = False

    def public(self) -> "ProductQuerySet":
        """Shades that visitors see, sold out or not."""
        return self.filter(is_public=True)

    def with_sku_part(self, code: str) -> "ProductQuerySet":
        """Whose SKU has this in it, as migration 0023 has it in an index of PostgreSQL. `code` is compact."""
        return self.alias(searched=Compact("sku")).filter(searched__contains=code).order_by()

    def with_photos(self) -> "ProductQuerySet":
        """Prefetches all photographs, in one more query."""
        return self.prefetch_related("photos")

    def with_pair(self) -> "ProductQuerySet":
        """Gives each the photographs that a list shows, and no others, in one more query."""
        clone = self.all()
        clone._gives_pairs = True
        return clone

    def _clone(self) -> "ProductQuerySet":
        clone: ProductQuerySet = super()._clone()  # type: ignore[misc]  # Django's own
        clone._gives_pairs = self._gives_pairs
        return clone

    def _fetch_all(self) -> None:
        is_read = self._result_cache is not None
        super()._fetch_all()
        if self._gives_pairs and not is_read:
            give_pairs(self._result_cache or ())

    def with_completeness(self) -> "ProductQuerySet":
        """`is_complete`: whether a shade has all that a public one needs, apart from its photographs."""
        needs = reduce(and_, (need.condition for need in public_needs()))
        return self.annotate(is_complete=models.ExpressionWrapper(needs, output_field=models.BooleanField()))

    def without_pair(self) -> "ProductQuerySet":
        """Those whose photographs `publish` would refuse (`fault_of_pair`)."""
        pair = models.Q(photos__kind__in=PAIR)
        return self.annotate(
            pair=models.Count("photos", filter=pair),
            widths=models.Count("photos__width", filter=pair, distinct=True),
            heights=models.Count("photos__height", filter=pair, distinct=True),
        ).exclude(pair=len(PAIR), widths=1, heights=1)

    def lacking(self) -> "Iterator[tuple[Product, dict[str, StrOrPromise]]]":
        """Each of these with what it lacks to be public, a message a field. Two statements."""
        for shade in self.prefetch_related("photos").with_lacks():
            yield shade, faults_of(shade)

    def with_lacks(self) -> "ProductQuerySet":
        """`lacks_…` for each requirement of a public shade, as `faults_of` reads them."""
        return self.annotate(**{f"lacks_{need.name}": ~models.Q(need.condition) for need in public_needs()})

    def publish(self) -> Published:
        """Makes public all of these that meet the requirements of a public shade. At most 5 statements."""
        answer = Published([], [])
        with transaction.atomic(savepoint=False):
            for shade, faults in self.filter(is_public=False).select_for_update().order_by("pk").lacking():
                if faults:
                    answer.refused.append((shade, ValidationError(faults)))
                else:
                    shade.is_public = True
                    answer.shown.append(shade)
            self.model._default_manager.filter(pk__in=[shade.pk for shade in answer.shown]).update(is_public=True)
        return answer

    def hide(self) -> "list[Product]":
        """Hides all of these that are public, and returns them."""
        with transaction.atomic(savepoint=False):
            hidden = list(self.filter(is_public=True).select_for_update().order_by("pk"))
            self.model._default_manager.filter(pk__in=[shade.pk for shade in hidden]).update(is_public=False)
        return hidden

    # Sort orders. Sold-out shades come last; the primary key breaks ties, so that pages never overlap. ---------------

    def newest(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "-created_at", "-pk")

    def by_price(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "price", "pk")

    def by_price_desc(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "-price", "-pk")

    def by_width(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "widest_mm", "pk")

    def page_rows(self, start: int, stop: int, count: int) -> "ProductQuerySet":
        """The rows from start to stop of `count`: their keys are read in an index, from its nearer end."""
        keys = self.values("pk")
        near = keys[start:stop] if start < count - stop else keys.reverse()[max(count - stop, 0) : count - start]
        return self.model._default_manager.filter(pk__in=near).order_by(*self.query.order_by)

    def most_relevant(self, distance: models.Expression) -> "ProductQuerySet":
        """By their distance from the search."""
        return self.order_by(SOLD_OUT, distance, "-created_at", "-pk")

    def in_family(self, family: Any) -> "ProductQuerySet":
        """All shades of a family, by its key, in the family's order."""
        return self.public().filter(family=family).order_by("family_position", "pk")
