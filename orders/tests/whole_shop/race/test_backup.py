"""A backup that is taken while orders are placed, and restored: consistent, with every order placed before it."""

import subprocess
import sys
from io import StringIO
from threading import Event, Thread

import pytest
from django.core.management import call_command

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory, picture
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.race.databases import BASE_DIR, environment

pytestmark = pytest.mark.race


def manage(*arguments, url, media):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env=environment(url, MEDIA_ROOT=str(media)),
        capture_output=True,
        text=True,
        timeout=60,
    )


def back_up(folder):
    call_command("backup", str(folder), stdout=StringIO())


@pytest.fixture
def empty_place(databases, tmp_path):
    """The address of a database without tables, and a folder without files."""
    media = tmp_path / "empty"
    media.mkdir()
    databases.create("restored")
    yield {"url": databases.url("restored"), "media": media}
    databases.drop("restored")


@pytest.fixture
def shade(database, small_renditions):
    """Its photographs are files."""
    shade = ProductFactory(stock=500)
    for colour, photo in zip(("#ffffff", "#000000"), shade.photos.all(), strict=True):
        photo.image = picture(colour=colour)
        photo.save()
    return shade


def test_a_backup_taken_while_orders_are_placed_is_restored_whole(
    open_shop, shade, tmp_path, settings, empty_place, measured
):
    shop = open_shop()
    before, stop, placed = place(None, shade, quantity=1), Event(), []
    visitor = shop.visitor(UserFactory())

    def keep_placing():
        while not stop.is_set():
            visitor.add(shade)
            placed.append(visitor.place(visitor.review()).location)

    shopper = Thread(target=keep_placing)
    shopper.start()
    try:
        while len(placed) < 2 and shopper.is_alive():
            stop.wait(0.05)
        back_up(tmp_path / "backup")
        at_its_end = len(placed)
    finally:
        stop.set()
        shopper.join()
    restored = manage("restore", str(tmp_path / "backup"), **empty_place)
    assert restored.stderr == ""
    audit = manage("check_shop", "--photographs", **empty_place)
    assert (audit.returncode, audit.stdout) == (0, "0 inconsistencies\n")
    script = "from orders.models import Order; print(*Order.objects.values_list('number', flat=True))"
    numbers = manage("shell", "--no-imports", "-c", script, **empty_place).stdout.split()
    assert before.number in numbers
    assert 3 <= len(numbers) <= at_its_end + 2
    measured(f"a backup while orders are placed: {len(numbers)} of {Order.objects.count()}, consistent")
