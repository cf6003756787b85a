"""Closing an account, and the file with all that is stored of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.forms import ConfirmForm
from accounts.owners import LastOwner
from accounts.requests import SignedInRequest
from accounts.views import account_page
from orders.account_closure import close_account
from orders.own_data import data_of
from orders.views.checkout import KEPT
from shop.responses import SeeOther, button_on
from shop.stale_forms import answers_stale_form, form_anew


@require_safe
@login_required
def own_data(request: SignedInRequest) -> HttpResponse:
    """All that is stored of whoever is logged in, as a file; of sessions only this one can be told to be theirs."""
    return file_of(data_of(request.user) | {"order_form": request.session.get(KEPT, {})})


def file_of(data: dict[str, Any]) -> HttpResponse:
    """JSON to be saved, with letters of every language as they are."""
    response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="personal-data-{timezone.localdate()}.json"'
    return response


@answers_stale_form(form_anew)
@button_on(lambda: reverse("accounts:account"))
@login_required
@sensitive_post_parameters("password")
def close(request: SignedInRequest) -> HttpResponse:
    """Closes the account after asking for its password again."""
    form = ConfirmForm(request, request.POST)
    if not form.is_valid():
        return account_page(request, closing_form=form)
    try:
        owed = close_account(user=request.user)
    except LastOwner:
        form.add_error("password", _("You are the only owner of this shop. Make somebody else an owner first."))
        return account_page(request, closing_form=form)
    logout(request)
    messages.success(request, _("Your account is closed."))
    if owed:
        numbers = ", ".join(order.number for order in owed)
        kept = _("The name, phone and address of a paid order are kept until it is dispatched, then erased.")
        owed_orders = _("Paid orders still to be dispatched:")
        messages.info(request, f"{owed_orders} {numbers}. {kept}")
    return SeeOther(reverse("catalog:home"))
