"""A copy of the whole shop in one folder, taken while it serves, and its restoration into an empty place.

The database is copied first and the photographs after it: a file is stored before the row that names it, is never
changed, and stays for days after the last such row has gone (PHOTOGRAPH_DAYS). So each file that a copied row names is
there when the files are copied. Photographs in a bucket (MEDIA_BUCKET) are not copied: who keeps the bucket keeps its
versions.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from shop.turns import is_in_memory

MANIFEST = "manifest.json"
MEDIA = "media.tar"
# The copy of each kind of database.
DATABASES = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}
# Photographs are unpacked into this folder of the media and then moved, so that half of them are never taken for all.
RESTORING = ".restoring"


class CannotDo(Exception):
    """Why nothing was backed up or restored, in words for whoever typed the command."""


# Backing up --------------------------------------------------------------------------------------------------------


def back_up(folder: Path) -> None:
    """Copies the database and the photographs into a new folder. Raises CannotDo, and then leaves no folder."""
    if folder.exists():
        raise CannotDo(f"{folder} exists already: name a folder that does not")
    part = folder.with_name(f"{folder.name}.part")
    database = DATABASES[connection.vendor]
    try:
        # It has names and addresses of people in it: only its owner may read it.
        part.mkdir(parents=True, mode=0o700)
        copy_database(part / database)
        if not settings.MEDIA_BUCKET:
            copy_media(part / MEDIA)
        files = {file.name: checksum(file) for file in sorted(part.iterdir())}
        manifest = {"made_at": timezone.now().isoformat(), "database": connection.vendor, "files": files}
        (part / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
        part.rename(folder)
    except FileExistsError as error:
        raise CannotDo(f"{part} exists: another backup is being made, or was not finished; remove it") from error
    except BaseException as error:  # Ctrl-C too: half a backup is none
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError):
            raise CannotDo(f"the backup cannot be written ({error.strerror})") from error
        raise


def copy_database(path: Path) -> None:
    """The state of one moment, while others write. Raises CannotDo."""
    if connection.vendor == "postgresql":
        postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")
        return
    connection.ensure_connection()
    copy_sqlite(connection.connection, path)


def copy_sqlite(source: sqlite3.Connection, path: Path) -> None:
    """Page by page under the locks of SQLite: a copy of the file alone would lack what stands in its log (-wal)."""
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        # One file without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def copy_media(path: Path) -> None:
    """All files of the media but those that are being written, and those whose names begin with a dot."""
    root = Path(settings.MEDIA_ROOT)
    with tarfile.open(path, "w") as archive:
        for file in sorted(root.rglob("*")) if root.is_dir() else []:
            if file.is_file() and not file.name.startswith(".") and file.suffix != ".part":
                add(archive, file, str(file.relative_to(root)))


def add(archive: tarfile.TarFile, file: Path, name: str) -> None:
    """Adds a file, unless it has gone meanwhile."""
    try:
        content = file.open("rb")
    except FileNotFoundError:
        return
    with content:
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=content), content)


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# Restoring ---------------------------------------------------------------------------------------------------------


def restore(folder: Path) -> None:
    """Into a database without tables and a folder of media without files. Raises CannotDo, and then changes nothing."""
    check_whole(folder)
    refuse_filled_database()
    has_media = (folder / MEDIA).exists()
    if has_media and settings.MEDIA_BUCKET:
        raise CannotDo(f"put the photographs of {folder / MEDIA} into the bucket, and restore without MEDIA_BUCKET")
    if has_media:
        refuse_filled_media()
    root = Path(settings.MEDIA_ROOT)
    unpacked = root / RESTORING
    try:
        # What an earlier attempt left.
        shutil.rmtree(unpacked, ignore_errors=True)
        unpacked.mkdir(parents=True)
        if has_media:
            with tarfile.open(folder / MEDIA) as archive:
                archive.extractall(unpacked, filter="data")
        restore_database(folder / DATABASES[connection.vendor])
        for each in unpacked.iterdir():
            each.rename(root / each.name)
    except OSError as error:
        raise CannotDo(f"the backup cannot be restored ({error.strerror})") from error
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)


def check_whole(folder: Path) -> None:
    """Raises CannotDo unless all files are there, as they were written, for a database of this kind."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise CannotDo(f"{folder} is no finished backup: its {MANIFEST} cannot be read") from error
    if manifest["database"] != connection.vendor:
        raise CannotDo(f"the backup is of {manifest['database']}, and DATABASE_URL is of {connection.vendor}")
    for name, digest in manifest["files"].items():
        if not (folder / name).is_file() or checksum(folder / name) != digest:
            raise CannotDo(f"{folder / name} is missing or damaged")


def refuse_filled_database() -> None:
    if connection.introspection.table_names():
        raise CannotDo("the database has tables: a backup is restored into an empty one only")


def refuse_filled_media() -> None:
    root = Path(settings.MEDIA_ROOT)
    if root.is_dir() and any(each.name not in (RESTORING, "lost+found") for each in root.iterdir()):
        raise CannotDo("the folder of photographs (MEDIA_ROOT) has files: a backup is restored into an empty one only")


def restore_database(path: Path) -> None:
    """All or nothing. Raises CannotDo."""
    if connection.vendor == "postgresql":
        postgres("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(path))
        return
    name = str(connection.settings_dict["NAME"])
    connection.close()
    if not is_in_memory(name):
        Path(name).touch(mode=0o600)
        Path(name).chmod(0o600)
    connection.ensure_connection()
    # SQLite copies a whole database in one transaction of the target.
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection)


# Programs of PostgreSQL --------------------------------------------------------------------------------------------


def postgres(program: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's programs on this database. Raises CannotDo with the first line that it wrote."""
    # As Django runs psql: the address as arguments, the password in the environment, where no list of processes has it.
    (_psql, *address, name), environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [program, *address, f"--dbname={name}", "--no-password", *arguments]
    try:
        # A program of ours without a shell; what comes from outside is the address of the database.
        done = subprocess.run(command, env=os.environ | (environment or {}), capture_output=True, text=True)  # noqa: S603  # as said above
    except FileNotFoundError as error:
        raise CannotDo(f"{program} is not installed: it is part of PostgreSQL's client programs") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it says nothing"]
        raise CannotDo(f"{program} failed: {lines[0]}")
