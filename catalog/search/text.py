"""The search text of a shade, stored in the database, and how words are compared.

`Product.search_text` has two lines, each of words between single spaces: first what the shade is called (SKU, names,
colours), then what it is (words for its codes, `synonyms.py`), with those words of its names that thousands of shades
share. Every word stands there as it is and as its stem. All of it is small letters without accents, «ё» as «е», so that
neither database has to know about case or alphabets.

The field fills itself on `save` and `bulk_create`. After `bulk_update`, `QuerySet.update` or SQL on a field named in
SOURCES run `manage.py refresh_search`.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

from catalog.search import colours, synonyms
from catalog.search.bulbs import with_bulbs_as_words
from catalog.search.stemmers import EnglishStemmer, RussianStemmer
from shop.typed_text import clean_code, with_plain_digits

SOURCES = frozenset(
    (
        *("sku", "name_en", "name_ru", "colour_en", "colour_ru", "composition_en", "composition_ru"),
        *("shape", "finish", "fitting", "material", "lining", "light", "colour_family", "bulb_base"),
        *("for_table", "for_floor", "for_pendant", "for_wall", "swatch", "widest_mm"),
    )
)
NAMES = ("sku", "name_en", "name_ru", "colour_en", "colour_ru")
CODES = (
    ("shape", synonyms.SHAPE),
    ("material", synonyms.MATERIAL),
    ("colour_family", synonyms.COLOUR),
    ("finish", synonyms.FINISH),
    ("fitting", synonyms.FITTING),
    ("light", synonyms.LIGHT),
    ("lining", synonyms.LINING),
)

# Of the beginning of a colour.
SHORTEST_BEGINNING = 3

WORD = re.compile(r"[^\W_]+")


class _PlainLetters(dict[int, str]):
    """For str.translate: «е» for «ё», Latin letters without accents, nothing for a mark that belongs to no letter.

    Such a mark, as the stress in «абажу́р», would split the word.
    """

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        is_mark = unicodedata.category(letter) in ("Mn", "Me")
        plain = base if base.isascii() else "" if is_mark else letter
        # Only common letters are cached, or a visitor could fill the memory with all of Unicode.
        return self.setdefault(code, plain) if code < 0x500 else plain


# First those that NFD does not decompose.
PLAIN = _PlainLetters(str.maketrans({"ё": "е", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}))


# Texts of these signs alone are cleaned with less: most are, and a check of all shades cleans some hundred thousand.
USUAL = re.compile("[ -~А-Яа-яЁё«»]*")


def normalised(text: str) -> str:
    """A text in the form in which it is compared: plain lower-case letters and digits, names of bulbs as one word."""
    if USUAL.fullmatch(text):
        return with_bulbs_as_words(" ".join(text.split()).lower().replace("ё", "е"))
    return with_bulbs_as_words(with_plain_digits(clean_code(text)).casefold().translate(PLAIN))


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return WORD.findall(normalised(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word, by Snowball: «льняной» and «льняные» have льнян, "pleated" has pleat."""
    if word[-1:].isdigit():
        return word  # No ending of either language has a digit.
    # A new stemmer for each word, because stemmers have state and are not thread-safe.
    stemmer = EnglishStemmer if word.isascii() else RussianStemmer
    return str(stemmer().stemWord(word))


def document(product: Any) -> str:
    """The search text of a product, or of a product in a migration."""
    names = [getattr(product, name) for name in NAMES]
    return f"{line_of(*names)}\n{line_of_facts(product, shared_words(*names))}"


def line_of(sku: str, *names: str) -> str:
    """The line of these NAMES."""
    return line([sku, "".join(words(sku)), *names])


def line_of_facts(product: Any, shared: str) -> str:
    """With the `shared_words` of its names."""
    facts = [synonyms.ALWAYS, product.bulb_base, product.composition_en, product.composition_ru]
    facts += [known.get(getattr(product, field), "") for field, known in CODES]
    facts += [said for use, said in synonyms.USE.items() if getattr(product, f"for_{use}")]
    facts += [colours.words_for(product.swatch, product.colour_family), _size(product.widest_mm)]
    facts += [synonyms.NURSERY] if product.material in synonyms.FOR_NURSERY else []
    return _line_of_facts((*facts, shared))


def shared_words(sku: str, name_en: str, name_ru: str, *colour: str) -> str:
    """The words of these NAMES that other shades have, too: those of the colour, what these begin with, as a SKU often
    does, and words of the trade. PostgreSQL finds them by facts, which it looks through much sooner than names.
    """
    of_colour = words(" ".join(colour))
    others = words(f"{sku} {name_en} {name_ru}")
    begin = (
        one for one in others if len(one) >= SHORTEST_BEGINNING and any(each.startswith(one) for each in of_colour)
    )
    return " ".join(sorted({*of_colour, *begin, *(one for one in others if stem(one) in of_the_trade())}))


@lru_cache(maxsize=1)
def of_the_trade() -> frozenset[str]:
    """The stems of all words for codes, uses and colours."""
    said = [*(one for _, known in CODES for one in known.values()), *synonyms.USE.values()]
    return frozenset(stem(word) for one in [*said, *(name.words for name in colours.NAMES)] for word in one.split())


def _size(widest_mm: int | None) -> str:
    if widest_mm is None:
        return ""
    is_small, is_large = widest_mm <= synonyms.SMALL_TO, widest_mm >= synonyms.LARGE_FROM
    return synonyms.SMALL if is_small else synonyms.LARGE if is_large else synonyms.MEDIUM


def line(texts: Iterable[str]) -> str:
    """All words of these texts between single spaces, each with its stem."""
    found: dict[str, None] = {}
    for word in words(" ".join(texts)):
        found[word] = found[stem(word)] = None
    return f" {' '.join(found)} "


# Many shades have the same facts: to rebuild the texts of a large shop takes half the time.
_line_of_facts = lru_cache(maxsize=2000)(line)


def spelt(text: str) -> list[str]:
    """The words of a search text without their stems, each of which follows its word."""
    before, found = "", []
    for word in text.split():
        if word == before or stem(before) != word:
            found.append(word)
        before = word
    return found


class SearchText(models.TextField):
    """Filled from the row whenever it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = document(model_instance)
        setattr(model_instance, self.attname, text)
        return text


class _WordLookup(Lookup):
    """PostgreSQL looks the word up in the column `search_vector`, which it derives from the text itself (migration
    0003) and which no model knows; SQLite reads the texts.

    The right side is one word of `words`: letters and digits only, so nothing in it means anything to LIKE, tsquery or
    SQL. After it may follow what PostgreSQL looks for instead (`words.SearchWord`). There it stands as it is and not as
    a parameter: a plan for any word would be a bad one for most.
    """

    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: str | tuple[str, ...]) -> None:
        word, *self.lexemes = (rhs,) if isinstance(rhs, str) else rhs
        for one in (word, *(lexeme.removesuffix(":*") for lexeme in self.lexemes)):
            if not WORD.fullmatch(one):
                raise ValueError(f"{one!r} is not one word")
        super().__init__(lhs, word)

    def like(self) -> list[str]:
        raise NotImplementedError

    def tsquery(self) -> str:
        raise NotImplementedError

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        text, params = self.process_lhs(compiler, connection)
        patterns = self.like()
        return f"({' OR '.join([f'{text} LIKE %s'] * len(patterns))})", [*list(params) * len(patterns), *patterns]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        literal = self.tsquery().replace("'", "''")
        return f"{table}.search_vector @@ '{literal}'::tsquery", []


@SearchText.register_lookup
class HasWord(_WordLookup):
    """Matches a word that begins with this one, or another form of it."""

    lookup_name = "has_word"

    def like(self) -> list[str]:
        return [f"% {self.rhs}%", f"% {stem(self.rhs)} %"]

    def tsquery(self) -> str:
        if self.lexemes:
            return " | ".join(f"'{one.removesuffix(':*')}'{':*' if one.endswith(':*') else ''}" for one in self.lexemes)
        return f"'{self.rhs}':* | '{stem(self.rhs)}'"


@SearchText.register_lookup
class HasExactly(_WordLookup):
    """Matches exactly this word, above all numbers: 30 must not find 300."""

    lookup_name = "has_exactly"

    def like(self) -> list[str]:
        return [f"% {self.rhs} %"]

    def tsquery(self) -> str:
        return f"'{self.rhs}'"
