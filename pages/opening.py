"""What the business data and the pages lack before the shop may open. Read as pages read them: two queries a second."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages.current import current
from pages.models import Business, Kind
from pages.models.page import NEEDED, Known
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
    if business.is_demo:
        yield Missing(capfirst(str(Business._meta.verbose_name)), _("are demo data"), form, right)


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
            yield _of_page(page, _name(page), _("is a demo text"))


def _of_page(page: Known, what: str, how: str) -> Missing:
    return Missing(what, how, reverse("admin:pages_page_change", args=[page.pk]), "pages.change_page")


def _name(page: Known) -> str:
    return str(Kind(page.kind).label) if page.kind != Kind.OTHER else page.title_en or page.title_ru
