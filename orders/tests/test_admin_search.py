"""Staff find shades, orders and people however they write them, on both databases."""

import pytest
from django.urls import reverse

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Family, Lamp, StockMovement
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.factories import place
from shop.tests.pages import browser

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def found():
    client = browser(StaffFactory(email="staff@shop.example"))

    def search(model, typed, prefix=""):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        return set(client.get(prefix + address, {"q": typed}).context["cl"].result_list)

    return search


@pytest.mark.parametrize(
    "typed",
    [
        "Хальм",
        "хальм",
        "ХАЛЬМ",
        "halm",
        "HALM",
        "льняной",
        "лён",
        "лен",
        "linen",
        "halm-30",
        "HALM 30",
        "alm-3",
        "halm30",
    ],
)
def test_a_shade_is_found_as_shoppers_find_it_and_by_its_sku(found, typed):
    halm = ProductFactory(sku="HALM-30", name_en="Halm", name_ru="Хальм", material="linen", is_public=False)
    ProductFactory(sku="TUVA-25", name_en="Tuva", name_ru="Тува", material="silk", composition_en="", composition_ru="")
    assert found(type(halm), typed) == {halm}


@pytest.mark.parametrize(
    "typed",
    [
        *("9JD4-9PTA", "9JD49PTA", "9jd4 9pta", "9jd4", "Пётр", "петр", "ПЕТР", "иванов петр", "Иванов, Пётр"),
        *("Санкт-Петербург", "санкт петербург", "197022", "197 022", "+7 916 123-45-67", "8 (916) 123-45-67"),
        *("9161234567", "89161234567", "anna@example.org", "ANNA@EXAMPLE"),
    ],
)
def test_an_order_is_found_by_its_number_name_place_and_phone(found, typed):
    order = place(UserFactory(email="anna@example.org"))
    place(UserFactory(email="other@example.org"), key="key-2")
    address = {"name": "Иванов Пётр", "city": "Санкт-Петербург", "postcode": "197 022", "phone": "+79161234567"}
    Order.objects.filter(pk=order.pk).update(number="9JD4-9PTA", **address)
    assert found(Order, typed) == {order}


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "\u202a+7 916 123\u201145\u201167\u202c",
            "\ufeffПётр",
            "Пе\u0308тр",
            "п\u00adётр",
            "9JD4\u20119PTA",
            "9JD4−9PTA",
        ),
        *("+7 (916) 123-45-67, доб. 3", "007 916 1234567", "٩١٦١٢٣٤٥٦٧", "19７０２２", "197\u00a0022", "9JD4−9PTA"),
    ],
)
def test_what_is_pasted_from_elsewhere_is_found(found, typed):
    order = place()
    address = {"name": "Иванов Пётр", "city": "Санкт-Петербург", "postcode": "197 022", "phone": "+79161234567"}
    Order.objects.filter(pk=order.pk).update(number="9JD4-9PTA", **address)
    assert found(Order, typed) == {order}


@pytest.mark.parametrize("stored", ["070-123 45 67", "+46701234567", "+46 70 123 45 67", "0046701234567"])
@pytest.mark.parametrize(
    "typed", ["+46 (0)70 123 45 67", "0046 70 123 45 67", "46 70 1234567", "070 1234567", "123 45 67"]
)
def test_a_number_is_found_in_whatever_form_it_is_stored(found, stored, typed):
    order = place()
    Order.objects.update(phone=stored)
    assert found(Order, typed) == {order}


@pytest.mark.parametrize("typed", ["070-123 45 67", "0701234567", "+46 70 123 45 67", "46701234567", "223 59", "22359"])
def test_a_number_written_at_home_is_found(found, typed):
    order = place()
    assert found(Order, typed) == {order}


@pytest.mark.parametrize("typed", ["HALM-OAT-30", "halm-oat-30", " HALM‑OAT‑30\u200b"])
def test_a_whole_sku_finds_its_shade_alone(found, typed):
    halm = ProductFactory(sku="HALM-OAT-30", name_en="Halm")
    ProductFactory(sku="HALMO-OAT-30", name_en="Halm oat 30")
    assert found(type(halm), typed) == {halm}


@pytest.mark.parametrize("typed", ["9JD4-9PTA", "9jd49pta", "9jd4 9pta", "49P", "9JD4−9PTA/1", "ХАЛЬМ 30", "альм-3"])
def test_a_movement_is_found_by_the_numbers_of_order_and_return_and_by_sku(found, typed):
    halm, tuva = ProductFactory(sku="Хальм-30"), ProductFactory(sku="TUVA-25")
    numbers = {"order_number": "9JD4-9PTA", "return_number": "9JD4-9PTA/1"}
    back = StockMovement.objects.create(product=halm, delta=1, reason="returned", **numbers)
    StockMovement.objects.create(product=tuva, delta=-1, reason="sale", order_number="2222-2222")
    assert found(StockMovement, typed) - set(StockMovement.objects.filter(product=halm, order_number="")) == {back}


def test_an_order_is_found_by_words_of_its_address_and_of_the_e_mail(found):
    order = place(UserFactory(email="anna.b@example.org"))
    place(UserFactory(email="other@example.org"), key="key-2")
    assert found(Order, "lindqvist anna.b") == {order}


def test_people_lamps_and_families_are_found_in_any_case(found):
    anna = UserFactory(email="anna@example.org")
    family = Family.objects.create(slug="tyra", name_en="Tyra", name_ru="Тёра")
    lamp = Lamp.objects.create(slug="bertil", name_en="Bertil", name_ru="Бёртил", use="floor", holder="e27")
    assert found(type(anna), "ANNA@") == {anna}
    assert found(Family, "ТЕРА") == {family}
    assert found(Lamp, "бертил") == {lamp}
    assert found(Lamp, "zebra") == set()


MANY_WORDS = " ".join(f"{number:x}" for number in range(1100))


@pytest.mark.parametrize(
    "typed", ["", " ", "-", "'", "%", "_", "\\", "x" * 500, "9" * 50, "a b c d e f g h", MANY_WORDS]
)
def test_whatever_is_typed_is_answered(found, typed):
    order, product = place(), ProductFactory()
    assert found(Order, typed) in (set(), {order})
    assert found(type(product), typed) is not None
