"""The key of a Russian account: one wrong digit, or two that changed places, and it is not that of the bank."""

import pytest

from pages.models import Business
from pages.russian_accounts import belongs_to
from pages.tests.test_business_form import WHOLE
from shop.tests.pages import elements, sent, words
from shop.tests.staff_forms import colleague, form_of, save

BIK, ACCOUNT, CORRESPONDENT = "044525225", "40702810138250123017", "30101810400000000225"


@pytest.mark.parametrize(
    ("account", "bik", "is_correspondent", "is_right"),
    [
        (ACCOUNT, BIK, False, True),
        ("40702810900000005555", BIK, False, True),
        (CORRESPONDENT, BIK, True, True),
        ("30101810145250000974", "044525974", True, True),
        # Of another bank, and of one in another region.
        (ACCOUNT, "044525974", False, False),
        (CORRESPONDENT, "040349225", True, False),
        # The correspondent account is not one of the bank's customers.
        (CORRESPONDENT, BIK, False, False),
        # An office of the Bank of Russia: the account of its customer is checked as one of a bank.
        ("40503810845250000001", "044525000", False, False),
        ("40503810745250000001", "044525000", False, True),
        # Nobody can know: the treasury, an IBAN, a BIC, nothing.
        (ACCOUNT, "014525988", False, True),
        ("DE89370400440532013000", BIK, False, True),
        (ACCOUNT, "SABRRUMM", False, True),
        ("", BIK, False, True),
        (ACCOUNT, "", False, True),
    ],
)
def test_an_account_belongs_to_its_bank(account, bik, is_correspondent, is_right):
    assert belongs_to(account, bik, is_correspondent=is_correspondent) == is_right


@pytest.mark.parametrize(("account", "is_correspondent"), [(ACCOUNT, False), (CORRESPONDENT, True)])
def test_no_wrong_digit_passes(account, is_correspondent):
    for place in range(len(account)):
        for other in set("0123456789") - {account[place]}:
            wrong = account[:place] + other + account[place + 1 :]
            assert not belongs_to(wrong, BIK, is_correspondent=is_correspondent)


RUSSIAN = WHOLE | {"account": ACCOUNT, "bic": BIK, "correspondent_account": CORRESPONDENT}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, []),
        ({"account": "4070 2810 1382 5012 3017"}, []),
        ({"account": "40702810138250123018"}, ["account"]),
        ({"correspondent_account": "30101810400000000226"}, ["correspondent_account"]),
        ({"bic": "044525226"}, ["account"]),
        ({"bic": "044535225"}, ["correspondent_account"]),
        # The same bank for payers abroad; in the place of the BIK it would leave those at home without one.
        ({"swift": "sabr rumm"}, []),
        ({"swift": "SABR"}, ["swift"]),
        ({"bic": "SABRRUMM"}, ["bic"]),
    ],
)
def test_the_form_says_beside_the_field_what_does_not_belong_together(typed, wrong):
    client, row = colleague("owner"), Business.objects.get()
    answer = save(client, row, form_of(client, row) | RUSSIAN | typed)
    row.refresh_from_db()
    if not wrong:
        assert answer.status_code == 302
        assert row.account == ACCOUNT
        assert row.swift == ("SABRRUMM" if typed.get("swift") else "")
        return
    for name in ("account", "correspondent_account", "bic", "swift"):
        errors = elements(answer, f".field-{name} .errorlist")
        assert bool(errors) == (name in wrong)
    said = {
        "bic": "An account in Russia has a BIK, 9 digits. The SWIFT code has its own field.",
        "swift": "This is no SWIFT code: it has 8 or 11 letters and digits.",
    }.get(wrong[0], f"This number and the BIK {(RUSSIAN | typed)['bic']} do not belong together")
    assert said in words(answer, f".field-{wrong[0]} .errorlist")
    assert sent(answer)["legal_name"] == WHOLE["legal_name"]
    assert row.legal_name == ""
