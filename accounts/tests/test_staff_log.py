"""The log of all staff: for the owner alone, with what changed, and read-only."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.tests.factories import StaffFactory, UserFactory
from shop.tests.pages import attributes, browser, words

pytestmark = pytest.mark.django_db
LOG = reverse("admin:admin_logentry_changelist")


@pytest.fixture
def changed():
    """A shopper whose address a member of staff has changed."""
    clerk = UserFactory(email="clerk@example.org", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    shopper = UserFactory(email="old@example.org")
    address = reverse("admin:accounts_user_change", args=[shopper.pk])
    data = {"email": "new@example.org", "is_active": "on", "initial-email": "old@example.org"}
    assert browser(clerk).post(address, data).status_code == 302
    return address


def test_the_owner_reads_who_changed_what(changed):
    page = browser(StaffFactory()).get(LOG)
    assert "clerk@example.org" in words(page, "#result_list")
    # Once, without a list of the fields before it.
    assert words(page, "#result_list .field-in_words") == "E-mail: old@example.org → new@example.org"
    assert changed in attributes(page, "#result_list a", "href")


def test_it_has_no_link_to_what_was_deleted(changed):
    entry = LogEntry.objects.get()
    entry.action_flag = 3
    entry.save()
    assert not attributes(browser(StaffFactory()).get(LOG), "#result_list tbody a", "href")


def test_what_is_said_of_a_table_that_is_gone_is_left_out(changed):
    entry = LogEntry.objects.get()
    entry.change_message = entry.change_message.replace("accounts.User", "reviews.Review")
    entry.save()
    page = browser(StaffFactory()).get(LOG)
    assert "clerk@example.org" in words(page, "#result_list")
    assert "new@example.org" not in words(page, "#result_list td:last-child")


def test_nobody_else_reads_it():
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.all())
    client = browser(clerk)
    assert client.get(LOG).status_code == 403
    assert LOG not in attributes(client.get(reverse("admin:index")), "a", "href")


def test_nobody_changes_it(changed):
    owner, entry = browser(StaffFactory()), LogEntry.objects.get()
    for page in ("change", "delete"):
        owner.post(reverse(f"admin:admin_logentry_{page}", args=[entry.pk]), {"post": "yes", "object_repr": "nothing"})
    owner.post(LOG, {"action": "delete_selected", "_selected_action": entry.pk, "post": "yes"})
    assert LogEntry.objects.filter(pk=entry.pk, object_repr=entry.object_repr).exists()


def test_it_costs_the_same_for_one_entry_and_fifty(changed, django_assert_num_queries):
    owner, entry = browser(StaffFactory()), LogEntry.objects.get()
    owner.get(LOG)
    for _number in range(49):
        entry.pk = None
        entry.save(force_insert=True)
    # Session, account, count, entries with their accounts and kinds.
    with django_assert_num_queries(4):
        owner.get(LOG)
