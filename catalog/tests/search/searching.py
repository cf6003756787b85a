"""What a search finds."""

from catalog.models import Product
from catalog.search.query import understood


def found(typed):
    return set(Product.objects.public().filter(understood(typed).condition).values_list("slug", flat=True))
