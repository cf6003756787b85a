"""How fields look: every form of the shop is written by one fragment."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Renders `{{ field.as_field_group }}` with our own markup: label, help, control, error."""

    field_template_name = "includes/_field.html"
