"""Forms that ask for a code. Guessing is limited as that of passwords is."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device

from accounts.models import User
from accounts.second_factor.codes import accept
from accounts.second_factor.login import AsksForCodeAfterwards
from accounts.throttle import guess_code
from shop.forms import NamesItsFields, errors_of

Check = Callable[[User, str], Device | None]


class StaffLoginForm(AsksForCodeAfterwards, AdminAuthenticationForm):
    """The admin's."""


class CodeForm(NamesItsFields, forms.Form):
    """Asks a member of staff for a code. A form that is valid has used it up, and has its `device`."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false", "size": "16"}
        ),
        error_messages=errors_of(_("Code"), _("Enter a code.")),
    )
    device: Device

    def __init__(self, request: HttpRequest, user: User, *args: Any, check: Check = accept, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user, self.check = request, user, check

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        device = guess_code(self.request, self.user, lambda: self.check(self.user, typed))
        if device is None:
            user_login_failed.send(sender=__name__, credentials={}, request=self.request)
            raise forms.ValidationError(_("This code is wrong or has been used. Wait for the next one."))
        self.device = device
        return typed
