"""Before gunicorn forks, a page of each kind is answered once; then no connection is open, and memory is frozen."""

import gc

import pytest

from shop import warm_up as module
from shop.warm_up import PAGES, warm_up


class Connections:
    are_open = True

    def close_all(self):
        self.are_open = False


@pytest.fixture
def connections(monkeypatch):
    connections = Connections()
    monkeypatch.setattr(module, "connections", connections)
    given_back = []
    monkeypatch.setattr(module, "give_back_free_memory", lambda: given_back.append(connections.are_open))
    yield connections
    gc.unfreeze()
    assert given_back == [False]


def test_a_page_of_each_kind_and_a_shade_are_answered_in_both_languages(connections):
    asked = []

    def application(environ, start_response):
        asked.append((environ["PATH_INFO"], environ["HTTP_HOST"], environ.get("HTTP_COOKIE")))
        start_response("200 OK", [])
        shade = environ["PATH_INFO"] + "halm/"
        return [f'<a href="{shade}">'.encode()] if environ["PATH_INFO"].endswith("products/") else []

    warm_up(application)
    shades = {"/products/halm/", "/ru/products/halm/"}
    assert {path for path, _host, _cookie in asked} == {*PAGES, *shades}
    assert {(host, cookie) for _path, host, cookie in asked} == {("testserver", None)}
    assert not connections.are_open
    assert gc.get_freeze_count() > 0


def test_a_database_that_is_down_stops_no_start(connections):
    def application(environ, start_response):
        start_response("503 Service Unavailable", [])
        return [b"try again"]

    warm_up(application)
    assert not connections.are_open
