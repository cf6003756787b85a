"""Readings of the recurring tasks (TaskRun)."""

from collections.abc import Mapping

from shop.metrics.readings import reading
from shop.models import TaskRun

# Of one that never ended there is no row. It ended at the beginning of time then, so that its alarm goes off.
TASKS = ("tidy", "check_shop", "backup")


@reading("shop_task_finished_timestamp_seconds", "When a recurring task ended last", label="task")
def finished() -> Mapping[str, float]:
    return dict.fromkeys(TASKS, 0.0) | {run.name: run.finished_at.timestamp() for run in TaskRun.objects.all()}


@reading("shop_task_failures", "Failed steps of tidy, inconsistencies of check_shop, at their last run", label="task")
def failures() -> Mapping[str, float]:
    return dict(TaskRun.objects.values_list("name", "failures"))
