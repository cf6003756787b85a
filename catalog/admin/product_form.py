"""The form of a shade: its whole data sheet, what must be filled in, and what may be typed."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.boundfield import BoundField
from django.forms.widgets import Script
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalog.admin import typed_fields
from catalog.admin.product_help import help_texts
from catalog.models import Product
from catalog.models.constraints import public_columns
from catalog.models.photograph import fault_of_pair
from shop.staff.changes import ChangesForm
from shop.typed_numbers import WholeNumber
from shop.typed_text import clean_prose, clean_text

FIELD_CLASSES = {
    **dict.fromkeys(("top_diameter_mm", "bottom_diameter_mm", "height_mm", "widest_mm"), typed_fields.Millimetres),
    **dict.fromkeys(("top_depth_mm", "bottom_depth_mm"), typed_fields.Millimetres),
    **dict.fromkeys(("max_watts", "max_watts_led"), typed_fields.Watts),
    "weight_g": typed_fields.Grams,
    "ring_mm": typed_fields.Width,
    "price": typed_fields.Amount,
    "swatch": typed_fields.Swatch,
    "country": typed_fields.Origin,
}
MARK = '<span class="must" aria-hidden="true">{}</span>'


class FamilySelect(AutocompleteSelect):
    """A script puts another element in its place, which gets the name of the field and says what to do."""

    @property
    def media(self) -> forms.Media:
        script: Any = Script("js/named-combobox.js", type="module")  # the stubs know texts alone
        return super().media + forms.Media(js=[script])

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-placeholder": _("Choose a family")}

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return format_html("<named-combobox>{}</named-combobox>", super().render(*args, **kwargs))


class MarkedField(BoundField):
    """A field whose label says whether it must be filled in, or must be before the shade can be shown."""

    def label_tag(
        self, contents: Any = None, attrs: Any = None, label_suffix: Any = None, tag: str | None = None
    ) -> SafeString:
        if self.field.required:
            # Said to who does not see it by the field itself.
            contents = format_html(f"{{}} {MARK}", contents, "*")
        elif self.name in public_columns():
            said = _("needed to be shown")
            contents = format_html(f'{{}} {MARK}<span class="visually-hidden"> ({{}})</span>', contents, "○", said)
        return super().label_tag(contents, attrs, label_suffix, tag)


class ProductForm(ChangesForm):
    """The whole data sheet. Stock cannot be edited; a new shade may have an opening stock."""

    bound_field_class = MarkedField

    received = forms.IntegerField(
        label=_("Received"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Opening stock. Later, change it with “Receive or correct stock” in the list of shades."),
    )

    class Meta:
        model = Product
        localized_fields = ("price", "ring_mm")
        fields = "__all__"  # the data sheet is the form; `stock` is not editable
        field_classes = FIELD_CLASSES
        # In place of the admin's own, which drop what is typed with a unit.
        widgets = {name: one.widget for name, one in FIELD_CLASSES.items() if issubclass(one, WholeNumber)}

    # Whether the form has the photographs as inlines, which then validate the pair: this depends on permissions.
    has_photos = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in help_texts().items():
            if name in self.fields:  # those who may only look have no fields
                self.fields[name].help_text = text
        if not self.instance.pk:
            # Django's script would take the first button, which stands above it.
            self.fields["sku"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        texts = {name: text for name, text in cleaned.items() if isinstance(text, str)}
        cleaned |= {name: (clean_text if name == "sku" else clean_prose)(text) for name, text in texts.items()}
        if cleaned.get("is_public") and not self.has_photos:
            there = self.instance.photos.all() if self.instance.pk else ()
            if fault := fault_of_pair(there):
                self.add_error("is_public", fault)
        return cleaned
