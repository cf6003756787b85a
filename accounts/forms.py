"""Account forms: log in, register, reset or change the password, confirm it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import password_validation
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.addresses import normalise_email
from accounts.models import User
from accounts.passwords import MinimumLengthValidator, NewPasswordField, PasswordField, SavesPasswordAlone
from accounts.requests import SignedInRequest
from accounts.second_factor.login import AsksForCodeAfterwards
from accounts.throttle import REGISTRATIONS, TooManyAttempts, attempt, guess, hashing
from shop.forms import NamesItsFields, errors_of
from shop.visitors import network_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class EmailField(forms.EmailField):
    """An e-mail address; its clean value is the normalised spelling under which it is stored."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": autocomplete})
        label = _("E-mail")
        errors = errors_of(
            label,
            _("Enter your e-mail address, such as anna@example.com."),
            invalid=_("Enter your e-mail address in full, such as anna@example.com."),
        )
        super().__init__(label=label, max_length=255, widget=widget, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> str:
        return normalise_email(super().clean(normalise_email(value or "")))


class LoginField(EmailField):
    """The address of an existing account: its clean value is what was typed, so that older spellings are found."""

    def clean(self, value: Any) -> str:
        super().clean(value)
        return value


class LoginForm(NamesItsFields, AsksForCodeAfterwards, auth_forms.AuthenticationForm):
    """E-mail and password. The error does not tell which of the two is wrong."""

    username = LoginField(autocomplete="username")  # the name is Django's
    password = PasswordField(label=_("Password"), required=_("Enter your password."))

    error_messages = {
        "invalid_login": _("Wrong e-mail or password. Passwords are case-sensitive."),
        "inactive": _("This account is closed."),
    }


class RegistrationForm(NamesItsFields, forms.Form):
    """Creates an account. `save` raises nothing: an address taken in the meantime becomes a field error."""

    email = EmailField(autocomplete="email")
    password = NewPasswordField(label=_("Password"), required=_("Enter a password."))
    made: User | None = None

    def __init__(self, request: HttpRequest, *args: Any, login_address: str = "", **kwargs: Any) -> None:
        """`login_address` is where a visitor who already has an account can log in."""
        super().__init__(*args, **kwargs)
        self.request = request
        self.login_address = login_address or reverse("accounts:login")
        self.fields["password"].help_text = password_help()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            try:
                password_validation.validate_password(password, User(email=data.get("email", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        if email := data.get("email"):
            attempt(self.request, REGISTRATIONS, network_of(self.request))
            holders = User.objects.of_address(email)
            self.made = self.first_click(holders, data)
            if holders and not self.made:
                self.add_error("email", self.taken())
        return data

    def first_click(self, holders: Iterable[User], data: dict[str, Any]) -> User | None:
        """The account that the first click of a double click has just created. Raises TooManyAttempts."""
        password = data.get("password", "")
        made = (user for user in holders if user.is_just_made)
        return next((user for user in made if guess(self.request, user, password)), None)

    def save(self) -> User | None:
        """The new account, or the one that a double click has just created; None, with an error, if it is another's."""
        try:
            return self.made or self.create(**self.cleaned_data)
        except TooManyAttempts as error:
            self.add_error(None, error)
            return None

    def create(self, email: str, password: str) -> User | None:
        user = User(email=email)
        # Before the transaction, which on SQLite keeps all other writers waiting.
        with hashing(self.request):
            user.set_password(password)
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:
            return self.already_made(email)
        return user

    def already_made(self, email: str) -> User | None:
        made = self.first_click(User.objects.of_address(email), self.cleaned_data)
        if not made:
            self.add_error("email", self.taken())
        return made

    def taken(self) -> forms.ValidationError:
        link = format_html('<a href="{}">{}</a>', self.login_address, _("Log in instead"))
        return forms.ValidationError(format_html("{} {}", _("There is already an account with this e-mail."), link))


def password_help() -> str:
    """The password rules that can be stated in advance."""
    rules = password_validation.get_default_password_validators()
    return " ".join(rule.get_help_text() for rule in rules if isinstance(rule, MinimumLengthValidator))


class PasswordResetForm(NamesItsFields, forms.Form):
    email = EmailField(autocomplete="email")


class NewPasswordMixin(NamesItsFields):
    """Two fields for a new password, with the shop's labels. No other column of the account is written."""

    fields: dict[str, forms.Field]
    error_messages: "dict[str, StrOrPromise]" = {
        "password_mismatch": _("The two new passwords are not the same. Enter the new password again."),
        "password_incorrect": _("The current password is wrong."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"] = NewPasswordField(
            label=_("New password"), required=_("Enter a new password."), help_text=password_help()
        )
        self.fields["new_password2"] = NewPasswordField(
            label=_("New password again"), required=_("Enter the new password again.")
        )


class SetPasswordForm(NewPasswordMixin, SavesPasswordAlone, auth_forms.SetPasswordForm):
    pass


class PasswordChangeForm(NewPasswordMixin, SavesPasswordAlone, auth_forms.PasswordChangeForm):
    old_password = PasswordField(label=_("Current password"), required=_("Enter your current password."))

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request.user, *args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        if not guess(self.request, self.user, password):
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password


class ConfirmForm(NamesItsFields, forms.Form):
    """Asks for the password again before something that cannot be undone."""

    password = PasswordField(label=_("Your password"), required=_("Enter your password."))

    def __init__(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not guess(self.request, self.request.user, password):
            raise forms.ValidationError(_("Wrong password."))
        return password
