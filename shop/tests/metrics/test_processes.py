"""The files of a process that died are those of the one that takes its place."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from shop.metrics import processes


@pytest.mark.parametrize(("taken", "free"), [([], 0), ([0], 1), ([1, 2], 0), ([2, 0, 1], 3)])
def test_a_new_worker_takes_the_first_place_that_is_free(taken, free):
    assert processes.free_place(taken) == free


@pytest.mark.parametrize("port", ["", "21298"])
def test_the_shop_starts_by_itself_with_figures_and_without(port, tmp_path):
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SECRET_KEY": settings.SECRET_KEY}
    environment |= {"METRICS_PORT": port, processes.VARIABLE: str(tmp_path)} if port else {}
    assert "DJANGO_SETTINGS_MODULE" not in environment
    command = [sys.executable, "-c", "import shop.wsgi; print(shop.wsgi.application)"]
    process = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60
    )
    assert process.returncode == 0, process.stderr
    assert ("on_its_port" in process.stdout) == bool(port)


def test_the_folder_is_made_once_for_a_process_and_is_its_owners_alone(monkeypatch, tmp_path):
    monkeypatch.setenv(processes.VARIABLE, "/somewhere/abajur-metrics-1-of-another-process")
    processes.make_folder(str(tmp_path))
    processes.make_folder(str(tmp_path))
    (folder,) = tmp_path.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    processes.remove_folder()
    assert list(tmp_path.iterdir()) == []
