"""A new shade like one that there is, in another size or colour: the form opens with what both have in common."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Product
from shop.responses import SeeOther

# The parameter with the key of the other shade.
LIKE = "like"
# What each shade has of its own. Photographs, stock and movements are no fields of the form.
ITS_OWN = ("sku", "slug", "is_public")
# Longer ones are no keys of a database.
MOST_DIGITS = 18


class LikeAdmin(admin.ModelAdmin):
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if LIKE not in request.GET or not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        other = shade_of(request.GET[LIKE])
        if not self.has_view_permission(request, other):
            raise PermissionDenied
        if other is None:
            messages.warning(request, _("The shade that this one was to be like does not exist."))
            return SeeOther(reverse("admin:catalog_product_add"))
        request.like = other  # type: ignore[attr-defined]  # our own attribute
        return super().add_view(request, form_url, {"like": other, **(extra_context or {})})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        other: Product | None = getattr(request, "like", None)
        if other is None:
            return super().get_changeform_initial_data(request)
        common: dict[str, Any] = model_to_dict(other, exclude=ITS_OWN)
        # Beside the other.
        return common | {"family_position": other.family_position + (1 if other.family_id else 0)}


def shade_of(key: str) -> Product | None:
    is_key = key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS
    return Product.objects.filter(pk=int(key)).first() if is_key else None
