"""What stands beside a price, in every template: `{% price_note %}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.current import business

register = template.Library()


@register.simple_tag
def price_note() -> SafeString:
    """What a price contains; nothing where the shop has not said its VAT rate."""
    words = business().price_note
    return format_html('<span class="price-note">{}</span>', words) if words else SafeString()


@register.simple_tag
def price_words() -> str:
    """The same without a tag, for what is read aloud: `{% price_words as note %}`."""
    return business().price_note
