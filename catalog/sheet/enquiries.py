"""Mails that a shopper may send the shop, with what it needs to know filled in: `mailto:` addresses.

Empty while the shop has no e-mail address.
"""

from django.utils.translation import gettext as _

from catalog.fit.lamp import HomeLamp
from catalog.models import Product
from pages.current import business


def about_shade(product: Product) -> str:
    """A question about a shade, or one like it in another size: its name, SKU and size."""
    subject = _("Question about %(shade)s (%(sku)s)") % {"shade": product, "sku": product.sku}
    lines = [f"{product}, {product.sku}", product.size_and_bulb, "", _("My question, or the size that I need:"), ""]
    return business().mail_link(subject, "\n".join(lines))


def made_to_measure(lamp: HomeLamp) -> str:
    """A shade that is made to measure, for a lamp that none of ours fits: its measures."""
    lines = [_("My lamp: %(lamp)s") % {"lamp": lamp.in_a_sentence}, "", _("The shade that I am looking for:"), ""]
    return business().mail_link(_("A shade made to measure"), "\n".join(lines))
