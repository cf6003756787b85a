"""A PostgreSQL of the measurement's own, which counts its statements."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

from bench.nginx import free_port

# No statements of a page: its transaction, whether a connection still lives, and keys that are checked at its end.
COUNTED = r"""
    SELECT queryid, calls, total_exec_time FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid
    WHERE datname = %s AND query !~ '^SELECT (1|\$\d+)( FROM ONLY .*)?$'
"""
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "shared_buffers=512MB",
    "shared_preload_libraries=pg_stat_statements",
    "pg_stat_statements.track_utility=off",
)


class Statements(NamedTuple):
    """Of each, by its number: how often it ran, and its milliseconds in all."""

    found: dict[int, tuple[int, float]]

    def since(self, before: "Statements", requests: float) -> tuple[int, float, float]:
        """How many ran since then, their milliseconds, and the mean of the slowest that most requests asked."""
        new = [
            (calls - then[0], took - then[1])
            for number, (calls, took) in self.found.items()
            if calls > (then := before.found.get(number, (0, 0.0)))[0]
        ]
        slowest = max((took / calls for calls, took in new if calls > requests / 2), default=0.0)
        return sum(calls for calls, _took in new), sum(took for _calls, took in new), slowest


class Cluster:
    """As a small server would run it. Needs the binaries only; ends with `stop`."""

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
        binary = shutil.which("pg_ctl") or (found and str(found[-1]))
        if not binary:
            raise SystemExit("PostgreSQL is not installed")
        self.bin, self.port = Path(binary).parent, free_port()
        # initdb and the server refuse to be root.
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
        self.folder = Path(self._run("mktemp", "-d").strip())
        self._run(
            str(self.bin / "initdb"), "-D", f"{self.folder}/data", "-U", "bench", "-A", "trust", "--locale=C.UTF-8"
        )
        options = " ".join([f"-p {self.port} -k {self.folder}", *(f"-c {one}" for one in SETTINGS)])
        self._ctl("-l", f"{self.folder}/log", "-o", options, "start")
        self.pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        with psycopg.connect(self.url("postgres")) as connection:
            connection.execute("CREATE EXTENSION pg_stat_statements")

    def url(self, name: str) -> str:
        return f"postgres://bench@127.0.0.1:{self.port}/{name}"

    def create(self, name: str) -> str:
        """The address of a new database."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def statements(self, database: str) -> Statements:
        """What was asked of a database so far."""
        with psycopg.connect(self.url("postgres")) as connection:
            rows = connection.execute(COUNTED, [urlsplit(database).path[1:]]).fetchall()
        # One statement has several numbers where roles differ, and here it has not.
        return Statements({number: (calls, took) for number, calls, took in rows})

    def stop(self) -> None:
        self._ctl("-m", "fast", "stop")
        shutil.rmtree(self.folder)

    def _ctl(self, *arguments: str) -> None:
        subprocess.run(
            [*self.user, str(self.bin / "pg_ctl"), "-w", "-D", f"{self.folder}/data", *arguments],
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _run(self, *command: str) -> str:
        return subprocess.run([*self.user, *command], cwd="/", check=True, stdout=subprocess.PIPE, text=True).stdout
