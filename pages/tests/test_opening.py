"""What is missing before the shop may open."""

import pytest
from django.utils import translation

from pages import current
from pages.demo import text_of
from pages.demo.seed import seed_words
from pages.models import Page
from pages.opening import OF_BUSINESS
from pages.shown_texts import dead_links
from pages.tests.business import say
from pages.tests.pages import write
from shop.opening import missing

pytestmark = pytest.mark.django_db

COMPLETE = {"legal_name": "Anna", "street": "Lindenweg 1", "city": "Lund", "country": "SE", "email": "a@example.org"}
COMPLETE |= {"shop_name_en": "Lyra", "shop_name_ru": "Лира"}
COMPLETE |= {"vat_rate": 0, "dispatch_days": 2, "return_days": 14}
# What the catalogue says here, where no test has a shade.
SHADES = "Shades: none is shown"
KINDS = ("delivery", "returns", "terms", "privacy", "legal", "contact")


def lacking():
    """All but that."""
    return [line for one in missing() if (line := f"{one.what}: {one.how}") != SHADES]


def test_a_new_shop_lacks_everything_and_a_complete_one_nothing():
    assert lacking() == [
        *("Legal name: is missing", "Street, house, flat: is missing", "City: is missing", "Country: is missing"),
        *(
            "E-mail: is missing",
            "VAT rate, %: is missing",
            "Days to dispatch: is missing",
            "Days to return: is missing",
            "Name of the shop (English): is that of the demo",
            "Name of the shop (Russian): is that of the demo",
        ),
        *("Delivery: is missing", "Returns and withdrawal: is missing", "Terms: is missing", "Privacy: is missing"),
        *("Legal notice: is missing", "Contact: is missing"),
    ]
    say(**COMPLETE)
    for kind in KINDS:
        write(kind, kind=kind)
    assert lacking() == []


@pytest.mark.parametrize("name", OF_BUSINESS)
def test_each_of_the_business_data_is_missed(name):
    say(**COMPLETE)
    before = lacking()
    say(**{name: None if name.endswith(("rate", "days")) else ""})
    assert len(lacking()) == len(before) + 1


def test_a_page_without_a_text_in_a_language_or_hidden_is_named():
    say(**COMPLETE)
    for kind in KINDS[1:]:
        write(kind, kind=kind)
    write("delivery", kind="delivery", text_ru="", is_public=False)
    assert lacking() == ["Delivery (Russian): has no text", "Delivery: is hidden"]


def test_demo_texts_and_demo_data_are_named_as_long_as_they_are_shown():
    seed_words()
    assert len(lacking()) == 10
    assert lacking()[2:4] == ["Business data: are demo data", "Delivery: is a demo text"]
    say(shop_name_en="Lyra", shop_name_ru="Лира")
    Page.objects.filter(kind="about").get().save()
    page = Page.objects.get(kind="about")
    page.is_public = False
    page.save()
    say(is_demo=False, legal_name="Anna", street="Lindenweg 1", email="a@example.org", phone="", account="")
    assert "About: is a demo text" not in lacking()
    assert len(lacking()) == 6


def test_a_demo_text_is_named_whether_it_is_marked_or_not():
    seed_words()
    Page.objects.update(is_demo=False)
    say(**COMPLETE, phone="+49301", account="", is_demo=False)
    current.forget()
    both = ("Delivery", "Returns and withdrawal", "Terms", "Privacy", "Legal notice", "Contact", "About")
    assert lacking() == [f"{page} ({code}): is a demo text" for page in both for code in ("English", "Russian")]
    # As a browser sends it, and with another address.
    terms = Page.objects.get(kind="terms")
    terms.text_en = terms.text_en.replace("\n", "\r\n")
    terms.text_ru = "Наши условия."
    terms.slug = "our-terms"
    terms.save()
    assert [one for one in lacking() if one.startswith("Terms")] == ["Terms (English): is a demo text"]
    # Of another kind, it is still the text of the demo.
    write("copy", title_en="Copy", text_en=text_of("legal", "en")[1])
    assert "Copy (English): is a demo text" in lacking()


def test_business_data_of_the_demo_are_named_whether_they_are_marked_or_not():
    seed_words()
    say(is_demo=False, street="Lindenweg 1", shop_name_en="Lyra", shop_name_ru="Лира")
    named = [one for one in lacking() if "demo" in one and "text" not in one]
    assert named == [f"{name}: is that of the demo" for name in ("Legal name", "E-mail", "Phone", "Bank account")]


def test_a_link_that_leads_nowhere_any_more_is_named_by_page_language_line_and_address():
    say(**COMPLETE)
    for kind in KINDS:
        write(kind, kind=kind)
    more = write("more", title_en="More", title_ru="Ещё")
    write(
        "links",
        title_en="Links",
        title_ru="Ссылки",
        text_en="a\n\n[m](/pages/more/) [f](/fit/)",
        text_ru="[м](/ru/pages/more/#x)",
    )
    assert lacking() == []
    there = "Links (English), line 3: links to /pages/more/, where there is no such page any more"
    russian = "Links (Russian), line 1: links to /ru/pages/more/#x, where there is no such page any more"
    more.is_public = False
    more.save()
    assert lacking() == [there, russian]
    more.is_public, more.text_ru = True, ""
    more.save()
    assert lacking() == [russian]
    # A former address leads to the page, so its links are no dead ones, until it is hidden.
    more.text_ru, more.slug = "Текст", "much-more"
    more.save()
    assert lacking() == []
    more.is_public = False
    more.save()
    assert lacking() == [there, russian]
    # What nobody sees has no links.
    links = Page.objects.get(slug="links")
    links.is_public = False
    links.save()
    assert lacking() == []


@pytest.mark.parametrize(("language", "name"), [("en", "Abajur"), ("ru", "Абажур")])
def test_a_shop_that_still_has_the_name_of_the_demo_is_named(language, name):
    say(**COMPLETE | {f"shop_name_{language}": name})
    label = {"en": "English", "ru": "Russian"}[language]
    assert lacking()[0] == f"Name of the shop ({label}): is that of the demo"
    assert lacking()[1] == "Delivery: is missing"


def test_it_is_said_in_the_language_of_the_reader():
    with translation.override("ru"):
        assert "Доставка: нет" in lacking()


def test_links_are_looked_for_in_one_query_after_a_change_and_in_none_later(django_assert_num_queries):
    write("links", text_en="[a](/pages/links/) [b](/nothing/)")
    current.current()
    # 1 the texts
    with django_assert_num_queries(1):
        assert len(list(dead_links())) == 1
    with django_assert_num_queries(0):
        assert len(list(dead_links())) == 1


def test_each_leads_to_the_form_where_it_is_mended(admin_client):
    write("delivery", kind="delivery", text_ru="")
    for one in missing():
        assert admin_client.get(one.url).status_code == 200, one
