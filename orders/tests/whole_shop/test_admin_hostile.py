"""Whatever is sent to the admin is answered: with a page, a way back or a 400, and never with a 500."""

import itertools
import random

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.tests.factories import StaffFactory
from catalog.models import Family, Lamp, Product
from catalog.tests.factories import ProductFactory
from orders.tests.factories import place
from pages.tests.pages import write
from shop.logs import level_of
from shop.tests.long import shared
from shop.tests.pages import browser, sent

# On PostgreSQL a refused statement ends the transaction that a test would stand in.
pytestmark = [pytest.mark.each_database, pytest.mark.django_db(transaction=True)]
BROKEN = ["abc", "1\x00", "9" * 23, "99999", "\ud800"]
EVERY_LIST = ["o", "p", "q", "_to_field", "nothing", "id__in"]
BY_FIELD = [
    *("created_at__year", "created_at__month", "created_at__day", "created_at__gte", "status__exact", "status__in"),
    *("dispatched_at__isempty", "shape__exact", "shape__isnull", "is_public__exact", "family", "family__id__exact"),
    *("product__id__exact", "user__id__exact", "is_staff__exact", "reason__exact", "use__exact", "password"),
    "user__password__startswith",
]
PHOTO_FIELDS = ["id", "product", "kind", "position", "image", "alt_text_en", "DELETE"]


@pytest.fixture
def rows():
    family = Family.objects.create(slug="f", name_en="F", name_ru="Ф")
    lamp = Lamp.objects.create(slug="lamp", name_en="Lamp", name_ru="Лампа", use="floor", holder="e27")
    product = ProductFactory(family=family)
    write("f")
    return [product, family, lamp, Group.objects.create(name="G"), place(None, product), product.movements.first()]


@pytest.fixture
def staff(rows):
    # A fault is an answer here, as it is for people.
    client = browser(StaffFactory())
    client.raise_request_exception = False
    return client


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def safe(value):
    return value.encode("utf-8", "surrogatepass")


def models():
    return list(admin.site._registry)


def lists():
    """Each list with the parameters that mean something to it."""
    for model in models():
        names = {field.name for field in model._meta.get_fields()}
        for name in (*EVERY_LIST, *(one for one in BY_FIELD if one.split("__")[0] in names)):
            yield model, name


@pytest.mark.parametrize(
    "sent",
    [
        "catalog/product/add/?family=abc",
        "catalog/product/?sku__regex=(",
        "catalog/product/?price__iregex=(",
        "catalog/product/?id__range=1",
        "auth/group/1/change/?_to_field=abc",
        "orders/order/?status__exact=%00",
        "autocomplete/?app_label=catalog&model_name=product&field_name=family&term=%00",
    ],
)
def test_an_address_that_no_page_has_is_a_400(staff, sent):
    assert staff.get(f"/admin/{sent}").status_code == 400


def test_a_family_with_a_number_beyond_its_column_is_answered(staff):
    # SQLite refuses the number; PostgreSQL finds no family.
    assert staff.get("/admin/catalog/product/add/", {"family": "9" * 23}).status_code in (200, 400)


def test_a_row_by_a_column_without_a_name_is_answered(staff):
    assert staff.post(page(Group, "change", "9" * 23), {"_to_field": ""}).status_code == 400


def addresses():
    """Every address of the admin, with keys that are there and keys that are none."""

    def under(patterns, before):
        for one in patterns:
            whole = f"{before}{one.pattern}"
            yield from under(one.url_patterns, whole) if hasattr(one, "url_patterns") else [whole]

    plain = [one for one in under(admin.site.urls[0], "/admin/") if "(?P" not in one and "logout" not in one]
    keys = ["1", "abc", "9" * 23, "-1", "_00", "1_2F"]
    return [
        one.replace("<path:object_id>", key).replace("<id>", key).replace("<path:content_type_id>", key)
        for one in plain
        for key in (keys if "<" in one else keys[:1] * 3)
    ]


def test_every_address_takes_any_parameters(staff):
    dice = random.Random(7)
    names = [*EVERY_LIST, *BY_FIELD, *(f"photos-0-{name}" for name in PHOTO_FIELDS), "photos-TOTAL_FORMS", "family"]
    names += ["_popup", "_saveasnew", "_continue", "_facets", "action", "select_across", "post", "groups", "price"]
    values = [
        *BROKEN,
        "",
        "-1",
        "1e999",
        "nan",
        "2026",
        "13",
        "drum",
        "paid",
        "on",
        "hide",
        "delete_selected",
        "x" * 5000,
    ]
    wrong = {}
    for address in shared(addresses(), parts=6):
        for send in (staff.get, staff.post):
            data = {name: safe(dice.choice(values)) for name in dice.sample(names, dice.choice([1, 2, 4]))}
            code = send(address, data).status_code
            if code >= 500:
                wrong[send.__name__, address] = code, data
    assert wrong == {}


def test_every_list_takes_every_parameter(staff):
    answers = {
        (model.__name__, name, value): staff.get(page(model, "changelist"), {name: safe(value)}).status_code
        for (model, name), value in shared(itertools.product(lists(), BROKEN), parts=4)
    }
    assert {sent: code for sent, code in answers.items() if code not in (200, 302, 400)} == {}
    assert {200, 302, 400} == set(answers.values())


def test_every_action_takes_every_selection(staff):
    wrong = {}
    every = [
        (model, action, value)
        for model in models()
        for action in ("delete_selected", "nothing", *(admin.site._registry[model].actions or ()))
        for value in BROKEN
    ]
    for model, action, value in shared(every, parts=3):
        data = {"action": action, "_selected_action": safe(value)}
        code = staff.post(page(model, "changelist"), data).status_code
        if code >= 500:
            wrong[model.__name__, action, value] = code
    assert wrong == {}


@pytest.mark.parametrize("field", ["action", "index", "select_across", "form-TOTAL_FORMS", "_save"])
def test_every_field_beside_an_action_takes_every_value(staff, rows, field):
    for value in BROKEN:
        data = {"action": "receive", "_selected_action": rows[0].pk}
        answer = staff.post(page(Product, "changelist"), data | {field: safe(value)})
        assert answer.status_code < 500, value


@pytest.mark.parametrize("field", ["pasted", "sku", "number", "shown", "reason", "form_key"])
def test_every_field_of_a_delivery_takes_every_value(staff, rows, field):
    sound = {"sku": rows[0].sku, "number": "1", "shown": "1", "reason": "receipt", "form_key": "k", "_change": ""}
    for value in BROKEN:
        answer = staff.post(reverse("admin:catalog_product_receive"), sound | {field: safe(value)})
        assert answer.status_code < 500, value


def test_every_row_takes_every_key(staff):
    every = itertools.product(models(), ("change", "history", "delete"), ["abc", "-1", "9" * 23, "_00"])
    for model, name, value in shared(every, parts=3):
        address = page(model, name, value)
        for answer in (staff.get(address), staff.post(address, {"post": "yes"})):
            assert answer.status_code < 500, (model, name, value)


def test_every_field_of_a_form_takes_every_value(staff, rows):
    for row in rows[:4]:
        address = page(type(row), "change", row.pk)
        fields = staff.get(address).context["adminform"].form.fields
        for name, value in shared(itertools.product(fields, BROKEN[:3]), parts=6):
            answer = staff.post(address, {name: safe(value), f"initial-{name}": safe(value)})
            assert answer.status_code < 500, (address, name, value)


def test_every_field_of_the_photographs_takes_every_value(staff, rows):
    first = rows[0].photos.first()
    sound = {"photos-TOTAL_FORMS": "2", "photos-INITIAL_FORMS": "1", "photos-0-id": first.pk, "photos-0-kind": "unlit"}
    fields = ["TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS", *(f"0-{name}" for name in PHOTO_FIELDS)]
    names = [*(f"photos-{name}" for name in fields), "initial-photos-0-kind"]
    for field, value in shared(itertools.product(names, BROKEN[:3]), parts=4):
        answer = staff.post(page(Product, "change", rows[0].pk), sound | {field: safe(value)})
        assert answer.status_code < 500, (field, value)


@pytest.mark.parametrize("name", ["app_label", "model_name", "field_name", "term", "page"])
def test_the_choice_of_a_family_takes_every_value(staff, name):
    sound = {"app_label": "catalog", "model_name": "product", "field_name": "family", "term": "f"}
    for value in BROKEN:
        answer = staff.get(reverse("admin:autocomplete"), sound | {name: safe(value)})
        assert answer.status_code < 500, value


SENT_AS_KEYS = [("show", {"shades": "1,x"}), ("hide", {"shades": "²"}), ("prices", {"shown": "1:x", "shades": "1"})]


@pytest.mark.parametrize(("action", "fields"), SENT_AS_KEYS)
def test_keys_that_are_none_are_a_400_and_no_error_of_ours(staff, action, fields, caplog):
    path = reverse(f"admin:catalog_product_{action}")
    assert staff.post(path, fields).status_code == 400
    assert not any(level_of(line) == "error" for line in caplog.records)


def test_what_django_cannot_read_is_a_warning_and_what_we_cannot_an_error(staff, caplog, monkeypatch):
    path = "/admin/catalog/product/?id__range=1"
    assert staff.get(path).status_code == 400
    assert {level_of(line) for line in caplog.records} == {"warning"}
    caplog.clear()
    monkeypatch.setattr(Product, "__str__", lambda shade: int("x"))
    product = Product.objects.get()
    assert staff.get(page(Product, "history", product.pk)).status_code == 400
    assert "error" in {level_of(line) for line in caplog.records}


def test_a_form_has_no_more_rows_than_there_can_be_photographs(staff):
    path = page(Product, "change", Product.objects.get().pk)
    fields = sent(staff.get(path)) | {"photos-TOTAL_FORMS": "1000000000"}
    answer = staff.post(path, fields)
    assert answer.status_code == 200
    assert [len(one.formset.forms) for one in answer.context["inline_admin_formsets"]] == [100]
