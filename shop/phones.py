"""Telephone numbers: read as people write them, stored in one form, shown with spaces (rules of Google's library)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType, ValidationResult

from shop.countries import home_country
from shop.typed_text import clean_code, with_plain_digits

# Countries in CLDR that use another country's numbering plan.
REGION_OF = {"CQ": "GG", "DG": "IO", "EA": "ES", "IC": "ES"}
LONGEST_EXTENSION = 10
TOO_SHORT, TOO_LONG, NO_NUMBER, NO_COUNTRY = "too_short", "too_long", "no_number", "no_country"
# Words such as (home) are not part of a number, though telephone keys have letters; Google's library knows only some.
IN_WORDS = ((re.compile(r"\([^)\d]*\)"), ""), (re.compile(r"\b(доб|вн)[а-яё]*\.?", re.IGNORECASE), "доб. "))
UNREADABLE = {
    NumberParseException.INVALID_COUNTRY_CODE: NO_COUNTRY,
    NumberParseException.NOT_A_NUMBER: NO_NUMBER,
    NumberParseException.TOO_SHORT_AFTER_IDD: TOO_SHORT,
    NumberParseException.TOO_SHORT_NSN: TOO_SHORT,
    NumberParseException.TOO_LONG: TOO_LONG,
}
IMPOSSIBLE = {
    ValidationResult.TOO_SHORT: TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: TOO_SHORT,
    ValidationResult.TOO_LONG: TOO_LONG,
    ValidationResult.INVALID_LENGTH: NO_NUMBER,
    ValidationResult.INVALID_COUNTRY_CODE: NO_COUNTRY,
}


class NotANumber(ValueError):
    """What was typed cannot be a telephone number; `args` is the reason, one of those above."""


def read_phone(text: str, country: str | None) -> str:
    """The number in E.164, +46701234567, an extension after it as RFC 3966 writes one: ;ext=12. Raises NotANumber.

    `country` is where a number without its country code belongs. A number of a possible length is taken: which ones
    are given out changes faster than the rules do.
    """
    region = REGION_OF.get(country or "", country)
    refusal: NotANumber | None = None
    possible: PhoneNumber | None = None
    for reading in readings(text, region):
        try:
            number = _possible(reading.written, reading.region)
        except NotANumber as error:
            refusal = refusal or (error if reading.is_sure else None)
            continue
        if phonenumbers.is_valid_number(number):
            return stored(number)
        possible = possible or (number if reading.is_sure else None)
    if possible is None:
        raise refusal or NotANumber(NO_NUMBER)
    return stored(possible)


class Reading(NamedTuple):
    """One reading of a number. A guessed reading must be a valid number, not only a possible one."""

    written: str
    region: str | None
    is_sure: bool = True


def readings(text: str, region: str | None) -> Iterator[Reading]:
    """Readings of a number, the most likely first: national, or international without the +."""
    written = with_plain_digits(clean_code(text)).replace("ー", "-")
    for words, meaning in IN_WORDS:
        written = words.sub(meaning, written)
    written = written.strip(" ,.;:")
    digits = re.sub(r"^\D+", "", written)
    if region and "+" not in written and _begins_with_country_code(digits, region):
        yield Reading(f"+{digits}", None, is_sure=False)
    yield Reading(written, region)
    yield Reading(re.sub(r"\(\s*0\s*\)", "", written), region)
    # Without the words around it.
    yield Reading(max(re.findall(r"\+?[\d\s()./-]+", written), key=len, default=""), region)
    if "+" not in written:
        yield Reading(f"+{digits.removeprefix('00')}", None, is_sure=False)
        # In Russia and its neighbours 8 is the national prefix, where others write +7.
        if digits.startswith("8"):
            yield Reading(f"+7{digits[1:]}", None, is_sure=False)


def _begins_with_country_code(digits: str, region: str) -> bool:
    """Whether a + may be missing: national numbers begin with another digit, a 0 or in Russia an 8."""
    prefix = phonenumbers.ndd_prefix_for_region(region, True)
    is_at_home = not prefix or digits.startswith(prefix)
    return not is_at_home and digits.startswith(str(phonenumbers.country_code_for_region(region)))


def _possible(written: str, region: str | None) -> PhoneNumber:
    """A number of a possible length. Raises NotANumber."""
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException as error:
        raise NotANumber(UNREADABLE[error.error_type]) from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE:
        raise NotANumber(IMPOSSIBLE[reason])
    return number


def stored(number: PhoneNumber) -> str:
    """The stored form. Raises NotANumber for an invalid extension."""
    extension = number.extension or ""
    if len(extension) > LONGEST_EXTENSION:
        raise NotANumber(TOO_LONG)
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{written};ext={extension}" if extension else written


def shown_phone(phone: str) -> str:
    """A stored number in international form: +46 70 123 45 67. Numbers stored before E.164 was used: as typed."""
    try:
        number = phonenumbers.parse(phone)
    except NumberParseException:
        return phone
    extension, number.extension = number.extension, None
    written = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    return (
        _("%(number)s, extension %(extension)s") % {"number": written, "extension": extension} if extension else written
    )


def home_digits(phone: str) -> str:
    """The digits of a stored number after the country code: they occur in every way to write it."""
    return str(phonenumbers.parse(phone).national_number)


def example_phone(country: str | None) -> str:
    """A mobile number of a country, or else of that of the page's language, as an example of how to write one."""
    regions = (REGION_OF.get(country or "", country), home_country())
    numbers = (phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE) for region in regions if region)
    return next(shown_phone(stored(number)) for number in numbers if number)
