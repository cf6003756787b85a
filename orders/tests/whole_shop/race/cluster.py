"""A PostgreSQL server of a test's own, from the installed binaries, that the test may stop, freeze and start again."""

import os
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path


def binaries():
    """The folder of initdb and pg_ctl; None if they are not installed."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql*/bin")]
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


class Cluster:
    """Started at once. `url` leads to a database that is a copy of the one at `source`."""

    def __init__(self, source):
        self._take_place()
        self._run(
            f"{self.bin}/initdb", f"--pgdata={self.folder}/data", "--username=postgres", "--auth=trust", "--no-sync"
        )
        self.start()
        self._run("createdb", "--host=127.0.0.1", f"--port={self.port}", "--username=postgres", "shop")
        dump = subprocess.run(["pg_dump", source], capture_output=True, check=True)
        subprocess.run(["psql", "--quiet", "--output=/dev/null", self.url], input=dump.stdout, check=True)

    def _take_place(self):
        self.bin = binaries()
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.folder = Path(self._run("mktemp", "-d", "/tmp/cluster.XXXXXXXX").strip())
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/shop"

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._control("start", f"--options={options}", f"--log={self.folder}/log")

    def stop(self):
        """At once, as by a power cut: open connections break."""
        self._control("stop", "--mode=immediate")

    def conflicts(self):
        """The lines of its log about deadlocks and transactions that could not be ordered one after the other."""
        log = (self.folder / "log").read_text(errors="replace")
        return [line for line in log.splitlines() if "deadlock detected" in line or "could not serialize" in line]

    def freeze(self):
        """It takes connections and answers nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self):
        self._signal(signal.SIGCONT)

    def remove(self):
        self.thaw()
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder)

    def _signal(self, number):
        pid_file = self.folder / "data" / "postmaster.pid"
        if pid_file.exists():
            main = pid_file.read_text().split()[0]
            listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
            rows = [line.split() for line in listed.stdout.splitlines()]
            for pid in [main, *(pid for pid, parent in rows if parent == main)]:
                with suppress(ProcessLookupError):  # it may have ended since it was listed
                    os.kill(int(pid), number)

    def _control(self, verb, *arguments):
        self._run(f"{self.bin}/pg_ctl", verb, f"--pgdata={self.folder}/data", "--wait", "--silent", *arguments)

    def _run(self, *command):
        # The server and initdb refuse to be root.
        become = ("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups") if os.getuid() == 0 else ()
        done = subprocess.run([*become, *command], cwd="/", capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


class Replica(Cluster):
    """A streaming replica of another one, started at once."""

    def __init__(self, primary):
        self._take_place()
        of = ("--host=127.0.0.1", f"--port={primary.port}", "--username=postgres")
        into = (f"--pgdata={self.folder}/data", "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        self._run(f"{self.bin}/pg_basebackup", *of, *into)
        self.start()
