"""Cleaning of typed and pasted text: invisible characters are removed, spaces and dashes become plain ones."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Unicode's Default_Ignorable_Code_Point, format and control characters: none of them is visible. Those that some text
# needs follow below; the character 0 stays, because Django's fields refuse it in words.
INVISIBLE = (
    "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    "\U000e01f0-\U000e0fff"
)
JOINERS = "\u200c\u200d"
SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Blank characters that have a width: the fillers of Hangul, the empty pattern of Braille.
BLANKS = r"\s\u115f\u1160\u2800\u3164\uffa0"

PICTURES = "\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# Letters of scripts in which a joiner changes how a word reads: Persian, Urdu, the scripts of India, Khmer, Mongolian.
JOINED = (
    "\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u1a20-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
)
# Ideographs: in Japanese names a variation selector chooses the form.
VARIED = f"{PICTURES}\u1800-\u18af\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

WITHOUT_USE = (
    re.compile(f"[{INVISIBLE}]"),
    re.compile(f"(?<![{VARIED}])[{SELECTORS}]"),
    re.compile(f"(?<=[{JOINERS}])[{JOINERS}]"),
    re.compile(f"(?<![{JOINED}{PICTURES}\ufe0f])[{JOINERS}]|[{JOINERS}](?![{JOINED}{PICTURES}])"),
)
UNSEEN = re.compile(f"[{INVISIBLE}{JOINERS}{SELECTORS}]")
SPACES = re.compile(f"[{BLANKS}]+")
AT_THE_ENDS = re.compile(f"^[{BLANKS}]+|[{BLANKS}]+\\Z")
# What is a digit and not one of 0 to 9.
OTHER_DIGITS = re.compile(r"[^\D0-9]")
DASHES = re.compile("[\u02d7\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")


def clean_text(text: str) -> str:
    """A name or address line in NFC. Letters, punctuation and the joiners they need stay as typed."""
    for unused in WITHOUT_USE:
        text = unused.sub("", text)
    return unicodedata.normalize("NFC", _with_plain_signs(text))


def clean_prose(text: str) -> str:
    """A text for others to read, with the lines and dashes that its author gave it. Blank signs alone are none."""
    for unused in WITHOUT_USE:
        text = unused.sub("", text)
    return AT_THE_ENDS.sub("", unicodedata.normalize("NFC", text))


def clean_code(text: str) -> str:
    """A number or code in NFKC: full-width and half-width characters become plain ones."""
    return _with_plain_signs(UNSEEN.sub("", unicodedata.normalize("NFKC", UNSEEN.sub("", text))))


def with_plain_digits(text: str) -> str:
    """Digits of every script as 0 to 9."""
    return OTHER_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def says_something(text: str) -> bool:
    """Whether a text that is clean has a letter or a digit."""
    return any(sign.isalnum() for sign in text)


def _with_plain_signs(text: str) -> str:
    return SPACES.sub(" ", DASHES.sub("-", text)).strip()


class CodeField(forms.CharField):
    """A field for postcodes and the like, in plain letters and digits. A dash alone means none."""

    def to_python(self, value: Any) -> str:
        code = with_plain_digits(clean_code(super().to_python(value) or ""))
        return code if says_something(code) or "\x00" in code else ""


class TextField(forms.CharField):
    """A field for one line of typed text: cleaned, with at least one letter or digit."""

    default_error_messages = {"says_nothing": _("Enter at least one letter or digit.")}

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not says_something(value):
            raise forms.ValidationError(self.error_messages["says_nothing"], code="says_nothing")
