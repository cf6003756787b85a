"""Money, dates and countries in the active language."""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from urllib.parse import urljoin

from babel import Locale
from babel.dates import format_datetime, get_timezone_name
from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from shop import money as amounts
from shop.countries import country_name
from shop.forms import wrong_fields
from shop.language import current_language
from shop.look import fonts, paper
from shop.made_once import made_once
from shop.phones import shown_phone

register = template.Library()
register.simple_tag(made_once)
# For the fragment of what every page loads, which is made once.
register.simple_tag(paper)
register.simple_tag(fonts)
register.filter(wrong_fields)
# The attributes of an HTML element, from a dictionary.
register.filter("attributes", flatatt)


def _locale() -> Locale:
    return Locale.parse(current_language())


def _written(at: datetime, pattern: str) -> str:
    return format_datetime(localtime(at), pattern, locale=_locale())


def _date(at: datetime) -> str:
    """The pattern of a day, with the year if it is not the current one."""
    if localtime(at).year == localtime().year:
        return "d MMMM"
    return "d MMMM y 'г.'" if current_language() == "ru" else "d MMMM y"


@register.filter
def with_host(address: str) -> str:
    """An address as others read it: with the host of the shop, unless it has one, as photographs in a bucket do."""
    return urljoin(settings.SITE_URL, address)


@register.filter
def money(amount: Decimal, currency: str = "") -> str:
    """€69.00; in Russian 69,00 €. Of what was sold with its own currency: `|money:order.currency`."""
    return amounts.money(amount, currency)


@register.filter
def day(at: datetime) -> str:
    """2 October 2026; 2 октября 2026."""
    return _written(at, "d MMMM y")


@register.filter
def moment(at: datetime) -> str:
    """23 November, 18:04; 23 ноября, 18:04."""
    return _written(at, f"{_date(at)}, HH:mm")


@register.filter
def full_moment(at: datetime) -> str:
    """Tuesday 24 November, 18:04; 24 ноября, 18:04.

    Without the weekday in Russian: after a verb or «до» its case would be another, and CLDR has only the nominative.
    """
    return _written(at, f"EEEE {_date(at)}, HH:mm") if current_language() == "en" else moment(at)


WRITTEN = {"day": day, "moment": moment, "full_moment": full_moment}


@register.filter
def time_tag(at: datetime, written: str = "moment") -> SafeString:
    """A `<time>` element with the time in words, by one of the filters above, and its `datetime` attribute."""
    # Whole seconds: HTML allows no microseconds.
    exact = localtime(at).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', exact, WRITTEN[written](at))


@register.filter
def zone(at: datetime) -> str:
    """The time zone of a moment: Central European Summer Time; Центральная Европа, летнее время."""
    return get_timezone_name(localtime(at), locale=_locale())


@register.filter
def country(code: str) -> str:
    """The name of a country from its two letters."""
    return country_name(code)


@register.filter
def phone(number: str) -> str:
    """+46 70 123 45 67, from the form in which a number is stored."""
    return shown_phone(number)


@register.filter
def elided(page: Page) -> Iterable[int | str]:
    """The numbers of the pages around this one and at both ends, with marks for those left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


# How the design names the levels of Django's messages.
TONES = {"success": "message--good", "warning": "message--warn", "error": "message--bad"}


@register.filter
def tone(message: Message) -> str:
    """The class that gives a message the colour of its level."""
    return TONES.get(message.level_tag, "")


@register.filter
def each_once(messages: Iterable[Message]) -> list[Message]:
    """The messages without duplicates, which a double click leaves."""
    return list({(message.level, str(message)): message for message in messages}.values())


@register.filter
def json_ld(data: object) -> SafeString:
    """Structured data for search engines, as a JSON-LD script that no text in it can close."""
    escapes = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
    text = json.dumps(data, ensure_ascii=False).translate(escapes)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  # escaped above
