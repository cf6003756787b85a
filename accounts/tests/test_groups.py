"""Two groups of staff are there from the start, complete; only rights that do something are offered."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.tests.factories import UserFactory
from shop.tests.pages import browser, elements

pytestmark = pytest.mark.django_db


def member_of(name):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return browser(user)


def test_a_group_opens_its_pages_and_no_others():
    pages = {
        "Catalogue": ["catalog_product", "catalog_family", "catalog_lamp", "catalog_stockmovement"],
        "Orders": ["orders_order"],
    }
    for group in pages:
        client = member_of(group)
        for other, names in pages.items():
            for name in names:
                status = client.get(reverse(f"admin:{name}_changelist")).status_code
                assert status == (200 if other == group else 403), (group, name)


def test_the_group_of_the_catalogue_adds_a_shade_with_photographs():
    page = member_of("Catalogue").get(reverse("admin:catalog_product_add"))
    assert elements(page, "input[type=file]")


def offered():
    owner = UserFactory(is_staff=True, is_superuser=True)
    page = browser(owner).get(reverse("admin:auth_group_add"))
    return [option.text() for option in elements(page, "#id_permissions option")]


def test_rights_that_do_nothing_are_not_offered():
    assert "Orders: orders: change" in offered()
    assert not {"Orders: orders: add", "Orders: orders: delete", "Accounts: accounts: delete"} & set(offered())
    assert not [right for right in offered() if "session" in right or "group" in right or "log entr" in right]


def test_all_that_the_groups_have_is_offered():
    rights = {right.codename for group in Group.objects.all() for right in group.permissions.all()}
    assert len(offered()) >= len(rights) > 15


def test_the_groups_that_are_there_have_names_in_the_language_of_the_reader():
    owner = browser(UserFactory(is_staff=True, is_superuser=True))
    Group.objects.create(name="Фотографы")
    for address, names in (
        ("/ru/admin/auth/group/", "#result_list tbody th a"),
        (f"/ru/admin/accounts/user/{UserFactory().pk}/change/", "#id_groups option"),
    ):
        assert {one.text() for one in elements(owner.get(address), names)} == {"Каталог", "Заказы", "Фотографы"}
