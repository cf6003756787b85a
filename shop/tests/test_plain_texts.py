"""What templates show on the server is what Django shows, in a fraction of the time."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template, base
from django.templatetags import i18n
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, override

from shop.plain_texts import of_django, show_plain_texts_at_once, shown


class Loud(str):
    """A text that is more than a text."""

    __slots__ = ()

    def __html__(self):
        return f"<b>{self.upper()}</b>"


class Quiet(SafeString):
    """HTML that is more than HTML."""

    __slots__ = ()

    def __html__(self):
        return "nothing"


VALUES = [
    "",
    "Pleated drum",
    "<a href=\"/\" title='&amp;'>",
    mark_safe("<b>bold</b> & so on"),
    Loud("<i>"),
    Quiet("<i>"),
    gettext_lazy("Cart"),
    None,
    True,
    1234567,
    Decimal("1234.50"),
    0.1,
    datetime(2026, 5, 1, 12, tzinfo=UTC),
    ["<", mark_safe("<")],
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{type(value).__name__} {value}")
@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_is_what_django_shows(value, autoescape, language):
    context = Context(autoescape=autoescape)
    with override(language):
        ours, theirs = shown(value, context), of_django(value, context)
    assert (ours, type(ours)) == (theirs, type(theirs))


def test_the_server_shows_texts_so_in_templates_and_in_their_translations(monkeypatch):
    for place in (base, i18n):
        monkeypatch.setattr(place, "render_value_in_context", of_django)
    show_plain_texts_at_once()
    assert base.render_value_in_context is i18n.render_value_in_context is shown
    words = "{% load i18n %}{{ name }}, {% blocktranslate %}{{ name }} each{% endblocktranslate %}"
    assert Template(words).render(Context({"name": "A & B"})) == "A &amp; B, A &amp; B each"
