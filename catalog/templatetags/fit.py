"""The forms of fragments that are made once: `{% load fit %}`."""

from django import template

from catalog.fit.bulb_forms import BulbForm, bulb_form
from catalog.fit.forms import LampForm
from catalog.lengths import Unit

register = template.Library()


@register.simple_tag
def lamp_form() -> LampForm:
    """The short form of the fit finder, as the home page has it."""
    form = LampForm(initial={"holder": "e27"})
    # It shows no help; aria-describedby must not point at it.
    form.fields["holder"].help_text = ""
    return form


@register.simple_tag
def empty_bulb_form(unit: Unit) -> BulbForm:
    """The bulb check of a product page on which nothing has been asked."""
    return bulb_form({}, unit)
