"""Deleting shades. One that was sold stays in the books, and is hidden instead. What names a shade is not listed."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.deletion import PROTECT, RESTRICT
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from catalog.admin.linked import warn_of_links
from catalog.admin.way_back import list_left
from catalog.models import Product
from shop.staff.words import named

KEEPING = (PROTECT, RESTRICT)


def relations(*, keeping: bool) -> list[Any]:
    """The relations of rows that keep a shade from being deleted; or of those that are deleted with it."""
    return [one for one in Product._meta.related_objects if (one.on_delete in KEEPING) is keeping]


def is_named_by(relation: Any) -> Exists:
    return Exists(relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")}))


def kept(shades: Iterable[Product]) -> QuerySet[Product]:
    """Those of the shades that cannot be deleted, whatever the number of rows that name them."""
    conditions = [Q(is_named_by(relation)) for relation in relations(keeping=True)]
    found = Product.objects.filter(pk__in=[shade.pk for shade in shades]).order_by("sku")
    return found.filter(reduce(or_, conditions)) if conditions else found.none()


def goes_with(shade: Product) -> list[str]:
    """What is deleted with a shade, by kind. One statement."""
    found = {f"has_{place}": relation for place, relation in enumerate(relations(keeping=False))}
    row: Any = (
        Product.objects.filter(pk=shade.pk).values(**{name: is_named_by(one) for name, one in found.items()}).get()
    )
    return [str(one.related_model._meta.verbose_name_plural) for name, one in found.items() if row[name]]


class DeletingAdmin(admin.ModelAdmin):
    delete_confirmation_template = "admin/catalog/product/delete.html"
    delete_selected_confirmation_template = "admin/catalog/product/delete_several.html"

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Lists nothing: Django's own reads and shows every row that names a shade, of a best seller thousands."""
        return [], {}, set(), [str(shade.sku) for shade in kept(objs).only("sku")]

    def render_delete_form(self, request: HttpRequest, context: Any) -> HttpResponse:
        shade = context["object"]
        can_hide = shade.is_public and self.has_change_permission(request, shade)
        context |= {"can_hide": can_hide, "next": list_left(request)}
        if not context["protected"]:
            context["goes_with"] = goes_with(shade)
            warn_of_links(request, [shade])
        return super().render_delete_form(request, context)

    @admin.action(permissions=["delete"], description=_("Delete for good"))
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse | None:
        with transaction.atomic():
            if "post" in request.POST:
                # An order that is being placed waits, or is seen.
                keys = list(queryset.values_list("pk", flat=True))
                queryset = Product.objects.filter(pk__in=keys).select_for_update().order_by("pk")
            answer: Any = delete_selected(self, request, queryset)
        if answer is not None:
            protected = answer.context_data["protected"]
            if not protected:
                warn_of_links(request, queryset)
            public = [str(shade.pk) for shade in queryset if shade.is_public]
            answer.context_data |= {
                "chosen": named([shade.sku for shade in queryset]),
                "protected": named(protected),
                "can_hide": bool(public) and self.has_change_permission(request),
                "shades": ",".join(public),
                "to_hide": len(public),
                "next": list_left(request),
            }
        return answer
