"""Requests that hang, because somebody holds a row or the whole SQLite file locked: they end, and stop no others."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.tests.whole_shop.race.visitors import statuses, told

pytestmark = pytest.mark.race

THREADS = 2


def timed(call, *arguments):
    began = time.monotonic()
    return call(*arguments), time.monotonic() - began


def test_while_all_posts_wait_for_a_lock_pages_are_read_and_health_checks_answered(open_shop, measured):
    product = ProductFactory()
    shop = open_shop(processes=1, threads=THREADS)
    shop.visitor().get("/products/")
    with ThreadPoolExecutor(THREADS) as pool, transaction.atomic():
        # On SQLite the transaction itself locks the file.
        Product.objects.select_for_update().get(pk=product.pk)
        waiting = [pool.submit(timed, shop.visitor().add, product) for _ in range(THREADS)]
        time.sleep(1)
        meanwhile = [timed(shop.visitor().get, path) for path in ("/healthz", "/products/", "/cart/")]
        assert not any(post.done() for post in waiting)
        answers, seconds = zip(*(post.result() for post in waiting), strict=True)
    assert [answer.status for answer, _seconds in meanwhile] == [200, 200, 200]
    slowest = max(took for _answer, took in meanwhile)
    assert slowest < 2
    assert statuses(answers) == {503: THREADS}
    assert max(seconds) < 8
    measured(f"row locked: {told(answers)} after {max(seconds):.1f} s; meanwhile pages in {slowest:.2f} s at most")
    assert shop.visitor().add(product).status == 303
