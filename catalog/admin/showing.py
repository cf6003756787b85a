"""Showing and hiding shades: one at once, several after a page that shows what becomes of each."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.faults import faults_in_words
from catalog.admin.linked import warn_of_links
from catalog.admin.way_back import list_left
from catalog.models import Product, ProductQuerySet
from catalog.models.product_queries import Published
from catalog.sheet.lacking import fields_in_words
from shop.responses import SeeOther
from shop.staff.log import Change, log_changes
from shop.staff.words import named, yes_or_no

SHOW, HIDE = "show", "hide"
# The page lists every shade, and what each lacks is read with its photographs.
MOST_SHOWN = 2_000
TOO_MANY = _("At most %(most)d shades can be shown or hidden at once.")


class Row(NamedTuple):
    """A shade, whether it is shown before and after, and what it lacks to be shown."""

    shade: Product
    before: str
    after: str
    fault: str = ""


class Refused(Exception):
    """Not all that was asked can be done. Nothing was changed."""


class ShowingAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.answered)
        urls = [path(f"{verb}/", view, {"verb": verb}, name=f"catalog_product_{verb}") for verb in (SHOW, HIDE)]
        return [*urls, *super().get_urls()]

    @admin.action(description=_("Show in the shop"), permissions=["change"])
    def show(self, request: HttpRequest, queryset: ProductQuerySet) -> HttpResponse | None:
        """Shows only shades whose data are complete."""
        hidden = queryset.filter(is_public=False).order_by("sku")
        if (number := hidden.count()) > MOST_SHOWN:
            messages.error(request, TOO_MANY % {"most": MOST_SHOWN})
            return None
        if number > 1:
            return self.question(request, SHOW, rows_to_show(hidden))
        tell(request, SHOW, queryset)
        return None

    @admin.action(description=_("Hide from the shop"), permissions=["change"])
    def hide(self, request: HttpRequest, queryset: ProductQuerySet) -> HttpResponse | None:
        shown = queryset.filter(is_public=True).order_by("sku")
        if (number := shown.count()) > MOST_SHOWN:
            messages.error(request, TOO_MANY % {"most": MOST_SHOWN})
            return None
        if number > 1:
            return self.question(request, HIDE, rows_to_hide(shown))
        tell(request, HIDE, queryset)
        return None

    def question(self, request: HttpRequest, verb: str, rows: list[Row]) -> HttpResponse:
        keys = [str(row.shade.pk) for row in rows if not row.fault]
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Show in the shop") if verb == SHOW else gettext("Hide from the shop"),
            "opts": self.opts,
            "address": reverse(f"admin:catalog_product_{verb}"),
            "rows": rows,
            "shades": ",".join(keys),
            "next": list_left(request),
            "changed": len(keys),
        }
        return TemplateResponse(request, "admin/catalog/product/showing.html", context)

    def answered(self, request: HttpRequest, verb: str) -> HttpResponse:
        """The question was answered with yes: all that it said is done, or nothing."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return SeeOther(reverse("admin:catalog_product_changelist"))
        keys = keys_in(request.POST.get("shades", ""))
        if len(keys) > MOST_SHOWN:
            raise BadRequest("more shades than the page names")
        shades = Product.objects.filter(pk__in=keys)
        try:
            tell(request, verb, shades, expected=len(keys))
        except Refused:
            is_as_asked = shades.filter(is_public=verb == HIDE)
            faults = dict(rows_faults(is_as_asked)) if verb == SHOW else {}
            others = shades.exclude(pk__in=is_as_asked.values("pk")) | shades.filter(pk__in=faults)
            text = gettext("Nothing was changed: in the meantime these have become others: %(few)s.")
            gone = [f"№ {pk}" for pk in sorted({*keys} - {*shades.values_list("pk", flat=True)})]
            messages.error(
                request, text % {"few": named([*others.order_by("sku").values_list("sku", flat=True), *gone])}
            )
        return SeeOther(list_left(request))


def keys_in(sent: str) -> list[int]:
    """Raises BadRequest for what the page does not send."""
    try:
        return [int(pk) for pk in sent.split(",") if pk]
    except ValueError as error:
        raise BadRequest("keys of shades that are none") from error


def rows_faults(shades: ProductQuerySet) -> Iterable[tuple[int, str]]:
    """What each of the shades lacks that lack something, in words, by primary key."""
    for shade, faults in shades.lacking():
        if faults:
            yield shade.pk, ", ".join(fields_in_words(faults))


def rows_to_show(hidden: ProductQuerySet) -> list[Row]:
    no, yes, rows = yes_or_no(False), yes_or_no(True), []
    for shade, faults in hidden.lacking():
        lacks = gettext("lacks: %s") % ", ".join(fields_in_words(faults)) if faults else ""
        rows.append(Row(shade, no, no if faults else yes, lacks))
    return rows


def rows_to_hide(shown: ProductQuerySet) -> list[Row]:
    no, yes = yes_or_no(False), yes_or_no(True)
    return [Row(shade, yes, no) for shade in shown]


def tell(request: HttpRequest, verb: str, shades: ProductQuerySet, expected: int | None = None) -> None:
    """Shows or hides, logs it, and says what was done. Raises Refused for less than `expected`, but not for nothing."""
    with transaction.atomic():
        answer = shades.publish() if verb == SHOW else Published(shades.hide(), [])
        if expected is not None and (answer.refused or 0 < len(answer.shown) < expected):
            raise Refused
        log_changes(request, [Change(shade, "is_public", verb != SHOW, verb == SHOW) for shade in answer.shown])
    for shade, lacking in answer.refused:
        messages.error(request, f"{shade.sku}: {faults_in_words(shade, lacking)}")
    if changed := len(answer.shown):
        messages.success(request, (words_shown if verb == SHOW else words_hidden)(changed))
        if verb == HIDE:
            warn_of_links(request, answer.shown)
    elif not answer.refused:
        messages.info(request, NOTHING[verb])


NOTHING = {
    SHOW: _("Nothing was changed: these shades are already shown."),
    HIDE: _("Nothing was changed: these shades are already hidden."),
}


def words_shown(number: int) -> str:
    return ngettext("%d shade is now shown in the shop.", "%d shades are now shown in the shop.", number) % number


def words_hidden(number: int) -> str:
    return ngettext("%d shade is now hidden from the shop.", "%d shades are now hidden from the shop.", number) % number
