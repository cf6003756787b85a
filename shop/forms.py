"""Rendering of forms: one template for all fields, another for the list of errors."""

from typing import TYPE_CHECKING, NamedTuple

from django.forms import BaseForm, BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FormRenderer(TemplatesSetting):
    """Renders `{{ field.as_field_group }}` with our own markup: label, help, control, error."""

    field_template_name = "includes/_field.html"


def errors_of(label: "StrOrPromise", required: "StrOrPromise", **others: "StrOrPromise") -> dict[str, "StrOrPromise"]:
    """Error messages of a text field, each naming it: `required` is a sentence, the others begin with the label."""
    rare = {
        "max_length": _("enter at most %(limit_value)d characters."),
        "null_characters_not_allowed": _("this has a character that cannot be stored. Enter it again."),
        "says_nothing": _("enter at least one letter or digit."),
    }
    named = {code: format_lazy("{}: {}", label, words) for code, words in rare.items()}
    return {"required": required, **named, **others}


class NamesItsFields:
    """A form whose every error names its field, so that the list of errors does not repeat the label."""

    names_its_fields = True


class WrongField(NamedTuple):
    """A field with an error: its id on the page (of several radios, the first), its label and the error.

    The label is empty where the error names its field.
    """

    anchor: str
    label: "StrOrPromise"
    error: str


def wrong_fields(form: BaseForm) -> list[WrongField]:
    """The fields of a form that have errors, in the order of the page."""
    wrong = [form[name] for name in form.fields if name in form.errors]
    is_named = getattr(form, "names_its_fields", False)
    return [WrongField(_anchor(field), "" if is_named else field.label, str(field.errors[0])) for field in wrong]


def _anchor(field: BoundField) -> str:
    # A group of radios has no id of its own.
    return field.id_for_label or str(field.subwidgets[0].id_for_label)
