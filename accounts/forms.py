"""Forms of an account: log in, register, reset the password, be sure that it is you."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import password_validation
from django.db import IntegrityError
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User, normalise_email
from accounts.passwords import MinimumLengthValidator

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def password_field(label: "StrOrPromise", autocomplete: str) -> forms.CharField:
    """A password as typed: spaces at its ends count."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=4096, widget=widget)


class EmailField(forms.EmailField):
    """An e-mail address, in the one spelling under which it is stored."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=_("E-mail"), max_length=255, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        return normalise_email(super().clean(normalise_email(value or "")))


class LoginForm(auth_forms.AuthenticationForm):
    """E-mail and password. Which of the two is wrong is not said."""

    username = EmailField(autocomplete="username")  # the name is Django's
    password = password_field(_("Password"), "current-password")

    error_messages = {
        "invalid_login": _(
            "This address and password do not go together. Check both, and mind capital letters in the password."
        ),
        "inactive": _("This account is closed."),
    }


class RegistrationForm(forms.Form):
    """Makes an account. `save` raises nothing: an address taken in the meantime becomes an error of the field."""

    email = EmailField(autocomplete="email")
    password = password_field(_("Password"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = password_help()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email=email).exists():
            raise self.taken()
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            try:
                password_validation.validate_password(password, User(email=data.get("email", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data

    def save(self) -> User | None:
        """The new account; None, with an error at the field, where another request was faster."""
        try:
            return User.objects.create_user(**self.cleaned_data)
        except IntegrityError:
            self.add_error("email", self.taken())
            return None

    @staticmethod
    def taken() -> forms.ValidationError:
        link = format_html('<a href="{}">{}</a>', reverse_lazy("accounts:login"), _("Log in instead"))
        return forms.ValidationError(format_html("{} {}", _("There is an account with this address."), link))


def password_help() -> str:
    """What is asked of a password, of the rules that can be said in advance."""
    rules = password_validation.get_default_password_validators()
    return " ".join(rule.get_help_text() for rule in rules if isinstance(rule, MinimumLengthValidator))


class PasswordResetForm(auth_forms.PasswordResetForm):
    email = EmailField(autocomplete="email")

    def get_users(self, email: str) -> Iterator[User]:
        """The one active account of the address, if it has a password at all."""
        return (user for user in User.objects.filter(email=email, is_active=True) if user.has_usable_password())


class NewPasswordMixin:
    """Two fields for a new password, in the shop's words."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = password_help()
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password2"].help_text = ""


class SetPasswordForm(NewPasswordMixin, auth_forms.SetPasswordForm):
    pass


class PasswordChangeForm(NewPasswordMixin, auth_forms.PasswordChangeForm):
    old_password = password_field(_("Password now"), "current-password")


class ConfirmForm(forms.Form):
    """The password once more, before something that cannot be undone."""

    password = password_field(_("Password, to be sure it is you"), "current-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not the password of this account."))
        return password
