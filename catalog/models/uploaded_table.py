"""Tables of shades that staff have uploaded."""

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=1)


class UploadedTableQuerySet(models.QuerySet["UploadedTable"]):
    def forget_old(self) -> None:
        self.filter(created_at__lt=timezone.now() - KEPT).delete()


class UploadedTable(models.Model):
    """A file between its upload and the press that applies it; kept for a day. Nobody else sees it."""

    key = models.CharField(max_length=43, primary_key=True, default=token_urlsafe, editable=False)
    staff_member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("staff member")
    )
    content = models.BinaryField(_("file"))
    created_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = UploadedTableQuerySet.as_manager()

    class Meta:
        db_table = "uploaded_tables"
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")
        # It is no table of the admin: who may change shades may use it.
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
