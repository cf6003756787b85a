"""Receiving: a delivery is typed once, its stock is shown before and after, and one press changes it once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from catalog.models import Product, StockMovement
from catalog.tests.admin.test_admin_products import said
from catalog.tests.factories import ProductFactory
from shop.tests.pages import elements, text_of, words
from shop.tests.staff_forms import colleague, history, with_rights

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:catalog_product_receive")
LIST = reverse("admin:catalog_product_changelist")


@pytest.fixture
def ann():
    return colleague("ann")


def typed(page):
    """The fields of the page's form, as a browser sends them: several of one name."""
    fields = {}
    for one in elements(page, ".goods input, .goods textarea"):
        fields.setdefault(one.attributes["name"], []).append(one.attributes.get("value") or one.text())
    return fields | {"reason": ["receipt"]}


def look(client, pasted, **fields):
    return client.post(PAGE, {"pasted": pasted, "reason": "receipt", "_look": "", **fields})


def rows(page):
    return [[text_of(cell) for cell in row.css("td")] for row in elements(page, ".goods tbody tr")]


def stocks():
    return dict(Product.objects.values_list("sku", "stock"))


def test_a_delivery_is_shown_before_and_after_and_then_changes_the_stock(ann):
    one, other = ProductFactory(sku="ONE", stock=3), ProductFactory(sku="TWO", stock=5)
    page = look(ann, "ONE 12\ntwo\nTWO")
    assert [row[1::2] for row in rows(page)] == [["3", "15"], ["5", "7"]]
    assert stocks() == {"ONE": 3, "TWO": 5}
    answer = ann.post(PAGE, typed(page) | {"_change": ""}, follow=True)
    assert said(answer, ".success") == "The stock of 2 shades was changed. ONE 3 → 15, TWO 5 → 7"
    assert stocks() == {"ONE": 15, "TWO": 7}
    movement = one.movements.first()
    assert (movement.delta, movement.reason, movement.staff_member.email) == (12, "receipt", "ann@example.org")
    assert history(ann, other) == ["Changed stock. Stock: 5 → 7"]


def test_a_second_press_changes_nothing(ann):
    ProductFactory(sku="ONE", stock=3)
    fields = typed(look(ann, "ONE 12")) | {"_change": ""}
    ann.post(PAGE, fields, follow=True)
    answer = ann.post(PAGE, fields, follow=True)
    assert said(answer) == "This form had already been sent. The stock was changed only once."
    assert stocks() == {"ONE": 15}


def test_a_form_from_the_browsers_memory_with_other_shades_changes_their_stock(ann):
    for sku in ("ONE", "TWO"):
        ProductFactory(sku=sku, stock=1)
    fields = typed(look(ann, "ONE 5")) | {"_change": ""}
    for sku in ("ONE", "ONE", "TWO"):
        ann.post(PAGE, fields | {"sku": [sku]})
    assert stocks() == {"ONE": 6, "TWO": 6}


def test_nothing_that_was_typed_is_lost_and_a_fault_stands_beside_its_line(ann):
    ProductFactory(sku="ONE", stock=3)
    page = look(ann, "ONE -4\nNOPE 2")
    assert "There are fewer than are to be taken away." in rows(page)[0][0]
    assert "No shade has this SKU." in rows(page)[1][0]
    page = ann.post(PAGE, typed(page) | {"_change": ""})
    fields = typed(page)
    assert (fields["sku"], fields["number"]) == (["ONE", "NOPE"], ["-4", "2"])
    assert stocks() == {"ONE": 3}
    # The line of an unknown SKU goes with its SKU and number; the number of the other is corrected.
    page = ann.post(PAGE, fields | {"sku": ["ONE", ""], "number": ["-3", ""], "_look": ""})
    ann.post(PAGE, typed(page) | {"_change": ""})
    assert stocks() == {"ONE": 0}


@pytest.mark.parametrize("more", [{"number": ["13"]}, {"pasted": ["ONE"]}])
def test_what_the_page_has_not_shown_is_shown_first(ann, more):
    ProductFactory(sku="ONE", stock=3)
    page = ann.post(PAGE, typed(look(ann, "ONE 12")) | {"_change": ""} | more)
    assert rows(page)[0][1::2] == ["3", "16"]
    assert stocks() == {"ONE": 3}
    ann.post(PAGE, typed(page) | {"_change": ""})
    assert stocks() == {"ONE": 16}


def test_what_was_sold_meanwhile_refuses_all_and_says_so(ann):
    ProductFactory(sku="ONE", stock=3)
    ProductFactory(sku="TWO", stock=3)
    fields = typed(look(ann, "ONE -3\nTWO 5")) | {"_change": ""}
    Product.objects.filter(sku="ONE").update(stock=2)
    page = ann.post(PAGE, fields)
    assert "There are fewer than are to be taken away." in words(page, ".goods table")
    assert stocks() == {"ONE": 2, "TWO": 3}
    assert not LogEntry.objects.exists()


def test_shades_that_are_ticked_in_the_list_are_lines(ann):
    shades = [ProductFactory(sku=sku) for sku in ("ONE", "TWO")]
    page = ann.post(LIST, {"action": "receive", "_selected_action": [shade.pk for shade in shades]})
    assert [row[0].split()[0] for row in rows(page)] == ["ONE", "TWO"]
    page = ann.post(PAGE, typed(page) | {"_change": ""})
    assert said(page) == "Enter a number beside a shade."
    page = ann.post(PAGE, typed(page) | {"number": ["", "4"], "_look": ""})
    ann.post(PAGE, typed(page) | {"_change": ""})
    assert StockMovement.objects.first().product == shades[1]
    assert stocks() == {"ONE": 10, "TWO": 14}


def test_more_lines_than_a_form_holds_are_refused_and_stay(ann, monkeypatch):
    monkeypatch.setattr("catalog.admin.receiving.MOST_LINES", 1)
    page = look(ann, "ONE\nTWO")
    assert "At most 1 shades at once" in words(page, ".goods .errorlist")
    assert words(page, ".goods textarea") == "ONE TWO"


def test_a_delivery_that_was_too_long_is_received_once_when_it_is_shortened(ann, monkeypatch):
    monkeypatch.setattr("catalog.admin.receiving.MOST_LINES", 2)
    for sku in ("ONE", "TWO", "THREE"):
        ProductFactory(sku=sku, stock=0)
    page = look(ann, "ONE 5")
    page = ann.post(PAGE, typed(page) | {"pasted": ["TWO 5\nTHREE 5"], "_look": ""})
    assert [row[3] for row in rows(page)] == ["5"]
    assert words(page, ".goods textarea") == "TWO 5 THREE 5"
    page = ann.post(PAGE, typed(page) | {"pasted": ["TWO 5"], "_look": ""})
    assert [row[3] for row in rows(page)] == ["5", "5"]
    ann.post(PAGE, typed(page) | {"_change": ""})
    assert stocks() == {"ONE": 5, "TWO": 5, "THREE": 0}


def test_forty_thousand_lines_are_refused_before_the_database_is_asked(ann, django_assert_max_num_queries):
    # session, user
    with django_assert_max_num_queries(2):
        page = look(ann, "\n".join(f"X{number} 1" for number in range(40_000)))
    assert "At most 300 shades at once" in words(page, ".goods .errorlist")


def test_a_piece_that_is_scanned_many_times_is_one_line(ann):
    ProductFactory(sku="ONE", stock=0)
    assert [row[3] for row in rows(look(ann, "ONE\n" * 400))] == ["400"]


def test_only_staff_who_may_change_shades_have_the_page(client):
    reader = with_rights("reader", "view_product")
    assert reader.get(PAGE).status_code == 403
    assert reader.post(PAGE, {"pasted": "ONE", "reason": "receipt"}).status_code == 403
    assert PAGE not in reader.get(LIST).content.decode()
    assert client.get(PAGE).status_code == 302


def test_any_number_of_shades_is_received_in_the_same_number_of_statements(ann, django_assert_max_num_queries):
    for sku in ("ONE", "TWO", "THREE"):
        ProductFactory(sku=sku)
    fields = typed(look(ann, "ONE 1\nTWO 2\nTHREE 3")) | {"_change": ""}
    # session, user; the lines; a transaction with a savepoint (4): its shades locked, the key, the stock and the
    # movements written, the kind of the log's rows, the log; the messages are in a cookie
    with django_assert_max_num_queries(14):
        ann.post(PAGE, fields)
