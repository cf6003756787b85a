"""Kept pages: what is kept, for how long, under which address, and whose links stand in it."""

import pytest
from django.db import OperationalError, connection

from catalog.models import Product
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.tests.whole_shop.kept.visits import Shop
from pages.tests.business import say
from shop.kept.ages import OLDEST
from shop.tests.metrics.counted import count_from_now_on
from shop.tests.pages import attribute, browser, words

pytestmark = pytest.mark.django_db

# Every page that is kept, at an address that the shop itself writes.
KEPT = [
    *("/", "/products/", "/products/?shape=drum", "/products/?q=drum&sort=price", "/products/drum/"),
    *("/products/drum/?unit=in", "/fit/", "/fit/?use=floor", "/fit/ring-gauge/"),
    *("/compare/", "/compare/?shade=drum", "/compare/?shade=drum&shade=cone&unit=in"),
    *("/ru/", "/ru/products/?q=%D0%BB%D1%91%D0%BD", "/ru/products/drum/?unit=cm", "/ru/compare/?shade=cone"),
]
LAMP = "height=38&width=16&holder=e27&use=table&unit=cm"
# Answered fresh each time: other pages, and addresses that the shop does not write.
FRESH = {
    **dict.fromkeys(["/cart/", "/ru/cart/", "/auth/login/", "/fit/replace/", "/healthz"], 200),
    **dict.fromkeys(["/products/?sort=bogus", "/products/?page=1", "/products/?sort=price&q=drum"], 200),
    **dict.fromkeys(["/products/?shape=drum&shape=drum", "/products/?q=%64rum", "/products/?%71=drum"], 200),
    **dict.fromkeys(["/products/?q=", "/products/?shape=drum&fits=1", "/ru/products/?sort=newest"], 200),
    **dict.fromkeys(["/products/drum/?unit=yards", "/products/drum/?unit=in&unit=in"], 200),
    **dict.fromkeys(["/products/drum/?watts=8&kind=led&bulb=a60", f"/products/drum/?{LAMP}"], 200),
    **dict.fromkeys([f"/fit/?{LAMP}", "/fit/?lamp=bottle", "/fit/?use=boat", f"/ru/fit/?{LAMP}"], 200),
    **dict.fromkeys(["/compare/?shade=nothing", "/compare/?unit=in&shade=drum"], 200),
    **dict.fromkeys(["/nothing/", "/products/nothing/", "//products/", "/products//drum/", "/PRODUCTS/"], 404),
    **dict.fromkeys(["/products/?page=9", "/ru//nothing/"], 404),
    **dict.fromkeys(["/products/DRUM/", "/products", "/en/products/", "/ru//products/"], 301),
}


@pytest.fixture
def shop():
    ProductFactory(slug="drum", name_en="Drum", shape="drum", family=FamilyFactory())
    ProductFactory(slug="cone", name_en="Cone")
    LampFactory(slug="bottle")
    return Shop()


def test_a_second_visitor_gets_the_page_of_the_first_without_a_query(shop, django_assert_num_queries):
    for address in KEPT:
        first = shop.visitor().get(address)
        with django_assert_num_queries(0):
            second = shop.visitor().get(address)
        assert first.status_code == second.status_code == 200
        assert first.content == second.content
        assert second.headers["Cache-Control"] == "public, max-age=0, s-maxage=1, stale-while-revalidate=1"
        assert second.headers["Vary"] == "Accept-Encoding, Cookie"
        assert not second.cookies
        # It is the very page that Django gives.
        fresh = browser().get(address)
        assert second.content == fresh.content, address
        own = dict.fromkeys({"Cache-Control", "Vary", "ETag", "Content-Length"})
        assert {**second.headers, **own} == {**fresh.headers, **own}
    assert shop.built == KEPT


def test_what_was_long_in_the_making_is_kept_by_no_shared_cache(shop):
    def slow(execute, *arguments):
        shop.clock.now += OLDEST
        return execute(*arguments)

    with connection.execute_wrapper(slow):
        assert not shop.visitor().get("/products/").is_public
    assert shop.visitor().get("/products/").is_public


def test_all_else_is_answered_fresh_and_kept_nowhere(shop):
    for address, status in FRESH.items():
        shop.built.clear()
        for _time in range(2):
            answer = shop.visitor().get(address)
            assert answer.status_code == status, address
            assert not answer.is_public
        assert len(shop.built) == 2, address
    assert shop.application._store._pages == {}


def test_what_a_page_does_not_read_is_left_out_and_never_repeated(shop):
    plain = shop.visitor().get("/products/?sort=price")
    for query in ("utm_source=x", "gclid=1&ysclid=2", "&&=&x", "Shape=drum", "unit=in"):
        for address in (f"/products/?{query}&sort=price", f"/products/?sort=price&{query}"):
            answer = shop.visitor().get(address)
            assert answer.content == plain.content
            # Only the page at its own address is for shared caches: they cannot tell what is unknown.
            assert not answer.is_public
    assert shop.built == ["/products/?sort=price"]


def test_django_alone_repeats_no_unknown_parameter_either(shop):
    for address in KEPT:
        page = browser().get(address + ("&" if "?" in address else "?") + "utm_source=spam")
        assert page.status_code == 200
        assert b"spam" not in page.content


def test_a_question_mark_of_the_path_begins_no_query(shop):
    assert shop.visitor().get("/products/?sort=price").status_code == 200
    for path in ("/products/?sort=price", "/products/drum?/", "/?"):
        assert shop.visitor().get("", PATH_INFO=path).status_code == 404


def test_a_page_is_as_old_as_its_making_and_then_made_anew(shop):
    visitor = shop.visitor()
    visitor.get("/products/drum/")
    Product.objects.filter(slug="drum").update(name_en="Another name")
    shop.clock.now += 1.9
    assert words(visitor.get("/products/drum/"), "h1") == "Drum"
    shop.clock.now += 0.2
    assert words(visitor.get("/products/drum/"), "h1") == "Another name"
    assert len(shop.built) == 2


def test_an_unknown_host_or_a_forged_header_changes_nothing_for_others(shop):
    plain = shop.visitor().get("/products/")
    shop.clock.now += 60
    forged = {
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_PREFIX": "/evil",
        "HTTP_X_ORIGINAL_URL": "/evil/",
        "HTTP_ACCEPT_LANGUAGE": "ru",
        "HTTP_REFERER": "https://evil.example/",
        "HTTP_HOST": "TESTSERVER:8443",
    }
    assert shop.visitor().get("/products/", **forged).content == plain.content
    assert shop.visitor().get("/products/").content == plain.content
    for host in ("evil.example", "testserver.evil.example", "testserver@evil.example", "", "a b"):
        assert shop.visitor().get("/products/", HTTP_HOST=host).status_code == 400
    shop.clock.now += 60
    for host in ("evil.example", ""):
        assert shop.visitor().get("/products/", HTTP_HOST=host).status_code == 400
    assert shop.visitor().get("/products/").content == plain.content


def test_an_error_in_the_front_is_answered_by_django(shop, monkeypatch, caplog):
    def broken(cookies):
        raise RuntimeError("broken")

    monkeypatch.setattr(shop.application, "_visitor_of", broken)
    visitor = shop.visitor()
    visitor.cookies["cart"] = "x"
    assert visitor.get("/products/").status_code == 200
    assert "A kept page failed" in caplog.text


def test_a_database_that_is_down_is_said_once(shop, monkeypatch, caplog):
    def down(*arguments, **options):
        raise OperationalError("down")

    monkeypatch.setattr("catalog.views.product_list.shade_list", down)
    assert shop.visitor().get("/products/").status_code == 503
    assert shop.built == ["/products/"]
    assert "A kept page failed" not in caplog.text


@pytest.mark.parametrize("cookies", [{}, {"session": "x" * 32}, {"cart": "x"}])
@pytest.mark.parametrize("address", ["/products/", "/ru/products/?unknown=1"])
def test_nobody_waits_twice_for_a_database_that_is_down(shop, cookies, address):
    waits = []

    def down(execute, sql, params, many, context):
        waits.append(sql)
        raise OperationalError("down")

    visitor = shop.visitor()
    visitor.cookies = cookies
    with connection.execute_wrapper(down):
        answer = visitor.get(address)
    assert (answer.status_code, answer.headers["Retry-After"], len(waits)) == (503, "10", 1)
    assert attribute(answer, "html", "lang") == ("ru" if address.startswith("/ru/") else "en")


def test_a_page_without_its_place_for_links_is_not_kept(shop, monkeypatch):
    monkeypatch.setattr("shop.kept.page.OPEN", b"<another-tag>")
    assert not shop.visitor().get("/products/").is_public
    assert shop.application._store._pages == {}


def test_a_page_that_sets_a_cookie_is_not_kept(shop, monkeypatch):
    from shop.context import page_to_return_to

    def with_cookie(request):
        request.cart_token = "token"
        return page_to_return_to(request)

    monkeypatch.setattr("shop.kept.mark.page_to_return_to", with_cookie)
    for _time in range(2):
        answer = shop.visitor().get("/products/")
        assert not answer.is_public
    assert shop.application._store._pages == {}


def test_the_links_of_the_languages_and_of_the_login_lead_back_to_the_page(shop):
    page = shop.visitor().get("/products/?sort=price&utm_source=x")
    assert attribute(page, 'footer [lang="ru"]', "href") == "/ru/products/?sort=price"
    assert attribute(page, "visitor-links [rel=nofollow]", "href") == "/auth/login/?next=/products/%3Fsort%3Dprice"


def test_the_links_of_a_guest_lead_back_to_each_page(shop):
    client = browser()
    client.post("/cart/items/", {"product_id": Product.objects.get(slug="drum").pk, "quantity": "1"})
    visitor = shop.visitor(client)
    # With the message that it was added, and so by Django alone.
    visitor.get("/products/")
    leads = {"/products/?sort=price&unit=in": "?next=/products/%3Fsort%3Dprice", "/fit/": "?next=/fit/", "/": ""}
    for address, back in leads.items():
        page = visitor.get(address)
        assert attribute(page, "visitor-links [rel=nofollow]", "href") == f"/auth/login/{back}"
        assert attribute(page, ".site-header__cart", "href") == "/cart/"


def test_the_links_of_a_visitor_say_what_the_total_contains_today(shop):
    client = browser()
    client.post("/cart/items/", {"product_id": Product.objects.get(slug="drum").pk, "quantity": "1"})
    visitor = shop.visitor(client)
    # With the message that it was added, and so by Django alone.
    visitor.get("/products/")
    for rate, said in ((19, "incl. VAT and delivery"), (0, "no VAT is charged, delivery included")):
        say(vat_rate=rate)
        assert attribute(visitor.get("/products/"), ".site-header__cart", "aria-label").endswith(said)


def test_answers_by_kept_pages_are_counted_for_operators_and_what_is_built_once(shop, monkeypatch):
    counted = count_from_now_on(monkeypatch)
    for _ in range(101):
        shop.visitor().get("/products/")
    assert (counted("shop_kept_answers_total"), counted("shop_kept_builds_total")) == (100, 1)
    assert counted("shop_requests_total", view="catalog:product_list", status="2xx") == 1
