"""What a page says of its look before its style sheets are there: the colours of the browser's bar, the first fonts.

It is read from the style sheets themselves, so that the owner's own (LOOK) say it too. What cannot be read is left out.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.contrib.staticfiles import finders

# In their order: the last one wins.
SHEETS = ("css/tokens.css", "css/look.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARED = r"(?<![\w-])--{name}:\s*([^;}}]+?)\s*(?:!important\s*)?[;}}]"
# A colour by itself: what names another token is not known before the page is drawn.
PLAIN = r"(#[0-9a-fA-F]{3,8}|[a-zA-Z]+|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\([\w\s.,%/+-]+\))"
BOTH = re.compile(rf"light-dark\(\s*{PLAIN}\s*,\s*{PLAIN}\s*\)")
ONE = re.compile(PLAIN)
FAMILY = re.compile(r"\s*[\"']?([^\"',]+)")
# Families that come in files for each script, and where they lie.
FONTS = {"Ysabeau Office": "fonts/ysabeau-office", "Commissioner": "fonts/commissioner"}
SCRIPTS: Mapping[str, tuple[str, ...]] = {"en": ("latin",), "ru": ("latin", "cyrillic")}


class Paper(NamedTuple):
    """The colour of the page by day and in the evening."""

    day: str
    evening: str


def paper() -> Paper | None:
    """None where a sheet says it in a way that is known only when the page is drawn."""
    said = _token("paper")
    if both := BOTH.fullmatch(said):
        return Paper(both[1], both[2])
    return Paper(said, said) if ONE.fullmatch(said) else None


def fonts(language: str) -> tuple[str, ...]:
    """The files of the fonts that a page in this language begins with; of the owner's own fonts none is known."""
    families = (FAMILY.match(_token(name)) for name in ("font-display", "font-text"))
    names = [match[1].strip() for match in families if match]
    return tuple(
        f"{FONTS[name]}-{script}.woff2"
        for script in SCRIPTS.get(language, ("latin",))
        for name in dict.fromkeys(names)
        if name in FONTS
    )


def _token(name: str) -> str:
    """The value of a token in the last sheet that sets it; empty where that sheet sets it more than once."""
    for sheet in reversed(_sheets()):
        if values := re.findall(DECLARED.format(name=name), sheet):
            return str(values[0]) if len(values) == 1 else ""
    return ""


@cache
def _sheets() -> tuple[str, ...]:
    """The sheets without their comments, read once in each process."""
    found = (finders.find(name) for name in SHEETS)
    return tuple(COMMENT.sub("", Path(path).read_text(encoding="utf-8")) for path in found if path)
