"""When a streaming replica may be asked, as of when it is, and what its age does to a page."""

from contextlib import suppress

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.http import HttpResponse

from shop import replica
from shop.kept.ages import OLDEST_REPLICA
from shop.kept.changes import Changes
from shop.kept.front import KeptPages
from shop.kept.mark import Mark
from shop.kept.packing import pack
from shop.kept.page import Page
from shop.kept.store import Store
from shop.replica import EVERY, REST, Age, read_at, read_from_primary, read_from_replica


class Servers:
    """A primary whose log grows by one a second, and a replica that is so many seconds behind.

    One second after the start of the machine, which cannot be later than what the tests ask its own clock.
    """

    now, behind = 1.0, 0.0
    is_down = is_promoted = False

    def clock(self):
        return self.now

    def ask(self, alias, question):
        if alias == DEFAULT_DB_ALIAS:
            return int(self.now * 1000)
        if self.is_down:
            raise OperationalError("it is down")
        return None if self.is_promoted else int((self.now - self.behind) * 1000)


@pytest.fixture
def servers():
    return Servers()


@pytest.fixture
def age(servers):
    return Age(servers.clock, servers.ask)


def over_time(servers, age, seconds):
    """What is known of the replica's age at each moment of the next seconds; None: it was not asked."""
    found = []
    for _ in range(int(seconds * 8)):
        servers.now += 0.125  # a float without a rounding error
        as_of = age.as_of()
        found.append(None if as_of is None else servers.now - as_of)
    return found


def test_one_that_follows_is_as_of_the_last_look_at_the_primary(servers, age):
    assert 0 <= max(over_time(servers, age, 5)) <= EVERY + 0.001


def test_one_that_is_behind_is_as_old_as_it_is(servers, age):
    servers.behind = 0.5
    ages = [one for one in over_time(servers, age, 5) if one is not None]
    assert 0.5 <= min(ages) < max(ages) <= OLDEST_REPLICA


def test_one_that_lags_is_not_asked(servers, age):
    servers.behind = OLDEST_REPLICA + 0.1
    assert set(over_time(servers, age, 5)) == {None}
    servers.behind = 0
    assert None not in over_time(servers, age, 1)


def test_one_whose_stream_broke_off_grows_older_until_it_is_not_asked(servers, age):
    ask, stopped = servers.ask, int(servers.now * 1000) + 1000
    age._ask = lambda alias, question: min(ask(alias, question), stopped) if alias == replica.REPLICA else ask(alias, 0)
    found = over_time(servers, age, 5)
    assert found[-1] is None
    assert max(one for one in found if one is not None) <= OLDEST_REPLICA


def test_one_that_is_down_is_left_alone_for_a_while(servers, age):
    servers.is_down = True
    assert age.as_of() is None
    servers.is_down = False
    servers.now += REST - 1
    assert age.as_of() is None
    servers.now += 1
    assert age.as_of() == servers.now


def test_one_that_has_become_a_primary_is_not_asked(servers, age):
    servers.is_promoted = True
    assert set(over_time(servers, age, 3)) == {None}


@pytest.fixture
def with_replica(settings, monkeypatch, db):
    """A connection that stands for the replica's, which is five tenths behind."""
    stand_in = connections[DEFAULT_DB_ALIAS].copy()
    monkeypatch.setitem(settings.DATABASES, replica.REPLICA, {})
    monkeypatch.setattr(replica.connections._connections, replica.REPLICA, stand_in, raising=False)
    monkeypatch.setattr(replica.age, "as_of", lambda: Servers.now - 0.5)
    return stand_in


def test_all_of_a_thread_goes_there_and_what_is_kept_longer_does_not(with_replica):
    primary = connections[DEFAULT_DB_ALIAS]
    with suppress(RuntimeError), read_from_replica() as as_of:
        assert as_of == read_at() == Servers.now - 0.5
        assert connections[DEFAULT_DB_ALIAS] is with_replica
        with read_from_primary():
            assert connections[DEFAULT_DB_ALIAS] is primary
        assert connections[DEFAULT_DB_ALIAS] is with_replica
        raise RuntimeError
    assert connections[DEFAULT_DB_ALIAS] is primary
    assert read_at() > Servers.now


def visited(answer, ask=lambda: None):
    """The store of kept pages after a visit of the home page, which an application answers from its connection."""
    store = Store(Servers().clock, ask=ask)

    def application(environ, start_response):
        response = answer(connections[DEFAULT_DB_ALIAS])
        start_response(f"{response.status_code} said", [])
        return response

    front = KeptPages(application, store)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": settings.SITE.netloc}
    said = []
    body = b"".join(front(environ, lambda status, headers: said.append(status)))
    assert said == ["200 OK"]
    return store, body


def page(words=b""):
    response = HttpResponse(b"<visitor-links></visitor-links>" + words)
    response.kept = Mark("/", "en", "")
    return response


def test_a_page_is_as_old_as_the_replica_that_it_was_read_from(with_replica):
    store, _body = visited(lambda connection: page())
    assert store.fresh("/").began == Servers.now - 0.5


def test_what_the_replica_could_not_answer_the_primary_answers(with_replica, monkeypatch):
    rests = []
    monkeypatch.setattr(replica.age, "rest", rests.append)
    store, body = visited(lambda asked: HttpResponse(status=503) if asked is with_replica else page(b"primary"))
    assert body.endswith(b"primary")
    assert store.fresh("/").began == Servers.now
    assert rests == ["503 said"]


def test_changes_are_asked_of_the_replica_and_if_it_fails_the_page_is_made(with_replica, monkeypatch):
    rests, asked = [], []
    monkeypatch.setattr(replica.age, "rest", rests.append)

    def down():
        asked.append(connections[DEFAULT_DB_ALIAS])
        raise OperationalError("it is down")

    store, _body = visited(lambda connection: page(), down)
    assert asked == [with_replica]
    assert store.fresh("/").changes is None
    assert str(rests[0]) == "it is down"


@pytest.mark.parametrize("behind", [0.5, 0])
def test_an_answer_of_the_replica_is_as_old_as_it_is(with_replica, monkeypatch, behind):
    servers = Servers()
    changes = Changes(servers.clock, lambda: 7)
    as_of = servers.now - behind
    monkeypatch.setattr(replica.age, "as_of", lambda: as_of if behind else None)
    known = changes.known()
    assert (known.as_of, known.since) == (as_of, servers.now)
    # A page that the replica answered as it was before that may lack a change.
    made = Page(Mark("/", "en", ""), as_of, [], pack(b""), "", 0, 0)
    assert changes.marked(made, known).changes == (None if behind else 7)
