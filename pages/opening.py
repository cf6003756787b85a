"""What the business data and the pages lack before the shop may open.

Read as pages read them: two queries a second, and those of `pages.shown_texts`.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages.current import current
from pages.demo import SLUGS, is_demo_text, left_in
from pages.links import path_of
from pages.models import Business
from pages.models.page import NEEDED, Known
from pages.shown_texts import dead_links, in_the_language, name_of, shown_texts
from shop.language import in_language
from shop.opening import Missing
from shop.staff.log import field_of
from shop.translated import Translated

# A shop without one of these tells nobody who sells, or on what terms. No country chosen means all of them.
OF_BUSINESS = ("legal_name", "street", "city", "country", "email", "vat_rate", "dispatch_days", "return_days")


def missing_of_business() -> Iterator[Missing]:
    business = current().business
    form, right = reverse("admin:pages_business_change", args=[business.pk]), "pages.change_business"
    for name in OF_BUSINESS:
        if getattr(business, name) in (None, ""):
            label = str(field_of(Business, name).verbose_name)
            yield Missing(capfirst(label), _("is missing"), form, right)
    for name in Business.shop_name.fields:
        if getattr(business, name) == field_of(Business, name).default:
            yield Missing(capfirst(str(field_of(Business, name).verbose_name)), _("is that of the demo"), form, right)
    if business.is_demo:
        yield Missing(capfirst(str(Business._meta.verbose_name)), _("are demo data"), form, right)
        return
    for name in left_in(business):
        label = str(field_of(Business, name).verbose_name)
        yield Missing(capfirst(label), _("is that of the demo"), form, right)


def missing_of_pages() -> Iterator[Missing]:
    """Of each page that the law asks for, what it lacks in each language; then demo texts that are still shown."""
    pages = {page.kind: page for page in current().pages}
    for kind in NEEDED:
        if (page := pages.get(kind)) is None:
            form = f"{reverse('admin:pages_page_add')}?kind={kind}"
            yield Missing(kind.label, _("is missing"), form, "pages.add_page")
            continue
        for code, label in Translated.LABELS.items():
            if code not in page.languages:
                yield _of_page(page, label.format(kind.label), _("has no text"))
        if not page.is_public:
            yield _of_page(page, str(kind.label), _("is hidden"))
    for page in current().pages:
        if page.is_public and page.is_demo:
            yield _of_page(page, name_of(page), _("is a demo text"))
    # Whether it is marked or not.
    for page, code, text in shown_texts():
        if not page.is_demo and is_demo_text(text, code):
            yield _of_page(page, in_the_language(page, code), _("is a demo text"))


def paths_to_come(language: str) -> set[str]:
    """Where the pages will be that the shop needs and does not show yet, in English. Each is named as missing.

    Texts may link to them: pages name each other, and one of them has to be written first.
    """
    pages = {page.kind: page for page in current().pages}
    hidden = {pages[kind].slug for kind in NEEDED if kind in pages and not pages[kind].is_shown(language)}
    missing = {SLUGS[kind] for kind in NEEDED if kind not in pages} - {page.slug for page in current().pages}
    return {in_language(reverse("pages:page", args=[slug]), "en") for slug in hidden | missing}


def dead_links_of_pages() -> Iterator[Missing]:
    """Links that led to a page when they were saved, and lead to none by now; not those to what is missing anyhow."""
    for page, code, line, url in dead_links():
        if in_language(path_of(url), "en") in paths_to_come(code):
            continue
        what = _("%(page)s, line %(line)d") % {"page": in_the_language(page, code), "line": line}
        how = _("links to %(url)s, where there is no such page any more")
        yield _of_page(page, what, how % {"url": unquote(url)})


def _of_page(page: Known, what: str, how: str) -> Missing:
    return Missing(what, how, reverse("admin:pages_page_change", args=[page.pk]), "pages.change_page")
