"""Shades, families, lamps and the stock ledger in the staff's room."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog import stock
from catalog.admin.warnings import doubts_about_photos
from catalog.models import Family, Lamp, Photo, Product, StockMovement
from catalog.models.constraints import doubt_about_shape
from catalog.photographs import renditions
from catalog.terms import STAFF_REASONS, PhotoKind, Reason
from shop.money import money
from shop.staff import yes_or_no

PAIR = {PhotoKind.UNLIT, PhotoKind.LIT}


STAFF_REASON_CHOICES = [(reason.value, reason.label) for reason in STAFF_REASONS]


class StockFields(ActionForm):
    """Beside the list's actions: how many come in (or go, with a minus), and why. Checked by StockForm."""

    delta = forms.CharField(label=_("Stock, + or −"), required=False, widget=forms.NumberInput)
    reason = forms.ChoiceField(label=_("Reason"), required=False, choices=STAFF_REASON_CHOICES)


class StockForm(forms.Form):
    """What the action on stock needs. Other actions leave its fields empty."""

    delta = forms.IntegerField(min_value=-100_000, max_value=100_000)
    reason = forms.ChoiceField(choices=STAFF_REASON_CHOICES)


class PhotoFormSet(forms.BaseInlineFormSet):
    """A shade that visitors see has its pair of photographs, one of each, from one camera."""

    def clean(self) -> None:
        super().clean()
        kept = [
            form for form in self.forms if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")
        ]
        pair: dict[str, Any] = {}
        for form in kept:
            kind = form.cleaned_data.get("kind")
            if kind in pair:
                form.add_error("kind", _("A shade has one photograph of this kind."))
            elif kind in PAIR:
                pair[kind] = form
        if pair.keys() == PAIR:
            self.compare(*(pair[kind] for kind in sorted(PAIR)))
        elif self.instance.is_public:
            raise forms.ValidationError(_("A shade that is shown in the shop needs a photograph by day and a lit one."))

    def compare(self, lit: Any, unlit: Any) -> None:
        """The two lie on each other to the pixel: the page would cut one of them otherwise."""
        if lit.errors or unlit.errors:
            return
        one, other = lit.instance, unlit.instance
        if (one.width, one.height) != (other.width, other.height):
            lit.add_error("image", _("The two photographs of a pair have one size: take both from the same place."))

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        # Two kinds that are exchanged would meet half-way; of a detail there may be several.
        if commit:
            freed = {"kind", "DELETE"}
            moved = [form.instance.pk for form in self.initial_forms if not freed.isdisjoint(form.changed_data)]
            self.get_queryset().model.objects.filter(pk__in=moved).update(kind=PhotoKind.DETAIL)
        return super().save_existing_objects(commit)


class PhotoInline(admin.StackedInline):
    model = Photo
    formset = PhotoFormSet
    fields = (("kind", "image", "position"), ("alt_text_en", "alt_text_ru"))
    max_num = 8

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 2


class ProductForm(forms.ModelForm):
    """The whole data sheet. Stock is not typed over: a new shade may say how many came in with it."""

    received = forms.IntegerField(
        label=_("Came in"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("How many are there to begin with. Later stock changes by the action in the list of shades."),
    )

    class Meta:
        model = Product
        localized_fields = ("price", "ring_mm")
        fields = "__all__"  # noqa: DJ007  # the data sheet is the form; `stock` is not editable


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    form = ProductForm
    inlines = [PhotoInline]
    action_form = StockFields
    actions = ["change_stock", "show", "hide"]
    list_display = ("sku", "name", "price_in_words", "stock", "shown", "shape")
    list_display_links = ("sku", "name")
    list_filter = ("is_public", "shape", "material", "fitting", "colour_family")
    search_fields = ("sku", "name_en", "name_ru")
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
        # Encoding takes most of a second a picture: it is done before the admin opens its transaction. The form then
        # finds the renditions ready, or says what is wrong.
        if request.method == "POST" and (self.has_change_permission(request) or self.has_add_permission(request)):
            renditions.prepare_uploads(request.FILES.values())  # type: ignore[arg-type]  # an empty list, say the stubs
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """`received` is asked for once, when the shade is new."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        sale = {"fields": (("price", "is_public"), ("stock", "low_stock_at"))}
        return [(name, sale if name == _("Sale") else options) for name, options in fieldsets]

    @admin.display(description=_("shown"), ordering="is_public")
    def shown(self, product: Product) -> str:
        return yes_or_no(product.is_public)

    @admin.display(description=_("price"), ordering="price")
    def price_in_words(self, product: Product) -> str:
        return money(product.price)

    def save_model(self, request: HttpRequest, obj: Product, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change and (received := form.cleaned_data.get("received")):
            stock.adjust([obj.pk], received, reason=Reason.RECEIPT, staff_member=request.user)
        if doubt := doubt_about_shape(obj):
            messages.warning(request, doubt)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for doubt in doubts_about_photos(form.instance.photos.all()):
            messages.warning(request, doubt)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A shade that was never sold takes its ledger with it; one that was sold is protected by its orders."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed - {StockMovement._meta.verbose_name}, protected

    @admin.action(description=_("Change stock by the number and reason beside this list"), permissions=["change"])
    def change_stock(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        form = StockForm(request.POST)
        delta = form.cleaned_data.get("delta") if form.is_valid() else None
        if not delta:
            messages.error(request, _("Write how many come in, or go with a minus, and choose the reason."))
            return
        try:
            changed = stock.adjust(
                queryset.values_list("pk", flat=True),
                delta,
                reason=form.cleaned_data["reason"],
                staff_member=request.user,
            )
        except stock.OutOfStock as refusal:
            few = ", ".join(f"{short.product.sku} ({short.available})" for short in refusal.shortages)
            messages.error(request, _("Nothing is changed: there are not so many of %(few)s.") % {"few": few})
            return
        text = ngettext("The stock of %d shade is changed.", "The stock of %d shades is changed.", len(changed))
        messages.success(request, text % len(changed))

    @admin.action(description=_("Show in the shop"), permissions=["change"])
    def show(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        """Only those that are complete."""
        for product in queryset.prefetch_related("photos"):
            product.is_public = True
            try:
                product.full_clean()
            except forms.ValidationError as error:
                messages.error(request, f"{product.sku}: {'; '.join(sorted(set(error.messages)))}")
                continue
            if not {photo.kind for photo in product.photos.all()} >= PAIR:
                messages.error(request, _("%(sku)s: its two photographs are missing.") % {"sku": product.sku})
                continue
            product.save(update_fields=["is_public"])

    @admin.action(description=_("Hide from the shop"), permissions=["change"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        queryset.update(is_public=False)


@admin.register(Family)
class FamilyAdmin(admin.ModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("slug", "name_en", "name_ru")
    prepopulated_fields = {"slug": ("name_en",)}


@admin.register(Lamp)
class LampAdmin(admin.ModelAdmin):
    list_display = ("name", "use", "holder", "height_mm", "width_mm")
    list_filter = ("use", "holder")
    search_fields = ("slug", "name_en", "name_ru")
    prepopulated_fields = {"slug": ("name_en",)}


@admin.register(StockMovement)
class StockMovementAdmin(admin.ModelAdmin):
    """The ledger, to read. It changes by the action on shades, and by orders."""

    list_display = ("created_at", "product", "delta", "reason", "order_number", "staff_member")
    list_filter = ("reason",)
    list_select_related = ("product", "staff_member")
    search_fields = ("product__sku", "order_number")
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
