"""Short facts about delivery and returns, from the settings; nothing for what is not set."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def delivery_facts() -> list[str]:
    """In the active language. Delivery is in the price: checkout adds nothing to it."""
    facts = []
    if days := settings.DISPATCH_DAYS:
        facts.append(_("Delivery included"))
        facts.append(
            ngettext("Dispatched within %(n)d working day", "Dispatched within %(n)d working days", days) % {"n": days}
        )
    if days := settings.RETURN_DAYS:
        facts.append(ngettext("%(n)d day to return", "%(n)d days to return", days) % {"n": days})
    return facts
