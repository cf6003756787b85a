"""The photographs of a shade, as inlines of its form."""

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
    """One photograph by day and one lit at most, both of the same size; a public shade needs both."""

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
        """Photographs of the pair outside this form: not visible to this user, or added by somebody else meanwhile."""
        if not self.instance.pk:
            return {}
        shown = [form.instance.pk for form in self.initial_forms]
        return {photo.kind: photo for photo in self.instance.photos.filter(kind__in=PAIR).exclude(pk__in=shown)}

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        # Two photographs that swap their kinds would collide in between; there may be several details.
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

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # For staff who may not add photographs Django sets max_num to 0, and takes none from them anyway.
        return super().get_formset(request, obj, **{"validate_max": self.has_add_permission(request, obj), **kwargs})

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 2
