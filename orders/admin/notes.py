"""The form of an order: a note that only staff see, as long as the shop may know the person."""

from typing import Any

from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orders import clock
from orders.models import Order
from orders.personal import closed_address, outlived_before
from shop.staff.changes import ChangesAdmin, ChangesForm
from shop.staff.log import Change

# Stands in the log for what the note said: it is of a person, and the log is kept after the account is closed.
WITHHELD = "…"
NOTE = "staff_note"


def why_no_note(order: Order) -> str:
    """Why nothing is noted on an order any more, in words for staff; empty where a note may be written.

    `tidy` would erase it within a round, as it has erased or will erase the address.
    """
    if order.is_owed or order.is_pending:
        return ""
    if order.user.email == closed_address(order.user_id):
        return _("The account of this order is closed: nothing is noted of the person any more.")
    if order.created_at < outlived_before(clock.now()):
        years = settings.ADDRESS_YEARS
        text = ngettext(
            "This order is more than %(n)s year old: name, address and notes of such orders are erased.",
            "This order is more than %(n)s years old: name, address and notes of such orders are erased.",
            years,
        )
        return text % {"n": years}
    return ""


class NoteForm(ChangesForm):
    class Meta:
        model = Order
        fields = (NOTE,)
        widgets = {NOTE: AdminTextareaWidget(attrs={"rows": 3})}

    def clean_staff_note(self) -> str:
        """A form that was opened in time, and is sent too late, is refused with what was typed."""
        typed: str = self.cleaned_data[NOTE]
        if NOTE in self.changed_data and (why := why_no_note(self.instance)):
            raise ValidationError(why)
        return typed

    @property
    def changes(self) -> list[Change]:
        return [
            change._replace(before=change.before and WITHHELD, after=change.after and WITHHELD)
            for change in super().changes
        ]


class NoteAdmin(ChangesAdmin):
    """The note is the only field of an order that staff write: all else changes by actions."""

    form = NoteForm

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All but the note; the note too where none is kept, unless one was sent: then the form says why not."""
        columns = [field.name for field in Order._meta.fields if field.name != NOTE]
        is_typed = request.method == "POST" and NOTE in request.POST
        return [*columns, NOTE] if obj and not is_typed and why_no_note(obj) else columns

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With the reason below a note that cannot be written."""
        if obj and (why := why_no_note(obj)):
            kwargs["help_texts"] = {NOTE: why}
        return super().get_form(request, obj, change, **kwargs)
