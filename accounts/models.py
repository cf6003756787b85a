"""Accounts of shoppers and staff: an e-mail address and a password; there is no user name."""

import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.addresses import mail_address, normalise_email, spelling_of_before
from accounts.passwords import normalise_password

# The second click of a double click on "Create account" arrives within seconds, on a bad connection within minutes.
JUST_MADE = timedelta(minutes=10)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def of_address(self, email: str) -> models.QuerySet["User"]:
        """The account of a mailbox, however its address is spelled.

        Two where an older rule kept two spellings apart: `check_shop` names them.
        """
        normal = normalise_email(email)
        return self.filter(email__in={normal, mail_address(normal), spelling_of_before(email)})

    def with_part(self, part: str) -> models.QuerySet["User"]:
        """Accounts that have this part in their e-mail, as it is stored: in small letters."""
        return self.filter(email__contains=unicodedata.normalize("NFKC", part.casefold()))

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of an address; of two, the one with exactly this spelling. Raises DoesNotExist."""
        exact = spelling_of_before(username or "")
        found = sorted(self.of_address(username or ""), key=lambda user: user.email != exact)
        if not found:
            raise self.model.DoesNotExist
        return found[0]


class User(AbstractBaseUser, PermissionsMixin):
    """An account. A closed one keeps its row, because its orders stay in the books (see orders/account_closure.py)."""

    email = models.EmailField(_("e-mail"), max_length=255)
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May use the admin."))
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "users"
        # An account is closed by its owner alone.
        default_permissions = ("add", "change", "view")
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="users_email_unique",
                violation_error_code="unique",  # Django shows it beside the field
                violation_error_message=_("There is already an account with this e-mail."),
            ),
            models.CheckConstraint(
                condition=~models.Q(email=""),
                name="users_email_filled",
                violation_error_message=_("An account needs an e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is None or "email" in update_fields:
            self.email = normalise_email(self.email)
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        self.email = normalise_email(self.email)

    @property
    def is_just_made(self) -> bool:
        return self.is_active and timezone.now() - self.created_at < JUST_MADE

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else normalise_password(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Whether the password matches, in NFKC or as typed: passwords set before NFKC was used are stored as typed."""
        normal = normalise_password(raw_password)
        return super().check_password(normal) or (normal != raw_password and super().check_password(raw_password))


class PasswordResetRequest(models.Model):
    """A link to choose a new password is to be sent to this address, if it has an account (see password_reset.py)."""

    email = models.EmailField(max_length=255)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        db_table = "password_reset_requests"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["email"], name="password_reset_requests_email_unique")]

    def __str__(self) -> str:
        return self.email


class AttemptCount(models.Model):
    """How often something was tried before `ends_at`, in seconds since 1970 (see throttle.py)."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField()
    ends_at = models.BigIntegerField()

    class Meta:
        db_table = "attempt_counts"
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
