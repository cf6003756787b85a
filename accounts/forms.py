"""Account forms: log in, register, reset or change the password, confirm it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import password_validation
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.addresses import normalise_email
from accounts.models import User
from accounts.passwords import MinimumLengthValidator, NewPasswordField, PasswordField, SavesPasswordAlone
from shop.forms import NamesItsFields, errors_of

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


class LoginForm(NamesItsFields, auth_forms.AuthenticationForm):
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

    def __init__(self, *args: Any, login_address: str = "", **kwargs: Any) -> None:
        """`login_address` is where a visitor who already has an account can log in."""
        super().__init__(*args, **kwargs)
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
            holders = User.objects.of_address(email)
            self.made = first_click(holders, data.get("password", ""))
            if holders and not self.made:
                self.add_error("email", self.taken())
        return data

    def save(self) -> User | None:
        """The new account, or the one that a double click has just created; None, with an error, if it is another's."""
        if self.made:
            return self.made
        try:
            with transaction.atomic():
                return User.objects.create_user(**self.cleaned_data)
        except IntegrityError:
            data = self.cleaned_data
        made = first_click(User.objects.of_address(data["email"]), data["password"])
        if not made:
            self.add_error("email", self.taken())
        return made

    def taken(self) -> forms.ValidationError:
        link = format_html('<a href="{}">{}</a>', self.login_address, _("Log in instead"))
        return forms.ValidationError(format_html("{} {}", _("There is already an account with this e-mail."), link))


def first_click(holders: Iterable[User], password: str) -> User | None:
    """The account that the first click of a double click has just created."""
    return next((user for user in holders if user.is_just_made_with(password)), None)


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


class ConfirmForm(NamesItsFields, forms.Form):
    """Asks for the password again before something that cannot be undone."""

    password = PasswordField(label=_("Your password"), required=_("Enter your password."))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("Wrong password."))
        return password
