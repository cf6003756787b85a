"""Accounts in the admin."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import get_permission_codename
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from accounts.addresses import normalise_email
from accounts.models import User
from accounts.owners import lock_with_reader
from accounts.passwords import SavesPasswordAlone, normalise_password
from accounts.second_factor.codes import remove
from accounts.second_factor.forms import StaffLoginForm
from shop.responses import SeeOther
from shop.second_factor import HAS_DEVICE
from shop.staff.bounds import MOST_CHANGED
from shop.staff.changes import ChangesAdmin, ChangesForm
from shop.staff.words import group_in_words, permission_in_words, yes_or_no

admin.site.login_form = StaffLoginForm
# Their pages show the secrets. Ours are in accounts/second_factor.
admin.site.unregister([TOTPDevice, StaticDevice])

BY_PASSWORD = _("Whether this person can log in with a password.")
PASSWORD_IS_LOST = _("Without it, the current password is lost.")


class NormalPasswords(forms.BaseForm):
    """Both fields in NFKC, as the password is stored: so its length is counted and the two are compared."""

    def clean_password1(self) -> str:
        return normalise_password(self.cleaned_data["password1"])

    def clean_password2(self) -> str:
        return normalise_password(self.cleaned_data["password2"])


class UserCreationForm(NormalPasswords, auth_forms.AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usable_password"].help_text = BY_PASSWORD

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


class PasswordChangeForm(NormalPasswords, SavesPasswordAlone, auth_forms.AdminPasswordChangeForm):
    # Django assembles its own text at import time, in English. The admin's script hides the list.
    usable_password_help_text = lazy(format_html, str)(
        '{} <ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        BY_PASSWORD,
        PASSWORD_IS_LOST,
    )

    def set_password_and_save(self, user: Any, *args: Any, commit: bool = True, **kwargs: Any) -> Any:
        """Hashed before anything is locked."""
        user = super().set_password_and_save(user, *args, commit=False, **kwargs)
        with transaction.atomic():
            lock_with_reader(user.reader, user.pk)
            if not user.reader.is_superuser and has_rights(User.objects.get(pk=user.pk)):
                raise PermissionDenied("the account has got rights in the meantime")
            user.save(update_fields=["password"])
        return user


# What an owner needs to come into the admin again.
TO_COME_IN = ("is_active", "is_staff", "is_superuser")


class UserChangeForm(ChangesForm, auth_forms.UserChangeForm):
    class Meta(auth_forms.UserChangeForm.Meta):  # type: ignore[name-defined]  # not in the stubs
        model = User

    # Whose request it is.
    reader_pk: int | None = None

    def clean(self) -> dict[str, Any]:
        """Nobody locks themselves out: whoever takes rights from others has them, so that an owner always stays."""
        cleaned = super().clean()
        if self.instance.pk and self.instance.pk == self.reader_pk:
            for name in TO_COME_IN:
                if name in self.changed_data and not cleaned.get(name):
                    self.add_error(name, _("You would lock yourself out: another owner can take this from you."))
        return cleaned


def has_rights(user: User) -> bool:
    """Whether an account has more rights than a shopper's, or would have them once it is made staff."""
    if user.is_staff or user.is_superuser:
        return True
    given = Q(groups__isnull=False) | Q(user_permissions__isnull=False)
    return User.objects.filter(given, pk=user.pk).exists()


def key_in(object_id: str) -> int | None:
    """The key that an address names, however it is written; None if it is none."""
    try:
        return int(User._meta.pk.to_python(object_id))
    except ValidationError:
        return None


# A person's rights. Only the owner, a superuser, may change them.
RIGHTS = ("is_staff", "is_superuser", "groups")


@admin.register(User)
class UserAdmin(ChangesAdmin, DjangoUserAdmin):
    """Accounts. Staff may change shoppers' accounts; only the owner grants and revokes rights."""

    form = UserChangeForm
    add_form = UserCreationForm
    add_form_template = "admin/accounts/user/add_form.html"
    change_password_form = PasswordChangeForm
    list_display = ("email", "staff", "second_factor", "active", "created")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email",)
    ordering = ("email",)
    actions = ("remove_second_factor",)
    most_at_once = {"remove_second_factor": MOST_CHANGED}
    readonly_fields = ("created_at", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Permissions"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": ("created_at", "last_login")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "usable_password", "password1", "password2")}),)

    def searchable(self, queryset: QuerySet[User]) -> QuerySet[User]:
        """As it is: the addresses are stored in small letters, and have an index of their parts."""
        return queryset

    def occurs(self, word: str) -> Q:
        return Q(pk__in=User.objects.with_part(word).values("pk"))

    @admin.display(description=_("staff"), ordering="is_staff")
    def staff(self, user: User) -> str:
        return yes_or_no(user.is_staff, usual=False)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).annotate(has_second_factor=HAS_DEVICE)

    @admin.display(description=_("second factor"))
    def second_factor(self, user: Any) -> str:
        return yes_or_no(user.has_second_factor, usual=user.is_staff)

    def has_owner_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    @admin.action(description=_("Remove the second factor (a lost phone)"), permissions=["owner"])
    def remove_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        reader = cast(User, request.user)
        if users.filter(pk=reader.pk).exists():
            messages.warning(request, _("Your own second factor is removed on its page, which asks for a code."))
        removed = [user for user in users.exclude(pk=reader.pk) if remove(user, by=reader)]
        for user in removed:
            self.log_change(request, user, [{"deleted": {"name": "second factor", "object": user.email}}])
        told = ngettext("%(n)d second factor removed.", "%(n)d second factors removed.", len(removed))
        self.message_user(request, told % {"n": len(removed)}, messages.SUCCESS)

    @admin.display(description=_("created"), ordering="created_at")
    def created(self, user: User) -> str:
        return date_format(localtime(user.created_at))

    @admin.display(description=_("active"), ordering="is_active")
    def active(self, user: User) -> str:
        return yes_or_no(user.is_active, usual=True)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Also for the password page: whoever may set an account's password may act as its owner."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or request.user.is_superuser or not has_rights(obj))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The account, and who reads it. Where it is saved, both are locked."""
        if transaction.get_connection().in_atomic_block and request.method == "POST":
            lock_with_reader(request.user, key_in(object_id))
        account = super().get_object(request, object_id, from_field)
        if account is not None:
            account.reader = request.user
        return account

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, *RIGHTS)

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.reader_pk = request.user.pk  # type: ignore[attr-defined]  # ours, made anew for each request
        return form

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        """One's own is changed on its own page, which asks for the old one, and cannot be taken away."""
        if request.user.is_superuser and self.get_object(request, unquote(id)) == request.user:
            return SeeOther(reverse("accounts:password_change"))
        return super().user_change_password(request, id, form_url)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["form_class"] = GroupField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Never: only its owner closes an account, and its orders stay in the books."""
        return False


class GroupField(forms.ModelMultipleChoiceField):
    """Groups, in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return group_in_words(obj)


def permissions_of_staff() -> QuerySet[Permission]:
    """Those that do something in the admin: of the models of its pages and of the rows in them.

    Not of Django's own models, accounts' groups and the log, which are for the owner alone.
    """
    pages = [page for model, page in admin.site._registry.items() if model not in (Group, LogEntry)]
    shown = {page.model for page in pages} | {inline.model for page in pages for inline in page.inlines}
    works = Q(pk__in=())
    for model in shown:
        opts = model._meta
        names = [get_permission_codename(verb, opts) for verb in opts.default_permissions]
        works |= Q(content_type__app_label=opts.app_label, codename__in=names)
    return Permission.objects.filter(works)


class PermissionField(forms.ModelMultipleChoiceField):
    """Permissions, in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return permission_in_words(obj)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(ChangesAdmin, DjangoGroupAdmin):
    """Groups, for superusers only: others could grant themselves rights."""

    list_display = ("in_words",)

    @admin.display(description=_("group"), ordering="name")
    def in_words(self, group: Group) -> str:
        return group_in_words(group)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        words = {"name": {"unique": _("Another group has this name.")}}
        return super().get_form(request, obj, change, error_messages=words, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return request.user.is_superuser and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return request.user.is_superuser and super().has_delete_permission(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.name == "permissions":
            kwargs |= {"form_class": PermissionField, "queryset": permissions_of_staff().select_related("content_type")}
        return super().formfield_for_manytomany(db_field, request, **kwargs)
