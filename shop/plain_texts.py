"""The texts that templates show, two hundred on a page: a plain one is escaped, and one that is HTML stays as it is.

Django asks of each first whether it is a time, a number that each language writes in its own way, or a lazy text, and
comes to the same. Whatever is no plain text is left to it. Called by shop/wsgi.py alone.
"""

from html import escape
from typing import Any

from django.template import Context, base
from django.templatetags import i18n
from django.utils.safestring import SafeString

of_django = base.render_value_in_context
# Where Django has it: the second for blocktranslate.
PLACES: Any = (base, i18n)


def shown(value: Any, context: Context) -> str:
    """What Django's function of these arguments returns."""
    if context.autoescape:
        # These very types, which no subclass is.
        if type(value) is str:
            return SafeString(escape(value))
        if type(value) is SafeString:
            return value
    return of_django(value, context)


def show_plain_texts_at_once() -> None:
    """Replaces Django's own."""
    for place in PLACES:
        place.render_value_in_context = shown
