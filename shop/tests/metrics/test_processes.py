"""The files of a process that died are those of the one that takes its place."""

import pytest

from shop.metrics import processes


@pytest.mark.parametrize(("taken", "free"), [([], 0), ([0], 1), ([1, 2], 0), ([2, 0, 1], 3)])
def test_a_new_worker_takes_the_first_place_that_is_free(taken, free):
    assert processes.free_place(taken) == free


def test_the_folder_is_made_once_for_a_process_and_is_its_owners_alone(monkeypatch, tmp_path):
    monkeypatch.setenv(processes.VARIABLE, "/somewhere/abajur-metrics-1-of-another-process")
    processes.make_folder(str(tmp_path))
    processes.make_folder(str(tmp_path))
    (folder,) = tmp_path.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    processes.remove_folder()
    assert list(tmp_path.iterdir()) == []
