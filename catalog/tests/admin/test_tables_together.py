"""Two presses, or two tables, at the same moment: the stock changes once, and a new shade is made once."""

from threading import Thread
from time import sleep

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from catalog.goods import applying
from catalog.models import Family, Product
from catalog.tests.admin.test_admin_products import said
from catalog.tests.admin.test_tables_in_and_out import press, upload
from catalog.tests.factories import FamilyFactory, ProductFactory
from catalog.tests.goods.tables import table
from shop.tests.staff_forms import colleague

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory it has one thread"),
]


@pytest.fixture
def ann():
    return colleague("ann")


def elsewhere(work):
    """Does the work in a thread, on a connection of its own."""

    def alone():
        work()
        connection.close()

    thread = Thread(target=alone)
    thread.start()
    return thread


def before_writing(monkeypatch, work):
    write = applying.write

    def delayed(*args):
        work()
        yield from write(*args)

    monkeypatch.setattr(applying, "write", delayed)


def test_the_second_of_two_presses_waits_and_finds_nothing_to_do(ann, monkeypatch):
    page = upload(ann, table({"sku": "NEW", "price": "5", "stock": "3"}))
    writes, answers = [], []
    before_writing(monkeypatch, lambda: (writes.append(1), sleep(0.3)))
    presses = [elsewhere(lambda: answers.append(press(ann, page))) for _press in range(2)]
    for one in presses:
        one.join()
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(writes) == 1
    assert [(shade.sku, shade.stock) for shade in Product.objects.all()] == [("NEW", 3)]
    assert LogEntry.objects.filter(action_flag=1).count() == 1


def test_a_new_shade_that_another_table_brings_meanwhile_refuses_all_by_name(ann, monkeypatch):
    page = upload(ann, table({"sku": "NEW", "price": "5"}, {"sku": "MORE", "price": "5"}))
    other = Product(sku="NEW", slug="new", price=7)
    before_writing(monkeypatch, lambda: other.pk or elsewhere(other.save).join())
    answer = press(ann, page)
    assert said(answer) == "Nothing was changed: in the meantime these have become others: NEW."
    assert [str(shade.price) for shade in Product.objects.all()] == ["7.00"]


def test_an_address_that_another_takes_meanwhile_is_a_fault(ann, monkeypatch):
    page = upload(ann, table({"sku": "NEW", "price": "5"}))
    other = Product(sku="OTHER", slug="new", price=7)
    before_writing(monkeypatch, lambda: other.pk or elsewhere(other.save).join())
    answer = press(ann, page)
    assert said(answer) == "Nothing was changed: the table has faults."
    assert "Another shade has this address." in answer.content.decode()


@pytest.mark.parametrize("sku", ["NEW", "OLD"])
def test_a_family_that_the_table_names_is_deleted_after_it_and_not_under_it(ann, monkeypatch, sku):
    FamilyFactory(slug="halm")
    ProductFactory(sku="OLD", is_public=False)
    page = upload(ann, table({"sku": sku, "price": "5", "family": "halm"}))
    deleting = []

    def delete_elsewhere():
        deleting.append(elsewhere(Family.objects.get(slug="halm").delete))
        # Long enough for it to be done, if nothing made it wait.
        deleting[0].join(0.5)

    before_writing(monkeypatch, delete_elsewhere)
    answer = press(ann, page)
    deleting[0].join()
    assert answer.status_code == 200
    assert "was changed" in said(answer) or "1 new shade" in said(answer)
    assert not Family.objects.exists()
    assert Product.objects.get(sku=sku).family is None


def test_a_family_that_was_deleted_before_is_a_fault(ann):
    family = FamilyFactory(slug="halm")
    page = upload(ann, table({"sku": "NEW", "price": "5", "family": "halm"}))
    family.delete()
    answer = press(ann, page)
    assert said(answer) == "Nothing was changed: the table has faults."
    assert "There is no family with the address “halm”." in answer.content.decode()
