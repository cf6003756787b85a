"""Reads a path back for the tests: the points along it, sampled, whatever curves it has."""

import re

from catalog.drawing.paths import point_on

SAMPLES = 40
COORDINATES = {"M": 2, "L": 2, "Q": 4, "C": 6, "H": 1, "V": 1, "v": 1, "h": 1, "Z": 0}


def points(path):
    """Points along the outline. AssertionError for a command that drawings do not use."""
    tokens = re.findall(r"[A-Za-z]|-?\d+(?:\.\d+)?", path)
    assert "".join(tokens) == re.sub(r"[\s,]", "", path), path
    here = (0.0, 0.0)
    found = []
    while tokens:
        command = tokens.pop(0)
        assert command in COORDINATES, command
        while True:
            count = COORDINATES[command]
            values, tokens = [float(token) for token in tokens[:count]], tokens[count:]
            here = _go(command, here, values, found)
            if not count or not tokens or tokens[0].isalpha():
                break
    return found


def _go(command, here, values, found):
    x, y = here
    if command in "Zz":
        return here
    ends = {"H": lambda: (values[0], y), "V": lambda: (x, values[0]), "h": lambda: (x + values[0], y)}
    ends["v"] = lambda: (x, y + values[0])
    if command in ends:
        end = ends[command]()
        found += [here, end]
        return end
    stops = [here, *zip(values[::2], values[1::2], strict=True)]
    if command == "M":
        found.append(stops[-1])
    else:
        found += [point_on(tuple(stops), step / SAMPLES) for step in range(SAMPLES + 1)]
    return stops[-1]


def box(path):
    """Left, top, right and bottom of a path."""
    xs, ys = zip(*points(path), strict=True)
    return min(xs), min(ys), max(xs), max(ys)
