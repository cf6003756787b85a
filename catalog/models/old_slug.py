"""Former addresses of shades: each redirects to its shade for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)


class OldSlug(models.Model):
    """A former address. A shade that has the address now takes precedence over one that had it."""

    slug = models.SlugField(_("address"), max_length=80, primary_key=True)
    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="old_slugs", verbose_name=_("shade"))

    class Meta:
        db_table = "old_slugs"
        verbose_name = _("earlier address")
        verbose_name_plural = _("earlier addresses")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class RenamedQuerySet(models.QuerySet[Row]):
    """A query set that keeps former addresses on every change of a slug: by `update`, `bulk_update` and `save`."""

    @contextmanager
    def keeping_old_slugs(self) -> Iterator[None]:
        """If the slugs of these rows change inside, the former ones are kept and redirect to the rows."""
        rows = self.model._base_manager.using(self.db)
        with transaction.atomic(using=self.db):
            # Locked: the second of two concurrent renames must see the slug set by the first.
            locked = rows.filter(pk__in=self.order_by().values("pk")).select_for_update(no_key=True).order_by("pk")
            had = dict(locked.values_list("pk", "slug"))
            yield
            have = dict(rows.filter(pk__in=had).values_list("pk", "slug"))
            old = [OldSlug(slug=slug, product_id=pk) for pk, slug in had.items() if have[pk] != slug]
            OldSlug.objects.using(self.db).bulk_create(
                old, update_conflicts=True, unique_fields=["slug"], update_fields=["product"]
            )

    def update(self, **fields: Any) -> int:
        if "slug" not in fields:
            return super().update(**fields)
        with self.keeping_old_slugs():
            return super().update(**fields)

    def last_at(self, slug: str) -> Row | None:
        """The row that has this address, or had it last, whatever its case; None if there is none."""
        slug = slug.lower()
        return self.filter(slug=slug).first() or self.filter(old_slugs__slug=slug).first()
