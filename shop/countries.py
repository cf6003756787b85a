"""Countries: two letters (ISO 3166-1) in the database, names in the visitor's language on the page (Unicode CLDR)."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from django.conf import settings

from shop.language import LOCALES, current_language
from shop.territories import COUNTRIES
from shop.typed_text import clean_text

# CLDR writes one name without ё, and has no Russian name for another.
NAMES_OF_OURS = {"ru": {"US": "Соединённые Штаты", "CQ": "Сарк"}}

# Countries without postcodes: no %Z in the address format of Google's libaddressinput (region data of June 2025).
WITHOUT_POSTCODE = (
    "AE AG AO AQ AW BF BI BJ BO BQ BS BV BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GH GM GQ GY HK JM KI KM KN LC LY "
    "ML MO MR MS MW NR NU PA PS QA RW SB SC SL SR SS ST SX SY TD TF TG TK TL TO TV UG VU WS YE ZW"
)

OFFICIAL = ("republic of ", "kingdom of ", "state of ", "commonwealth of ", "республика ", "королевство ")
# Moldova, Republic of; Bolivia (Plurinational State of).
IN_FULL = re.compile(r"(, | \().*\b(republic|state|states|kingdom|province)\b.*")


@lru_cache
def country_names(language: str) -> dict[str, str]:
    """Name by code, in the alphabetical order of the language."""
    names = {code: name for code, name in Locale.parse(language).territories.items() if code in COUNTRIES}
    names |= NAMES_OF_OURS.get(language, {})
    return dict(sorted(names.items(), key=lambda item: _alphabetical(item[1])))


def country_name(code: str) -> str:
    """The name of a country in the active language, or the code where there is none."""
    return country_names(current_language()).get(code, code)


def home_country() -> str:
    """The code of the country whose language the page is in: GB of English, RU of Russian."""
    return LOCALES[current_language()][0].rpartition("_")[2]


def country_choices(codes: Collection[str] = COUNTRIES) -> list[tuple[str, str]]:
    """Code and name of each of these countries, in the alphabetical order of the visitor's language."""
    return [(code, name) for code, name in country_names(current_language()).items() if code in codes]


def has_postcodes(code: str) -> bool:
    return code not in WITHOUT_POSTCODE.split()


def country_code(text: str) -> str | None:
    """The two letters of a country from its code or from any of its usual names; None if unknown."""
    name = _folded(text)
    shorter = [name.removeprefix(prefix) for prefix in OFFICIAL] + [IN_FULL.sub("", name)]
    return next((_codes()[one] for one in (name, *shorter) if one in _codes()), None)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Code by each folded spelling of a country."""
    codes = {alias.casefold(): new[0] for alias, new in get_global("territory_aliases").items() if len(new) == 1}
    lines = (Path(__file__).parent / "country_spellings.txt").read_text(encoding="utf-8").splitlines()
    for code, _tab, names in (line.partition("\t") for line in lines if not line.startswith("#")):
        codes |= dict.fromkeys(map(_folded, names.split("|")), code)
    for language, _name in settings.LANGUAGES:
        for code, name in country_names(language).items():
            codes[_folded(name)] = codes[code.casefold()] = code
    return codes


def _folded(text: str) -> str:
    """A name without what is spelled in different ways: case, accents, apostrophes, "the", "&" and "and", "St."."""
    letters = "".join(
        sign for sign in unicodedata.normalize("NFKD", clean_text(text)) if not unicodedata.combining(sign)
    )
    words = re.sub("['’‘`´ʻʼ.]", "", letters.casefold()).replace("&", " and ").replace("-", " ")
    for long, short in ((r"\bsaint\b", "st"), (r"\bострова\b", "о ва"), (r"\bостров\b", "о в")):
        words = re.sub(long, short, words)
    return " ".join(words.split()).removeprefix("the ")


def _alphabetical(name: str) -> str:
    """The sort key of a name: accents are ignored, but й is a letter of its own."""
    letters = ("й" if sign == "й" else unicodedata.normalize("NFKD", sign)[0] for sign in name.casefold())
    return "".join(letters)
