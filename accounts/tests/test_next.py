"""`next`, the page to go on to: whatever its value, a redirect stays on this site and nothing fails."""

from itertools import cycle
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from accounts.views import next_address
from shop.language import in_language
from shop.tests.pages import browser, element

pytestmark = pytest.mark.django_db

# No path of this site: instead of them, home.
NO_PATHS = [
    *("abc", "?x", "#x", "~", ".", "..", "catalog:home", "accounts:login", "admin:index", "x" * 3000, "a b", "%2F"),
    *(
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
    ),
    *("https://evil.example/", "https:evil.example", "http://testserver@evil.example/", "http://testserver/cart/"),
    *("javascript:alert(1)", "data:text/html,x", "http://[", "//[", "http:///evil.example", "\x00", "\n/x", " /cart/"),
    *("/auth/login/", "/auth/logout/", "/ru/auth/register/", "/" + "x" * 3000, "/" + "ю" * 1000),
]
# Paths of this site, pages or not.
PATHS = ["/cart/", "/nothing/", "/a\r\nSet-Cookie: x=1", "/\x00", "/products/?q=a&b=c#d", "/юг/", "/%00", "/%zz", "/[x"]
# Forms after which a visitor is logged in.
ENTERED = ["/auth/login/", "/auth/register/", "/orders/new/account/"]
# Each value in one of the languages.
IN_TURN = list(zip(cycle(["", "/ru"]), [*NO_PATHS, *PATHS], strict=False))


def is_of_this_site(address):
    return address.startswith("/") and not address.startswith(("//", "/\\")) and not {"\r", "\n", "\t"} & set(address)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_only_a_path_of_this_site_is_gone_on_to(language, rf):
    with override(language):
        for value in NO_PATHS:
            assert next_address(rf.post("/", {"next": value})) == reverse("catalog:home"), value
            assert next_address(rf.get("/", {"next": value}), otherwise="/else/") == "/else/", value
        for value in PATHS:
            assert next_address(rf.post("/", {"next": value})) == in_language(value, language)


@pytest.mark.parametrize("form", [*ENTERED, "/auth/logout/"])
def test_whoever_is_logged_in_is_sent_on_within_the_site(form):
    client, user = browser(), UserFactory()
    for prefix, value in IN_TURN:
        if "_auth_user_id" not in client.session:
            client.force_login(user)
        for answer in (client.get(prefix + form, {"next": value}), client.post(prefix + form, {"next": value})):
            assert answer.status_code in (302, 303), value
            assert is_of_this_site(answer.url), value


@pytest.mark.parametrize("form", ENTERED)
def test_whoever_logs_in_is_sent_on_within_the_site(form):
    anna = UserFactory()
    for number, (prefix, value) in enumerate(IN_TURN):
        fields = {"username": anna.email, "email": f"{number}@example.org", "password": PASSWORD}
        # Each from an address of its own, so that the number of registrations is not limited.
        answer = browser(REMOTE_ADDR=f"10.0.0.{number}").post(prefix + form, fields, query_params={"next": value})
        assert answer.status_code in (302, 303), value
        assert is_of_this_site(answer.url), value


@pytest.mark.parametrize("form", [*ENTERED, "/auth/password/change/"])
def test_the_form_is_shown_with_any_value(form):
    client = browser(UserFactory() if "password" in form else None)
    for value in ("abc", "http://[", "\x00"):
        assert client.get(form, {"next": value}).status_code == 200
        assert client.post(form, {"username": "", "next": value}).status_code == 200


def test_the_login_of_the_staff_stays_on_the_site():
    staff = StaffFactory()
    client = browser(staff)
    for prefix, value in IN_TURN:
        form, fields = f"{prefix}/admin/login/", {"username": staff.email, "password": PASSWORD, "next": value}
        for answer in (client.get(form, {"next": value}), browser().post(form, fields)):
            assert answer.status_code == 302, value
            address = urljoin("http://testserver/admin/login/", answer.url)
            assert urlsplit(address).netloc == "testserver", value


@pytest.mark.parametrize(
    ("language", "goes_on_to"), [("ru", "/ru/admin/orders/order/?q=x"), ("en", "/admin/orders/order/?q=x")]
)
@pytest.mark.parametrize("asked", ["/admin/orders/order/?q=x", "/ru/admin/orders/order/?q=x"])
def test_staff_who_change_the_language_of_the_login_stay_in_it(asked, language, goes_on_to):
    client, staff = browser(), StaffFactory()
    address = in_language(f"/admin/login/?{urlencode({'next': asked})}", language)
    wanted = element(client.get(address), "[name=next]").attributes["value"]
    answer = client.post(address, {"username": staff.email, "password": PASSWORD, "next": wanted})
    assert answer["Location"] == goes_on_to
