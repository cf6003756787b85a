"""The forms of fragments that are made once: `{% load fit %}`."""

from django import template

from catalog.fit.forms import LampForm

register = template.Library()


@register.simple_tag
def lamp_form() -> LampForm:
    """The short form of the fit finder, as the home page has it."""
    form = LampForm(initial={"holder": "e27"})
    # It shows no help; aria-describedby must not point at it.
    form.fields["holder"].help_text = ""
    return form
