"""A disk that is full, /tmp's or the database's: words and a time to try again, one line in the log, no half file."""

import errno
import os
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from accounts.tests.factories import UserFactory
from catalog.models import Photo
from catalog.tests.admin.test_admin_products import sheet
from orders.tests.whole_shop.small_disk import fill, small_disk
from shop.outages import is_outage
from shop.tests.pages import attributes, words

LARGER_THAN_MEMORY = 3 * 1024 * 1024


@pytest.fixture
def staff(db):
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def full_tmp(settings, tmp_path, monkeypatch):
    """Files can be made in it, and nothing can be written into them."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    make = tempfile.NamedTemporaryFile

    def refuse(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def full(*arguments, **options):
        file = make(*arguments, **options)
        file.write = refuse
        return file

    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", full)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", full)
    return tmp_path


def test_an_upload_that_tmp_cannot_take_is_asked_to_come_again(staff, full_tmp, caplog):
    big = SimpleUploadedFile("big.jpg", b"x" * LARGER_THAN_MEMORY, content_type="image/jpeg")
    response = staff.post("/admin/catalog/product/add/", {"photos-0-image": big})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert b"<h1" in response.content
    assert not list(full_tmp.iterdir())


def test_a_database_on_a_full_disk_is_answered_in_words(staff):
    def full(execute, sql, params, many, context):
        raise OperationalError("database or disk is full")

    with connection.execute_wrapper(full):
        assert staff.get("/orders/").status_code == 503


@pytest.mark.parametrize(("number", "expected"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EACCES, False)])
def test_only_a_full_disk_passes_by_itself(number, expected):
    assert is_outage(OSError(number, "")) is expected


@pytest.mark.long  # a disk has to be mounted
def test_photographs_that_their_disk_cannot_take_are_named_and_leave_nothing(staff, settings, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        settings.MEDIA_ROOT = disk
        ballast = fill(disk)
        page = staff.post("/admin/catalog/product/add/", sheet())
        assert attributes(page, ".wrong-fields a", "href") == ["#id_photos-0-image", "#id_photos-1-image"]
        assert "could not be stored" in words(page, ".wrong-fields")
        assert [path for path in disk.rglob("*") if path.is_file()] == [ballast]
        ballast.unlink()
        assert staff.post("/admin/catalog/product/add/", sheet()).status_code == 302
        assert Photo.objects.count() == 2
