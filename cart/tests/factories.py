import factory

from cart.models import CartItem
from catalog.tests.factories import ProductFactory


class CartItemFactory(factory.django.DjangoModelFactory):
    """One of a product in a cart; give it a `user` or a `token`."""

    class Meta:
        model = CartItem

    product = factory.SubFactory(ProductFactory)
    quantity = 1
    price_when_added = factory.LazyAttribute(lambda line: line.product.price)
