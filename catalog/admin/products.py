"""Shades in the admin: the form with the whole data sheet, and the actions of the list."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import BadRequest
from django.db.models import F, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from catalog import stock
from catalog.admin.deleting import DeletingAdmin
from catalog.admin.goods import GoodsAdmin
from catalog.admin.like import LikeAdmin
from catalog.admin.linked import warn_of_links
from catalog.admin.photographs import PhotoInline
from catalog.admin.product_form import FamilySelect, ProductForm
from catalog.admin.shade_list import ShadeListAdmin
from catalog.admin.warnings import doubts_about, doubts_about_photos
from catalog.models import Product
from catalog.photographs import renditions
from catalog.search.query import understood
from catalog.terms import Reason
from shop.compact_text import CompactSlug, OneOf, compact
from shop.staff.changes import ChangesAdmin
from shop.staff.log import Change, log_changes
from shop.typed_text import clean_code

# A shade has eight photographs at most; of many more none is read.
MOST_FILES = 16


@admin.register(Product)
class ProductAdmin(ShadeListAdmin, LikeAdmin, DeletingAdmin, GoodsAdmin, ChangesAdmin):
    form = ProductForm
    inlines = [PhotoInline]
    actions = ["receive", "change_prices", "show", "hide", "delete_selected"]
    search_fields = ("sku", "slug")
    autocomplete_fields = ("family",)
    prepopulated_fields = {"slug": ("name_en",)}
    readonly_fields = ("stock", "created_at")
    save_on_top = True
    fieldsets = (
        (None, {"fields": (("sku", "slug"), ("name_en", "name_ru"), ("description_en", "description_ru"))}),
        (_("Sale"), {"fields": (("price", "is_public"), ("stock", "low_stock_at", "received"))}),
        (_("Family"), {"fields": (("family", "family_position"),)}),
        (
            _("Size"),
            {
                "fields": (
                    ("shape", "finish"),
                    ("top_diameter_mm", "bottom_diameter_mm", "height_mm", "widest_mm"),
                    ("top_depth_mm", "bottom_depth_mm"),
                )
            },
        ),
        (
            _("Fitting"),
            {
                "fields": (
                    ("fitting", "fitting_position", "ring_mm", "reducer_included"),
                    ("for_table", "for_floor", "for_pendant", "for_wall"),
                    ("bulb_base", "max_watts", "max_watts_led"),
                )
            },
        ),
        (
            _("Cloth and light"),
            {
                "fields": (
                    ("material", "lining", "light"),
                    ("colour_family", "swatch", "colour_en", "colour_ru"),
                    ("composition_en", "composition_ru"),
                    ("care_en", "care_ru"),
                )
            },
        ),
        (_("More"), {"fields": (("weight_g", "frame_colour", "maker", "country"), "created_at")}),
    )

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        # Encoding takes almost a second a picture, so it is done before the admin opens its transaction. The form then
        # finds the renditions ready, or reports what is wrong.
        if request.method == "POST" and (self.has_change_permission(request) or self.has_add_permission(request)):
            if len(request.FILES) > MOST_FILES:
                raise BadRequest("more photographs than any form of a shade sends")
            renditions.prepare_uploads(request.FILES.values())  # type: ignore[arg-type]  # an empty list, say the stubs
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.has_photos = any(  # type: ignore[attr-defined]  # ours, made anew for each request
            isinstance(inline, PhotoInline) for inline in self.get_inline_instances(request, obj)
        )
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "family":
            kwargs["widget"] = FamilySelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def view_on_site(self, obj: Product) -> str:
        """The page in the shop, in the language of the form; staff see that of a hidden shade, too."""
        return obj.get_absolute_url()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """`received` is only in the form of a new shade."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        sale = {"fields": (("price", "is_public"), ("stock", "low_stock_at"))}
        return [(name, sale if name == _("Sale") else options) for name, options in fieldsets]

    def search_condition(self, typed: str) -> Q:
        """Searches as shoppers do, and by any part of the SKU or the address; a whole SKU finds its shade alone."""
        code = clean_code(typed)
        whole = Q(sku__in={code, code.upper()})
        if code and Product.objects.filter(whole).exists():
            return whole
        return understood(typed).condition | super().search_condition(typed)

    def searchable(self, queryset: QuerySet[Product]) -> QuerySet[Product]:
        """With the address as migration 0025 has it in its index."""
        return queryset.alias(address=CompactSlug("slug"))

    def occurs(self, word: str) -> Q:
        """In the address, or in the SKU: of all SKUs few have it, whose rows an index knows."""
        code = compact(word)
        skus = Product.objects.with_sku_part(code)
        return Q(address__contains=code) | Q(OneOf(F("pk"), Subquery(skus.values("pk"))))

    def save_model(self, request: HttpRequest, obj: Product, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change and (received := form.cleaned_data.get("received")):
            stock.adjust([obj.pk], received, reason=Reason.RECEIPT, staff_member=request.user)
            log_changes(request, [Change(obj, "stock", 0, received)])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "is_public" in form.changed_data and not form.instance.is_public:
            warn_of_links(request, [form.instance])
        if "_continue" not in request.POST:  # else the form that opens again says it
            for doubt in (*doubts_about(form.instance), *doubts_about_photos(form.instance.photos.all())):
                messages.warning(request, doubt)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is doubtful about a shade stands above its form, too."""
        if context.get("original") and not context.get("errors"):
            # The photographs that the form has read.
            photos = [photo for one in context["inline_admin_formsets"] for photo in one.formset.get_queryset()]
            context["doubts"] = [*doubts_about(context["original"]), *doubts_about_photos(photos)]
        return super().render_change_form(request, context, *args, **kwargs)
