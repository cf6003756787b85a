"""The photographs of a shade, in its form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.models import Photo
from catalog.models.photograph import PAIR, TWO_SIZES, fault_of_pair
from catalog.terms import PhotoKind
from shop.staff_changes import ChangesForm, ChangesFormSet


class PhotoFormSet(ChangesFormSet):
    """A shade has one photograph by day and one lit, of one size; one that visitors see has both."""

    def clean(self) -> None:
        super().clean()
        kept = [
            form for form in self.forms if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")
        ]
        others = self._stored_beside()
        pair: dict[str, Any] = {}
        for form in kept:
            kind = form.cleaned_data.get("kind")
            if kind in pair or kind in others:
                form.add_error("kind", _("A shade can have only one photograph of this kind."))
            elif kind in PAIR:
                pair[kind] = form
        whole = [form.instance for form in pair.values() if not form.errors]
        fault = fault_of_pair([*others.values(), *whole])
        if fault is TWO_SIZES and pair:
            (pair.get(PhotoKind.LIT) or pair[PhotoKind.UNLIT]).add_error("image", fault)
        elif fault and self.instance.is_public and len(whole) == len(pair):
            raise forms.ValidationError(fault)

    def _stored_beside(self) -> dict[str, Photo]:
        """Of the pair, what is not in this form: its reader may not see it, or somebody else has added it meanwhile."""
        if not self.instance.pk:
            return {}
        shown = [form.instance.pk for form in self.initial_forms]
        return {photo.kind: photo for photo in self.instance.photos.filter(kind__in=PAIR).exclude(pk__in=shown)}

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        # Two kinds that are exchanged would meet half-way; of a detail there may be several.
        if commit:
            freed = {"kind", "DELETE"}
            moved = [form.instance.pk for form in self.initial_forms if not freed.isdisjoint(form.changed_data)]
            Photo.objects.filter(pk__in=moved).update(kind=PhotoKind.DETAIL)
        return super().save_existing_objects(commit)


class PhotoInline(admin.StackedInline):
    model = Photo
    form = ChangesForm
    formset = PhotoFormSet
    fields = (("kind", "image", "position"), ("alt_text_en", "alt_text_ru"))
    max_num = 8

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 2
