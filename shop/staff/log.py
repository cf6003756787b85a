"""The log of the admin: what was changed, from what to what, in words."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from shop.events import log_entry
from shop.staff.words import permission_in_words, yes_or_no

# The most characters of a text in the log.
MAX_LOGGED = 200
# How many log entries of a row are read to find who changed a column last.
RECENT = 20


class Change(NamedTuple):
    """A change of one column: its value before and after."""

    row: models.Model
    name: str
    before: Any
    after: Any


def log_changes(request: HttpRequest, changes: Iterable[Change]) -> None:
    """Logs the changes of many rows in one statement."""
    entries = LogEntry.objects.bulk_create(
        LogEntry(
            user=request.user,  # type: ignore[misc]  # staff are logged in
            content_type_id=ContentType.objects.get_for_model(change.row).pk,
            object_id=str(change.row.pk),
            object_repr=str(change.row)[:MAX_LOGGED],
            action_flag=CHANGE,
            change_message=json.dumps([{"changed": {"fields": [_label(change)], **logged(change.row, [change])}}]),
        )
        for change in changes
    )
    for entry in entries:
        log_entry(entry)


def log_added(request: HttpRequest, rows: Iterable[models.Model]) -> None:
    """Logs many new rows in one statement."""
    entries = LogEntry.objects.bulk_create(
        LogEntry(
            user=request.user,  # type: ignore[misc]  # staff are logged in
            content_type_id=ContentType.objects.get_for_model(row).pk,
            object_id=str(row.pk),
            object_repr=str(row)[:MAX_LOGGED],
            action_flag=ADDITION,
            change_message=json.dumps([{"added": {}}]),
        )
        for row in rows
    )
    for entry in entries:
        log_entry(entry)


def logged(row: models.Model, changes: Iterable[Change]) -> dict[str, Any]:
    """The part of a log message that is ours: the row and its values."""
    values = [[change.name, plain(change.before), plain(change.after)] for change in changes]
    return {"model": row._meta.label, "pk": row.pk, "values": values}


def _label(change: Change) -> str:
    with override(None):
        # Untranslated, as Django stores labels: they are translated when they are read.
        return str(field_of(change.row, change.name).verbose_name)


def plain(value: Any) -> Any:
    """A value as stored in the log: shortened, a row by its present name."""
    if isinstance(value, Permission):
        return permission_in_words(value)
    if isinstance(value, (list, models.QuerySet)):
        return [plain(one) for one in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    text = str(value)
    return text if len(text) <= MAX_LOGGED else f"{text[: MAX_LOGGED - 1]}…"


def field_of(model: Any, name: str) -> Any:
    return next((field for field in (*model._meta.fields, *model._meta.many_to_many) if field.name == name), None)


def in_words(model: Any, name: str, value: Any) -> str:
    """A logged value in the reader's language."""
    if value is None or value == "" or value == []:
        return _("nothing")
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, list):
        return ", ".join(value)
    field = field_of(model, name)
    if field is None or field.is_relation:
        return str(value)
    choices = dict(field.flatchoices)
    return str(choices[value] if value in choices else localize(_typed(field, value)))


def _typed(field: models.Field, value: Any) -> Any:
    """A number or time, as the Python type of its column."""
    try:
        read = field.to_python(value)
    except ValidationError:
        return value
    return localtime(read) if isinstance(read, datetime) else read


def values_in_words(entry: LogEntry) -> str:
    """The values of an entry: “price: 50.00 → 99.00; shown: Yes → No”."""
    said = []
    for part in _parts(entry):
        try:
            model = apps.get_model(part["model"])
        except LookupError:  # of a version that had it
            continue
        for name, before, after in part["values"]:
            field = field_of(model, name)
            label = str(field.verbose_name) if field else name
            said.append(f"{label}: {in_words(model, name, before)} → {in_words(model, name, after)}")
    return capfirst("; ".join(said))


def names_all(entry: LogEntry) -> bool:
    """Whether the values of an entry name every field that was changed: a list of them would say it twice."""
    changed = [part.get("changed", {}) for part in _all_parts(entry)]
    return bool(changed) and all(
        "name" not in part and 0 < len(part.get("fields", ())) == len(part.get("values", ())) for part in changed
    )


def _parts(entry: LogEntry) -> Iterator[dict[str, Any]]:
    """The parts of an entry that have values: the row itself and its inline rows."""
    return (part["changed"] for part in _all_parts(entry) if "values" in part.get("changed", {}))


def _all_parts(entry: LogEntry) -> list[dict[str, Any]]:
    try:
        parts: list[dict[str, Any]] = json.loads(entry.change_message or "[]")
    except ValueError:  # a sentence
        return []
    return parts


def last_editor(row: models.Model, name: str, form_of: models.Model | None = None) -> str:
    """Who changed a column last, by the log of the row whose form it is in; empty if unknown."""
    whole = form_of or row
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(whole), object_id=str(whole.pk), action_flag=CHANGE
    )
    for entry in entries.select_related("user")[:RECENT]:
        for part in _parts(entry):
            is_row = (part["model"], part.get("pk")) == (row._meta.label, row.pk)
            if is_row and any(value[0] == name for value in part["values"]):
                return entry.user.get_username()
    return ""
