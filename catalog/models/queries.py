"""What is asked of the table of products, in the words of the business."""

from typing import TYPE_CHECKING

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

if TYPE_CHECKING:
    from catalog.models.product import Product
    from catalog.search.query import Search

SOLD_OUT = ExpressionWrapper(Q(stock__lt=1), output_field=BooleanField())


class ProductQuerySet(QuerySet["Product"]):
    def on_sale(self) -> "ProductQuerySet":
        """What visitors see, sold out or not."""
        return self.filter(is_public=True)

    def with_photos(self) -> "ProductQuerySet":
        """With all photographs, in one more query."""
        return self.prefetch_related("photos")

    # Orders. What is sold out comes last in each; the key decides between equals, so that pages never overlap. -------

    def newest(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "-created_at", "-pk")

    def cheapest(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "price", "pk")

    def dearest(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "-price", "-pk")

    def narrowest(self) -> "ProductQuerySet":
        return self.order_by(SOLD_OUT, "widest_mm", "pk")

    def most_relevant(self, search: "Search", first: int) -> "ProductQuerySet":
        """The `first` newest of these rows, those before that are most like what was asked for. No others."""
        nearest = self.newest().values("pk")[:first]
        ranked = self.model._default_manager.filter(pk__in=nearest)
        return ranked.order_by(SOLD_OUT, search.distance, "-created_at", "-pk")

    def relatives_of(self, product: "Product") -> "ProductQuerySet":
        """All shades of the product's family, itself among them, in the family's order."""
        return self.on_sale().filter(family=product.family_id).order_by("family_position", "pk")
