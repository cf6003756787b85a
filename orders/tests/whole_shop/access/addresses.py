"""Every address of the URLconf, and the table that says what each answers to whom (answers.txt)."""

import re
from pathlib import Path
from typing import NamedTuple

from django.urls import URLPattern, get_resolver

TABLE = Path(__file__).with_name("answers.txt")
ROLES = ("nobody", "another", "owner", "clerk", "boss")


class Row(NamedTuple):
    """A line of the table: an address, what guards its POST, and for each role the answers to GET and to POST."""

    address: str
    guard: str
    answers: dict[str, str]

    def __str__(self):
        answers = "".join(f"{self.answers[role]:<13}" for role in ROLES)
        return f"{self.address:<58}{self.guard:<8}{answers}".rstrip()


def table():
    """The rows by address."""
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    rows = {}
    for line in lines:
        address, guard, *answers = line.split()
        pairs = [" ".join(pair) for pair in zip(answers[::2], answers[1::2], strict=True)]
        rows[address] = Row(address, guard, dict(zip(ROLES, pairs, strict=True)))
    assert len(rows) == len(lines), "an address stands in the table twice"
    return rows


def addresses():
    """All addresses as the table writes them, and their views. Russian ones have the same views, below /ru/."""
    return {written(route): view for route, view in _views(get_resolver().url_patterns, "/")}


def _views(patterns, before):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        else:
            yield from _views(pattern.url_patterns, route)


def written(route):
    """`orders/<slug:number>/` and a regular expression alike, as `/orders/<number>/`."""
    route = re.sub(r"\(\?P(<\w+>)(?:[^()]|\([^()]*\))*\)", r"\1", route)
    return re.sub(r"<\w+:", "<", route).replace("^", "").replace("$", "")
