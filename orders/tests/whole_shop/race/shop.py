"""The shop as it runs: gunicorn with several processes, and in each several threads."""

import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection

from django.conf import settings

from orders.tests.whole_shop.race.databases import BASE_DIR, environment
from orders.tests.whole_shop.race.visitors import Visitor

# A line of the log that has one. Of a long one it has the end alone, without its first word.
TRACEBACK = re.compile(r'^.*(?:"traceback":|Traceback)', re.MULTILINE)
PROCESSES = 4
THREADS = 8


def settings_of(shop, processes, threads, without, has_metrics):
    """The environment of a shop."""
    return {
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "SITE_URL": f"http://127.0.0.1:{shop.port}",
        "BEHIND_PROXY": "1",
        "WEB_CONCURRENCY": str(processes),
        "WEB_THREADS": str(threads),
        "RACE_WITHOUT": without,
        "RACE_FOLDER": str(shop.log.parent),
        "METRICS_PORT": str(shop.metrics_port) if has_metrics else "",
    }


class Shop:
    """A running gunicorn on a port of its own. `without` names the guard that it lacks (faults.py).

    `output` is a file that stands in for its log, `through` a command that starts it, `code` the folder of another
    version; the rest is its environment.
    """

    def __init__(
        self,
        url,
        log,
        without="",
        *,
        processes=PROCESSES,
        threads=THREADS,
        has_metrics=False,
        output=None,
        through=(),
        code=BASE_DIR,
        **more,
    ):
        self.without = without
        self.log = log
        # A port for pages, and one for figures.
        listeners = [socket.create_server(("127.0.0.1", 0), backlog=256) for _ in range(2)]
        self.port, self.metrics_port = (listener.getsockname()[1] for listener in listeners)
        log.touch()
        with listeners[0], listeners[1], open(output or log, "w") as written:
            self.process = subprocess.Popen(
                [
                    *through,
                    *(sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py", "--no-control-socket"),
                    # Handed over open, so that no other process can take the port. Preloaded: it starts faster.
                    *(f"--bind=fd://{listener.fileno()}" for listener in listeners),
                    *("--preload", "orders.tests.whole_shop.race.wsgi"),
                ],
                cwd=code,
                env=environment(url, **settings_of(self, processes, threads, without, has_metrics) | more),
                pass_fds=[listener.fileno() for listener in listeners],
                stdout=written,
                stderr=written,
                start_new_session=True,
            )
        self._wait()

    def _wait(self):
        """Returns when it serves. Connections queue at the open port until a process answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", "/readyz")
            assert connection.getresponse().status == 200, self.log.read_text()
        except BaseException:  # no server may outlive its test
            self.close()
            raise
        finally:
            connection.close()

    def visitor(self, user=None, **options):
        """A visitor's, or that of a user who has logged in."""
        return Visitor(self.port, user, **options)

    def errors(self):
        """The log from its first traceback on; empty where every request was answered as it was meant to be."""
        text = self.log.read_text()
        first = TRACEBACK.search(text)
        return text[first.start() :][:6000] if first else ""

    def close(self):
        """All its processes at once: to end as in production, each would first wait a second for the next request."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
