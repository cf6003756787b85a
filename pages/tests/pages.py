"""Pages for tests."""

from pages.models import Page


def write(slug="delivery", **values):
    """A public page with a text in both languages, unless these values say otherwise."""
    words = {"title_en": "Delivery", "title_ru": "Доставка", "text_en": "By post.", "text_ru": "Почтой."}
    page = Page(slug=slug, **{"kind": "other", "is_public": True, **words, **values})
    page.save()
    return page
