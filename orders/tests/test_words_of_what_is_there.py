"""What is there already is said by the field, in words of the shop and not of Django («… already exists.»)."""

import pytest
from django.contrib.auth.models import Group

from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from catalog.tests.factories import FamilyFactory, LampFactory
from shop.tests.pages import browser, elements, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return browser(StaffFactory(is_superuser=True))


def said(page, field):
    return text_of(elements(page, f".field-{field} .errorlist")[0])


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "Another group has this name."), ("/ru", "Так уже называется другая группа.")]
)
def test_a_group_of_this_name(owner, prefix, words):
    Group.objects.create(name="Packers")
    assert said(owner.post(f"{prefix}/admin/auth/group/add/", {"name": "Packers"}), "name") == words


def test_an_account_with_this_e_mail(owner):
    UserFactory(email="anna@example.org")
    fields = {"email": "anna@example.org", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    page = owner.post("/admin/accounts/user/add/", fields)
    assert said(page, "email") == "There is already an account with this e-mail."


@pytest.mark.parametrize(
    ("make", "address", "words"),
    [
        (FamilyFactory, "/admin/catalog/family/add/", "Another family has this address."),
        (FamilyFactory, "/ru/admin/catalog/family/add/", "Этот адрес уже у другого модельного ряда."),
        (LampFactory, "/admin/catalog/lamp/add/", "Another lamp has this address."),
        (LampFactory, "/ru/admin/catalog/lamp/add/", "Этот адрес уже у другой лампы."),
    ],
)
def test_another_one_has_the_address(owner, make, address, words):
    make(slug="halm")
    page = owner.post(address, {"slug": "halm"})
    assert said(page, "slug") == words


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", "An address has Latin letters, digits, hyphens and underscores, and nothing else."),
        ("/ru", "В адресе могут быть только латинские буквы, цифры, дефисы и подчёркивания."),
    ],
)
@pytest.mark.parametrize("form", ["catalog/product", "catalog/family", "catalog/lamp", "pages/page"])
def test_what_is_no_address(owner, form, prefix, words):
    page = owner.post(f"{prefix}/admin/{form}/add/", {"slug": "Хальм!"})
    assert words in [text_of(fault) for fault in elements(page, ".field-slug .errorlist")]
