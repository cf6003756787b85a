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
from orders.tests.whole_shop.race.databases import BASE_DIR, environment
from orders.tests.whole_shop.race.shop import Shop
from orders.tests.whole_shop.race.visitors import Visitor

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


SHOPPERS = 4


def test_a_backup_taken_while_orders_are_placed_is_restored_whole(
    open_shop, shade, tmp_path, settings, empty_place, measured
):
    shop, stop, placed = open_shop(), Event(), []
    visitors = [shop.visitor(UserFactory()) for _ in range(SHOPPERS)]

    def order(visitor):
        visitor.add(shade)
        placed.append(visitor.place(visitor.review()).location)

    def keep_placing(visitor):
        while not stop.is_set():
            order(visitor)

    order(visitors[0])
    (known,) = placed
    shoppers = [Thread(target=keep_placing, args=[visitor]) for visitor in visitors]
    for shopper in shoppers:
        shopper.start()
    try:
        while len(placed) < 2 + SHOPPERS and all(shopper.is_alive() for shopper in shoppers):
            stop.wait(0.05)
        at_its_start = len(placed)
        back_up(tmp_path / "backup")
        at_its_end = len(placed)
    finally:
        stop.set()
        for shopper in shoppers:
            shopper.join()
    restored = manage("restore", str(tmp_path / "backup"), **empty_place)
    assert restored.stderr == ""
    audit = manage("check_shop", "--photographs", **empty_place)
    assert (audit.returncode, audit.stdout) == (0, "0 inconsistencies\n")
    script = "from orders.models import Order; print(*Order.objects.values_list('number', flat=True))"
    numbers = manage("shell", "--no-imports", "-c", script, **empty_place).stdout.split()
    # Each shopper may have had one order placed and not answered.
    assert at_its_start <= len(numbers) <= at_its_end + SHOPPERS
    assert {location.split("/")[2] for location in placed[:at_its_start]} <= set(numbers)
    measured(f"a backup while {SHOPPERS} order: {len(numbers)} of {Order.objects.count()}, consistent")
    assert opens(known, visitors[0], empty_place, tmp_path / "restored.log")


def opens(order, visitor, place, log):
    """Whether a shop on what was restored shows the order to whoever placed it, and who is still logged in."""
    shop = Shop(place["url"], log, processes=1, threads=2, MEDIA_ROOT=str(place["media"]))
    try:
        answer = Visitor(shop.port, cookies=visitor.cookies).get(order)
        return answer.status == 200 and order.split("/")[2] in answer.text
    finally:
        shop.close()
