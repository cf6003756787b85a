"""The groups that the shop comes with: each is answered as the boss where its work is, elsewhere as the clerk."""

import pytest
from django.contrib.auth.models import Group
from django.template.base import Template

from accounts.tests.factories import StaffFactory
from orders.tests.whole_shop.access.addresses import table
from orders.tests.whole_shop.access.test_access import Shop, answers
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db

WORK = {
    # The way from a row to the shop is that of a shade, here.
    "Catalogue": ("/admin/catalog/", "/admin/r/"),
    # The list of models is that of orders, here.
    "Orders": ("/admin/orders/", "/admin/<app_label>/"),
}
# Needs the right to see accounts, too.
OF_PEOPLE = "/admin/orders/order/data-of/"


@pytest.mark.parametrize("group", WORK)
def test_a_group_may_do_its_work_and_no_other(monkeypatch, group):
    # Views decide who may come; to draw their pages would take most of the time.
    monkeypatch.setattr(Template, "_render", lambda template, context: "")
    shop, member = Shop(), StaffFactory(is_superuser=False)
    member.groups.add(Group.objects.get(name=group))
    shop.sessions["member"] = browser(member).cookies
    wrong = []
    for address, row in table().items():
        role = "boss" if address.startswith(WORK[group]) and not address.startswith(OF_PEOPLE) else "clerk"
        if address.startswith("/admin/") and (given := answers(shop, "member", address)) != row.answers[role]:
            wrong.append(f"{address} answers {group} {given}, and should {row.answers[role]}")
    assert not wrong, "\n".join(wrong)
