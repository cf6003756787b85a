"""Telephone numbers: read as people write them, stored in one form, shown with spaces (rules of Google's library)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType, ValidationResult

from shop.typed_text import clean_code, with_plain_digits

# CLDR counts them as countries; their telephones are those of another.
REGION_OF = {"CQ": "GG", "DG": "IO", "EA": "ES", "IC": "ES"}
LONGEST_EXTENSION = 10
TOO_SHORT, TOO_LONG, NO_NUMBER, NO_COUNTRY = "too_short", "too_long", "no_number", "no_country"
# (home) is no part of a number, though the keys of a telephone have letters; Google knows one Russian word of these.
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
    """What was typed can be no telephone number; `args` are the reason, one of those above."""


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
    """What a number may mean. Of one that is only guessed there must be such a number."""

    written: str
    region: str | None
    is_sure: bool = True


def readings(text: str, region: str | None) -> Iterator[Reading]:
    """What a number may mean, the most likely first: as written in its country, or with a country code of its own."""
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
        # In Russia and around it 8 stands before a number at home, where others write +7.
        if digits.startswith("8"):
            yield Reading(f"+7{digits[1:]}", None, is_sure=False)


def _begins_with_country_code(digits: str, region: str) -> bool:
    """Whether a + is missing, in a country where a number at home begins with another digit: a 0, or in Russia an 8."""
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
    """Its stored form. Raises NotANumber for an extension that is none."""
    extension = number.extension or ""
    if len(extension) > LONGEST_EXTENSION:
        raise NotANumber(TOO_LONG)
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{written};ext={extension}" if extension else written


def shown_phone(phone: str) -> str:
    """A stored number as it is written internationally: +46 70 123 45 67. One of before there was a form: as typed."""
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
    """The digits of a stored number that stand behind the country's code: in every way to write it they are there."""
    return str(phonenumbers.parse(phone).national_number)


def example_phone(country: str | None) -> str:
    """A mobile number of a country, as an example of how to write one."""
    region = REGION_OF.get(country or "", country)
    number = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE) if region else None
    return shown_phone(stored(number)) if number else "+46 70 123 45 67"
