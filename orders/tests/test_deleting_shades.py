"""A shade that was sold cannot be deleted; it can be hidden with the same press. Nothing that names it is listed."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse

from accounts.tests.factories import UserFactory
from catalog.models import Photo, Product
from catalog.tests.factories import ProductFactory
from orders.models import OrderItem
from orders.tests.factories import place
from shop.tests.pages import elements, sent, text_of, words
from shop.tests.staff_forms import address, colleague, history, with_rights

pytestmark = pytest.mark.django_db
LIST = reverse("admin:catalog_product_changelist")


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def sold():
    product = ProductFactory(stock=90)
    for number in range(3):
        place(UserFactory(), product, key=f"k{number}")
    return product


def delete_page(client, product, prefix=""):
    return client.get(prefix + address("delete", product))


def choose(client, *rows, **fields):
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]} | fields
    return client.post(LIST, data)


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_one_that_was_sold_is_hidden_with_one_press(ann, sold, prefix):
    page = delete_page(ann, sold, prefix)
    assert len(elements(page, "#content form")) == 1
    assert not elements(page, "#content li")
    assert "order-" not in words(page, "#content")
    hide = sent(page)
    answer = ann.post(prefix + reverse("admin:catalog_product_hide"), hide, follow=True)
    assert answer.redirect_chain == [(prefix + LIST, 303)]
    sold.refresh_from_db()
    assert (sold.is_public, sold.order_items.count()) == (False, 3)
    assert history(ann, sold)[0] == "Changed shown. Shown: Yes → No"
    # Then there is nothing to press.
    assert not elements(delete_page(ann, sold, prefix), "#content form")


def test_a_tampered_post_does_not_delete_what_was_sold(ann, sold):
    assert ann.post(address("delete", sold), {"post": "yes"}).status_code == 200
    assert choose(ann, sold, post="yes").status_code == 200
    assert Product.objects.filter(pk=sold.pk).exists()
    assert not LogEntry.objects.exists()


def test_what_is_asked_does_not_grow_with_orders(ann, sold, django_assert_num_queries):
    ContentType.objects.get_for_model(Product)
    line = sold.order_items.first()
    others = [place(UserFactory(), ProductFactory(), key=f"o{number}") for number in range(20)]
    OrderItem.objects.bulk_create(
        OrderItem(order=order, product=sold, product_name="x", product_price=line.product_price, quantity=1)
        for order in others
    )
    delete_page(ann, sold)
    # session, person, shade, whether orders name it
    with django_assert_num_queries(4) as asked:
        delete_page(ann, sold)
    assert not any('"order_items"."product_name"' in one["sql"] for one in asked)
    # session, person, how many there are, savepoint, the chosen, which of them orders name, release
    with django_assert_num_queries(7):
        choose(ann, sold)


def test_one_that_nobody_bought_goes_with_its_photographs_and_movements(ann):
    product = ProductFactory()
    page = delete_page(ann, product)
    said = words(page, "#content")
    assert "photographs" in said
    assert "stock movements" in said
    assert len(elements(page, "#content form")) == 2
    assert ann.post(address("delete", product), {"post": "yes"}).status_code == 302
    assert not Product.objects.exists()
    assert not Photo.objects.exists()


def test_one_that_nothing_names_is_simply_deleted(ann):
    product = ProductFactory(stock=0, photos=False)
    assert len(elements(delete_page(ann, product), "#content form")) == 1
    ann.post(address("delete", product), {"post": "yes"})
    assert not Product.objects.exists()


def test_several_of_which_one_was_sold_are_hidden_together_or_not_deleted(ann, sold):
    other, hidden = ProductFactory(), ProductFactory(is_public=False)
    page = choose(ann, sold, other, hidden)
    assert sold.sku in words(page, "#content")
    assert other.sku not in words(page, "#content")
    (button,) = elements(page, "#content form button")
    assert text_of(button) == "Hide from the shop (2)"
    ann.post(reverse("admin:catalog_product_hide"), sent(page))
    assert not Product.objects.public().exists()
    assert Product.objects.count() == 3


def test_several_that_nobody_bought_are_deleted_together(ann):
    rows = [ProductFactory(), ProductFactory()]
    page = choose(ann, *rows)
    assert all(row.sku in words(page, "#content") for row in rows)
    assert choose(ann, *rows, post="yes").status_code == 302
    assert not Product.objects.exists()
    assert LogEntry.objects.count() == 2


def test_who_may_not_change_shades_is_offered_no_hiding(sold):
    eve = with_rights("eve", "view_product", "delete_product")
    assert not elements(delete_page(eve, sold), "#content form")


def test_a_deletion_of_several_locks_them_before_it_looks_for_orders(ann, django_assert_max_num_queries):
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite has one writer at a time")
    rows = [ProductFactory(), ProductFactory()]
    with django_assert_max_num_queries(40) as asked:
        choose(ann, *rows, post="yes")
    said = [one["sql"] for one in asked]
    locked = next(place for place, sql in enumerate(said) if "FOR UPDATE" in sql)
    assert locked < next(place for place, sql in enumerate(said) if "EXISTS" in sql and '"order_items"' in sql)
