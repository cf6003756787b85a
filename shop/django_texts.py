"""Django's own texts, collected here so that our message catalogue has its own Russian for them.

Some are missing from Django's Russian, or put a word of ours into a sentence whose grammar does not take it. In the
admin's history Django translates the labels of fields by their English with a capital: those are here as well.
"""

from django.utils.translation import gettext_noop as _

SENTENCES = [
    _("The password is too similar to the %(verbose_name)s."),
    _("The two password fields didn’t match."),
    _("Your old password was entered incorrectly. Please enter it again."),
    _("This password is too common."),
    _("%(model_name)s with this %(field_label)s already exists."),
    # The admin
    _(
        "Please enter the correct %(username)s and password for a staff account. "
        "Note that both fields may be case-sensitive."
    ),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _("Successfully deleted %(count)d %(items)s."),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
    _("Changed {fields}."),
    _("Changed {fields} for {name} “{object}”."),
    _("Added {name} “{object}”."),
    _("Deleted {name} “{object}”."),
    _("Select %s to change"),
    _("Add %s"),
    _("Add %(name)s"),
    _("Change %s"),
    _("View %s"),
    _("Select %s to view"),
    _("Cannot delete %(name)s"),
    _(
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? '
        "All of the following related items will be deleted:"
    ),
    _(
        "Are you sure you want to delete the selected %(objects_name)s? "
        "All of the following objects and their related items will be deleted:"
    ),
    _("Add another %(verbose_name)s"),
    _("Password changed successfully."),
    _("Your password was changed."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Items must be selected in order to perform actions on them. No items have been changed."),
    _("Start typing to filter…"),
    _("You don’t have permission to view or edit anything."),
    _("Null characters are not allowed."),
    _("You may edit it again below."),
    _("Add another %(model)s"),
    _("Change selected %(model)s"),
    _("Delete selected %(model)s"),
    _("View selected %(model)s"),
    _("Hold down “Control”, or “Command” on a Mac, to select more than one."),
    _(
        "Deleting the %(object_name)s '%(escaped_object)s' would require deleting the following protected related "
        "objects:"
    ),
    _("Deleting the selected %(objects_name)s would require deleting the following protected related objects:"),
]

LABELS = [
    _("Active"),
    _("Address"),
    _("Bottom diameter, mm"),
    _("Bottom, other side, mm"),
    _("Care (English)"),
    _("Care (Russian)"),
    _("Colour (English)"),
    _("Colour (Russian)"),
    _("Colour family"),
    _("Composition (English)"),
    _("Composition (Russian)"),
    _("Description (English)"),
    _("Description (Russian)"),
    _("Finish"),
    _("Fitting position"),
    _("For floor lamps"),
    _("For pendants"),
    _("For table lamps"),
    _("For wall lamps"),
    _("Groups"),
    _("Height, mm"),
    _("Holder"),
    _("Light"),
    _("Low-stock level"),
    _("Maximum wattage, LED, W"),
    _("Maximum wattage, W"),
    _("Name (English)"),
    _("Name (Russian)"),
    _("Position"),
    _("Position in the family"),
    _("Reducer in the box"),
    _("Ring, inside, mm"),
    _("Shown"),
    _("Staff"),
    _("Superuser status"),
    _("Swatch"),
    _("Top diameter, mm"),
    _("Top, other side, mm"),
    _("Use"),
    _("Weight, g"),
    _("Widest, mm"),
    _("Width, mm"),
]
