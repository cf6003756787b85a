"""Two people edit one row: neither overwrites the other's work, and a conflict is shown beside its field."""

import json

import pytest
from django.contrib.admin.models import LogEntry

from catalog.models import Family, Lamp
from catalog.tests.factories import ProductFactory
from shop.tests.pages import sent, words
from shop.tests.staff_forms import colleague, form_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def bob():
    return colleague("bob")


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_later_of_two_saves_keeps_what_the_earlier_changed(ann, bob, prefix):
    product = ProductFactory(price="1050.00", family=Family.objects.create(slug="f", name_en="F", name_ru="Ф"))
    anns, bobs = form_of(ann, product, prefix), form_of(bob, product)
    bobs |= {"price": "99.00", "name_ru": "Другой", "family": "", "max_watts": "40"}
    del bobs["for_table"]
    assert save(bob, product, bobs | {"for_floor": "on"}).status_code == 302
    assert save(ann, product, anns | {"care_en": "Dust it."}, prefix).status_code == 302
    product.refresh_from_db()
    assert (str(product.price), product.name_ru, product.family) == ("99.00", "Другой", None)
    assert (product.care_en, product.max_watts, product.for_table) == ("Dust it.", 40, False)
    last = LogEntry.objects.first()
    assert [name for name, _, _ in json.loads(last.change_message)[0]["changed"]["values"]] == ["care_en"]


def test_a_change_is_checked_beside_what_another_has_stored_meanwhile(ann, bob):
    product = ProductFactory(shape="empire", top_diameter_mm=250)
    anns, bobs = form_of(ann, product), form_of(bob, product)
    wider = {"bottom_diameter_mm": "400", "widest_mm": "400"}
    assert save(bob, product, bobs | wider).status_code == 302
    # Too wide at the top for the shade of her form, and not for the shade that there is.
    assert save(ann, product, anns | {"top_diameter_mm": "350"}).status_code == 302
    product.refresh_from_db()
    assert (product.top_diameter_mm, product.bottom_diameter_mm, product.widest_mm) == (350, 400, 400)


def test_a_form_writes_the_columns_that_were_changed_alone(ann, django_assert_max_num_queries):
    product = ProductFactory()
    anns = form_of(ann, product)
    with django_assert_max_num_queries(100) as asked:
        save(ann, product, anns | {"care_en": "Dust it."})
    (update,) = [one["sql"] for one in asked if one["sql"].startswith('UPDATE "products"')]
    assert '"care_en" = ' in update
    assert '"price" = ' not in update


def test_a_hidden_shade_is_not_shown_again_by_a_form_that_was_open(ann, bob):
    product = ProductFactory()
    anns, bobs = form_of(ann, product), form_of(bob, product)
    del bobs["is_public"]
    save(bob, product, bobs)
    assert save(ann, product, anns | {"care_en": "Dust it."}).status_code == 302
    product.refresh_from_db()
    assert not product.is_public


@pytest.mark.parametrize(
    ("field", "bobs_value", "anns_value", "shown"),
    [
        ("price", "99.00", "88.00", "99.00"),
        ("care_en", "Vacuum it.", "Dust it.", "Vacuum it."),
        ("shape", "bell", "empire", "Bell"),
        ("max_watts", "40", "25", "40"),
    ],
)
def test_a_conflict_stands_beside_its_field_and_sending_once_more_decides(
    ann, bob, field, bobs_value, anns_value, shown
):
    product = ProductFactory(top_diameter_mm=250)
    anns, bobs = form_of(ann, product), form_of(bob, product)
    assert save(bob, product, bobs | {field: bobs_value}).status_code == 302
    page = save(ann, product, anns | {field: anns_value, "weight_g": "777"})
    assert page.status_code == 200
    (message,) = [words(page, f".field-{field} .errorlist")]
    assert f"bob@example.org changed this to “{shown}” in the meantime." in message
    again = sent(page)
    assert (again[field], again["weight_g"]) == (anns_value, "777")
    product.refresh_from_db()
    assert product.weight_g != 777
    assert save(ann, product, again).status_code == 302
    product.refresh_from_db()
    assert (str(getattr(product, field)), product.weight_g) == (anns_value, 777)


def test_two_who_want_the_same_are_no_conflict(ann, bob):
    product = ProductFactory(price="50.00")
    anns, bobs = form_of(ann, product), form_of(bob, product)
    save(bob, product, bobs | {"price": "99.00"})
    assert save(ann, product, anns | {"price": "99"}).status_code == 302


def test_photographs_of_a_stale_form_keep_the_others_words(ann, bob):
    product = ProductFactory()
    anns, bobs = form_of(ann, product), form_of(bob, product)
    save(bob, product, bobs | {"photos-0-alt_text_en": "By day."})
    assert save(ann, product, anns | {"photos-1-alt_text_en": "Lit."}).status_code == 302
    assert [photo.alt_text_en for photo in product.photos.all()] == ["By day.", "Lit."]


def test_lamps_and_families_are_kept_the_same_way(ann, bob):
    lamp = Lamp.objects.create(slug="lamp", name_en="Lamp", name_ru="Лампа", use="floor", holder="e27")
    family = Family.objects.create(slug="family", name_en="Family", name_ru="Семья")
    for row in (lamp, family):
        anns, bobs = form_of(ann, row), form_of(bob, row)
        save(bob, row, bobs | {"name_en": "Bob's"})
        assert save(ann, row, anns | {"name_ru": "Анна"}).status_code == 302
        row.refresh_from_db()
        assert (row.name_en, row.name_ru) == ("Bob's", "Анна")
