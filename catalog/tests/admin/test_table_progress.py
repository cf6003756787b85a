"""A long table says how far it is while it is applied, in one transaction that ends with the page."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from selectolax.lexbor import LexborHTMLParser

from catalog.goods import applying
from catalog.models import Product
from catalog.tests.admin.test_tables_in_and_out import press, upload
from catalog.tests.goods.tables import table
from shop.tests.staff_forms import colleague

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

ROWS = [{"sku": f"NEW-{n}", "price": "5", "stock_delta": "1"} for n in range(5)]


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    """As if five rows were many."""
    monkeypatch.setattr("catalog.goods.applying.BATCH", 2)
    monkeypatch.setattr("catalog.admin.tables.AT_ONCE", 2)


@pytest.fixture
def ann():
    return colleague("ann")


def texts(html, selector):
    return [one.text().strip() for one in LexborHTMLParser(html).css(selector)]


def whole(answer):
    return b"".join(answer.streaming_content).decode()


def test_each_batch_is_a_line_and_the_last_says_what_became_of_the_table(ann):
    answer = press(ann, upload(ann, table(*ROWS)))
    assert (answer.status_code, answer["X-Accel-Buffering"]) == (200, "no")
    page = whole(answer)
    assert texts(page, ".goods__lines li") == [f"{n} of 5 rows are written." for n in (2, 4, 5)]
    assert texts(page, ".messagelist .success") == ["5 new shades, hidden until they are shown."]
    assert set(Product.objects.values_list("stock", flat=True)) == {1}
    assert LogEntry.objects.filter(action_flag=1).count() == 5


def test_it_speaks_the_language_of_its_page(ann):
    shown = ann.get("/ru" + upload(ann, table(*ROWS)).request["PATH_INFO"])
    page = whole(press(ann, shown))
    assert texts(page, ".goods__lines li")[0] == "Записано строк: 2 из 5."
    assert texts(page, ".messagelist .success") == ["5 новых абажуров, скрыты, пока их не покажут."]


def test_lines_come_before_the_end(ann):
    parts = press(ann, upload(ann, table(*ROWS))).streaming_content
    seen = b""
    while b"2 of 5" not in seen:
        seen += next(parts)
    assert b"4 of 5" not in seen
    assert b"</html>" not in seen
    assert b"</html>" in b"".join(parts)


def test_who_leaves_before_the_end_changes_nothing(ann, monkeypatch):
    answer = press(ann, upload(ann, table(*ROWS)))
    parts = answer.streaming_content
    while b"4 of 5" not in next(parts):
        pass
    # That of the test stays open.
    monkeypatch.setattr(connection, "close", lambda: None)
    answer.close()
    assert not Product.objects.exists()
    assert whole(press(ann, upload(ann, table(*ROWS)))).count("<li>5 of 5") == 1


def test_a_second_press_and_what_changed_meanwhile_are_said(ann):
    page = upload(ann, table(*ROWS))
    whole(press(ann, page))
    assert texts(whole(press(ann, page)), ".messagelist .info") == [
        "This table was applied already: there was nothing to change."
    ]
    page = upload(ann, table(*({"sku": f"NEW-{n}", "price": "6"} for n in range(5))))
    Product.objects.filter(sku="NEW-3").update(price=7)
    said = "Nothing was changed: in the meantime these have become others: NEW-3."
    assert texts(whole(press(ann, page)), ".messagelist .error") == [said]


def test_a_fault_of_ours_changes_nothing_and_is_said(ann, monkeypatch):
    def broken(plan):
        yield 1, 5
        raise ZeroDivisionError

    monkeypatch.setattr(applying, "write", broken)
    page = whole(press(ann, upload(ann, table(*ROWS))))
    said = "Nothing was changed: something went wrong. Please try again."
    assert texts(page, ".messagelist .error") == [said]
    assert not Product.objects.exists()
