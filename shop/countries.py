"""Countries: two letters (ISO 3166-1) in the database, names in the visitor's language on the page (Unicode CLDR)."""

from functools import lru_cache

from babel import Locale
from babel.core import get_global
from django.conf import settings

from shop.language import current_language


@lru_cache
def country_names(language: str) -> dict[str, str]:
    """Name by code, in the alphabetical order of the language."""
    # ZZ is CLDR's "unknown region", EU and UN and the like are no addresses; Q and X codes are private.
    not_countries = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
    names = {
        code: name
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in not_countries
    }
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def country_name(code: str) -> str:
    """The name of a country in the active language, or the code where there is none."""
    return country_names(current_language()).get(code, code)


@lru_cache
def _codes() -> dict[str, str]:
    codes = {alias.casefold(): new[0] for alias, new in get_global("territory_aliases").items() if len(new) == 1}
    for language, _name in settings.LANGUAGES:
        for code, name in country_names(language).items():
            codes[name.casefold()] = codes[code.casefold()] = code
    return codes


def country_code(text: str) -> str | None:
    """The two letters of a country written as its name in any of our languages or as its code; None if unknown."""
    return _codes().get(" ".join(text.split()).casefold())
