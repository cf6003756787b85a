"""The pages in the admin: form with preview, what they said before, and how that is put back."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.admin.preview import PreviewAdmin
from pages.context import set_banner
from pages.current import current
from pages.demo import SLUGS
from pages.faults import faults
from pages.models import Page, PageVersion
from pages.models.page import CODES, WORDS
from pages.opening import paths_to_come
from pages.shown_texts import dead_links_to, in_the_language
from pages.views import shown
from shop.language import current_language, in_language
from shop.responses import SeeOther
from shop.staff.changes import ChangesForm
from shop.staff.log import Change, log_changes
from shop.staff.once import OnceAdmin
from shop.staff.words import named, yes_or_no
from shop.translated import Translated
from shop.typed_text import clean_prose, clean_text

TEXTS = {f"text_{code}": code for code in Translated.LABELS}


class PageForm(ChangesForm):
    class Meta:
        model = Page
        fields = ("kind", "slug", "position", "is_public", "is_demo", "title_en", "title_ru", "text_en", "text_ru")
        widgets = {name: AdminTextareaWidget(attrs={"rows": 24}) for name in TEXTS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned |= {name: clean_text(cleaned[name]) for name in ("title_en", "title_ru") if name in cleaned}
        for name, language in TEXTS.items():
            if name in cleaned:
                # As the parser and the browser know lines.
                cleaned[name] = clean_prose(cleaned[name].replace("\r\n", "\n"))
                for fault in self._faults(name, language):
                    self.add_error(name, fault)
        return cleaned

    def _faults(self, name: str, language: str) -> list[str]:
        """Of what was typed: a text that nobody has touched does not keep the form from being saved."""
        is_changed = name in self.changed_data or self.instance.pk is None
        expected = {f"/pages/{self.cleaned_data.get('slug', '')}/", *paths_to_come(language)}
        return list(faults(self.cleaned_data[name], language, expected)) if is_changed else []


@admin.register(Page)
class PageAdmin(PreviewAdmin):
    form = PageForm
    list_display = ("name", "kind", "slug", "position", "languages", "shown_in_words", "demo_in_words")
    list_filter = ("is_public", "is_demo")
    search_fields = ("slug", "title_en", "title_ru")
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (None, {"fields": (("kind", "slug", "position"), ("is_public", "is_demo"))}),
        (
            gettext_lazy("Words"),
            {
                "description": gettext_lazy(
                    "The text is Markdown: ## a heading, **bold**, - a list, [a link](/…), tables with |. "
                    "The title is the first heading."
                ),
                "fields": (("title_en", "title_ru"), "text_en", "text_ru"),
            },
        ),
    )

    @admin.display(description=gettext_lazy("page"), ordering="title_en")
    def name(self, page: Page) -> str:
        return str(page)

    @admin.display(description=gettext_lazy("languages"))
    def languages(self, page: Page) -> str:
        names = dict(settings.LANGUAGES)
        return ", ".join(str(names[code]) for name, code in TEXTS.items() if getattr(page, name)) or "–"

    @admin.display(description=gettext_lazy("shown"), ordering="is_public")
    def shown_in_words(self, page: Page) -> str:
        return yes_or_no(page.is_public)

    @admin.display(description=gettext_lazy("demo text"), ordering="is_demo")
    def demo_in_words(self, page: Page) -> str:
        return yes_or_no(page.is_demo)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A page that the shop needs has the address to which texts may link before it is there."""
        initial = super().get_changeform_initial_data(request)
        return {"slug": SLUGS.get(str(initial.get("kind")), ""), **initial}

    def preview(self, request: HttpRequest, row: Page) -> HttpResponse:
        return shown(request, row)

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        obj.save(by=request.user, **({"update_fields": form.changed_columns} if change else {}))
        transaction.on_commit(partial(self._warn, request, obj))

    def _warn(self, request: HttpRequest, page: Page) -> None:
        """Says what visitors meet now: links that lead no longer to this page, and texts that are still the demo's."""
        # A link to a former address leads to the page as long as it is shown.
        slugs = set(page.versions.values_list("slug", flat=True))
        names = [
            _("%(page)s, line %(line)d") % {"page": in_the_language(link.page, link.language), "line": link.line}
            for link in dead_links_to(reverse("pages:page", args=[slug]) for slug in slugs)
        ]
        if names:
            text = _(
                "These links no longer lead to this page, because it is hidden or has no text in their language: %s."
            )
            messages.warning(request, text % named(names))
        if page.is_public and not page.is_demo and page.demo_languages:
            messages.warning(request, _("This page is not marked, and still says what the page of the demo says."))

    def view_on_site(self, page: Page) -> str | None:
        """The page as it is stored, in the language of staff, else in one that it has; None if nobody sees it."""
        known = next((one for one in current().pages if one.pk == page.pk), None)
        shown_in = [code for code in (current_language(), *CODES) if known and known.is_shown(code)]
        return in_language(reverse("pages:page", args=[known.slug]), shown_in[0]) if known and shown_in else None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # What it said before ---------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("<object_id>/versions/", guarded(self.versions_view), name="pages_page_versions"),
            path("<object_id>/versions/<int:version>/", guarded(self.version_view), name="pages_page_version"),
            *super().get_urls(),
        ]

    def _page_of(self, request: HttpRequest, object_id: str) -> Page:
        """Raises PermissionDenied and Http404."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = super(OnceAdmin, self).get_object(request, unquote(object_id))
        if page is None:
            raise Http404
        return page

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the page has said, the newest first; a POST puts one of them back."""
        if request.method == "POST":
            return self._put_back(request, object_id)
        page = self._page_of(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Former texts"),
            "subtitle": str(page),
            "opts": self.opts,
            "original": page,
            "versions": page.versions.select_related("by").defer("text_en", "text_ru"),
            "may_change": self.has_change_permission(request, page),
        }
        return TemplateResponse(request, "admin/pages/versions.html", context)

    def _put_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        with transaction.atomic():
            page = self._page_of(request, object_id)
            if not self.has_change_permission(request, page):
                raise PermissionDenied
            version = self._version_of(page, request.POST.get("version", ""))
            before = {name: getattr(page, name) for name in (*WORDS[1:], "is_demo")}
            if any(before[name] != getattr(version, name) for name in WORDS[1:]):
                page.put_back(version, by=request.user)
                changes = (Change(page, name, value, getattr(page, name)) for name, value in before.items())
                log_changes(request, [change for change in changes if change.before != change.after])
                transaction.on_commit(partial(self._warn, request, page))
        messages.success(request, _("The page says again what it said then."))
        return SeeOther(reverse("admin:pages_page_versions", args=[page.pk]))

    def _version_of(self, page: Page, key: str) -> PageVersion:
        """Raises Http404."""
        if not (key.isascii() and key.isdecimal()):
            raise Http404
        return get_object_or_404(page.versions, pk=key)

    def version_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """The page as it was."""
        page = self._page_of(request, object_id)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        former = self._version_of(page, str(version))
        for name in WORDS[1:]:
            setattr(page, name, getattr(former, name))
        page.changed_at = former.saved_at
        set_banner(request, _("This is what the page said then."))
        return shown(request, page)
