"""No privilege escalation: staff cannot grant themselves rights or take over an account with more rights."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory
from shop.tests.pages import browser, sent, words
from shop.tests.staff_forms import form_of, history, save

pytestmark = pytest.mark.django_db
RAISED = {"is_staff": "on", "is_superuser": "on", "is_active": "on"}


@pytest.fixture
def owner():
    return UserFactory(email="owner@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def clerk():
    """May do all there is with accounts and groups, and no more."""
    user = UserFactory(email="clerk@example.org", is_staff=True)
    names = [f"{verb}_{model}" for verb in ("add", "change", "delete", "view") for model in ("user", "group")]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def address(page, row):
    return reverse(f"admin:{page}", args=[row.pk])


def rights(user):
    user = User.objects.get(pk=user.pk)
    return user.is_staff, user.is_superuser, set(user.groups.all())


def test_a_clerk_raises_nobody(clerk):
    shopper, group = UserFactory(), Group.objects.create(name="Owners")
    for user in (clerk, shopper):
        before = rights(user)
        data = RAISED | {"email": user.email, "groups": [group.pk]}
        browser(clerk).post(address("accounts_user_change", user), data)
        assert rights(user) == before


def test_a_clerk_changes_the_address_of_a_shopper(clerk):
    shopper = UserFactory()
    data = {"email": "new@example.org", "is_active": "on"}
    assert browser(clerk).post(address("accounts_user_change", shopper), data).status_code == 302
    shopper.refresh_from_db()
    assert shopper.email == "new@example.org"


def test_a_new_account_has_no_rights(clerk):
    data = {"email": "new@example.org", "usable_password": "true", "password1": "three quiet lamps"}
    data |= {"password2": "three quiet lamps"} | RAISED
    assert browser(clerk).post(reverse("admin:accounts_user_add"), data).status_code == 302
    assert rights(User.objects.get(email="new@example.org")) == (False, False, set())


@pytest.mark.parametrize("page", ["accounts_user_change", "auth_user_password_change"])
def test_accounts_of_staff_are_the_owners(clerk, owner, page):
    colleague = UserFactory(is_staff=True)
    before = {user.pk: (user.email, user.password) for user in (owner, colleague, clerk)}
    data = RAISED | {"email": "taken@example.org", "password1": "mine for ever", "password2": "mine for ever"}
    for user in (owner, colleague, clerk):
        answer = browser(clerk).post(address(page, user), data | {"usable_password": "true"})
        assert answer.status_code == 403
        user.refresh_from_db()
        assert (user.email, user.password) == before[user.pk]


@pytest.mark.parametrize("page", ["accounts_user_change", "auth_user_password_change"])
def test_an_account_that_has_only_to_be_made_one_of_staff_is_the_owners(clerk, page):
    one, other = UserFactory(), UserFactory()
    one.groups.add(Group.objects.create(name="Packers"))
    other.user_permissions.set(Permission.objects.filter(codename="change_order"))
    data = {"email": "taken@example.org", "password1": "mine for ever", "password2": "mine for ever"}
    for user in (one, other):
        answer = browser(clerk).post(address(page, user), data | {"usable_password": "true"})
        assert answer.status_code == 403
        assert User.objects.get(pk=user.pk).password == user.password


def test_a_clerk_sees_staff_without_a_form(clerk, owner):
    page = browser(clerk).get(address("accounts_user_change", owner))
    assert page.status_code == 200
    assert b'name="email"' not in page.content


def test_groups_are_the_owners(clerk):
    group = Group.objects.create(name="Clerks")
    clerk.groups.add(group)
    every = [permission.pk for permission in Permission.objects.all()]
    client = browser(clerk)
    for page in (address("auth_group_change", group), reverse("admin:auth_group_add")):
        assert client.post(page, {"name": "Clerks", "permissions": every}).status_code == 403
    assert client.post(address("auth_group_delete", group), {"post": "yes"}).status_code == 403
    client.post(reverse("admin:auth_group_changelist"), {"action": "delete_selected", "_selected_action": group.pk})
    assert not group.permissions.exists()


def test_the_owner_gives_rights_and_the_log_says_so(owner):
    shopper, group = UserFactory(), Group.objects.create(name="Packers")
    data = {"email": shopper.email, "is_active": "on", "is_staff": "on", "groups": [group.pk]}
    assert browser(owner).post(address("accounts_user_change", shopper), data).status_code == 302
    assert rights(shopper) == (True, False, {group})
    history = browser(owner).get(address("accounts_user_history", shopper)).content.decode()
    assert "No → Yes" in history
    assert shopper.password not in history


def test_a_group_that_was_given_meanwhile_stays(owner):
    shopper, group = UserFactory(), Group.objects.create(name="Packers")
    opened = {"initial-groups": "", "initial-email": shopper.email, "initial-is_active": "True"}
    shopper.groups.add(group)
    data = {"email": "new@example.org", "is_active": "on"} | opened
    assert browser(owner).post(address("accounts_user_change", shopper), data).status_code == 302
    assert rights(shopper) == (False, False, {group})


def test_rights_that_another_gave_a_group_meanwhile_stay(owner):
    group = Group.objects.create(name="Packers")
    change, view = (Permission.objects.get(codename=name) for name in ("change_order", "view_order"))
    opened = form_of(browser(owner), group)
    group.permissions.add(change)
    assert save(browser(owner), group, opened | {"name": "Senders"}).status_code == 302
    group.refresh_from_db()
    assert (group.name, set(group.permissions.all())) == ("Senders", {change})
    page = save(browser(owner), group, opened | {"permissions": [view.pk]})
    assert "This was changed to “Orders: orders: change” in the meantime." in words(
        page, ".field-permissions .errorlist"
    )
    assert save(browser(owner), group, sent(page)).status_code == 302
    assert set(group.permissions.all()) == {view}
    assert "Permissions: Orders: orders: change → Orders: orders: see" in history(browser(owner), group)[1]


@pytest.mark.django_db(transaction=True)
def test_the_owner_sets_a_password(owner):
    shopper = UserFactory()
    data = {"usable_password": "true", "password1": "three quiet lamps", "password2": "three quiet lamps"}
    assert browser(owner).post(address("auth_user_password_change", shopper), data).status_code == 302
    shopper.refresh_from_db()
    assert shopper.check_password("three quiet lamps")


@pytest.mark.parametrize("name", ["is_active", "is_staff", "is_superuser"])
def test_an_owner_does_not_lock_themselves_out(owner, name):
    typed = {"email": owner.email, **RAISED, "initial-groups": ""}
    typed |= {f"initial-{each}": "True" for each in RAISED} | {"initial-email": owner.email}
    del typed[name]
    page = browser(owner).post(address("accounts_user_change", owner), typed)
    assert "You would lock yourself out" in words(page, f".field-{name} .errorlist")
    owner.refresh_from_db()
    assert (owner.is_active, owner.is_staff, owner.is_superuser) == (True, True, True)
    other = UserFactory(is_staff=True, is_superuser=True)
    assert browser(other).post(address("accounts_user_change", owner), typed).status_code == 302
    owner.refresh_from_db()
    assert getattr(owner, name) is False


@pytest.mark.parametrize("written", ["{}", "0{}", "+{}", "{}%20"])
def test_ones_own_password_is_changed_where_the_old_one_is_asked_for(owner, written):
    typed = {"usable_password": "false"}
    page = address("auth_user_password_change", owner).replace(f"/{owner.pk}/", f"/{written.format(owner.pk)}/")
    answer = browser(owner).post(page, typed)
    assert (answer.status_code, answer.url) == (303, reverse("accounts:password_change"))
    owner.refresh_from_db()
    assert owner.has_usable_password()
