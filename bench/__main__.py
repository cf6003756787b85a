"""make bench: the pages of the shop against Django's floor and an ordinary shop, at several sizes, and the targets.

    python -m bench [SIZE …]     100 and 10,000 shades unless said; needs wrk, nginx and PostgreSQL, and uses Chromium

x: CPU of the server for one request, as a multiple of `bare` of the same round; app: the same in milliseconds; db: CPU
of all of PostgreSQL; sql: statements, and their milliseconds. Only numbers of one run may be compared.
Rounds: BENCH_ROUNDS, 5 unless set, of BENCH_SECONDS, 2 unless set. Mixed visitors come for thirty times as long.

Kept pages cost about as much as the floor, and another moment of the machine makes more of a difference than the page:
of the same page, rounds in turn with the floor came to 0.7x and to 1.6x. So floor and page are asked at the same time.
A round takes whole times as long as a page is kept, and so has its part of renewals, which ask two statements each
(shop/kept/changes.py). Before the rounds of any page each worker has made it: what a first making finds for a minute
(shop/for_a_minute.py) is no part of what is measured.
"""

import os
import random
import shutil
import signal
import statistics
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg

from bench.clients import Client
from bench.cluster import Cluster
from bench.first_visit import first_visit
from bench.mixed import addresses, look, mixed
from bench.plan import PAGE, Catalogue, Row, Step, get, rows
from bench.processes import memory
from bench.servers import Servers
from bench.shops import Shop
from bench.targets import GROWTH, Figures, at_most, growth, tell
from bench.visits import SHADE
from shop.kept.ages import FRESH

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "2"))
KINDS = ("ours", "cold", "ordinary")
STARTS = 3
# Of a round beside the floor.
WHOLE_SECONDS = int(-(-SECONDS // FRESH) * FRESH)
Measured = dict[str, dict[str, float]]


def started(kind: str, database: str, servers: Servers, cluster: Cluster) -> Shop:
    base, pid, _seconds = servers.start(kind, database)
    return Shop("ordinary" if kind == "ordinary" else "ours", base, pid, database, cluster)


def measured(bare: Shop, row: Row, shops: dict[str, Shop]) -> list[dict[str, float]]:
    """Our page, and the ordinary shop's if it has one like it: with `bare`, the median of all rounds."""
    sides = [(shops[row.server], row.ours)] + ([(shops["ordinary"], row.ordinary)] if row.ordinary else [])
    runs: list[list[dict[str, float]]] = [[] for _ in sides]
    # Every worker makes the page, and finds what it keeps for a minute.
    for shop, step in sides:
        shop.run(step, 1)
    for _ in range(ROUNDS):
        floor = 0.0 if row.beside_floor else bare.run(get("/"), SECONDS)["app"]
        for one, (shop, step) in zip(runs, sides, strict=True):
            done = beside(bare, shop, step) if row.beside_floor else shop.run(step, SECONDS) | {"bare": floor}
            one.append(done | {"x": done["app"] / done["bare"]})
    found = [{name: statistics.median(done[name] for done in one) for name in one[0]} for one in runs]
    if "form" not in row.ours:
        _status, _headers, text = shops[row.server].of(row.ours["who"])[0].do(row.ours)
        found[0]["cards"] = len(set(SHADE.findall(text.encode())))
    return found


def beside(bare: Shop, shop: Shop, step: Step) -> dict[str, float]:
    """A page and the floor, asked at the same time."""
    with ThreadPoolExecutor(2) as pool:
        floor, done = pool.submit(bare.run, get("/"), WHOLE_SECONDS), pool.submit(shop.run, step, WHOLE_SECONDS)
        return done.result() | {"bare": floor.result()["app"]}


def cell(found: dict[str, float]) -> str:
    said = f"{found['x']:7.2f}x {found['app']:7.2f} {found['db']:6.2f} {found['sql']:5.1f} {found['sql ms']:6.2f}"
    return f"{said} {found['p99']:5.0f}" + (f" {found['errors']:.0f} errors" if found.get("errors") else "")


def line(name: str, found: list[dict[str, float]]) -> None:
    print(f"{name:28} {' | '.join(map(cell, found))}", flush=True)


def catalogue(shops: dict[str, Shop]) -> Catalogue:
    with psycopg.connect(shops["ours"].database) as connection:
        asked = "SELECT slug, count(*) OVER () FROM products WHERE is_public ORDER BY id LIMIT 3"
        ours = connection.execute(asked).fetchall()
    with psycopg.connect(shops["ordinary"].database) as connection:
        asked = "SELECT slug, count(*) OVER () FROM shop_product ORDER BY id LIMIT 1"
        ordinary = connection.execute(asked).fetchall()
    return Catalogue(
        shade=f"/products/{ours[0][0]}/",
        ordinary_shade=f"/p/{ordinary[0][0]}/",
        last=-(-ours[0][1] // PAGE),
        ordinary_last=-(-ordinary[0][1] // PAGE),
        compared="/compare/?" + "&".join(f"shade={slug}" for slug, _count in ours),
    )


def order(shops: dict[str, Shop], floor: float) -> dict[str, float]:
    ours, ordinary = (shops[kind].place_orders() for kind in ("ours", "ordinary"))
    for found in (ours, ordinary):
        found["x"] = found["app"] / floor
    line("order of 3 lines, 8 at once", [ours, ordinary])
    return ours | {"p99 of ordinary": ours["p99"] / ordinary["p99"]}


def two_workers(database: str, servers: Servers, cluster: Cluster) -> dict[str, float]:
    """How soon a server that has just started answers, and its memory after 600 pages as visitors look at them."""
    starts = []
    for number in range(STARTS):
        base, pid, seconds = servers.start("ours", database)
        starts.append(seconds)
        if number < STARTS - 1:
            servers.stop("ours")
    there, chosen = addresses(Shop("ours", base, pid, database, cluster)), random.Random(1)
    for _ in range(600):
        Client(base, 1).do(look(there, chosen))
    found = {"MiB": memory(pid), "s to first answer": statistics.median(starts)}
    servers.stop("ours")
    print(f"two workers: {found['MiB']:.0f} MiB after 600 pages, first answer after {found['s to first answer']:.2f} s")
    return found


def visitors(shops: dict[str, Shop], fronts: dict[str, tuple[str, int]]) -> dict[str, float]:
    """Mixed visitors of both shops, and of ours once more, as many as the ordinary shop could answer."""
    found: Measured = {}
    for name, kind, paced in (("ordinary", "ordinary", 0), ("ours", "ours", 0), ("ours, as many", "ours", 1)):
        base, front = fronts[kind]
        through = replace(shops[kind], base=base, visitors={})
        one = mixed(through, front, 30 * SECONDS, found["ordinary"]["rate"] if paced else 0)
        found[name] = one
        parts = ", ".join(f"{part} {one[part]:.2f}" for part in ("app", "nginx", "db"))
        print(
            f"mixed visitors, {name}: {one['all']:.2f} ms a page view ({parts}), {one['rate']:.0f} a second, "
            f"{one['kept']:.0%} by nginx alone",
            flush=True,
        )
    return {"of ordinary": found["ours"]["all"] / found["ordinary"]["all"]}


def of_size(size: int, cluster: Cluster, servers: Servers, bare: Shop) -> Measured:
    urls = {kind: cluster.create(f"{kind}_{size}") for kind in ("ours", "ordinary")}
    for kind, url in urls.items():
        servers.fill(kind, url, size)
    found: Measured = {"two workers": two_workers(urls["ours"], servers, cluster)}
    shops = {
        kind: started(kind, urls["ordinary" if kind == "ordinary" else "ours"], servers, cluster) for kind in KINDS
    }
    fronts = {kind: servers.front(kind, shops[kind].base) for kind in ("ours", "ordinary")}
    shops["front"] = replace(shops["ours"], base=fronts["ours"][0], visitors={})
    print(f"\n{size} shades: x of bare, app ms, db ms, sql, sql ms, p99 ms", flush=True)
    print(f"{'':28} {'ours':>44} | ordinary shop")
    floors = []
    for name, row in rows(catalogue(shops)).items():
        one = measured(bare, row, shops)
        line(name, one)
        found[name] = one[0]
        floors.append(one[0]["bare"])
    found["order of 3 lines"] = order(shops, statistics.median(floors))
    found["first visit"] = first_visit(fronts["ours"][0])
    print(
        "first visit of the list:", ", ".join(f"{number:.1f} {name}" for name, number in found["first visit"].items())
    )
    found["mixed visitors"] = visitors(shops, fronts)
    servers.stop(*KINDS)
    return found


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [100, 10_000]
    missing = [name for name in ("wrk", "nginx") if not shutil.which(name)]
    if missing:
        raise SystemExit(f"{' and '.join(missing)}: not installed")
    # Ended by a signal, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    cluster, servers = Cluster(), Servers()
    found: dict[int, Figures] = {}
    try:
        bare = started("bare", cluster.url("postgres"), servers, cluster)
        for size in sizes:
            found[size] = of_size(size, cluster, servers, bare)
            tell(at_most(size), found[size])
        if len(found) > 1:
            tell(GROWTH, growth(found[min(found)], found[max(found)]))
    finally:
        servers.remove()
        cluster.stop()


if __name__ == "__main__":
    main()
