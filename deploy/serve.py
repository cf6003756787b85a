"""Starts gunicorn: `python -m deploy.serve`, from the project's folder.

gunicorn reads WEB_CONCURRENCY itself when it is imported, before any configuration, and ends in a traceback at what is
no number. So it is read here first, as every other setting: a bad one is one line.
"""

import sys

from shop.environment import positive
from shop.settings import env


def serve() -> None:
    env(positive, "WEB_CONCURRENCY", "2")
    # Imported late, for the reason above.
    from gunicorn.app.wsgiapp import run

    sys.argv[1:1] = ["--config", "deploy/gunicorn.conf.py"]
    run()


if __name__ == "__main__":
    serve()
