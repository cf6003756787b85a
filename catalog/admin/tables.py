"""Shades from a table: it is uploaded, shown with all that it would change, and applied as a whole or not at all."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog import stock
from catalog.admin.linked import warn_of_links
from catalog.admin.table_progress import Outcome, Steps, progress_page
from catalog.goods.applying import BATCH, Wrong, applying, file_key, result_of
from catalog.goods.columns import HEADER
from catalog.goods.plan import Plan, plan_of
from catalog.goods.prices import ChangedMeanwhile, DoneAlready
from catalog.goods.table import ENCODINGS, MOST_ROWS, BadTable, read_table
from catalog.models import UploadedTable
from catalog.terms import STAFF_REASONS
from shop.responses import SeeOther
from shop.staff.log import Change, log_added, log_changes
from shop.staff.words import named

# A table of more lines shows how it is being applied; others are applied before one could read that.
AT_ONCE = BATCH


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("Table (CSV)"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"})
    )


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason for changes of stock"), choices=[(reason.value, reason.label) for reason in STAFF_REASONS]
    )


class TablesAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        upload, one = self.admin_site.admin_view(self.upload), self.admin_site.admin_view(self.uploaded)
        return [
            path("table/", upload, name="catalog_product_tables"),
            path("table/<slug:key>/", one, name="catalog_product_table"),
            *super().get_urls(),
        ]

    def may_take_tables(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_add_permission(request)

    def upload(self, request: HttpRequest) -> HttpResponse:
        if not self.may_take_tables(request):
            raise PermissionDenied
        form = TableForm(request.POST or None, request.FILES or None)
        faults = []
        if request.method == "POST" and form.is_valid():
            content = form.cleaned_data["file"].read()
            try:
                read_table(content)
            except BadTable as error:
                faults = error.faults
            else:
                UploadedTable.objects.forget_old()
                table = UploadedTable.objects.create(staff_member=request.user, content=content)  # type: ignore[misc]  # staff are logged in
                return SeeOther(reverse("admin:catalog_product_table", args=[table.key]))
        context = {"form": form, "faults": faults, "header": HEADER, "most": MOST_ROWS}
        return self.table_page(request, "upload", context)

    def uploaded(self, request: HttpRequest, key: str) -> HttpResponseBase:
        """What the table would change. A POST applies it."""
        if not self.may_take_tables(request):
            raise PermissionDenied
        table = get_object_or_404(UploadedTable, key=key, staff_member=request.user)
        content = bytes(table.content)
        reason = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and reason.is_valid():
            steps = self.apply(request, table, reason.cleaned_data["reason"])
            if content.count(b"\n") > AT_ONCE:
                return self.progress(request, steps)
            outcome = result_of(steps)
            messages.add_message(request, outcome.level, outcome.said)
            if outcome.is_done:
                return SeeOther(reverse("admin:catalog_product_changelist"))
        plan = plan_of(read_table(content), key=file_key(content))
        # Said before it is applied. A table shows no shade, so whatever changes here is hidden.
        if hidden := [row.shade for row in plan.changed if "is_public" in row.columns]:
            warn_of_links(request, hidden)
        context = {"plan": plan, "encoding": ENCODINGS[plan.encoding], "reason": reason}
        return self.table_page(request, "table", context)

    def progress(self, request: HttpRequest, steps: Steps) -> HttpResponseBase:
        around = {**self.admin_site.each_context(request), "title": gettext("Shades from a table"), "opts": self.opts}
        return progress_page(request, steps, {**around, "table": request.path})

    def apply(self, request: HttpRequest, table: UploadedTable, reason: str) -> Steps:
        """Applies it in one transaction."""
        try:
            with transaction.atomic():
                # Locked first: the second of two presses waits, and sees what the first has done.
                list(UploadedTable.objects.select_for_update().filter(pk=table.pk).values_list("pk"))
                marks = request.POST.get("marks", "")
                plan = yield from applying(bytes(table.content), marks, reason=reason, staff_member=request.user)
                log_plan(request, plan)
        except ChangedMeanwhile as refusal:
            text = gettext("Nothing was changed: in the meantime these have become others: %(few)s.")
            return Outcome(messages.ERROR, text % {"few": named(refusal.names)})
        except DoneAlready:
            said = gettext("This table was applied already: there was nothing to change.")
            return Outcome(messages.INFO, said, is_done=True)
        except stock.NotLost:
            said = gettext("Nothing was changed: what is broken or lost is taken away, with a minus.")
            return Outcome(messages.ERROR, said)
        except Wrong:
            return Outcome(messages.ERROR, gettext("Nothing was changed: the table has faults."))
        new, changed = len(plan.new), len(plan.changed)
        both = [
            ngettext("%d new shade, hidden until it is shown.", "%d new shades, hidden until they are shown.", new)
            % new,
            ngettext("%d shade was changed.", "%d shades were changed.", changed) % changed,
        ]
        said = " ".join(text for text, number in zip(both, (new, changed), strict=True) if number)
        return Outcome(messages.SUCCESS, said, is_done=True)

    def table_page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        title = gettext("Shades from a table")
        whole = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/catalog/product/{name}.html", whole)


def log_plan(request: HttpRequest, plan: Plan) -> None:
    """Each new shade as added, each changed value with the one before."""
    log_added(request, [row.shade for row in plan.new])
    values = [Change(row.shade, one.name, *one.logged) for row in plan.changed for one in row.changes]
    moved = [Change(row.shade, "stock", row.shade.stock, row.stock_after) for row in plan.rows if row.delta]
    log_changes(request, values + moved)
