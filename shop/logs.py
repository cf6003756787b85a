"""The lines of the log. A traceback is written for faults of our own only."""

import logging
from copy import copy

from shop.outages import is_outage, told


class Line(logging.Formatter):
    """One line, without the traceback where it would tell nothing: the database is down, or a request was refused."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        # Django sets the status of the response that a request led to.
        was_refused = getattr(record, "status_code", 500) < 500
        if error is not None and (was_refused or is_outage(error)):
            # A copy: other handlers see the record as it was.
            record = copy(record)
            record.msg, record.args = "%s (%s)", (record.getMessage(), told(error))
            record.exc_info = record.exc_text = None
        return super().format(record)
