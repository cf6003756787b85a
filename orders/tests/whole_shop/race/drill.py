"""A deploy under load, for `make drill`: the old version serves while migrations of this one run, then this one does.

The old version is that of the commit DRILL_FROM. The steps are those of docs/operations.md, behind nginx; at the end
the old version is started again, as if one went back. Visitors read, order and pay meanwhile: none may fail.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace

import pytest
from django.conf import settings

from accounts.tests.factories import PASSWORD
from bench.nginx import nginx
from orders.tests.whole_shop.race.databases import environment
from orders.tests.whole_shop.race.shop import Shop
from orders.tests.whole_shop.race.test_reload import Visits, until

pytestmark = pytest.mark.race

OLD = os.environ.get("DRILL_FROM", "")
VISITORS = 6
# Of a small shop, so that a migration has rows to change.
ORDERS = "1000"
# A shade that is there for everybody, in the words of any version.
RECEIVE = """
from catalog import stock
from catalog.models import Product
pk = Product.objects.public().first().pk
stock.adjust([pk], 100_000, reason="receipt")
print(pk)
"""
# How many requests each version answers alone.
REQUESTS = 100


class Buyers(Visits):
    """They also pay for what they order."""

    def steps(self, visitor):
        yield from super().steps(visitor)
        yield lambda: visitor.get("/products/?sort=price")
        yield lambda: self.pay(visitor)

    def pay(self, visitor):
        page = f"{visitor.ordered}pay/"
        return visitor.post(page, [field for field in visitor.form(page, action=page) if field[0] != "outcome"])

    def order(self, visitor):
        answer = super().order(visitor)
        visitor.ordered = answer.location
        return answer


class Version:
    """The shop in the folder `code`, on the database at `url`."""

    def __init__(self, code, url, folder):
        self.code, self.url, self.folder = code, url, folder
        self.started = 0

    def run(self, *command):
        """To its end; what it printed."""
        path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
        env = environment(self.url, PATH=path, MEDIA_ROOT=str(settings.MEDIA_ROOT))
        done = subprocess.run(command, cwd=self.code, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def manage(self, *arguments):
        return self.run("python", "manage.py", *arguments)

    @contextmanager
    def tidying(self):
        command = [sys.executable, "manage.py", "tidy", "--every", "1"]
        with (self.folder / f"{self.code.name}-tidy.log").open("w") as log:
            process = subprocess.Popen(command, cwd=self.code, env=environment(self.url), stdout=log, stderr=log)
            try:
                yield
                assert process.poll() is None, log.name
            finally:
                process.terminate()
                process.wait()

    def start(self):
        self.started += 1
        log = self.folder / f"{self.code.name}{self.started}.log"
        return Shop(self.url, log, processes=2, threads=4, code=self.code)


def code_of(commit, folder):
    """The files of a commit, with its texts compiled."""
    folder.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=settings.BASE_DIR, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    subprocess.run([sys.executable, "deploy/compile_messages.py"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder


def visitors_of(old, shop, port):
    """Accounts that registered, each in a network of its own, and a shade that is there for all."""
    shade = SimpleNamespace(pk=int(old.manage("shell", "-c", RECEIVE).split()[-1]))
    visitors = []
    for number in range(VISITORS):
        visitor = shop.visitor(network=f"192.0.2.{number + 1}")
        visitor.port = port
        fields = dict(visitor.form("/auth/register/", action="/auth/register/"))
        fields |= {"email": f"shopper{number}@example.org", "password": PASSWORD}
        assert visitor.post("/auth/register/", fields).status == 303
        visitors.append(visitor)
    return visitors, shade


def lead_to(folder, *applications):
    """The nginx of this folder leads to these applications from now on, as when its resolver finds others."""
    configuration = folder / "shop.conf"
    servers = " ".join(f"server 127.0.0.1:{one} max_fails=0;" for one in applications)
    configuration.write_text(re.sub(r"server 127[^}]+?(?=\s+keepalive)", servers, configuration.read_text(), count=1))
    os.kill(int((folder / "pid").read_text()), signal.SIGHUP)


def hand_over(lead, visits, old, new):
    """Visitors come to both, then to the new version alone; only then the old one is told to end."""
    for ports in ((old.port, new.port), (new.port,)):
        lead(*ports)
        asked = visits.requests()
        until(lambda asked=asked: visits.requests() > asked + REQUESTS)
    old.process.send_signal(signal.SIGTERM)
    until(lambda: old.process.poll() is not None)
    asked = visits.requests()
    until(lambda: visits.requests() > asked + REQUESTS)


def readiness(shop):
    return shop.visitor().get("/readyz").text.strip()


@pytest.mark.skipif(not OLD, reason="DRILL_FROM names no commit")
def test_a_deploy_loses_no_request(databases, tmp_path, measured):
    assert shutil.which("nginx"), "nginx is not installed"
    databases.create("drill")
    url = databases.url("drill")
    old = Version(code_of(OLD, tmp_path / "old"), url, tmp_path)
    new = Version(settings.BASE_DIR, url, tmp_path)
    shops = []
    try:
        old.manage("migrate", "--verbosity=0")
        old.manage("seed_catalogue", "--photographs", "pair")
        old.manage("seed_demo_orders", "--orders", ORDERS)
        shops.append(old.start())
        with nginx(tmp_path / "nginx", application=shops[0].port) as port:
            lead = partial(lead_to, tmp_path / "nginx")
            visitors, shade = visitors_of(old, shops[0], port)
            with Buyers(visitors, shade) as visits:
                old.manage("backup", str(tmp_path / "backup"))
                began = time.monotonic()
                with old.tidying():
                    new.run("sh", "deploy/migrate.sh")
                migrated = time.monotonic() - began
                said = readiness(shops[0])
                shops.append(new.start())
                hand_over(lead, visits, *shops[-2:])
                with new.tidying():
                    new.manage("refresh_search")
                    found = new.manage("check_shop")
                shops.append(old.start())
                hand_over(lead, visits, *shops[-2:])
    finally:
        for shop in shops:
            shop.close()
        databases.drop("drill")
    logs = "".join(shop.log.read_text() for shop in shops)
    errors = [line for line in logs.splitlines() if '"level": "error"' in line]
    measured(
        f"a deploy over {OLD}: {visits.requests()} requests {dict(visits.statuses)}, {len(visits.failed)} failed, "
        f"{visits.slowest:.1f} s at most; migrate.sh took {migrated:.1f} s, then the old version said: {said}"
    )
    assert errors == []
    assert Counter(visits.failed) == {}
    assert set(visits.statuses) == {200, 303}
    assert "0 inconsistencies" in found
