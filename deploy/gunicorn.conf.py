"""gunicorn for the shop: threads share a worker's memory, and a slow client holds a thread only.

Read by `make run` and by the container alike: `gunicorn -c deploy/gunicorn.conf.py` from the project's folder.
"""

import os
from pathlib import Path

from shop.environment import filled, positive

# Reading the settings here makes a bad one stop the start, once and in one line, and not in every worker for ever.
from shop.settings import env

wsgi_app = "shop.wsgi"
bind = f"{env(filled, 'HOST', '127.0.0.1')}:{env(positive, 'PORT', '8000')}"
workers = env(positive, "WEB_CONCURRENCY", "2")
threads = env(positive, "WEB_THREADS", "4")
worker_class = "gthread"
# A request that has begun is answered before its worker goes. Compose waits longer than this (stop_grace_period).
graceful_timeout = 30
max_requests = 10000
max_requests_jitter = 1000
# A worker's heartbeat is a file: on a slow disk it would look dead, and on a read-only one it could not start.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) and Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
# The proxy keeps the log of requests; here are only starts, ends and errors.
accesslog = None
