"""An invoice keeps its buyer for as many years as the law asks, and no longer."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.tests.factories import UserFactory
from orders.consistency import inconsistencies
from orders.housekeeping import tidy
from orders.models import Invoice
from orders.models.invoice import BUYER
from orders.tests.factories import place
from orders.tests.seller import sells
from shop.tests.pages import browser, words

pytestmark = pytest.mark.django_db


def new_year(year):
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())


@pytest.mark.each_database
@pytest.mark.parametrize("years", [1, 10])
def test_a_buyer_is_erased_when_the_years_after_that_of_the_invoice_are_over(settings, years):
    settings.INVOICE_YEARS = years
    sells()
    for key, moment in (("old", new_year(2021) - timedelta(seconds=1)), ("new", new_year(2021))):
        with time_machine.travel(moment, tick=False):
            order = place(key=key)
            order.pay(by=order.user)
    with time_machine.travel(new_year(2021 + years) - timedelta(seconds=1), tick=False):
        assert tidy().buyers == 0
    with time_machine.travel(new_year(2021 + years), tick=False):
        assert tidy().buyers == 1
        assert tidy().buyers == 0
        old, new = Invoice.objects.all()
        assert {getattr(old, name) for name in BUYER} == {""}
        assert (old.number, old.buyer_country, new.buyer_name) == ("INV-000001", "SE", "Anna Lindqvist")
        assert [fault for fault in inconsistencies() if "invoice" in fault] == []


def test_the_oldest_are_erased_first_and_only_so_many_in_a_round(settings, monkeypatch):
    monkeypatch.setattr("orders.housekeeping.MOST_ERASED", 1)
    settings.INVOICE_YEARS = 1
    sells()
    for year in (2020, 2019):
        with time_machine.travel(new_year(year), tick=False):
            order = place(key=str(year))
            order.pay(by=order.user)
    left = []
    with time_machine.travel(new_year(2026), tick=False):
        for _round in range(2):
            assert tidy().buyers == 1
            left.append(
                [timezone.localtime(invoice.issued_at).year for invoice in Invoice.objects.exclude(buyer_name="")]
            )
    assert left == [[2020], []]


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("", "Invoices keep the name and address of their buyer for 7 years"), ("/ru", "хранятся ещё 7 лет")],
)
def test_the_form_that_closes_an_account_says_so(settings, prefix, said):
    settings.INVOICE_YEARS = 7
    assert said in words(browser(UserFactory()).get(f"{prefix}/account/"))
