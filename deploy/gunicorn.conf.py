"""gunicorn for the shop: threads share a worker's memory, and a slow client blocks only one thread.

Read by `make run` and by the container alike, through `python -m deploy.serve`.
"""

import gc
import os
from contextvars import copy_context
from pathlib import Path
from typing import Any

from shop.environment import filled, positive, whole
from shop.free_memory import give_back_free_memory

# Reading the settings here makes a bad one stop the start once, with one line, and not in every worker for ever.
from shop.metrics import processes
from shop.settings import LOGGING, METRICS_PORT, env

# What is imported stays: to look for garbage among it meanwhile took a fifth of the CPU of a start.
gc.disable()
# Before the shop is loaded, which leaves large tables free.
give_back_free_memory()
wsgi_app = "shop.wsgi"
host, port = env(filled, "HOST", "127.0.0.1"), env(whole(65535), "PORT", "8000")
env.require(port != METRICS_PORT, "METRICS_PORT", "write another than PORT, for it must not be public")
bind = [f"{host}:{one}" for one in (port, METRICS_PORT) if one]
workers = env(positive, "WEB_CONCURRENCY", "2")
threads = env(positive, "WEB_THREADS", "4")
worker_class = "shop.worker.Worker"
# A started request is answered before its worker stops. Compose waits longer than this (stop_grace_period).
graceful_timeout = 30
# Longer than the proxy keeps an idle connection, so that it never sends a request into one that is being closed.
keepalive = 75
# The application is loaded once, and its workers share its memory. No number of requests restarts them (max_requests):
# kept pages would spend any in seconds, and restarts cost the slowest visitors a second.
preload_app = True
# The heartbeat of a worker is a file: on a slow disk it would time out, on a read-only one it could not start.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) and Path("/dev/shm").is_dir() else None  # noqa: S108  # memory, where there is any
if METRICS_PORT:
    processes.make_folder(worker_tmp_dir)
control_socket_disable = True
# The proxy logs requests; gunicorn logs only starts, stops and errors.
accesslog = None
# `make run` has WARNING: its console is read by a person, who is told in words where the shop is.
level = env(filled, "SERVER_LOG", "INFO")
logconfig_dict = LOGGING | {
    "loggers": {"gunicorn.error": {"level": level, "handlers": ["console"], "propagate": False}}
}


def on_starting(server: Any) -> None:
    """After the application is loaded, before the address is opened and the workers start."""
    # Imported late: it needs the settings.
    from shop.warm_up import warm_up

    # In a context of its own: the id of its requests must not stand in later lines of the log.
    copy_context().run(warm_up, server.app.wsgi())
    gc.enable()


def pre_fork(server: Any, worker: Any) -> None:
    worker.place = processes.free_place([other.place for other in server.WORKERS.values()])


def post_fork(server: Any, worker: Any) -> None:
    processes.take_place(worker.place)


def on_exit(server: Any) -> None:
    if METRICS_PORT:
        processes.remove_folder()
