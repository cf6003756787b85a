"""gunicorn for the shop: threads share a worker's memory, and a slow client holds a thread only."""

import os

import shop.settings  # noqa: F401  # a bad setting stops the start here, once and in one line, and not in every worker

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
graceful_timeout = 30
max_requests = 10000
max_requests_jitter = 1000
control_socket_disable = True
accesslog = None
