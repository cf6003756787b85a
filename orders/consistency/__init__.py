"""Consistency of the shop: rules that no constraint can express, checked over all rows.

Every rule is a query that finds the rows that break it, so that memory does not grow with the shop.
"""

from collections.abc import Iterator

from accounts.consistency import faults_of_accounts
from catalog.consistency import faults_of_catalogue
from orders.consistency.addresses import faults_of_addresses
from orders.consistency.currency import faults_of_currency
from orders.consistency.history import faults_of_history
from orders.consistency.invoices import faults_of_invoices
from orders.consistency.lines import faults_of_lines
from orders.consistency.returns import faults_of_returns
from orders.consistency.search import faults_of_search
from orders.consistency.stock import faults_of_order_stock
from pages.consistency import faults_of_pages
from shop.consistency import faults_of_rows


def inconsistencies() -> Iterator[str]:
    """One line for each fault in the rows of the database: those of orders first, for they are of money and stock."""
    yield from faults_of_lines()
    yield from faults_of_currency()
    yield from faults_of_history()
    yield from faults_of_order_stock()
    yield from faults_of_returns()
    yield from faults_of_invoices()
    yield from faults_of_addresses()
    yield from faults_of_search()
    yield from faults_of_catalogue()
    yield from faults_of_accounts()
    yield from faults_of_pages()
    yield from faults_of_rows()
