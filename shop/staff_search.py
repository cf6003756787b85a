"""Search in the lists of the admin: in any case, «ё» as «е», with or without spaces and dashes, on both databases."""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Q, QuerySet, Transform
from django.dispatch import receiver
from django.http import HttpRequest

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# PostgreSQL's own lower() knows other letters than a to z only where the database's locale does.
FROM, TO = f"{RUSSIAN.upper()}Ёё", f"{RUSSIAN}ее"
LEFT_OUT = " \u00a0-\u2010\u2011\u2013_+()./,'’"
# The first digits of a telephone number that are written at home only: 070… is +46 70…, 8 916… is +7 916….
SHORTEST_PHONE, RUSSIAN_PHONE = 6, 11


def compact(text: str | None) -> str:
    """What is compared."""
    small = (text or "").lower().replace("ё", "е")
    return small.translate(dict.fromkeys(map(ord, LEFT_OUT)))


@models.CharField.register_lookup
@models.TextField.register_lookup
class Compact(Transform):
    """`compact` of a column."""

    lookup_name = "compact"
    function = "compact"

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        letters = (f"{FROM}{LEFT_OUT}".replace("'", "''"), TO)
        template = f"translate(lower(%(expressions)s), '{letters[0]}', '{letters[1]}')"
        return super().as_sql(compiler, connection, template=template, **context)


@receiver(connection_created)
def add_compact(sender: Any, connection: BaseDatabaseWrapper, **_options: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("compact", 1, compact, deterministic=True)


def typed_forms(typed: str) -> set[str]:
    """What is typed, as one piece: a number, a postcode, a telephone number with or without its first digits."""
    whole = compact(typed)
    forms = {whole}
    if whole.isdigit() and len(whole) >= SHORTEST_PHONE:
        forms.add(whole.lstrip("0") or whole)
        if len(whole) == RUSSIAN_PHONE and whole.startswith("8"):
            forms.add(whole[1:])
    return forms - {""}


class SearchAdmin(admin.ModelAdmin):
    """Each word is in one of `search_fields`, or what is typed is as a whole: `9jd4 9pta` is the order 9JD4-9PTA."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return queryset.filter(self.search_condition(search_term)), False

    def search_condition(self, typed: str) -> Q:
        words = [word for word in map(compact, typed.split()) if word]
        if not words:
            return Q()
        wholes = reduce(or_, (self.has(form) for form in typed_forms(typed)))
        return reduce(and_, map(self.has, words)) | wholes

    def has(self, text: str) -> Q:
        return reduce(or_, (Q(**{f"{field}__compact__contains": text}) for field in self.search_fields))
