"""What pages of the admin say in the same words."""

from collections.abc import Sequence

from django.contrib.auth.models import Group, Permission
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

# What Django's permissions allow, by the first word of their codename.
ALLOWED = {
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
    "view": pgettext_lazy("permission", "see"),
}


# The most rows that one message names.
MOST_NAMED = 20


def named(names: Sequence[str]) -> str:
    """The names, as many as a message can hold, and of how many."""
    more = [f"… ({len(names)})"] if len(names) > MOST_NAMED else []
    return ", ".join([*names[:MOST_NAMED], *more])


def yes_or_no(value: bool, *, usual: bool | None = None) -> str:
    """As a word: Django's own icon for it has English alternative text. A narrow list leaves out what is `usual`."""
    word = gettext("Yes") if value else gettext("No")
    return format_html('<span class="is-usual">{}</span>', word) if value is usual else word


# Those that a migration has made, whose names in the database are English.
GROUPS = {"Catalogue": gettext_lazy("Catalogue"), "Orders": gettext_lazy("Orders")}


def group_in_words(group: Group) -> str:
    """In the reader's language, if it is one of ours."""
    return str(GROUPS.get(group.name, group.name))


def permission_in_words(permission: Permission) -> str:
    """In the reader's language; Django keeps their names in English in the database."""
    verb, _separator, model = permission.codename.partition("_")
    kind = permission.content_type.model_class()
    what = kind._meta.verbose_name_plural if kind and kind._meta.model_name == model else model
    # Permissions of an app that was removed stay in the database.
    app = kind._meta.app_config.verbose_name if kind else permission.content_type.app_label
    return f"{app}: {what}: {ALLOWED.get(verb, verb)}"
