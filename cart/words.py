"""Messages about shades added together: by the merge of carts at login, by ordering again."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cart.contents import Kept


def with_quantities(kept: Iterable[Kept]) -> str:
    """Drum (2), Globe (1)."""
    return ", ".join(_("%(product)s (%(quantity)d)") % {"product": one.product, "quantity": one.kept} for one in kept)


def missing(kept: Iterable[Kept]) -> str:
    """The names of those that cannot be had any more: Drum, Globe. Empty where all can."""
    return ", ".join(str(one.product) for one in kept if one.is_missing)


def cuts(kept: Iterable[Kept]) -> list[str]:
    """A message for each shade of which fewer are available than were asked for."""
    text = _("%(product)s: %(kept)d in your cart instead of %(asked)d; there are no more in stock.")
    return [text % vars(one) for one in kept if one.is_cut]
