"""The ledger of stock."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum, Window
from django.db.models.functions import Coalesce

from catalog.models import Product, StockMovement
from catalog.terms import Reason
from shop.consistency import found


def faults_of_stock() -> Iterator[str]:
    """The stock of a product is the sum of its movements, and at no time was more taken than there was."""
    ledger = Product.objects.values("sku", "stock").annotate(ledger=Coalesce(Sum("movements__delta"), 0))
    wrong = ledger.exclude(stock=F("ledger")).order_by("sku")
    yield from found(wrong, "product {sku}: stock is {stock}, its movements sum to {ledger}")
    level = Window(Sum("delta"), partition_by=F("product_id"), order_by="pk")
    below = StockMovement.objects.annotate(level=level).filter(level__lt=0).order_by("pk")
    yield from found(below, "product {product__sku}: after movement {pk} its stock would have been {level}")
    taken, returned = (Reason.SALE, Reason.TAKEN_UP), (Reason.CANCELLATION, Reason.RETURNED)
    backwards = Q(reason__in=taken, delta__gt=0) | Q(reason__in=returned, delta__lt=0)
    rows = StockMovement.objects.filter(backwards).order_by("pk")
    yield from found(rows, "movement {pk} of product {product__sku}: a {reason} of {delta} has the wrong sign")
