"""Every address × everybody who may come, by GET and by POST, as answers.txt says. None may be missing from it."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.template.base import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.tests.factories import place
from orders.tests.seller import sells
from orders.tests.whole_shop.access.addresses import ROLES, TABLE, Row, addresses, table
from pages.tests.pages import write
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
REFUSED = ("login", "403", "404", "405")
# What a browser is shown that must log in first: these pages, or the one at the checkout.
LOGINS = ("/auth/login/", "/ru/auth/login/", "/admin/login/", "/orders/new/account/")


class Shop:
    """One row of everything. The order, the cart and the account `shopper` are those of the owner."""

    def __init__(self):
        owner, shade = UserFactory(), ProductFactory(slug="drum", family=FamilyFactory())
        LampFactory()
        words = write("drum")
        Group.objects.create(name="Packers")
        self.number = place(owner, shade).number
        sells()
        self.paid = place(owner, shade, key="paid")
        self.paid.pay(by=owner)
        CartItemFactory(user=owner, product=shade)
        # A clerk is staff without a single right, the boss has all.
        users = {"another": UserFactory(), "owner": owner, "clerk": StaffFactory(is_superuser=False)}
        users |= {"boss": StaffFactory()}
        self.sessions = {role: browser(user).cookies for role, user in users.items()}
        self.values = {
            "number": self.number,
            "invoice": self.paid.invoices.get().number,
            "slug": "drum",
            "product_id": shade.pk,
            "id": owner.pk,
            "user_id": owner.pk,
            "section": "pages",
            "app_label": "orders",
            "url": "nothing/",
            "key": "nothing",
            "version": words.versions.get().pk,
            "uidb64": "MQ",
            "token": "set-password",
            "content_type_id": ContentType.objects.get_for_model(shade).pk,
        }

    def path(self, address):
        """The address with the values of this shop."""
        values = dict(self.values)
        part = address.split("/")
        if "<object_id>" in address:
            values["object_id"] = self._key(*part[2:4])
        if "<invoice>" in address:
            values["number"] = self.paid.number
        for name, value in values.items():
            address = address.replace(f"<{name}>", str(value))
        assert "<" not in address, f"{address}: say in Shop.values what stands there"
        return address

    def _key(self, app, model):
        if app == "r":
            return self.values["product_id"]
        if model == "user":
            return self.values["id"]
        row = apps.get_model(app, model)._base_manager.order_by("pk").first()
        # Where the shop above has no such row: what is not there is a 404 for all who may come.
        return row.pk if row else 1

    def client(self, role, **options):
        client = Client(headers=options.pop("headers", {"sec-fetch-site": "same-origin"}), **options)
        client.cookies.update(self.sessions.get(role, {}))
        return client

    def ask(self, role, method, address, **options):
        """The response and the statements that wrote. What was written is taken back."""
        client = self.client(role, **options)
        client.raise_request_exception = False
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            response = getattr(client, method)(self.path(address))
            transaction.set_rollback(True)
        return response, [one["sql"] for one in queries if one["sql"].lstrip("( ").startswith(WRITES)]


@pytest.fixture
def shop(monkeypatch):
    # Views decide who may come; to draw their pages would take most of the time.
    monkeypatch.setattr(Template, "_render", lambda template, context: "")
    return Shop()


def answer(response):
    """As the table says it: the status, or that one has to log in."""
    is_login = response.status_code in (302, 303) and response.url.partition("?")[0] in LOGINS
    return "login" if is_login else str(response.status_code)


def answers(shop, role, address):
    return " ".join(answer(shop.ask(role, method, address)[0]) for method in ("get", "post"))


def guard(view):
    return "origin" if getattr(view, "csrf_exempt", False) else "token"


def test_every_address_stands_in_the_table(shop):
    there, rows = addresses(), table()
    assert len(there) > 80
    missing = [
        str(Row(address, guard(view), {role: answers(shop, role, address) for role in ROLES}))
        for address, view in there.items()
        if address not in rows
    ]
    assert not missing, f"Add to {TABLE.name}, once each answer is the one that it should be:\n" + "\n".join(missing)
    assert [address for address in rows if address not in there] == [], f"{TABLE.name} has addresses that are no more"


@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_answered_as_the_table_says(shop, role):
    wrong = []
    for address, row in table().items():
        given = []
        for method in ("get", "post"):
            response, writes = shop.ask(role, method, address)
            given.append(answer(response))
            # A GET changes nothing, whoever asks; and nothing is changed by what is refused.
            if writes and (method == "get" or given[-1] in REFUSED):
                wrong.append(f"{method} {address} writes: {writes[0][:200]}")
        if " ".join(given) != row.answers[role]:
            wrong.append(f"{address} answers {role} {' '.join(given)}, and should {row.answers[role]}")
    assert not wrong, "\n".join(wrong)


def test_every_post_has_the_guard_of_the_table(shop):
    rows, views = table(), addresses()
    assert {address: guard(views[address]) for address in rows} == {row.address: row.guard for row in rows.values()}
    foreign = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    for address in rows:
        response, writes = shop.ask("owner", "post", address, enforce_csrf_checks=True, headers=foreign)
        assert (address, response.status_code, writes) == (address, 403, [])
