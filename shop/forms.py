"""Rendering of forms: one template for all fields, another for the list of errors."""

from typing import TYPE_CHECKING, NamedTuple

from django.forms import BaseForm, BoundField
from django.forms.renderers import TemplatesSetting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FormRenderer(TemplatesSetting):
    """Renders `{{ field.as_field_group }}` with our own markup: label, help, control, error."""

    field_template_name = "includes/_field.html"


class WrongField(NamedTuple):
    """A field with an error: its id on the page (of several radios, the first), its label and the error."""

    anchor: str
    label: "StrOrPromise"
    error: str


def wrong_fields(form: BaseForm) -> list[WrongField]:
    """The fields of a form that have errors, in the order of the page."""
    wrong = [form[name] for name in form.fields if name in form.errors]
    return [WrongField(_anchor(field), field.label, str(field.errors[0])) for field in wrong]


def _anchor(field: BoundField) -> str:
    # A group of radios has no id of its own.
    return field.id_for_label or str(field.subwidgets[0].id_for_label)
