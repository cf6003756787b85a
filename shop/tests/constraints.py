"""The database enforces constraints, without forms or views."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, transaction


@contextmanager
def refused_by(*names, columns=""):
    """IntegrityError that names one of the constraints. SQLite names the columns of a unique one instead."""
    with pytest.raises((IntegrityError, DataError)) as refusal, transaction.atomic():
        yield
    if isinstance(refusal.value, DataError):
        # PostgreSQL holds the width of a column before it looks at the rule of the same name.
        assert "numeric field overflow" in str(refusal.value)
        return
    expected = [columns] if columns and connection.vendor == "sqlite" else names
    assert any(name in str(refusal.value) for name in expected), refusal.value


@contextmanager
def without(table, name):
    """Rows as they were written before there was this rule. The test's transaction brings it back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DROP CONSTRAINT {name}")
            yield
            return
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def constraints_of(app):
    """The names of all constraints of an app's tables."""
    return {
        constraint.name for model in apps.get_app_config(app).get_models() for constraint in model._meta.constraints
    }
