"""What is wrong with a form of the admin, as a list at its top with a link to each field."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from shop.forms import WrongField


class ErrorsAdmin(admin.ModelAdmin):
    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if context.get("errors"):
            context["wrong"] = [*of_fieldsets(context["adminform"]), *of_inlines(context["inline_admin_formsets"])]
        return super().render_change_form(request, context, *args, **kwargs)


def of_fieldsets(fieldsets: Any, row: str = "") -> Iterator[WrongField]:
    """The fields with errors, in the order of the page."""
    lines = (line for fieldset in fieldsets for line in fieldset)
    for one in (one for line in lines for one in line):
        if not one.is_readonly and one.field.errors:
            label = f"{row}, {one.field.label}" if row else capfirst(one.field.label)
            yield WrongField(one.field.id_for_label, label, str(one.field.errors[0]))


def of_inlines(formsets: Any) -> Iterator[WrongField]:
    """The same of the rows below, with the number of each; and what is wrong with all of them together."""
    for inline in formsets:
        formset, options = inline.formset, inline.opts
        for error in formset.non_form_errors():
            yield WrongField(f"{formset.prefix}-heading", capfirst(options.verbose_name_plural), str(error))
        for number, row in enumerate(inline, start=1):
            if row.form.is_bound:
                yield from of_fieldsets(row, capfirst(f"{options.verbose_name} #{number}"))
