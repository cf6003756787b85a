"""The shop's own words around an order: what to read before, and what staff hear of what is missing."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from pages.demo.seed import seed_words
from pages.models import Page
from pages.tests.business import say
from pages.tests.pages import write
from shop.tests.pages import browser, elements, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    user = UserFactory()
    CartItemFactory(user=user, product=ProductFactory(price="69.00"), price_when_added="69.00")
    return user


def test_beside_the_button_stand_terms_returns_and_privacy_as_far_as_there_are(anna):
    assert elements(browser(anna).get("/orders/new/"), ".summary a[href*='/pages/']") == []
    write("our-terms", kind="terms", title_en="Terms", title_ru="Условия")
    write("delivery", kind="delivery")
    write("privacy", kind="privacy", title_en="Privacy", title_ru="", text_ru="")
    page = browser(anna).get("/orders/new/")
    assert [link.text() for link in elements(page, ".summary a[href*='/pages/']")] == ["Terms", "Privacy"]
    page = browser(anna).get("/ru/orders/new/")
    links = elements(page, ".summary a[href*='/pages/']")
    assert [(link.text(), link.attributes["href"]) for link in links] == [("Условия", "/ru/pages/our-terms/")]


def test_check_shop_names_what_is_missing_before_the_shop_may_open(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("check_shop", "--open")
    said = capsys.readouterr().out.splitlines()
    assert ended.value.code == 1
    assert "Legal name: is missing" in said
    assert said[-1] == f"{len(said) - 1} missing"
    seed_words()
    for page in Page.objects.all():
        page.is_demo, page.text_en, page.text_ru = False, f"{page.text_en} We.", f"{page.text_ru} Мы."
        page.save()
    say(is_demo=False, legal_name="Anna", street="Lindenweg 1", email="a@example.org", phone="", account="")
    ProductFactory()
    say(shop_name_en="Lyra", shop_name_ru="Лира")
    call_command("check_shop", "--open")
    assert capsys.readouterr().out == "0 missing\n"


def test_the_start_page_says_so_to_whoever_may_mend_it():
    boss = browser(StaffFactory())
    page = boss.get("/admin/")
    figures = {link.text(): link.attributes["href"] for link in elements(page, ".today__list a")}
    assert figures["Terms"] == "/admin/pages/page/add/?kind=terms"
    assert "Before the shop opens" in words(page)
    assert "Before the shop opens" not in words(browser(StaffFactory(is_superuser=False)).get("/admin/"))
    assert "До открытия магазина" in words(boss.get("/ru/admin/"))


def test_it_costs_the_start_page_no_statement_once_it_has_read_the_texts():
    boss = browser(StaffFactory())

    def statements():
        with CaptureQueriesContext(connection) as queries:
            boss.get("/admin/")
        return len(queries)

    boss.get("/admin/")
    missing = statements()
    seed_words()
    boss.get("/admin/")
    assert statements() == missing
