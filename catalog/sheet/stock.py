"""The stock of a shade in the words of the shop."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.badges import Badge


def stock_in_words(few_left: int | None) -> Badge:
    """Of `few_left` of a shade or its card: None if there is enough, 0 if it is sold out."""
    if few_left is None:
        return Badge("good", _("In stock"))
    if few_left:
        return Badge("warn", ngettext("Only %(n)s left", "Only %(n)s left", few_left) % {"n": few_left})
    return Badge("off", _("Sold out"))
