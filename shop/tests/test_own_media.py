"""A shop that serves its own photographs (SERVE_MEDIA): whatever is asked for, it is there or it is not."""

import runpy
from types import ModuleType

import pytest

from shop.tests.pages import browser


@pytest.fixture
def served(settings, tmp_path):
    settings.SERVE_MEDIA, settings.MEDIA_ROOT = True, tmp_path
    addresses = ModuleType("addresses")
    vars(addresses).update(runpy.run_path(settings.BASE_DIR / "shop/urls.py"))
    settings.ROOT_URLCONF = addresses
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/0a1b-320.webp").write_bytes(b"picture")
    return browser()


def test_a_photograph_is_sent_for_ever(served):
    answer = served.get("/media/photos/0a1b-320.webp")
    assert b"".join(answer) == b"picture"
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["a" * 201, "a" * 5000, "ф" * 150, "%00", "photos/"])
def test_what_no_disk_could_have_is_not_there(served, path):
    assert served.get(f"/media/{path}").status_code == 404
