"""Search in admin lists: ignores case, «ё», spaces and dashes, on both databases."""

import re
from contextlib import suppress
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from shop.compact_text import Compact, compact
from shop.phones import NotANumber, home_digits, read_phone
from shop.typed_text import clean_code, clean_text, with_plain_digits

# Fewer digits are not taken for a telephone number.
SHORTEST_PHONE = 6
# Nobody types more. Of a thousand conditions SQLite makes an error, and PostgreSQL some seconds of work.
MOST_WORDS = 50


def typed_forms(typed: str) -> set[str]:
    """The whole input as one term: a number, a postcode, a telephone number with or without its prefix."""
    code = with_plain_digits(clean_code(typed))
    forms = {compact(typed), compact(code)}
    if sum(sign.isdigit() for sign in code) >= SHORTEST_PHONE and not re.match(r"\W*[^\W\d]", code):
        # 070… is +46 70…, 8 916… is +7 916…: the digits that all ways to write a number have in common.
        forms.add(compact(code).lstrip("0"))
        with suppress(NotANumber):  # then it has no other forms
            forms.add(home_digits(read_phone(code, None)))
    return forms - {""}


# Django's lookups whose value is a list, which may be empty.
NO_FILTERS = ("__regex", "__iregex", "__range")


class SearchAdmin(admin.ModelAdmin):
    """Each word, or the whole input, occurs in one of `search_fields`: `9jd4 9pta` finds the order 9JD4-9PTA.

    None of these is null. Where the rows are many, a migration has their compact text in an index.

    The rows that are found are counted, and no others: the number of all of them would be a second COUNT.
    """

    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        return super().lookup_allowed(lookup, value, request) and not lookup.endswith(NO_FILTERS)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return self.searchable(queryset).filter(self.search_condition(search_term)), False

    def searchable(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """With the text in which `occurs` looks for words."""
        return queryset.alias(searched=Compact(*self.search_fields))

    def search_condition(self, typed: str) -> Q:
        words = {compact(word): word for word in clean_text(typed).split()[:MOST_WORDS]}
        words.pop("", None)
        all_words = [self.occurs(word) for _compact, word in sorted(words.items())]
        whole = [self.occurs(form) for form in sorted(typed_forms(typed) - words.keys())]
        return reduce(or_, whole, reduce(and_, all_words, Q()))

    def occurs(self, word: str) -> Q:
        """Whether a row has this word in it, in whatever way it is written."""
        return Q(searched__contains=compact(word))
