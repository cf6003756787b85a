"""Fragments that are rendered once for equal arguments."""

from dataclasses import dataclass
from typing import NamedTuple

import pytest
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString

from shop.made_once import _made, made_once

CART = "includes/_cart_link.html"


class Line(NamedTuple):
    words: object


@dataclass
class Open:
    words: str


@pytest.fixture(autouse=True)
def nothing_is_kept():
    _made.cache_clear()


def link(**arguments):
    return made_once(CART, **{"section": "", "count": 0, "total": 0} | arguments)


def test_equal_arguments_are_rendered_once():
    first = link(count=2, total=138)
    assert link(count=2, total=138) == first
    assert _made.cache_info().misses == 1


def test_each_argument_and_each_language_is_html_of_its_own():
    english = link()
    assert "aria-current" in link(section="cart")
    assert "aria-current" not in english
    with translation.override("ru"):
        assert "Корзина" in link()
    assert link() == english


def test_numbers_that_are_equal_to_truth_values_are_told_apart():
    link(count=1)
    link(count=True)
    assert _made.cache_info().misses == 2


def test_a_text_is_never_taken_for_the_same_one_that_is_safe_html():
    shown = [made_once("includes/_breadcrumbs.html", here=here) for here in ("<b>", SafeString("<b>"))]
    assert ["&lt;b&gt;" in html for html in shown] == [True, False]


@pytest.mark.parametrize("changing", [[], {}, Open("one"), Line([1]), Line(SafeString("<b>"))], ids=repr)
def test_what_may_change_is_refused(changing):
    with pytest.raises(TypeError):
        link(section=changing)


def test_a_fragment_sees_its_arguments_alone():
    template = engines["django"].from_string('{% made_once "includes/_cart_link.html" count=0 %}')
    assert "aria-current" not in template.render({"section": "cart"})


def test_templates_are_read_anew_while_they_are_written(settings):
    settings.DEBUG = True
    link()
    assert _made.cache_info().misses == 0


def test_a_fragment_is_kept_in_as_few_bytes_as_it_has_on_the_page():
    kept = _made(CART, "en", ("section", "count", "total"), "", 2, 138)
    assert isinstance(kept, bytes)
    made = link(count=2, total=138)
    assert "€" in made
    assert isinstance(made, SafeString)
    assert kept.decode() == made


def named(words):
    return f"<b>{words}</b>"


def test_a_function_may_write_a_fragment():
    assert made_once(named, words="linen") == made_once(named, words="linen") == "<b>linen</b>"
    assert isinstance(made_once(named, words="linen"), SafeString)
    assert _made.cache_info().misses == 1
