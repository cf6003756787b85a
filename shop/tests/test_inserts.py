"""New rows of several tables, with what is changed beside them: one statement on PostgreSQL."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction

from shop import inserts
from shop.inserts import insert

pytestmark = pytest.mark.django_db

RENAMED = ("UPDATE auth_group SET name = %s WHERE name = %s", ["Packers", "Pickers"])


def rows():
    return [Group(name="Owners"), ContentType(app_label="lamps", model="lamp"), Group(name="Guests")]


def names():
    return list(Group.objects.order_by("pk").values_list("name", flat=True))


@pytest.fixture(autouse=True)
def pickers():
    Group.objects.all().delete()
    Group.objects.create(name="Pickers")


@pytest.mark.parametrize("at_once", [1000, 1])
def test_rows_of_all_tables_are_written_in_their_order(monkeypatch, at_once):
    monkeypatch.setattr(inserts, "AT_ONCE", at_once)
    insert(rows(), beside=RENAMED)
    assert names() == ["Packers", "Owners", "Guests"]
    assert ContentType.objects.filter(app_label="lamps", model="lamp").exists()


def test_postgresql_writes_all_of_them_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 3):
        insert(rows(), beside=RENAMED)


def test_what_is_changed_beside_no_rows_is_changed_too():
    insert([], beside=RENAMED)
    assert names() == ["Packers"]


def test_nothing_is_written_where_there_is_nothing_to_write(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])


def test_a_broken_rule_of_one_row_leaves_none_of_them():
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([*rows(), Group(name="Owners")], beside=RENAMED)
    assert names() == ["Pickers"]
