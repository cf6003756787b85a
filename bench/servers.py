"""What a measurement starts, and ends with it: filled databases, gunicorns, nginx in front of them."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from bench.nginx import free_port, nginx

ROOT = Path(__file__).resolve().parents[1]
SECRET = "only for measurements, and public: its letters are of no use to anybody"
# What an nginx compresses at unless told otherwise.
AS_IT_COMES = {"gzip_comp_level 6;": ""}


class Servers:
    """gunicorns, all with two workers of four threads, each on a port of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bench-"))
        self.media, self.static = self.folder / "media", self.folder / "static"
        self.media.mkdir()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.fronts = ExitStack()
        self._run("ours", "", "manage.py", "collectstatic", "--noinput", "--verbosity=0")

    def environment(self, kind: str, database: str) -> dict[str, str]:
        if kind == "ordinary":
            return os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "settings"}
        ours = {
            "BENCH": "1",
            "SECRET_KEY": SECRET,
            "ENV_FILE": os.devnull,
            "MEDIA_ROOT": str(self.media),
            "STATIC_ROOT": str(self.static),
            "BEHIND_PROXY": "1",
            "DJANGO_SETTINGS_MODULE": "shop.settings",
        }
        return os.environ | ours | {"DATABASE_URL": database or "sqlite://:memory:"}

    def fill(self, kind: str, database: str, shades: int) -> None:
        ours = ["-m", "bench.inside", "fill", str(shades), "--photographs"]
        self._run(kind, database, *(["load.py", str(shades)] if kind == "ordinary" else ours))

    def _run(self, kind: str, database: str, *command: str) -> None:
        environment = self.environment(kind, database)
        subprocess.run([sys.executable, *command], cwd=place(kind), env=environment, check=True)

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
        log = self.folder / f"{kind}.log"
        with log.open("wb") as written:
            process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--no-control-socket", *arguments],
                cwd=place(kind),
                env=environment,
                stdout=written,
                stderr=written,
            )
        self.running[kind] = process
        while not answers(address):
            if process.poll() is not None or time.monotonic() - began > 120:
                raise SystemExit(f"{kind} does not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.02)
        return address, process.pid, time.monotonic() - began

    def front(self, kind: str, address: str) -> tuple[str, int]:
        """Address and process id of nginx in front of a server."""
        folder = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=self.folder))
        changes = AS_IT_COMES if kind == "ordinary" else {}
        port = self.fronts.enter_context(nginx(folder, int(address.rpartition(":")[2]), changes))
        (folder / "srv/media").rmdir()
        (folder / "srv/media").symlink_to(self.media)
        return f"http://127.0.0.1:{port}", int((folder / "pid").read_text())

    def stop(self, *kinds: str) -> None:
        self.fronts.close()
        for kind in kinds:
            process = self.running.pop(kind)
            process.terminate()
            process.wait()

    def remove(self) -> None:
        """Ends everything."""
        self.stop(*self.running)
        shutil.rmtree(self.folder)


def place(kind: str) -> Path:
    return ROOT / "bench" / "ordinary" if kind == "ordinary" else ROOT


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=30)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
