"""What orders lack before the shop may open: the account to which shoppers transfer their money."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from orders.models import Payment
from orders.transfer import lacks, lacks_for_code
from pages.current import business
from shop.opening import Missing


def missing_of_transfers() -> Iterator[Missing]:
    """What is needed for transfers alone: any shop needs a legal name."""
    if settings.PAYMENT != Payment.TRANSFER:
        return
    form, right = reverse("admin:pages_business_change", args=[business().pk]), "pages.change_business"
    for name, label in (lacks(business()) | lacks_for_code(business())).items():
        if name != "legal_name":
            yield Missing(capfirst(str(label)), _("is missing"), form, right)
