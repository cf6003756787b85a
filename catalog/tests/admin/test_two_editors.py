"""Two people edit one thing: neither undoes the other's work, a conflict is said beside its field, the log says all."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from catalog.models import Family, Lamp, Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import sent, words
from shop.tests.staff_forms import colleague, form_of, history, save

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
    assert f"bob@example.org has changed this to “{shown}” meanwhile." in message
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


def act(client, action, *rows, **fields):
    data = {"action": action, "_selected_action": [row.pk for row in rows]} | fields
    page = client.post(reverse("admin:catalog_product_changelist"), data, follow=True)
    return [str(one) for one in page.context["messages"]]


def test_the_history_says_what_was_before_and_what_is_now(ann):
    product = ProductFactory(price="50.00", stock=5)
    page = form_of(ann, product) | {"price": "99.00", "shape": "cylinder", "photos-0-alt_text_en": "Day"}
    save(ann, product, page)
    ann.get(reverse("admin:index"))
    assert act(ann, "hide", product) == ["1 shade is hidden from the shop."]
    assert act(ann, "show", product) == ["1 shade is shown in the shop."]
    act(ann, "change_stock", product, delta="-2", reason="loss")
    saved, hidden, shown, stock = history(ann, product)
    assert stock == "Changed stock. Stock: 5 → 3"
    assert shown == "Changed shown. Shown: No → Yes"
    assert hidden == "Changed shown. Shown: Yes → No"
    for part in ("Price: 50.00 → 99.00", "shape: Drum → Tall cylinder", "description (English): nothing → Day"):
        assert part in saved, saved
    assert "Цена: 50,00 → 99,00" in history(ann, product, "/ru")[0]


def test_actions_say_what_they_did_and_log_only_that(ann):
    shown, hidden = ProductFactory(), ProductFactory(is_public=False)
    incomplete = ProductFactory(is_public=False, shape="")
    assert act(ann, "show", shown) == ["Nothing was changed: these shades are shown already."]
    assert act(ann, "hide", hidden) == ["Nothing was changed: these shades are hidden already."]
    refused, done = act(ann, "show", shown, hidden, incomplete)
    assert refused.startswith(f"{incomplete.sku}: ")
    assert done == "1 shade is shown in the shop."
    assert [int(entry.object_id) for entry in LogEntry.objects.all()] == [hidden.pk]
    assert act(ann, "hide", shown, hidden) == ["2 shades are hidden from the shop."]
    assert Product.objects.public().count() == 0


def test_showing_a_hundred_shades_is_few_statements(ann, django_assert_max_num_queries):
    drafts = [ProductFactory(is_public=False) for _ in range(20)]
    # The admin's own: 1 and 2 session and person, 3 and 4 two counts, 5 the content type; then 5 of publishing,
    # 2 the log, 2 the session of the message
    with django_assert_max_num_queries(16):
        data = {"action": "show", "_selected_action": [row.pk for row in drafts]}
        ann.post(reverse("admin:catalog_product_changelist"), data)
    assert Product.objects.public().count() == 20


def test_saving_a_shade_is_few_statements(ann, django_assert_max_num_queries):
    product = ProductFactory(family=Family.objects.create(slug="f", name_en="F", name_ru="Ф"))
    fields = form_of(ann, product)
    # one of them for photographs of the pair that the form does not show
    with django_assert_max_num_queries(20):
        assert save(ann, product, fields | {"care_en": "Dust it."}).status_code == 302
