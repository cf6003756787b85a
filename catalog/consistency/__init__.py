"""Consistency of the catalogue: rules that no constraint can express, checked over all rows.

To be imported: `faults_of_catalogue`, `faults_of_files` and `ill_proportioned`, which is only a warning.
"""

from collections.abc import Iterator

from catalog.consistency.counts import miscounted, missing_counters
from catalog.consistency.files import faults_of_files
from catalog.consistency.measures import ill_proportioned, unmountable
from catalog.consistency.search import faults_of_search
from catalog.consistency.shades import faults_of_shades
from catalog.consistency.stock import faults_of_stock

__all__ = ["faults_of_catalogue", "faults_of_files", "ill_proportioned"]


def faults_of_catalogue() -> Iterator[str]:
    """One line for each fault in the tables of the catalogue."""
    yield from faults_of_stock()
    yield from faults_of_shades()
    yield from unmountable()
    yield from missing_counters()
    yield from miscounted()
    yield from faults_of_search()
