"""Statements that are written once for each process: those that every page of a visitor asks.

Django writes the SQL of a query set anew for each request. Where it has many columns, that takes longer than to send it
and to make models of the rows.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.transaction import TransactionManagementError

Model = TypeVar("Model", bound=models.Model)

# A statement of more values than this is written anew each time, so that few lengths are kept.
MOST_VALUES = 50


# A column that the first statement of a transaction asks PostgreSQL for besides. Until the end of the transaction each
# statement that is prepared gets one plan, for any values. Otherwise it is planned anew for each of the first five, on
# every connection: where rows are found by their keys, that takes longer than to execute it.
ONE_PLAN = models.Func(
    models.Value("plan_cache_mode"),
    models.Value("force_generic_plan"),
    models.Value(True),
    function="set_config",
    output_field=models.TextField(),
)


@contextmanager
def prepared_at_once() -> Iterator[None]:
    """Statements in here are prepared when a connection first asks them, others when it asks them again and again.

    For those that come in the same words each time. Nothing changes on SQLite and behind PgBouncer, which prepare none.
    """
    connection.ensure_connection()
    driver: Any = connection.connection
    before = getattr(driver, "prepare_threshold", None)
    if before is None:
        yield
        return
    driver.prepare_threshold = 0
    try:
        yield
    finally:
        driver.prepare_threshold = before


class Place(models.Expression):
    """Where a value of the caller comes into a statement."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Statement(Generic[Model]):
    """A query set of models whose SQL is written when it is first asked, and asked with other values from then on.

    `Statement(lambda slug: Product.objects.filter(slug=slug))("kyoto-drum")` is a list of shades. What is prefetched is
    not: a second query would be written anew.
    """

    def __init__(self, make: "Callable[..., models.QuerySet[Model]]") -> None:
        self._make = make
        self._written: dict[tuple[str, int], _Written] = {}

    def __call__(self, *values: Any) -> list[Model]:
        """The rows for these values, which are such as a driver takes."""
        if len(values) > MOST_VALUES:
            return list(self._make(*values))
        return list(self._for(len(values)).rows(values))

    def tuples(self, *values: Any) -> list[Any]:
        """The rows as tuples, of a query set of `values_list`."""
        if len(values) > MOST_VALUES:
            return list(self._make(*values))
        return list(self._for(len(values)).compiled(values).results_iter(tuple_expected=True))

    def _for(self, count: int) -> "_Written":
        kind = connections[DEFAULT_DB_ALIAS].vendor, count
        written = self._written.get(kind)
        if written is None:
            written = self._written[kind] = _Written(self._make(*map(Place, range(count))))
        return written

    def first(self, *values: Any) -> Model | None:
        return next(iter(self(*values)), None)


class _Written:
    """The model and the compiler of a query set, with what it has written."""

    def __init__(self, rows: models.QuerySet) -> None:
        self.make, self.model = type(rows), rows.model
        compiler: Any = rows.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
        self.sql, self.parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_rest in compiler.select])
        compiler.get_converters = lambda _columns: converters
        # That of the thread that asks takes its place.
        compiler.connection = None
        self.compiler = compiler

    def rows(self, values: tuple[Any, ...]) -> models.QuerySet:
        query: Any = _Query(self.compiled(values))
        return self.make(self.model, query)

    def compiled(self, values: tuple[Any, ...]) -> Any:
        """A compiler with these values. Raises TransactionManagementError for a lock that would end at once."""
        ours = connections[DEFAULT_DB_ALIAS]
        # SQLite has no locks of rows.
        locks = self.compiler.query.select_for_update and ours.features.has_select_for_update
        if locks and ours.get_autocommit():
            raise TransactionManagementError("select_for_update outside of a transaction")
        compiler = copy.copy(self.compiler)
        parameters = [values[one.number] if isinstance(one, Place) else one for one in self.parameters]
        compiler.connection, compiler.as_sql = ours, lambda: (self.sql, parameters)
        return compiler


class _Query:
    """All that a query set asks of its query to read models, if it is compiled already."""

    values_select = ()

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler

    def get_compiler(self, **_connection: Any) -> Any:
        return self.compiler
