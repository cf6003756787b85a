"""When each recurring task ended last, for the figures of `shop.metrics`."""

from django.db import models
from django.utils import timezone


class TaskRun(models.Model):
    """The last run of `tidy`, `check_shop` or `backup`: one row for each."""

    name = models.CharField(max_length=30, primary_key=True)
    finished_at = models.DateTimeField(default=timezone.now)
    # Steps that failed, or inconsistencies that were found.
    failures = models.PositiveIntegerField()

    class Meta:
        db_table = "task_runs"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def record(name: str, *, failures: int = 0) -> None:
        """The task of this name has ended just now. One statement."""
        run = TaskRun(name=name, finished_at=timezone.now(), failures=failures)
        TaskRun.objects.bulk_create(
            [run], update_conflicts=True, unique_fields=["name"], update_fields=["finished_at", "failures"]
        )
