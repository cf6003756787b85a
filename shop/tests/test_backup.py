"""What a backup contains, and what is refused: each in words, and with nothing changed."""

import json
import tarfile

import pytest
from django.core.management import CommandError, call_command

from shop import backup

pytestmark = [pytest.mark.each_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = settings.MEDIA_ROOT / "photos" / "0123"
    folder.mkdir(parents=True)
    for name in ("640.jpg", "being-written.part", ".unused"):
        (folder / name).write_bytes(b"picture")
    return settings.MEDIA_ROOT


@pytest.fixture
def made(media, tmp_path):
    backup.back_up(tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture
def empty_place(monkeypatch, settings, tmp_path):
    """As if the database had no tables; its own must not be written to."""
    monkeypatch.setattr(backup, "refuse_filled_database", lambda: None, raising=True)
    monkeypatch.setattr(backup, "restore_database", lambda path: None)
    settings.MEDIA_ROOT = tmp_path / "empty"
    return settings.MEDIA_ROOT


def restored_into(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def refusal(command, *arguments):
    with pytest.raises(CommandError) as refused:
        call_command(command, *map(str, arguments))
    return str(refused.value)


def test_a_backup_is_a_folder_for_its_owner_with_the_database_the_photographs_and_a_manifest(made):
    manifest = json.loads((made / "manifest.json").read_text())
    assert {path.name for path in made.iterdir()} == {"manifest.json", *manifest["files"]}
    assert made.stat().st_mode & 0o777 == 0o700
    with tarfile.open(made / "media.tar") as archive:
        assert archive.getnames() == ["photos/0123/640.jpg"]


def test_photographs_come_back(made, empty_place):
    backup.restore(made)
    assert restored_into(empty_place) == ["photos/0123/640.jpg"]


def test_an_existing_folder_is_not_written_into(made):
    assert refusal("backup", made) == f"{made} exists already: name a folder that does not"


def test_a_backup_that_fails_leaves_no_folder(media, tmp_path, monkeypatch):
    def full(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_media", full)
    assert refusal("backup", tmp_path / "new") == "the backup cannot be written (No space left on device)"
    assert not list(tmp_path.glob("new*"))


def test_a_filled_database_is_refused(made, media):
    assert refusal("restore", made) == "the database has tables: a backup is restored into an empty one only"


def test_a_filled_folder_of_photographs_is_refused(made, empty_place, settings, media):
    settings.MEDIA_ROOT = media
    before = restored_into(media)
    assert refusal("restore", made).startswith("the folder of photographs (MEDIA_ROOT) has files")
    assert restored_into(media) == before


@pytest.mark.parametrize("name", ["media.tar", "database"])
def test_a_damaged_backup_is_refused(made, empty_place, name):
    (damaged,) = made.glob(f"{name}*")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    assert refusal("restore", made) == f"{damaged} is missing or damaged"
    assert not empty_place.exists()


def test_a_backup_that_was_not_finished_is_refused(made, empty_place):
    (made / "manifest.json").unlink()
    assert "is no finished backup" in refusal("restore", made)


def test_the_other_kind_of_database_is_refused(made, empty_place):
    manifest = json.loads((made / "manifest.json").read_text())
    (made / "manifest.json").write_text(json.dumps(manifest | {"database": "oracle"}))
    assert refusal("restore", made).startswith("the backup is of oracle, and DATABASE_URL is of ")


def test_photographs_are_in_place_all_or_none(made, empty_place, monkeypatch):
    def fail(path):
        raise backup.CannotDo("pg_restore failed: no")

    monkeypatch.setattr(backup, "restore_database", fail)
    assert refusal("restore", made) == "pg_restore failed: no"
    assert not list(empty_place.iterdir())
