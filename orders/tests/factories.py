from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from orders.checkout import Line, place_order

DELIVERY = {
    "name": "Anna Lindqvist",
    "phone": "+46 70 123 45 67",
    "street": "Kastanjegatan 12",
    "postcode": "223 59",
    "city": "Lund",
    "country": "SE",
}


def shown(user):
    """What a review page shows of the user's cart at this moment."""
    items = CartItem.objects.filter(user=user).select_related("product").order_by("pk")
    return [Line(item.product_id, item.quantity, item.product.price) for item in items]


def place(user=None, *products, key="key-1", quantity=1):
    """An order of these products, placed as the shop places it."""
    user = user or UserFactory()
    for product in products:
        CartItemFactory(user=user, product=product, quantity=quantity)
    if not products:
        CartItemFactory(user=user, quantity=quantity)
    return place_order(user=user, checkout_key=key, shown=shown(user), delivery=DELIVERY).order
