"""The shop on file systems that nobody can change, as in its container: the folders of compose alone are written to."""

import os
import subprocess
import sys

import pytest

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.whole_shop.race.databases import BASE_DIR, environment, once
from orders.tests.whole_shop.race.read_only import read_only

pytestmark = [pytest.mark.race, once]


@pytest.fixture
def folders(tmp_path, databases):
    """/tmp, photographs, and the folder of the database if it is a file."""
    for name in ("tmp", "media"):
        (tmp_path / name).mkdir()
    return [tmp_path / "tmp", tmp_path / "media", *([databases.folder] if databases.label != "PostgreSQL" else [])]


@pytest.fixture
def through(folders):
    start = read_only(*folders)
    if start is None:
        pytest.skip("mounts of one's own need root, or the right to make them")
    return start


def where(folders):
    return {"TMPDIR": str(folders[0]), "MEDIA_ROOT": str(folders[1])}


def run(through, folders, url, *command):
    path = f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
    return subprocess.run(
        [*through, *command],
        cwd=BASE_DIR,
        env=environment(url, PATH=path, **where(folders)),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_it_serves_and_takes_orders(through, folders, open_shop):
    product, user = ProductFactory(stock=5), UserFactory()
    shop = open_shop(processes=2, has_metrics=True, through=through, **where(folders))
    visitor = shop.visitor(user)
    assert visitor.get("/products/").status == 200
    assert visitor.add(product).status == 303
    assert visitor.place(visitor.review()).status == 303
    assert Order.objects.get().user == user
    assert shop.visitor(StaffFactory()).get("/admin/catalog/product/add/").status == 200


@pytest.mark.parametrize(
    "command",
    [
        ["deploy/migrate.sh"],
        ["python", "manage.py", "tidy"],
        pytest.param(["python", "manage.py", "check_shop"], marks=pytest.mark.long),
        pytest.param(["python", "manage.py", "seed_words"], marks=pytest.mark.long),
    ],
    ids=lambda command: command[-1],
)
def test_its_commands_work(through, folders, database, command):
    done = run(through, folders, database, *command)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.long
def test_a_backup_is_made_in_a_folder_that_is_writable(through, folders, database):
    done = run(through, folders, database, "python", "manage.py", "backup", str(folders[0] / "backup"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (folders[0] / "backup" / "manifest.json").exists()
