"""The pages in the shop's own words, and all that each of them has ever said."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from itertools import compress
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Case, Q, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.demo import is_demo_text
from pages.markdown import LONGEST, Rendered, rendered
from shop.constraints import MessagesBesideFields, one_of_codes
from shop.language import current_language
from shop.translated import Translated, translated

# What a version keeps of its page.
WORDS = ("slug", "title_en", "title_ru", "text_en", "text_ru")


class Kind(models.TextChoices):
    """What a page is about: a shop has one page of each, and any number of others."""

    DELIVERY = "delivery", _("Delivery")
    RETURNS = "returns", _("Returns and withdrawal")
    TERMS = "terms", _("Terms")
    PRIVACY = "privacy", _("Privacy")
    LEGAL = "legal", _("Legal notice")
    CONTACT = "contact", _("Contact")
    ABOUT = "about", _("About")
    OTHER = "other", _("other")


# Without these no shop may open.
NEEDED = (Kind.DELIVERY, Kind.RETURNS, Kind.TERMS, Kind.PRIVACY, Kind.LEGAL, Kind.CONTACT)
# What a shopper is to know before the order.
BEFORE_ORDERING = (Kind.TERMS, Kind.RETURNS, Kind.PRIVACY)
# Where the business data stand below the text.
NAMES_THE_SELLER = (Kind.LEGAL, Kind.CONTACT, Kind.PRIVACY)


def text(label: Any, help_text: Any = "") -> "models.Field[Any, Any]":
    return models.TextField(label, blank=True, validators=[MaxLengthValidator(LONGEST)], help_text=help_text)


@dataclass(frozen=True)
class Known:
    """What other pages know of a page: all but its texts. `languages` are those in which it has one."""

    pk: int
    kind: str
    slug: str
    is_public: bool
    is_demo: bool
    changed_at: datetime
    title_en: str
    title_ru: str
    languages: tuple[str, ...]

    def title(self, language: str) -> str:
        return str(getattr(self, f"title_{language}"))

    def is_shown(self, language: str) -> bool:
        return self.is_public and language in self.languages


CODES = tuple(code for code, _name in settings.LANGUAGES)
ABOUT_PAGE = tuple(field.name for field in fields(Known) if field.name != "languages")


@cache
def _all_known() -> "models.QuerySet[Page, tuple[Any, ...]]":
    """The columns of `Known`, and for each language whether there is a text."""
    has_text = {f"has_{code}": Case(When(**{f"text_{code}": ""}, then=False), default=True) for code in CODES}
    return Page.objects.annotate(**has_text).values_list(*ABOUT_PAGE, *has_text)


class PageQuerySet(models.QuerySet["Page"]):
    def known(self) -> "tuple[Known, ...]":
        """All pages in the order of the footer. One query."""
        size = len(ABOUT_PAGE)
        # The query set is made once: to make it takes longer than to ask the database.
        return tuple(
            Known(**dict(zip(ABOUT_PAGE, row, strict=False)), languages=tuple(compress(CODES, row[size:])))
            for row in _all_known().all()
        )

    def last_at(self, slug: str) -> "Page | None":
        """The page that has this address, or had it last, whatever its case; None if there is none."""
        slug = slug.lower()
        had_it = self.filter(versions__slug=slug).order_by("-versions__pk")
        return self.filter(slug=slug).first() or had_it.first()


class Page(MessagesBesideFields):
    """A page in the shop's own words. No row is ever deleted: hidden pages and former texts stay readable for staff."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    slug = models.SlugField(_("address"), max_length=80)
    title = translated(models.CharField(_("title"), max_length=80, blank=True))
    text = Translated(text(_("text")))
    position = models.PositiveSmallIntegerField(_("place in the footer"), default=0)
    is_public = models.BooleanField(_("shown"), default=False)
    is_demo = models.BooleanField(
        _("demo text"), default=False, help_text=_("The page says so at its top. Untick it once the text is your own.")
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        db_table = "pages"
        default_permissions = ("add", "change", "view")
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="pages_slug_unique",
                violation_error_code="slug",
                violation_error_message=_("Another page has this address."),
            ),
            models.CheckConstraint(
                condition=Q(slug=Lower("slug")),
                name="pages_slug_lower_case",
                violation_error_code="slug",
                violation_error_message=_("An address cannot contain capital letters."),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=~Q(kind="other"),
                name="pages_one_of_a_kind",
                violation_error_code="kind",
                violation_error_message=_("There is a page of this kind already."),
            ),
            one_of_codes("pages", "kind", Kind.values),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"text_{language}": ""}) | ~Q(**{f"title_{language}": ""}),
                    name=f"pages_title_{language}",
                    violation_error_code=f"title_{language}",
                    violation_error_message=_("A text needs its title."),
                )
                for language in ("en", "ru")
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.slug

    def get_absolute_url(self) -> str:
        return reverse("pages:page", args=[self.slug])

    @property
    def rendered(self) -> Rendered:
        """The text in the active language as HTML."""
        return rendered(str(self.text), current_language())

    @property
    def names_the_seller(self) -> bool:
        return self.kind in NAMES_THE_SELLER

    def is_shown(self, language: str) -> bool:
        return self.is_public and bool(getattr(self, f"text_{language}"))

    @property
    def demo_languages(self) -> list[str]:
        """The languages in which it says what a page of the demo says, whether it is marked or not."""
        return [code for code in CODES if is_demo_text(getattr(self, f"text_{code}"), code)]

    def save(self, *args: Any, by: Any = None, **kwargs: Any) -> None:
        """Keeps what it says as a version too, if that differs from the last one. `by`: who changed it."""
        with transaction.atomic():
            self.changed_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "changed_at"}
            super().save(*args, **kwargs)
            says = Page.objects.values(*WORDS).get(pk=self.pk)
            last = self.versions.values(*WORDS).first()
            if says != last:
                self.versions.create(by=by, saved_at=self.changed_at, **says)

    def put_back(self, version: "PageVersion", *, by: Any) -> None:
        """Says again what it said then, under its present address; a demo text is marked again. The row is locked."""
        for name in WORDS[1:]:
            setattr(self, name, getattr(version, name))
        self.is_demo = self.is_demo or bool(self.demo_languages)
        self.save(by=by, update_fields=[*WORDS[1:], "is_demo"])

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises ValueError, always."""
        raise ValueError("A page is hidden and not deleted: what it said must stay readable.")


class PageVersion(models.Model):
    """What a page said from a moment on, and under which address. Append-only; the newest is what it says now."""

    # Without an index of its own: the one below begins with it.
    page = models.ForeignKey(Page, models.PROTECT, related_name="versions", verbose_name=_("page"), db_index=False)
    slug = models.SlugField(_("address"), max_length=80)
    title = translated(models.CharField(_("title"), max_length=80, blank=True))
    text = Translated(models.TextField(_("text"), blank=True))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by whom")
    )
    saved_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        db_table = "page_versions"
        default_permissions = ()
        verbose_name = _("former text")
        verbose_name_plural = _("former texts")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["page", "-id"], name="page_versions_of_a_page")]

    def __str__(self) -> str:
        return str(self.title) or self.slug

    def save(self, **kwargs: Any) -> None:
        """Raises ValueError for a version that is already kept."""
        if not self._state.adding:
            raise ValueError("Versions are append-only.")
        super().save(**kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises ValueError, always."""
        raise ValueError("Versions are append-only.")
