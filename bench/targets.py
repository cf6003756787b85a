"""What each page may cost at most, and whether a run met it.

x: CPU of the application as a multiple of bare Django; sql: statements besides those of the transaction; db: CPU of
PostgreSQL, in ms. How many instructions a page takes is measured by every `make test` instead.
"""

from collections.abc import Iterator, Mapping

from bench.plan import WARM, WORDS

# By row and figure.
Figures = Mapping[str, Mapping[str, float]]
SEARCHED = [f"cold: {word} word" for word in WORDS]
AT_MOST: Figures = {
    **{f"{name}, warm": {"x": 1.0, "sql": 0} for name in WARM},
    **{f"{name}, nginx": {"x": 0.02} for name in WARM},
    "list, 304": {"x": 0.9},
    "list, logged in, cart of 3": {"x": 2.5, "sql": 2},
    "list, guest, cart of 3": {"x": 2.5, "sql": 2},
    "cold: list": {"x": 50, "sql": 4, "db": 12},
    "cold: three filters": {"x": 60, "sql": 4, "db": 12},
    **{name: {"x": 60, "sql": 4, "db": 12} for name in SEARCHED},
    "cold: home": {"x": 35, "db": 5},
    "cold: product": {"x": 35, "db": 5},
    "cold: fit, answered": {"x": 80, "db": 5},
    "cold: compare three": {"x": 60, "db": 5},
    "list, lamp": {"x": 80, "db": 12},
    "product, lamp": {"x": 80, "db": 12},
    "cart of 3": {"x": 24, "sql": 4},
    "add to cart": {"x": 15, "sql": 5},
    "order of 3 lines": {"x": 25, "sql": 12, "db": 3, "p99 of ordinary": 1},
    "two workers": {"MiB": 130, "s to first answer": 1.5},
    "first visit": {"requests": 45, "kB": 180, "html kB": 80, "html kB sent": 9},
    "mixed visitors": {"of ordinary": 0.25},
}
# Of catalogues smaller than LARGE shades.
LARGE = 100_000
AT_MOST_SMALL: Figures = {name: {"db": 5} for name in ("cold: list", "cold: three filters", *SEARCHED)}
# From the smallest catalogue of a run to the largest, and of any statement in the largest.
GROWTH: Figures = {"growth": {"x": 1.15, "slowest statement": 12}}


def at_most(size: int) -> Figures:
    smaller = AT_MOST_SMALL if size < LARGE else {}
    return {row: {**bounds, **smaller.get(row, {})} for row, bounds in AT_MOST.items()}


def growth(small: Figures, large: Figures) -> Figures:
    """By how much the page that grew most grew, and the slowest statement.

    Only pages that show as many shades in both catalogues are compared.
    """
    same = [row for row in large if "cards" in large[row] and small[row]["cards"] == large[row]["cards"]]
    times = {row: large[row]["x"] / small[row]["x"] for row in same if row.startswith("cold")}
    slowest = {row: large[row]["slowest"] for row in large if "slowest" in large[row]}
    for name, found in (("grew most", times), ("has the slowest statement", slowest)):
        row = max(found, key=lambda one: found[one])
        print(f"{name}: {row} ({found[row]:.2f})")
    return {"growth": {"x": max(times.values()), "slowest statement": max(slowest.values())}}


def verdicts(bounds: Figures, measured: Figures) -> Iterator[tuple[str, bool]]:
    """A line for each target, and whether it was met. What could not be measured was not met."""
    for row, figures in bounds.items():
        for figure, bound in figures.items():
            number = measured.get(row, {}).get(figure)
            # A kept page is made anew now and then, by statements that are none of the next visitor's.
            is_met = number is not None and (round(number) if figure == "sql" else number) <= bound
            said = "-" if number is None else f"{number:.2f}"
            yield f"{row:28} {figure:18} {bound:8g} {said:>9}  {'met' if is_met else 'NOT MET'}", is_met


def tell(bounds: Figures, measured: Figures) -> None:
    print(f"\n{'target':28} {'figure':18} {'at most':>8} {'measured':>9}")
    found = list(verdicts(bounds, measured))
    for line, _is_met in found:
        print(line)
    print(f"{sum(is_met for _line, is_met in found)} of {len(found)} met", flush=True)
