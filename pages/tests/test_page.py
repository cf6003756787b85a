"""A page in the shop's own words, as visitors see it."""

import pytest

from pages.models import Page
from pages.tests.business import say
from pages.tests.pages import write
from shop.tests.pages import attribute, attributes, browser, element, elements, words

pytestmark = pytest.mark.django_db


def test_it_says_its_words_in_each_language():
    write(text_en="We send **soon**.", text_ru="Мы отправляем **скоро**.")
    for address, title, text in (
        ("/pages/delivery/", "Delivery", "soon"),
        ("/ru/pages/delivery/", "Доставка", "скоро"),
    ):
        page = browser().get(address)
        assert page.status_code == 200
        assert words(page, "h1") == title
        assert words(page, ".words strong") == text
        assert words(page, "title").startswith(f"{title} · ")
        assert attribute(page, '[rel="canonical"]', "href") == f"http://testserver{address}"
        languages = {one.attributes["hreflang"]: one.attributes["href"] for one in elements(page, '[rel="alternate"]')}
        assert languages["ru"] == "http://testserver/ru/pages/delivery/"
        assert languages["en"] == languages["x-default"] == "http://testserver/pages/delivery/"


def test_it_costs_one_query_and_is_kept_as_long_as_a_shade(django_assert_num_queries):
    write()
    browser().get("/")
    # 1 the page
    with django_assert_num_queries(1):
        page = browser().get("/pages/delivery/")
    assert page.kept.address == "/pages/delivery/"
    assert attribute(page, 'meta[name="description"]', "content") == "By post."


def test_a_language_without_a_text_has_no_page_and_no_link():
    write(text_ru="", title_ru="")
    page = browser().get("/pages/delivery/")
    assert attributes(page, '[rel="alternate"]', "hreflang") == ["en", "x-default"]
    # The link to the other language leads where there is something.
    assert attributes(page, ".site-footer__language a", "href") == ["/pages/delivery/", "/ru/"]
    assert browser().get("/ru/pages/delivery/").status_code == 404
    assert elements(browser().get("/ru/fit/"), ".site-footer [href='/ru/pages/delivery/']") == []
    assert elements(browser().get("/fit/"), ".site-footer [href='/pages/delivery/']")


def test_a_hidden_page_is_shown_to_nobody():
    page = write(is_public=False)
    assert browser().get(page.get_absolute_url()).status_code == 404
    assert "Delivery" not in words(browser().get("/fit/"), ".site-footer")


def test_the_footer_links_the_pages_in_their_order_and_nothing_where_there_is_none():
    assert elements(browser().get("/"), "#footer-pages") == []
    write("b", title_en="Second", title_ru="Вторая", position=2)
    write("a", title_en="First", title_ru="Первая", position=1)
    write("c", title_en="Empty", title_ru="Пустая", text_en="", text_ru="", position=0)
    for address, titles in (
        ("/", ["First", "Second"]),
        ("/ru/", ["Первая", "Вторая"]),
        ("/cart/", ["First", "Second"]),
    ):
        links = elements(browser().get(address), "nav[aria-labelledby='footer-pages'] a")
        assert [link.text() for link in links] == titles


def test_a_former_address_redirects_for_ever():
    page = write("old")
    page.slug = "new"
    page.save()
    for prefix in ("", "/ru"):
        for spelling in ("old", "OLD", "New"):
            answer = browser().get(f"{prefix}/pages/{spelling}/")
            assert (answer.status_code, answer.url) == (301, f"{prefix}/pages/new/")
    other = write("old", title_en="Other")
    assert words(browser().get(other.get_absolute_url()), "h1") == "Other"
    assert browser().get("/pages/nothing/").status_code == 404


def test_a_former_address_of_a_hidden_page_leads_nowhere():
    page = write("old")
    page.slug, page.is_public = "new", False
    page.save()
    assert browser().get("/pages/old/").status_code == 404


def test_a_demo_text_says_so_and_an_own_one_does_not():
    page = write(is_demo=True)
    assert words(browser().get(page.get_absolute_url()), ".words [role=note]") == (
        "Demo text: replace it before you open."
    )
    page.is_demo = False
    page.save()
    assert "Demo" not in words(browser().get(page.get_absolute_url()))


def test_who_sells_stands_on_the_pages_that_must_say_so_as_far_as_it_is_known():
    legal, other = write("legal", kind="legal"), write("other")
    assert elements(browser().get(legal.get_absolute_url()), ".words__seller") == []
    say(legal_name="Anna & Co", street="Lindenweg 1", city="Lund", country="SE", phone="+46701234567")
    page = browser().get(legal.get_absolute_url())
    assert words(page, ".words__seller address") == "Anna & Co Lindenweg 1 Lund Sweden Phone: +46 70 123 45 67"
    assert elements(page, ".words__seller [href^='mailto']") == []
    assert elements(browser().get(other.get_absolute_url()), ".words__seller") == []


def test_what_it_ever_said_is_kept_once():
    page = write()
    page.text_en = "By train."
    page.save()
    page.save()
    page.position = 4
    page.save()
    assert list(page.versions.values_list("text_en", flat=True)) == ["By train.", "By post."]
    # Values that are not written do not become part of a version.
    page.title_en = "Never saved"
    page.text_ru = "Поездом."
    page.save(update_fields=["text_ru"])
    assert list(page.versions.values_list("title_en", "text_ru").first()) == ["Delivery", "Поездом."]


def test_no_page_and_no_version_is_deleted_or_changed():
    page = write()
    version = page.versions.get()
    for act in (page.delete, version.delete, version.save):
        with pytest.raises(ValueError, match=r"hidden and not deleted|append-only"):
            act()
    assert Page.objects.count() == 1


def test_the_home_page_and_the_footer_say_the_shops_own_words_and_else_those_of_a_new_shop():
    page = browser().get("/")
    assert words(page, "h1") == "Every shade has a day and an evening."
    say(home_heading_en="Light <for> all", home_lede_en="Since 1990.", claim_en="Shades from Lund.")
    page = browser().get("/")
    assert words(page, "h1") == "Light <for> all"
    assert words(page, ".hero .lede").startswith("Since 1990.")
    assert words(page, ".site-footer p") == "Shades from Lund."
    assert attribute(page, "meta[name=description]", "content") == "Since 1990."
    # What is empty in a language is not taken from the other.
    page = browser().get("/ru/")
    assert words(page, "h1") == "У каждого абажура есть день и вечер."
    assert "Lund" not in words(page)


@pytest.mark.parametrize("path", ["", "x" * 200, "%00", "a%2Fb", "Ж", "..", "delivery/x"])
def test_odd_addresses_are_not_found(path):
    write()
    assert browser().get(f"/pages/{path}/").status_code == 404


def test_where_a_page_was_stand_those_that_there_are():
    gone = write("gone", is_public=False).get_absolute_url()
    nothing = "The address may be mistyped, or the page is no longer shown."
    assert words(browser().get(gone), ".lede") == nothing
    delivery = write()
    page = browser().get(gone)
    assert page.status_code == 404
    assert words(page, ".lede") == f"{nothing} These pages are still here:"
    assert attribute(page, ".error-page li a", "href") == delivery.get_absolute_url()
    # Elsewhere it is a shade that may be gone.
    assert "the shade is no longer sold" in words(browser().get("/nothing/"), ".lede")


def test_a_page_is_only_read():
    page = write()
    assert browser().post(page.get_absolute_url()).status_code == 405
    assert element(browser().get(page.get_absolute_url()), "h1")
