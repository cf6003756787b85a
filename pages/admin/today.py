"""The last part of the staff's start page: what is missing before the shop may open. No statement of its own."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from shop.opening import missing
from shop.staff.today import Figure, Section


def opening_today(request: HttpRequest) -> Section | None:
    """For whoever may mend it; None where nothing is missing."""
    figures = [Figure(str(one.what), str(one.how), one.url) for one in missing() if request.user.has_perm(one.right)]
    return Section(4, _("Before the shop opens"), figures, is_list=True) if figures else None
