"""A statement that is written once gives the rows that its query set gives."""

import pytest
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from shop.models import TaskRun
from shop.statements import Statement


def runs(name, least):
    again = TaskRun.objects.filter(name=OuterRef("name"), failures__gt=least)
    return (
        TaskRun.objects.annotate(more=F("failures") + 1, failed=Exists(again)).exclude(name=name).order_by("-failures")
    )


@pytest.fixture
def recorded():
    for failures, name in enumerate(("tidy", "backup", "check_shop")):
        TaskRun.record(name, failures=failures)


@pytest.mark.django_db
def test_its_rows_are_those_of_the_query_set_for_any_values(recorded):
    statement = Statement(runs)
    for values in [("tidy", 1), ("backup", 0), ("check_shop", 5), ("none", 1)]:
        rows, expected = statement(*values), list(runs(*values))
        assert rows == expected
        for one, other in zip(rows, expected, strict=True):
            assert vars(one) | {"_state": None} == vars(other) | {"_state": None}


@pytest.mark.django_db
def test_it_is_asked_anew_each_time_and_in_the_same_words(recorded):
    statement = Statement(lambda name: TaskRun.objects.filter(name=name))
    with CaptureQueriesContext(connection) as asked:
        assert statement.first("tidy").failures == 0
        TaskRun.record("tidy", failures=3)
        assert statement.first("tidy").failures == 3
        assert statement.first("other") is None
    first, _record, second, third = (one["sql"] for one in asked)
    assert first == second == third.replace("other", "tidy")


@pytest.mark.django_db
def test_what_was_read_can_be_changed(recorded):
    [run] = Statement(lambda name: TaskRun.objects.filter(name=name))("tidy")
    run.failures = 7
    run.save()
    assert TaskRun.objects.get(name="tidy").failures == 7


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no locks of rows")
@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_of_a_transaction_is_refused():
    locked = Statement(lambda name: TaskRun.objects.select_for_update().filter(name=name))
    with pytest.raises(TransactionManagementError):
        locked("tidy")
    with transaction.atomic():
        assert locked("tidy") == []
    with pytest.raises(TransactionManagementError):
        locked("tidy")
