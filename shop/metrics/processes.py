"""Counts of several processes: each has its files in a folder in memory, and whichever is asked adds them all up.

Files are named by the place of a worker among its fellows, not by its process: who takes the place of a dead one goes
on counting in its files. So no count ever falls, and however many workers die, the files are few.
"""

import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

# The library reads it when it is imported.
VARIABLE = "PROMETHEUS_MULTIPROC_DIR"

_name = "master"


def are_counted() -> bool:
    """Whether this is a process of gunicorn that counts: with METRICS_PORT, deploy/gunicorn.conf.py makes the folder.

    It asks no setting of Django: shop/wsgi.py imports this before it says which they are.
    """
    return VARIABLE in os.environ


def name() -> str:
    """Of this process, in the names of its files."""
    return _name


def take_place(place: int) -> None:
    """This process is the worker at that place."""
    global _name
    _name = f"worker{place}"


def free_place(taken: Collection[int]) -> int:
    """The first place that no living worker has."""
    return next(place for place in range(len(taken) + 1) if place not in taken)


def make_folder(memory: str | None) -> None:
    """In the folder `memory`, or with None among temporary files. The same when gunicorn reads its settings anew."""
    prefix = f"abajur-metrics-{os.getpid()}-"
    if not Path(os.environ.get(VARIABLE, "")).name.startswith(prefix):
        os.environ[VARIABLE] = tempfile.mkdtemp(prefix=prefix, dir=memory)


def remove_folder() -> None:
    shutil.rmtree(os.environ.get(VARIABLE, ""), ignore_errors=True)
