"""The photographs of a shade, as inlines of its form."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.picture_input import PictureInput
from catalog.models import Photo
from catalog.models.photograph import PAIR, TWO_SIZES, fault_of_pair
from catalog.photographs.field import PictureField
from catalog.photographs.intake import LIMITS
from catalog.terms import PhotoKind
from shop.staff.changes import ChangesForm, ChangesFormSet

# A new row of which these alone are filled in is an empty one: the form presets them.
PRESET = {"kind", "position"}


class PhotoForm(ChangesForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "image" in self.fields:  # those who may only look have no fields
            self.fields["image"].help_text = LIMITS

    def has_changed(self) -> bool:
        is_preset = self.instance._state.adding and self["kind"].data in ("", *PAIR)
        return super().has_changed() and not (is_preset and PRESET.issuperset(self.changed_data))


class PhotoFormSet(ChangesFormSet):
    """One photograph by day and one lit at most, both of the same size; a public shade needs both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            there = {photo.kind for photo in self.get_queryset()}
            missing = [kind for kind in (PhotoKind.UNLIT, PhotoKind.LIT) if kind not in there]
            self.extra = len(missing)
            self.initial_extra = [
                {"kind": kind, "position": place} for place, kind in enumerate(missing, start=len(there))
            ]

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
    form = PhotoForm
    formset = PhotoFormSet
    formfield_overrides = {PictureField: {"widget": PictureInput}}
    fields = (("kind", "image", "position"), ("alt_text_en", "alt_text_ru"))
    max_num = 8

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # For staff who may not add photographs Django sets max_num to 0, and takes none from them anyway.
        may_add = self.has_add_permission(request, obj)
        # No form with more files is received, and each row that a form only says it has takes time.
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return super().get_formset(request, obj, **{"validate_max": may_add, "absolute_max": most, **kwargs})
