"""What a shopper types and carries."""

from django.conf import settings

from orders.forms import OrderForm
from orders.tests.checkout import FORM
from shop.tests.pages import browser

# By the labels of the review page.
TYPED = {str(field.label): FORM[name] for name, field in OrderForm.base_fields.items()} | {"Country": "Sweden"}


def fill_in(page, typed=TYPED):
    """The fields of the review page; the country is chosen."""
    for label, text in typed.items():
        field = page.get_by_label(label, exact=True)
        if label == "Country":
            field.select_option(label=text or "Choose a country")
        else:
            field.fill(text)


def log_in_at_once(page, shop, user):
    """By the cookie of a session, without the form."""
    session = browser(user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": shop}])
