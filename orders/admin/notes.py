"""The form of an order: a note that only staff see."""

from orders.models import Order
from shop.staff.changes import ChangesForm
from shop.staff.log import Change

# Stands in the log for what the note said: it is of a person, and the log is kept after the account is closed.
WITHHELD = "…"


class NoteForm(ChangesForm):
    class Meta:
        model = Order
        fields = ("staff_note",)

    @property
    def changes(self) -> list[Change]:
        return [
            change._replace(before=change.before and WITHHELD, after=change.after and WITHHELD)
            for change in super().changes
        ]
