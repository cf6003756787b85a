"""Mixed visitors, through nginx: 70 % of the page views are of visitors who have nothing, 25 % of some with a cart, 5 %
of some who buy. What it all costs (application, nginx and database) is counted for a page view.

Few addresses are asked for often and most seldom: of N shades, words or filters, the n-th is chosen as 1 in n. So kept
pages are found as often as in a shop with so many visits. Each visitor has a network address of its own.
"""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import psycopg

from bench.clients import Client, settled
from bench.plan import BUY, PAGE, Step, get, ordinary_add, our_add
from bench.shops import CLIENTS, Shop

VISITORS = {"nobody": 70, "guest": 25, "user": 5}
# Of what is looked at: a shade, the list, a filter, a page further on, the home page, a search, the fit finder.
LOOKS = {"shade": 45, "list": 15, "filter": 20, "deeper": 8, "home": 7, "search": 4, "fit": 1}
WORDS = ["linen", "drum", "silk", "brass", "table", "empire", "cotton", "pendant", "bell", "floor", "ivory", "velvet"]
# A visit is so many page views. A guest sees a shade first, puts it into the cart, and later another.
VISIT = 12
ADD = {"ours": our_add, "ordinary": ordinary_add}


# What visitors look at in a shop, the most popular first.
Addresses = dict[str, list[str]]


def look(there: Addresses, chosen: random.Random) -> Step:
    (kind,) = chosen.choices(list(LOOKS), list(LOOKS.values()))
    return get(there[kind][int((len(there[kind]) + 1) ** chosen.random()) - 1])


def ours(shades: list[str], shapes: list[str], materials: list[str]) -> Addresses:
    filters = [f"shape={shape}" for shape in shapes] + [f"material={material}" for material in materials]
    filters += [f"shape={shape}&material={material}" for shape in shapes for material in materials]
    return {
        "shade": [f"/products/{slug}/" for slug in shades],
        "list": ["/products/"],
        "filter": [f"/products/?{one}" for one in filters],
        "deeper": further("/products/", shades),
        "home": ["/"],
        "search": [f"/products/?q={word}" for word in WORDS],
        "fit": ["/fit/"],
    }


def ordinary(shades: list[str], categories: list[str]) -> Addresses:
    return {
        "shade": [f"/p/{slug}/" for slug in shades],
        **{kind: ["/"] for kind in ("list", "home", "fit")},
        "filter": [f"/c/{slug}/" for slug in categories],
        "deeper": further("/", shades),
        "search": [f"/search/?q={word}" for word in WORDS],
    }


def further(path: str, shades: list[str]) -> list[str]:
    return [f"{path}?page={number}" for number in range(2, len(shades) // PAGE + 1)] or [path]


def addresses(shop: Shop) -> Addresses:
    """Popular are shades that lie anywhere in the table."""
    chosen = random.Random(5)
    with psycopg.connect(shop.database) as connection:

        def column(name: str, table: str) -> list[str]:
            found = [str(row[0]) for row in connection.execute(f"SELECT DISTINCT {name} FROM {table} ORDER BY 1")]
            chosen.shuffle(found)
            return found

        if shop.kind == "ordinary":
            return ordinary(column("slug", "shop_product"), column("slug", "shop_category"))
        return ours(*(column(name, "products WHERE is_public") for name in ("slug", "shape", "material")))


class Visitors:
    """One stream of page views: of a visitor of each kind, who comes, goes, and is followed by another."""

    def __init__(self, shop: Shop, there: Addresses, number: int) -> None:
        self.shop, self.there, self.chosen = shop, there, random.Random(number)
        self.guest = self.nobody = self._new()
        self.views = dict.fromkeys(VISITORS, 0)
        self.buyer = shop.of("user")[number]
        self.purchase = cycle(BUY[shop.kind])

    def view(self) -> bool:
        """Makes one page view; whether nginx answered it without the application."""
        (who,) = self.chosen.choices(list(VISITORS), list(VISITORS.values()))
        self.views[who] += 1
        return getattr(self, f"_{who}")(self.views[who] % VISIT)

    def _new(self) -> Client:
        address = f"10.{self.chosen.randrange(256)}.{self.chosen.randrange(256)}.{self.chosen.randrange(1, 255)}"
        return Client(self.shop.base, self.chosen.randint(1, 8), X_Forwarded_For=address, Accept_Encoding="gzip, br")

    def _nobody(self, number: int) -> bool:
        if number == 1:
            self.nobody = self._new()
        return self._see(self.nobody, look(self.there, self.chosen))

    def _guest(self, number: int) -> bool:
        if number == 1:
            self.guest = self._new()
            return self._see(self.guest, get(self.there["shade"][0]))
        adds = number in (2, VISIT // 2)
        return self._see(self.guest, ADD[self.shop.kind](number % 3 + 1) if adds else look(self.there, self.chosen))

    def _user(self, number: int) -> bool:
        return self._see(self.buyer, next(self.purchase))

    def _see(self, client: Client, step: Step) -> bool:
        """A page; after a form, the page to which it leads, as a browser follows every redirect."""
        status, headers, _text = client.do(step)
        while status in (302, 303):
            status, headers, _text = client.do(get(headers["Location"]))
        return headers["X-Cache"] == "HIT"


def mixed(shop: Shop, front: int, seconds: float, rate: float = 0) -> dict[str, float]:
    """Milliseconds of CPU for a page view, page views a second, and the share that nginx answered alone.

    As many as eight visitors at once get; with a `rate`, so many a second.
    """
    there = addresses(shop)
    streams = [Visitors(shop, there, number) for number in range(CLIENTS)]
    pids = (shop.pid, front, shop.cluster.pid)
    turn = threading.Lock()
    before, began = [settled(pid) for pid in pids], time.monotonic()
    done = 0

    def visit(visitors: Visitors) -> list[bool]:
        nonlocal done
        kept = []
        while time.monotonic() - began < seconds:
            kept.append(visitors.view())
            with turn:
                done += 1
                pause = done / rate - (time.monotonic() - began) if rate else 0
            time.sleep(max(0, pause))
        return kept

    with ThreadPoolExecutor(CLIENTS) as pool:
        kept = [one for found in pool.map(visit, streams) for one in found]
    took = time.monotonic() - began
    app, nginx, db = (1000 * (settled(pid) - then) / len(kept) for pid, then in zip(pids, before, strict=True))
    return {
        "all": app + nginx + db,
        "app": app,
        "nginx": nginx,
        "db": db,
        "rate": len(kept) / took,
        "kept": sum(kept) / len(kept),
    }
