"""What staff change in the admin: only that is written, a stale form undoes nobody's work, and the log says it."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.transaction import get_connection
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import override

from shop.staff import yes_or_no
from shop.staff_search import SearchAdmin

# The log keeps no more of a text.
MAX_LOGGED = 200


class HiddenList(forms.HiddenInput):
    """Several keys in one hidden field, so that none is told from a field that was not sent."""

    def format_value(self, value: Any) -> str:
        return ",".join(str(key) for key in value or ())

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [key for key in data.get(name, "").split(",") if key]


class ChangesForm(forms.ModelForm):
    """Knows what its reader has changed: each field carries, hidden, the value that was shown when the form was opened.

    What was not changed keeps the value that is stored by now. What somebody else has changed meanwhile is a conflict,
    said beside the field with the other's value; sent once more, the form puts its own value there.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.hidden_widget = HiddenList
            is_shown = not self.is_bound or self.add_initial_prefix(name) in self.data
            is_kept = not isinstance(field, forms.FileField) and name in self._columns_and_lists()
            field.show_hidden_initial = bool(self.instance.pk and is_shown and is_kept and not field.disabled)

    def _columns_and_lists(self) -> set[str]:
        meta = self.instance._meta
        return {field.name for field in (*meta.concrete_fields, *meta.many_to_many)}

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.instance.pk:
            for name in [name for name in self.cleaned_data if self.fields[name].show_hidden_initial]:
                if not self._is_changed_by_another(name):
                    continue
                if name not in self.changed_data:
                    self.cleaned_data[name] = self._stored(name)
                elif self._differs_from_stored(name, self[name].data):
                    self._refuse(name)
        return self.cleaned_data

    def _stored(self, name: str) -> Any:
        value = getattr(self.instance, name)
        return value.all() if isinstance(self.fields[name], forms.ModelMultipleChoiceField) else value

    def _differs_from_stored(self, name: str, data: Any) -> bool:
        return bool(self.fields[name].has_changed(self.initial.get(name), data))

    def _is_changed_by_another(self, name: str) -> bool:
        bound = self[name]
        return self._differs_from_stored(
            name, _hidden(bound).value_from_datadict(self.data, {}, bound.html_initial_name)
        )

    def _refuse(self, name: str) -> None:
        """Beside the field, and once more is on purpose: the form then shows the other's value as the one before."""
        bound, stored = self[name], self.initial.get(name)
        said = {"value": in_words(self.instance, name, _plain(stored)), "who": last_editor(self.instance, name)}
        if said["who"]:
            text = _("%(who)s has changed this to “%(value)s” meanwhile. Save again to put yours in its place.")
        else:
            text = _("This was changed to “%(value)s” meanwhile. Save again to put yours in its place.")
        self.add_error(name, text % said)
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data[bound.html_initial_name] = _hidden(bound).format_value(self.fields[name].prepare_value(stored)) or ""
        self.data = data

    @property
    def changed_columns(self) -> set[str]:
        """The columns to write, with those that a file fills."""
        changed = [field for field in self.instance._meta.concrete_fields if field.name in self.changed_data]
        sizes = (getattr(field, side, None) for field in changed for side in ("width_field", "height_field"))
        return {field.name for field in changed} | {size for size in sizes if size}

    def save(self, commit: bool = True) -> Any:
        if not commit or self.instance._state.adding or self.errors:
            return super().save(commit)
        self.instance.save(update_fields=self.changed_columns)
        self._save_m2m()  # type: ignore[attr-defined]  # not in the stubs
        return self.instance


def _hidden(bound: BoundField) -> Any:
    """The widget of the hidden value, which writes numbers as the field does."""
    widget = bound.field.hidden_widget()
    widget.is_localized = bound.field.localize
    return widget


class ChangesAdmin(SearchAdmin):
    """Writes what was changed, and logs each change with the value before and after."""

    form = ChangesForm

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """While a form is saved its row is locked: two at once are one after the other."""
        rows = super().get_queryset(request)
        is_form = request.resolver_match is not None and "object_id" in request.resolver_match.kwargs
        return rows.select_for_update() if is_form and get_connection(rows.db).in_atomic_block else rows

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=form.changed_columns)
        else:
            super().save_model(request, obj, form, change)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Each entry with its values."""
        response = super().history_view(request, object_id, extra_context)
        context = getattr(response, "context_data", None) or {}
        for entry in context.get("action_list", ()):
            if values := values_in_words(entry):
                entry.get_change_message = f"{entry.get_change_message()} {values}"
        return response

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        message = super().construct_change_message(request, form, formsets, add)
        changed = [form] if not add and form.changed_data and isinstance(form, ChangesForm) else []
        for formset in formsets or ():
            rows = {one.instance.pk: one for one in formset.initial_forms}
            changed += [rows[row.pk] for row, _fields in formset.changed_objects]
        parts: list[dict[str, Any]] = [part["changed"] for part in message if "changed" in part]
        for part, one in zip(parts, changed, strict=False):
            part["model"] = one.instance._meta.label
            part["values"] = [
                [name, _plain(one.initial.get(name)), _plain(one.cleaned_data.get(name))] for name in one.changed_data
            ]
        return message


class Change(NamedTuple):
    """A column of a row, its value before and after."""

    row: models.Model
    name: str
    before: Any
    after: Any


def log_changes(request: HttpRequest, changes: Iterable[Change]) -> None:
    """What an action has changed in many rows, in one statement."""
    LogEntry.objects.bulk_create(
        LogEntry(
            user=request.user,  # type: ignore[misc]  # staff are logged in
            content_type_id=ContentType.objects.get_for_model(row).pk,
            object_id=str(row.pk),
            object_repr=str(row)[:200],
            action_flag=CHANGE,
            change_message=json.dumps([{"changed": _part(row, name, before, after)}]),
        )
        for row, name, before, after in changes
    )


def _part(row: models.Model, name: str, before: Any, after: Any) -> dict[str, Any]:
    with override(None):
        # As Django keeps labels: it translates them when they are read.
        label = str(_field(row, name).verbose_name)
    return {"fields": [label], "model": row._meta.label, "values": [[name, _plain(before), _plain(after)]]}


def _plain(value: Any) -> Any:
    """A value as the log keeps it: JSON, and short."""
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, (list, models.QuerySet)):
        return [str(_plain(one)) for one in value]
    return value if value is None or isinstance(value, (bool, int)) else str(value)[:MAX_LOGGED]


def values_in_words(entry: LogEntry) -> str:
    """What an entry of the log knows of values: “price: 50.00 → 99.00; shown: Yes → No”."""
    try:
        parts = json.loads(entry.change_message or "[]")
    except ValueError:
        return ""
    said = []
    for changed in (part.get("changed", {}) for part in parts):
        for name, before, after in changed.get("values", ()):
            model = apps.get_model(changed["model"])
            field = _field(model, name)
            label = str(field.verbose_name) if field else name
            said.append(f"{label}: {in_words(model, name, before)} → {in_words(model, name, after)}")
    return "; ".join(said)


def _field(model: Any, name: str) -> Any:
    return next((field for field in (*model._meta.fields, *model._meta.many_to_many) if field.name == name), None)


def in_words(model: Any, name: str, value: Any) -> str:
    """A logged value as a reader of the admin knows it."""
    if value is None or value == "" or value == []:
        return _("nothing")
    if isinstance(value, bool):
        return yes_or_no(value)
    field = _field(model, name)
    if isinstance(value, list):
        return ", ".join(value)
    choices = dict(field.flatchoices) if field else {}
    return str(choices.get(value) or localize(value))


def last_editor(row: models.Model, name: str) -> str:
    """Who changed this column last, by the log; empty where it does not say."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk), action_flag=CHANGE
    ).select_related("user")
    for entry in entries[:20]:
        if f'["{name}", ' in entry.change_message:
            return entry.user.get_username()
    return ""
