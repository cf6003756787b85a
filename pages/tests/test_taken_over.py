"""Settings that have become business data: their values are taken over once, and then the variables are of no use."""

from importlib import import_module

import pytest
from django.apps import apps

from pages.checks import settings_that_moved
from pages.models import Business

take_over = import_module("pages.migrations.0001_business").take_over_settings


@pytest.mark.django_db
def test_a_shop_that_had_set_nothing_has_the_usual_name_and_nothing_else():
    row = Business.objects.get()
    assert row.names == ("Abajur", "Абажур")
    assert (row.delivers_to, row.dispatch_days, row.return_days, row.vat_rate) == ("", None, None, None)


@pytest.mark.django_db
def test_what_was_set_is_taken_over(monkeypatch):
    Business.objects.all().delete()
    values = {
        "SHOP_NAME": "Lamp & Co",
        "SHOP_NAME_RU": "Лампа",
        "DELIVERS_TO": "AT, DE SE",
        "DISPATCH_DAYS": "2",
        "RETURN_DAYS": "14",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    take_over(apps, None)
    row = Business.objects.get()
    assert row.names == ("Lamp & Co", "Лампа")
    assert row.countries == {"AT", "DE", "SE"}
    assert (row.dispatch_days, row.return_days) == (2, 14)
    assert [str(warning).split(" is set")[0].split()[-1] for warning in settings_that_moved()] == list(values)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SHOP_NAME", ""), ("DELIVERS_TO", "Germany"), ("DISPATCH_DAYS", "0"), ("RETURN_DAYS", "two weeks")],
)
@pytest.mark.django_db
def test_a_value_that_cannot_be_read_is_named_and_nothing_is_written(monkeypatch, name, value):
    Business.objects.all().delete()
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=name):
        take_over(apps, None)
    assert not Business.objects.exists()


def test_nothing_is_said_where_none_is_set():
    assert settings_that_moved() == []
