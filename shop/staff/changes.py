"""Admin forms that write only what staff changed, so that a stale form overwrites nobody's work."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.db.transaction import get_connection
from django.forms.boundfield import BoundField
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.staff.bounds import BoundedAdmin
from shop.staff.errors import ErrorsAdmin
from shop.staff.log import Change, field_of, in_words, last_editor, logged, plain, values_in_words
from shop.staff.once import OnceAdmin
from shop.staff.search import SearchAdmin

# Django asks for a valid “slug”.
NO_ADDRESS = gettext_lazy("An address has Latin letters, digits, hyphens and underscores, and nothing else.")


class HiddenList(forms.HiddenInput):
    """Several keys in one hidden field, so that an empty list differs from a field that was not sent."""

    def format_value(self, value: Any) -> str:
        return ",".join(str(key) for key in value or ())

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [key for key in data.get(name, "").split(",") if key]


class ChangesForm(forms.ModelForm):
    """Knows what its user changed: each field has a hidden one with the value shown when the form was opened.

    What was not changed keeps the value that is stored by now. What somebody else has changed meanwhile is a conflict,
    said beside the field with the other's value; sent once more, the form puts its own value there.
    """

    # The row whose form contains this one, and in whose log its changes are.
    form_of: models.Model | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.hidden_widget = HiddenList
            is_shown = self.add_initial_prefix(name) in self.data if self.is_bound else self.instance.pk is not None
            is_stored = name in self._columns_and_lists() and not field.disabled
            field.show_hidden_initial = is_shown and is_stored

    def _columns_and_lists(self) -> set[str]:
        meta = self.instance._meta
        return {field.name for field in (*meta.concrete_fields, *meta.many_to_many)}

    @cached_property
    def changed_data(self) -> list[str]:
        return [name for name in self.fields if self._is_changed(self[name])]

    def _is_changed(self, bound: BoundField) -> bool:
        if isinstance(bound.field, forms.FileField):
            return bound.field.has_changed(None, bound.data)
        if isinstance(bound.field, forms.ModelChoiceField) and bound.field.show_hidden_initial:
            # Django would fetch the row to compare its key.
            return bound.field.has_changed(self._shown(bound.name), bound.data)
        return bound._has_changed()  # type: ignore[attr-defined]  # not in the stubs

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in [name for name in self.changed_by_another if name in self.cleaned_data]:
            if name not in self.changed_data:
                self.cleaned_data[name] = self._stored(name)
            elif self._differs_from_stored(name):
                self._refuse(name)
            else:
                self.changed_data.remove(name)
        return self.cleaned_data

    @property
    def changed_by_another(self) -> list[str]:
        """The fields whose stored value is no longer the one that was shown."""
        if not self.instance.pk:
            return []
        return [name for name, field in self.fields.items() if field.show_hidden_initial and self._is_stale(name)]

    def _is_stale(self, name: str) -> bool:
        field, stored, shown = self.fields[name], self.initial.get(name), self._shown(name)
        if isinstance(field, forms.FileField):
            return str(stored or "") != shown
        return field.has_changed(_with_plain_lines(stored), _with_plain_lines(shown))

    def _shown(self, name: str) -> Any:
        bound = self[name]
        return _hidden(bound).value_from_datadict(self.data, {}, bound.html_initial_name)

    def _differs_from_stored(self, name: str) -> bool:
        field, stored = self.fields[name], self.initial.get(name)
        if isinstance(field, forms.FileField):
            return str(self.cleaned_data[name]) != str(stored or "")
        return field.has_changed(_with_plain_lines(stored), _with_plain_lines(self[name].data))

    def _stored(self, name: str) -> Any:
        value = getattr(self.instance, name)
        return value.all() if isinstance(self.fields[name], forms.ModelMultipleChoiceField) else value

    def _refuse(self, name: str) -> None:
        self.add_error(name, self._said_of(name))
        self.see_as_stored([name])

    def _said_of(self, name: str) -> str:
        who = last_editor(self.instance, name, self.form_of)
        if isinstance(self.fields[name], forms.FileField):
            if who:
                text = _("%(who)s replaced this file in the meantime. Save again to use yours instead.")
            else:
                text = _("This file was replaced in the meantime. Save again to use yours instead.")
            return text % {"who": who}
        value = in_words(self.instance, name, plain(self._stored(name)))
        if who:
            text = _("%(who)s changed this to “%(value)s” in the meantime. Save again to use your value instead.")
        else:
            text = _("This was changed to “%(value)s” in the meantime. Save again to use your value instead.")
        return text % {"who": who, "value": value}

    def see_as_stored(self, names: list[str]) -> None:
        """Sets the hidden values to the stored ones, so that saving again is a deliberate overwrite."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for name in names:
            bound = self[name]
            stored = self.fields[name].prepare_value(self.initial.get(name))
            data[bound.html_initial_name] = _hidden(bound).format_value(stored) or ""
        self.data = data

    def _get_validation_exclusions(self) -> set[str]:
        """All fields, if nothing of the row is written."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        is_written = self.instance._state.adding or self.changed_data
        return excluded if is_written else excluded | {field.name for field in self.instance._meta.fields}

    @property
    def changed_columns(self) -> set[str]:
        """The columns to write, with those that a file fills."""
        changed = [field for field in self.instance._meta.concrete_fields if field.name in self.changed_data]
        sizes = (getattr(field, side, None) for field in changed for side in ("width_field", "height_field"))
        return {field.name for field in changed} | {size for size in sizes if size}

    @property
    def changes(self) -> list[Change]:
        """The changes, with the values stored before."""
        return [
            Change(self.instance, name, self._named(name), self.cleaned_data.get(name)) for name in self.changed_data
        ]

    def _named(self, name: str) -> Any:
        """The value before; for a foreign key, the row and not its key."""
        before, field = self.initial.get(name), self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField) or not isinstance(field, forms.ModelChoiceField):
            return before
        return field_of(self.instance, name).related_model._base_manager.filter(pk=before).first()

    def save(self, commit: bool = True) -> Any:
        if not commit or self.instance._state.adding or self.errors:
            return super().save(commit)
        self.instance.save(update_fields=self.changed_columns)
        self._save_m2m()  # type: ignore[attr-defined]  # not in the stubs
        return self.instance


def _with_plain_lines(value: Any) -> Any:
    """A text as it is stored or as a browser sends it, whose lines end in other signs."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _hidden(bound: BoundField) -> Any:
    """The widget of the hidden value, which writes numbers as the field does."""
    widget = bound.field.hidden_widget()
    widget.is_localized = bound.field.localize
    return widget


class OwnKey(forms.ModelChoiceField):
    """A primary key field that uses the row already read instead of fetching it again."""

    def __init__(self, row: models.Model, rows: models.QuerySet[Any]) -> None:
        super().__init__(rows, initial=row.pk, required=False, widget=forms.HiddenInput)
        self.row = row

    def to_python(self, value: Any) -> Any:
        return self.row if str(value) == str(self.row.pk) else super().to_python(value)


class ChangesFormSet(forms.BaseInlineFormSet):
    """Inline rows: those that somebody has deleted in the meantime are dropped from the form."""

    gone: tuple[Any, ...] = ()

    @cached_property
    def forms(self) -> list[Any]:
        every = super().forms
        sent = every[: self.initial_form_count()] if self.is_bound else []
        self.gone = tuple(form for form in sent if form.instance.pk is None)
        return [form for form in every if form not in self.gone]

    def initial_form_count(self) -> int:
        return super().initial_form_count() - len(self.gone)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.form_of = self.instance
        if form.instance.pk:
            key = self.model._meta.pk.name
            form.fields[key] = OwnKey(form.instance, form.fields[key].queryset)

    def clean(self) -> None:
        """Raises ValidationError, once, if somebody else has changed what is to be deleted."""
        super().clean()
        errors = []
        for form in self.initial_forms:
            is_to_go = self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME)
            if is_to_go and (names := form.changed_by_another):
                form.see_as_stored(names)
                row = f"{self.model._meta.verbose_name} {form.instance}"
                if who := last_editor(form.instance, names[0], self.instance):
                    text = _("%(row)s: %(who)s changed it in the meantime. Save again to delete it.")
                else:
                    text = _("%(row)s: it was changed in the meantime. Save again to delete it.")
                errors.append(capfirst(text % {"who": who, "row": row}))
        if errors:
            raise forms.ValidationError(errors)


class ChangesAdmin(BoundedAdmin, OnceAdmin, ErrorsAdmin, SearchAdmin):
    """Writes what was changed, and logs each change with the value before and after."""

    form = ChangesForm
    formfield_overrides = {
        models.SlugField: {"widget": AdminTextInputWidget, "error_messages": {"invalid": NO_ADDRESS}}
    }

    def action_checkbox(self, obj: models.Model) -> SafeString:
        """Django's, without a widget and a template for each row: they were a fifth of a page."""
        label = _("Select this object for an action - {}").format(obj)
        box = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
        return format_html(box, ACTION_CHECKBOX_NAME, obj.pk, label)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The row is locked while a form is saved, so that concurrent saves are serialised."""
        rows = super().get_queryset(request)
        is_form = request.resolver_match is not None and "object_id" in request.resolver_match.kwargs
        return rows.select_for_update() if is_form and get_connection(rows.db).in_atomic_block else rows

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=form.changed_columns)
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        gone = [row for formset in formsets for row in getattr(formset, "gone", ())]
        if any(row.fields[name].show_hidden_initial for row in gone for name in row.changed_data):
            messages.warning(request, _("A row was deleted in the meantime: your changes to it were not saved."))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history, with the values of each entry."""
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
            part |= logged(one.instance, one.changes)
        return message
