"""Sessions in the database, read by a statement that is written once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from shop.statements import Statement

ALIVE = Statement(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))


# Its name is part of the signature of what is stored.
class SessionStore(DatabaseSessions):
    def _get_session_from_db(self) -> Session | None:
        session = ALIVE.first(self.session_key, connection.ops.adapt_datetimefield_value(timezone.now()))
        if session is None:
            self._session_key = None
        return session
