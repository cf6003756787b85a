"""Former texts of a page in the admin: they are read and put back."""

import pytest
from django.urls import reverse

from pages.demo import text_of
from pages.tests.pages import write
from shop.tests.pages import elements, words
from shop.tests.staff_forms import colleague, form_of, history, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return colleague("anna")


def versions(page):
    return reverse("admin:pages_page_versions", args=[page.pk])


def test_every_former_text_is_read_and_put_back(anna):
    page = write()
    save(anna, page, form_of(anna, page) | {"text_en": "By **train**.", "slug": "by-train"})
    listed = anna.get(versions(page))
    assert len(elements(listed, "#content tbody tr")) == 2
    first = page.versions.last()
    former = anna.get(reverse("admin:pages_page_version", args=[page.pk, first.pk]))
    assert "By post." in words(former, ".words")
    assert "no-store" in former.headers["Cache-Control"]
    assert anna.post(versions(page), {"version": first.pk}).status_code == 303
    page.refresh_from_db()
    # Its address stays: others link to it by now.
    assert (page.text_en, page.slug) == ("By post.", "by-train")
    assert page.versions.count() == 3
    assert "By **train**. → By post." in history(anna, page)[-1]
    # Twice is once.
    anna.post(versions(page), {"version": first.pk})
    assert page.versions.count() == 3


@pytest.mark.parametrize("key", ["", "0", "x", "-1", "²", "9" * 30, "1 OR 1=1"])
def test_what_is_no_version_of_the_page_is_not_found(anna, key):
    page, other = write(), write("other")
    assert anna.post(versions(page), {"version": key}).status_code in (400, 404)
    assert anna.post(versions(page), {"version": other.versions.get().pk}).status_code == 404
    assert anna.get(reverse("admin:pages_page_version", args=[page.pk, other.versions.get().pk])).status_code == 404


def test_a_demo_text_that_is_put_back_is_marked_again(anna):
    page = write(text_en=text_of("delivery", "en")[1], is_demo=True)
    save(anna, page, form_of(anna, page) | {"text_en": "Our own.", "is_demo": ""})
    page.refresh_from_db()
    assert not page.is_demo
    own, demo = page.versions.all()
    anna.post(versions(page), {"version": demo.pk})
    page.refresh_from_db()
    assert page.is_demo
    assert "Demo text: No → Yes" in history(anna, page)[-1]
    # Whoever put own words back takes the mark off by hand.
    anna.post(versions(page), {"version": own.pk})
    page.refresh_from_db()
    assert (page.text_en, page.is_demo) == ("Our own.", True)
