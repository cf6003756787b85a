"""The active language of each thread, which Django keeps in a private name of its own."""

import threading

import pytest
from django.urls import base, get_script_prefix, reverse
from django.utils import translation
from django.utils.translation import trans_real

from shop.thread_locals import use_thread_locals


@pytest.fixture
def thread_locals(monkeypatch):
    monkeypatch.setattr(trans_real, "_active", trans_real._active)
    monkeypatch.setattr(base, "_prefixes", base._prefixes)
    monkeypatch.setattr(base, "_urlconfs", base._urlconfs)
    use_thread_locals()


def test_a_language_is_active_in_its_own_thread_alone(thread_locals):
    seen = []
    with translation.override("ru"):
        other = threading.Thread(target=lambda: seen.append((translation.get_language(), reverse("catalog:home"))))
        other.start()
        other.join()
        assert (translation.get_language(), reverse("catalog:home")) == ("ru", "/ru/")
    assert seen == [("en", "/")]
    assert translation.get_language() == "en"


def test_the_server_uses_them(thread_locals):
    from shop import wsgi

    assert wsgi.application
    assert all(type(one) is threading.local for one in (trans_real._active, base._prefixes, base._urlconfs))
    assert get_script_prefix() == "/"
