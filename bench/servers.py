"""What a measurement starts, and ends with it: a PostgreSQL cluster, filled databases, gunicorns."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECRET = "only for measurements, and public: its letters are of no use to anybody"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Cluster:
    """A PostgreSQL of its own, as a small server would run it. Needs the binaries only; ends with `stop`."""

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
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c shared_buffers=512MB"
        self._ctl("-l", f"{self.folder}/log", "-o", options, "start")
        self.pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def url(self, name: str) -> str:
        return f"postgres://bench@127.0.0.1:{self.port}/{name}"

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


class Servers:
    """gunicorns, all with two workers of four threads, each on a port of its own."""

    def __init__(self) -> None:
        self.media = tempfile.mkdtemp(prefix="bench-media-")
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def environment(self, kind: str, database: str) -> dict[str, str]:
        if kind == "ordinary":
            return os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "settings"}
        names = {"BENCH": "1", "SECRET_KEY": SECRET, "ENV_FILE": os.devnull, "MEDIA_ROOT": self.media}
        return os.environ | names | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "shop.settings"}

    def fill(self, kind: str, database: str, shades: int) -> None:
        command = ["load.py", str(shades)] if kind == "ordinary" else ["-m", "bench.inside", "fill", str(shades)]
        subprocess.run([sys.executable, *command], cwd=folder(kind), env=self.environment(kind, database), check=True)

    def start(self, kind: str, database: str = "") -> tuple[str, int, float]:
        """Address, process id, seconds until it answered. kind: bare, ours, cold (keeps no pages), ordinary."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        as_ours = ["-k", "gthread", "-w", "2", "--threads", "4", "--keep-alive", "75", "-b", f"127.0.0.1:{port}"]
        arguments = {
            "bare": [*as_ours, "bench.bare:serve()"],
            "ours": ["-c", "deploy/gunicorn.conf.py"],
            "cold": ["-c", "deploy/gunicorn.conf.py", "shop.wsgi:django"],
            "ordinary": [*as_ours, "wsgi"],
        }[kind]
        environment = self.environment(kind, database) | {"PORT": str(port), "SITE_URL": f"http://localhost:{port}"}
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--no-control-socket", *arguments],
            cwd=folder(kind),
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        self.running[kind] = process
        while not answers(address):
            if process.poll() is not None or time.monotonic() - began > 120:
                raise SystemExit(f"{kind} does not start")
            time.sleep(0.02)
        return address, process.pid, time.monotonic() - began

    def stop(self, *kinds: str) -> None:
        for kind in kinds or tuple(self.running):
            process = self.running.pop(kind)
            process.terminate()
            process.wait()
        if not self.running:
            shutil.rmtree(self.media, ignore_errors=True)


def folder(kind: str) -> Path:
    return ROOT / "bench" / "ordinary" if kind == "ordinary" else ROOT


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=30)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
