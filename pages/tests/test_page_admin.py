"""Words in the admin: who may edit them, and what is wrong beside its field."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from pages import current
from pages.models import Business, Page
from pages.tests.business import say
from pages.tests.pages import write
from shop.opening import missing
from shop.tests.pages import attribute, attributes, browser, elements, words
from shop.tests.staff_forms import address, colleague, form_of, history, save, with_rights

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return colleague("anna")


def errors_of(page, name):
    return [error.text() for error in elements(page, f".field-{name} .errorlist li")]


def versions(page):
    return reverse("admin:pages_page_versions", args=[page.pk])


def test_what_is_saved_is_shown_and_the_log_says_from_what_to_what(anna):
    page = write()
    assert (
        save(anna, page, form_of(anna, page) | {"text_en": "By **train**.", "title_ru": "Доставим"}).status_code == 302
    )
    assert words(browser().get(page.get_absolute_url()), ".words strong") == "train"
    assert words(browser().get(f"/ru{page.get_absolute_url()}"), "h1") == "Доставим"
    assert "By post. → By **train**." in history(anna, page)[-1]
    assert page.versions.first().by.email == "anna@example.org"


def test_lines_are_as_a_parser_knows_them_and_signs_that_nobody_sees_are_gone(anna):
    page = write()
    save(anna, page, form_of(anna, page) | {"text_en": " ## A\r\n\r\n\u200bB — c\r\n"})
    page.refresh_from_db()
    assert page.text_en == "## A\n\nB — c"


def test_a_form_that_changes_nothing_makes_no_version(anna):
    page = write(text_en="## A\n\nB")
    assert save(anna, page, form_of(anna, page)).status_code == 302
    assert page.versions.count() == 1


def test_what_is_wrong_stands_beside_its_field_in_the_language_of_staff_and_nothing_is_lost(anna):
    page = write()
    typed = form_of(anna, page) | {"text_ru": "# Нет\n\n[a](/nothing/)", "text_en": "### Deep"}
    answer = anna.post("/ru" + address("change", page), typed)
    assert errors_of(answer, "text_ru") == [
        "Строка 1: Первый заголовок страницы — её название: начинайте свои с ##.",
        "Строка 3: По этому адресу нет страницы: /nothing/",
    ]
    assert errors_of(answer, "text_en") == ["Строка 1: Пропущен уровень заголовков: здесь напишите ##."]
    assert words(answer, "#id_text_ru") == "# Нет [a](/nothing/)"
    assert page.versions.count() == 1


def test_a_title_is_asked_for_and_a_kind_is_taken_once(anna):
    write("terms", kind="terms")
    page = write()
    typed = form_of(anna, page) | {"kind": "terms", "title_ru": ""}
    answer = save(anna, page, typed)
    assert errors_of(answer, "kind") == ["There is a page of this kind already."]
    assert errors_of(answer, "title_ru") == ["A text needs its title."]


def test_an_address_is_taken_once_and_is_in_small_letters(anna):
    write("terms")
    page = write()
    typed = form_of(anna, page)
    assert errors_of(save(anna, page, typed | {"slug": "terms"}), "slug") == ["Another page has this address."]
    answer = save(anna, page, typed | {"slug": "Terms"})
    assert errors_of(answer, "slug") == ["An address cannot contain capital letters."]


def test_a_text_that_nobody_touched_does_not_stop_the_form(anna):
    page = write(text_en="[gone](/products/gone/)")
    assert save(anna, page, form_of(anna, page) | {"position": "3"}).status_code == 302
    page.refresh_from_db()
    assert page.position == 3


def test_a_link_to_a_page_needs_that_page_in_the_same_language(anna):
    write("terms", text_ru="", title_ru="")
    page = write()
    link = "[a](/pages/terms/) [b](/pages/delivery/)"
    answer = save(anna, page, form_of(anna, page) | {"text_en": link, "text_ru": link})
    assert errors_of(answer, "text_en") == []
    assert errors_of(answer, "text_ru") == ["Line 1: There is no page at this address: /pages/terms/"]


def test_pages_that_the_shop_needs_may_name_each_other_before_all_of_them_are_there(anna):
    page = write("contact", kind="contact", is_public=False)
    link = "[a](/pages/legal-notice/) [b](/ru/pages/returns/)"
    typed = form_of(anna, page) | {"text_en": link, "text_ru": link, "is_public": "on"}
    assert save(anna, page, typed).status_code == 302
    # Each is named as missing already.
    assert not [one for one in missing() if "links to" in one.how]
    write("give-back", kind="returns", is_public=False)
    answer = save(anna, page, form_of(anna, page) | {"text_en": "[b](/pages/returns/) [c](/pages/give-back/)"})
    assert errors_of(answer, "text_en") == ["Line 1: There is no page at this address: /pages/returns/"]
    named = [one.what for one in missing() if "links to" in one.how]
    assert named == ["Contact (English), line 1", "Contact (Russian), line 1"]


def test_a_page_is_added_from_the_start_page_with_its_kind_and_its_address(anna):
    form = anna.get(reverse("admin:pages_page_add") + "?kind=legal")
    assert attribute(form, "#id_slug", "value") == "legal-notice"
    form = anna.get(reverse("admin:pages_page_add") + "?kind=terms")
    assert attribute(form, "#id_kind option[selected]", "value") == "terms"
    fields = {"kind": "terms", "slug": "terms", "position": "1", "title_en": "Terms", "text_en": "## A\n\nB"}
    assert anna.post(reverse("admin:pages_page_add"), fields).status_code == 302
    page = Page.objects.get()
    assert not page.is_public
    assert page.versions.get().by.email == "anna@example.org"


# Preview ------------------------------------------------------------------------------------------------------------


def test_the_words_of_the_home_page_are_reached_from_the_list_of_models(anna):
    Business.objects.get_or_create(pk=1)
    assert anna.get(reverse("admin:pages_homepage_changelist")).url == reverse("admin:pages_homepage_change", args=[1])


# What it said before ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "links"),
    [
        ({}, ["/pages/delivery/", "/ru/pages/delivery/"]),
        ({"text_ru": ""}, ["/pages/delivery/", "/pages/delivery/"]),
        ({"text_en": ""}, ["/ru/pages/delivery/", "/ru/pages/delivery/"]),
        ({"text_en": "", "text_ru": ""}, [None, None]),
        ({"is_public": False}, [None, None]),
    ],
)
def test_view_on_site_leads_to_a_language_that_has_a_text(anna, values, links):
    page = write(**values)
    for prefix, link in zip(("", "/ru"), links, strict=True):
        form = anna.get(prefix + address("change", page))
        assert attributes(form, ".object-tools .viewsitelink", "href") == ([link] if link else [])
        if link:
            assert anna.get(link).status_code == 200


def test_view_on_site_leads_to_what_is_stored_whatever_a_form_with_a_fault_says(anna):
    hidden, page = write("hidden", is_public=False), write()
    answer = save(anna, hidden, form_of(anna, hidden) | {"is_public": "on", "text_en": "# No"})
    assert elements(answer, ".viewsitelink") == []
    answer = save(anna, page, form_of(anna, page) | {"slug": "moved", "text_en": "# No"})
    assert attributes(answer, ".viewsitelink", "href") == ["/pages/delivery/"]


# Rights -------------------------------------------------------------------------------------------------------------


def test_only_who_has_the_right_edits_words(client):
    page, row = write(), say()
    pages = [reverse("admin:pages_page_changelist"), address("change", page), versions(page)]
    pages += [reverse("admin:pages_page_version", args=[page.pk, page.versions.get().pk])]
    home = reverse("admin:pages_homepage_change", args=[row.pk])
    for others in (with_rights("bea"), with_rights("cleo", "change_product", "view_product", "change_order")):
        assert [others.get(one).status_code for one in [*pages, home]] == [403] * 5
        assert others.post(address("change", page), {"_preview_en": "1"}).status_code == 403
        assert others.post(versions(page), {"version": page.versions.get().pk}).status_code == 403
    reader = with_rights("dora", "view_page", "view_homepage")
    assert [reader.get(one).status_code for one in [*pages, home]] == [200] * 5
    assert elements(reader.get(address("change", page)), "[name^=_preview]") == []
    for data in ({"_preview_en": "1"}, {"text_en": "x"}):
        assert reader.post(address("change", page), data).status_code == 403
        assert reader.post(home, data).status_code == 403
    assert reader.post(versions(page), {"version": page.versions.get().pk}).status_code == 403
    writer = with_rights("emma", "view_page", "change_page")
    assert save(writer, page, form_of(writer, page) | {"text_en": "x"}).status_code == 302
    assert writer.get(reverse("admin:pages_page_add")).status_code == 403
    assert [client.get(one).status_code for one in pages] == [302] * 4


def test_no_page_is_deleted(anna):
    page = write()
    assert anna.get(address("delete", page)).status_code == 403
    listed = anna.get(reverse("admin:pages_page_changelist"))
    assert "delete_selected" not in LexborHTMLParser(listed.content.decode()).html


def test_two_who_edit_the_same_text_hear_of_each_other(anna):
    page = write()
    first, second = form_of(anna, page), form_of(colleague("ben"), page)
    save(anna, page, first | {"text_en": "Anna's."})
    answer = save(colleague("carl"), page, second | {"text_en": "Carl's."})
    assert "anna@example.org" in errors_of(answer, "text_en")[0]
    page.refresh_from_db()
    assert page.text_en == "Anna's."


def as_a_browser_sends(fields):
    """With its ends of lines, in hidden fields too."""
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in fields.items()}


def test_a_text_of_several_lines_is_changed_at_once_and_a_conflict_is_still_seen(anna):
    page = write(text_en="a\n\nb", text_ru="в\n\nг")
    fields = as_a_browser_sends(form_of(anna, page))
    assert save(anna, page, fields | {"text_en": "a\r\n\r\nc"}).status_code == 302
    page.refresh_from_db()
    assert (page.text_en, page.text_ru) == ("a\n\nc", "в\n\nг")
    # The same words of somebody else are no conflict, other words are one.
    assert save(anna, page, fields | {"text_en": "a\r\n\r\nc"}).status_code == 302
    assert "in the meantime" in errors_of(save(anna, page, fields | {"text_en": "a\r\n\r\nd"}), "text_en")[0]


def test_whoever_saves_words_sees_them_at_once(anna):
    page = write()
    assert current.current().links["en"][0].title == "Delivery"
    save(anna, page, form_of(anna, page) | {"title_en": "How we send"})
    assert "How we send" in words(browser().get("/"), ".site-footer")
