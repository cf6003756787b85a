"""What stands beside a price, in every template: `{% price_note %}`."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.current import business
from pages.models.business import price_note as words_at

register = template.Library()


@register.simple_tag
def price_note() -> SafeString:
    """What a price contains; nothing where the shop has not said its VAT rate."""
    words = business().price_note
    return format_html('<span class="price-note">{}</span>', words) if words else SafeString()


@register.simple_tag
def price_words(rate: Decimal | None) -> str:
    """The same at this rate and without a tag, for what is read aloud: `{% price_words cart.vat_rate as note %}`."""
    return words_at(rate)
