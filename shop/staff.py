"""What the admin pages of all apps share."""

from django.utils.translation import gettext


def yes_or_no(value: bool) -> str:
    """In a word: Django's own mark for it is a picture whose text is English."""
    return gettext("Yes") if value else gettext("No")
