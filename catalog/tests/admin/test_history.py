"""Every change by staff is in the history with the values before, and actions report what they did."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from catalog.models import Family, Product
from catalog.tests.admin.test_admin_products import sheet
from catalog.tests.factories import ProductFactory
from shop.tests.pages import elements, text_of, words
from shop.tests.staff_forms import colleague, form_of, history, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def bob():
    return colleague("bob")


def act(client, action, *rows, **fields):
    data = {"action": action, "_selected_action": [row.pk for row in rows]} | fields
    page = client.post(reverse("admin:catalog_product_changelist"), data, follow=True)
    return [str(one) for one in page.context["messages"]]


def test_the_history_says_what_was_before_and_what_is_now(ann):
    product = ProductFactory(price="50.00", stock=5)
    page = form_of(ann, product) | {"price": "99.00", "shape": "cylinder", "photos-0-alt_text_en": "Day"}
    save(ann, product, page)
    ann.get(reverse("admin:index"))
    assert act(ann, "hide", product) == ["1 shade is now hidden from the shop."]
    assert act(ann, "show", product) == ["1 shade is now shown in the shop."]
    lost = {"sku": product.sku, "number": "-2", "shown": "-2", "reason": "loss", "_change": ""}
    ann.post(reverse("admin:catalog_product_receive"), lost)
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
    assert act(ann, "show", shown) == ["Nothing was changed: these shades are already shown."]
    assert act(ann, "hide", hidden) == ["Nothing was changed: these shades are already hidden."]
    (refused,) = act(ann, "show", shown, incomplete)
    assert refused.startswith(f"{incomplete.sku}: ")
    assert act(ann, "show", shown, hidden) == ["1 shade is now shown in the shop."]
    assert [int(entry.object_id) for entry in LogEntry.objects.all()] == [hidden.pk]


def test_the_history_keeps_the_name_of_a_family(ann, bob):
    halm = Family.objects.create(slug="halm", name_en="Halm", name_ru="Хальм")
    tuva = Family.objects.create(slug="tuva", name_en="Tuva", name_ru="Тува")
    product = ProductFactory(family=halm)
    opened = form_of(bob, product)
    save(ann, product, form_of(ann, product) | {"family": tuva.pk})
    assert history(ann, product)[0] == "Changed Family. Family: Halm → Tuva"
    page = save(bob, product, opened | {"family": ""})
    assert "ann@example.org changed this to “Tuva” in the meantime." in words(page, ".field-family .errorlist")
    tuva.delete()
    assert history(ann, product)[0] == "Changed Family. Family: Halm → Tuva"


def test_what_came_in_with_a_new_shade_is_in_its_history(ann):
    ann.post(reverse("admin:catalog_product_add"), sheet(is_public="", **{"photos-TOTAL_FORMS": "0"}))
    assert sorted(history(ann, Product.objects.get())) == ["Added.", "Changed stock. Stock: 0 → 4"]


def test_a_long_text_is_cut_in_the_log_and_says_so(ann):
    product = ProductFactory(care_en="")
    save(ann, product, form_of(ann, product) | {"care_en": "x" * 300})
    assert f"nothing → {'x' * 199}…" in history(ann, product)[0]


def test_showing_a_hundred_shades_is_few_statements_and_one_message(ann, django_assert_num_queries):
    drafts = [ProductFactory(is_public=False) for _ in range(100)]
    ContentType.objects.get_for_model(Product)
    # session, person, savepoint, drafts with what they lack, their photographs, showing them, the log, release
    with django_assert_num_queries(8):
        ann.post(reverse("admin:catalog_product_show"), {"shades": ",".join(str(row.pk) for row in drafts)})
    assert Product.objects.public().count() == 100
    assert LogEntry.objects.count() == 100


def test_of_many_that_cannot_be_shown_each_says_why(ann):
    drafts = [ProductFactory(is_public=False, shape="") for _ in range(25)]
    data = {"action": "show", "_selected_action": [row.pk for row in drafts]}
    page = ann.post(reverse("admin:catalog_product_changelist"), data)
    assert [text_of(one) for one in elements(page, ".goods__fault")] == ["lacks: shape"] * 25
    assert elements(page, ".goods button") == []


def test_saving_a_shade_is_few_statements(ann, django_assert_num_queries):
    product = ProductFactory(family=Family.objects.create(slug="f", name_en="F", name_ru="Ф"))
    fields = form_of(ann, product)
    ContentType.objects.get_for_model(Product)
    # session, person, savepoint, shade, whether the form was sent before, family (twice), all its rules,
    # photographs of the form, those of the pair beside it, saving, photographs for the doubts, the log, release
    with django_assert_num_queries(14):
        assert save(ann, product, fields | {"care_en": "Dust it."}).status_code == 302
