"""The database refuses, whoever asks: what a form or a view had to say about it was never asked."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused_by(*names, columns=""):
    """IntegrityError that names one of the constraints. SQLite names the columns of a unique one instead."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    expected = [columns] if columns and connection.vendor == "sqlite" else names
    assert any(name in str(refusal.value) for name in expected), refusal.value


def constraints_of(app):
    """The names of all constraints of an app's tables."""
    return {
        constraint.name for model in apps.get_app_config(app).get_models() for constraint in model._meta.constraints
    }
