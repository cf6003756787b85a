"""How many cores the application needs for so many page views a second: computed, where nobody has the computers.

    python -m bench.reach VIEWS SHADES WORKERS     page views a second, and workers that keep pages each for itself

Mixed visitors (bench/mixed.py) come for some seconds of a clock that is only counted. Each page view is answered by the
cache of nginx, by a page that a worker keeps, or by making the page; and what each costs was measured by `make bench`.
"""

import random
import sys
from collections import Counter

from bench.mixed import VISITORS, Addresses, look, ours
from shop.kept.ages import FRESH, SHARED, WHILE_REVALIDATING

# Of bare Django: a page that is made, one that is kept, one with the links of a visitor, a step of buying.
TIMES = {"made": 36.0, "kept": 1.0, "with links": 2.0, "buying": 20.0, "nginx": 0.0}
# Seconds of CPU of bare Django for a request, on the two cores where the multiples were measured.
BARE = 0.0003
SECONDS, AT_FIRST = 12, 4
NEVER = float("-inf")


def answers(views: int, there: Addresses, workers: int, chosen: random.Random) -> Counter[str]:
    """What answers page views of a second, by how: the first seconds fill the caches and are not counted."""
    by_nginx: dict[str, float] = {}
    by_worker: list[dict[str, float]] = [{} for _ in range(workers)]
    found: Counter[str] = Counter()
    for number in range(views * SECONDS):
        now = number / views
        (who,) = chosen.choices(list(VISITORS), list(VISITORS.values()))
        ways = ["buying"]
        if who != "user":
            path = look(there, chosen)["path"]
            ways = way(path, now, by_nginx if who == "nobody" else None, chosen.choice(by_worker))
        if now >= AT_FIRST:
            found.update(ways)
    return Counter({name: round(number / (SECONDS - AT_FIRST)) for name, number in found.items()})


def way(path: str, now: float, by_nginx: dict[str, float] | None, worker: dict[str, float]) -> list[str]:
    """How a page is answered; the times at which it came into the caches are noted."""
    ways = ["with links"]
    if by_nginx is not None:
        age = now - by_nginx.get(path, NEVER)
        # While nginx renews its page in the background, the application is asked all the same.
        ways = ["nginx"] if age <= SHARED + WHILE_REVALIDATING else []
        if age <= SHARED:
            return ways
        by_nginx[path] = now
    if now - worker.get(path, NEVER) < FRESH:
        return [*ways, "kept"]
    worker[path] = now
    return [*ways, "made"]


def cores(found: Counter[str]) -> float:
    return BARE * sum(TIMES[name] * number for name, number in found.items())


def main() -> None:
    views, shades, workers = map(int, sys.argv[1:])
    there = ours(list(map(str, range(shades))), list(map(str, range(12))), list(map(str, range(10))))
    found = answers(views, there, workers, random.Random(1))
    print(", ".join(f"{name}: {number}" for name, number in found.most_common()), "a second")
    print(f"{cores(found):.1f} cores")


if __name__ == "__main__":
    main()
