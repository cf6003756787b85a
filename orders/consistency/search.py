"""Whether staff find every order by what it says now, and no order by what was erased."""

from collections.abc import Iterator

from orders.models import Order
from orders.search import COLUMN, SOURCES, text_of

REMEDY = "run manage.py refresh_search"


def faults_of_search() -> Iterator[str]:
    for row in Order.objects.order_by("pk").values(COLUMN, *SOURCES).iterator(chunk_size=5000):
        if row[COLUMN] != text_of(row):
            yield f"order {row['number']}: its search text is not that of its data; {REMEDY}"
