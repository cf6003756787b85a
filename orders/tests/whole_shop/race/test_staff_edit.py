"""Staff save a shade in the admin while it is sold: what was sold meanwhile stays sold."""

from functools import partial

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from accounts.tests.factories import StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory, picture
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.whole_shop.race.visitors import statuses, together, told
from shop.tests.long import LONG

pytestmark = pytest.mark.race

ROUNDS = 100 if LONG else 4


def staff_form(staff, path):
    """The fields of the admin's page as a browser would send them, without new files."""
    client = Client()
    client.force_login(staff)
    context = client.get(path).context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form]
    forms += [form for formset in formsets for form in (formset.management_form, *formset.initial_forms)]
    fields = [field for form in forms for field in form if field.name != "image"]
    values = {field.html_name: field.value() for field in fields}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def test_a_sale_beside_staffs_saving_is_kept(open_shop, database, measured):
    shop = open_shop()
    product, staff = ProductFactory(stock=1000), StaffFactory()
    for photo in product.photos.all():
        default_storage.save(photo.image.name, picture())
    path = f"/admin/catalog/product/{product.pk}/change/"
    form, visitor = staff_form(staff, path), shop.visitor(staff)
    form["csrfmiddlewaretoken"] = dict(visitor.form(path, action=None))["csrfmiddlewaretoken"]
    saved, placed, total = [], [], 0.0
    for number in range(ROUNDS):
        shoppers = [shop.visitor(CartItemFactory(user=UserFactory(), product=product).user) for _ in range(2)]
        orders = [partial(shopper.place, shopper.review()) for shopper in shoppers]
        edit = partial(visitor.copy().post, path, form | {"name_en": f"Drum {number}"})
        answers, seconds = together([edit, *orders])
        saved.append(answers[0])
        placed += answers[1:]
        total += seconds
    product.refresh_from_db()
    measured(
        f"{ROUNDS} edits by staff beside 2 orders each: saved {told(saved)}, ordered {told(placed)}, "
        f"stock {product.stock} of {1000 - Order.objects.count()}, {total:.2f} s"
    )
    assert statuses(saved) == {302: ROUNDS}
    assert product.name_en == f"Drum {ROUNDS - 1}"
    assert list(inconsistencies()) == []
