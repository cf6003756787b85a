"""Stores the demo texts and the demo business data in a shop that has none."""

from django.conf import settings
from django.db import transaction

from pages.demo import BUSINESS, SLUGS, text_of
from pages.models import Business, Page
from pages.models.business import PK


def seed_words() -> tuple[int, bool]:
    """Loads the pages if there are none, and the business data if the shop says nothing of its seller.

    Returns how many pages are new, and whether the data are. Days and rate that are set stay as they are.
    """
    with transaction.atomic():
        return _add_pages(), _fill_in_business()


def _add_pages() -> int:
    if Page.objects.exists():
        return 0
    for position, (kind, slug) in enumerate(SLUGS.items()):
        page = Page(kind=kind, slug=slug, position=position, is_public=True, is_demo=True)
        for code, _name in settings.LANGUAGES:
            title, text = text_of(kind, code)
            setattr(page, f"title_{code}", title)
            setattr(page, f"text_{code}", text)
        page.save()
    return len(SLUGS)


def _fill_in_business() -> bool:
    business = Business.objects.select_for_update().filter(pk=PK).first() or Business()
    if business.says_who_sells:
        return False
    for name, value in BUSINESS.items():
        if getattr(business, name) in ("", None):
            setattr(business, name, value)
    business.is_demo = True
    business.save()
    return True
