"""Photographs in a bucket: stored, shown, looked at and removed as on a disk. The bucket is one of moto's server."""

import os
from datetime import timedelta
from importlib.util import find_spec
from unittest.mock import PropertyMock, patch

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from catalog import sweep
from catalog.consistency.files import faults_of_files
from catalog.models import Photo
from catalog.photographs import renditions
from catalog.photographs.field import NOT_STORED
from catalog.photographs.kept import KeptPicture
from catalog.tests.admin.test_many_photographs import faults, send
from catalog.tests.factories import ProductFactory, picture
from shop import backup
from shop.tests.pages import attributes, browser
from shop.tests.staff_forms import colleague

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("small_renditions"),
    pytest.mark.skipif(not (find_spec("moto") or "CI" in os.environ), reason="moto is not installed; CI has it"),
]
NAME = "halm-lit.jpg"


@pytest.fixture(scope="module")
def server():
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server, settings):
    options = {"bucket_name": "lamps", "endpoint_url": server, "region_name": "eu-central-1"}
    keys = {"access_key": "test", "secret_key": "test"}
    settings.MEDIA_BUCKET, settings.MEDIA_URL = "lamps", f"{server}/lamps/"
    photographs = {"BACKEND": "catalog.photographs.bucket.Bucket", "OPTIONS": options | keys}
    settings.STORAGES = settings.STORAGES | {"default": photographs}
    renditions.sources.cache_clear()
    default_storage.bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    yield default_storage.bucket
    default_storage.bucket.objects.delete()
    default_storage.bucket.delete()
    renditions.sources.cache_clear()


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def shade(bucket, ann):
    shade = ProductFactory(sku="HALM", slug="halm", photos=False, is_public=False)
    send(ann, picture("halm-unlit.jpg"), picture(NAME, colour="#f5c677"))
    shade.refresh_from_db()
    shade.is_public = True
    shade.save()
    return shade


def sweep_after(**passed):
    with time_machine.travel(timezone.now() + timedelta(**passed)):
        return sweep.sweep()


def test_what_staff_send_is_in_the_bucket_and_pages_lead_there(bucket, shade):
    page = browser().get("/products/halm/")
    addresses = attributes(page, "main picture img", "src")
    assert addresses
    assert {address.rpartition("/photos/")[0] for address in addresses} == {default_storage.url("").rstrip("/")}
    assert attributes(page, 'meta[property="og:image"]', "content")[0].startswith(default_storage.url("photos/"))
    kinds = {one.key.rpartition(".")[2]: one.Object().get() for one in bucket.objects.all() if "." in one.key[-5:]}
    assert {suffix: kinds[suffix]["ContentType"] for suffix in ("avif", "jpg")} == {
        "avif": "image/avif",
        "jpg": "image/jpeg",
    }
    assert "immutable" in kinds["avif"]["CacheControl"]


def test_a_file_that_is_missing_or_cut_off_is_told(bucket, shade):
    assert list(faults_of_files(decode=True)) == []
    whole, other = (photo.image.name for photo in shade.photos.all())
    bucket.Object(whole).delete()
    default_storage.write(other, b"half")
    told = sorted(fault.rpartition(": ")[2] for fault in faults_of_files())
    assert told == ["the file is cut off", "there is no such file"]


def test_a_bucket_that_stops_answering_in_the_middle_of_a_file_is_told(bucket, shade):
    from botocore.exceptions import EndpointConnectionError

    gone = EndpointConnectionError(endpoint_url="gone")
    with patch("storages.backends.s3.S3File.file", PropertyMock(side_effect=gone)):
        told = {fault.rpartition(": ")[2] for fault in faults_of_files()}
    assert told == {"the file cannot be read (OSError)"}


def test_unused_ones_go_after_their_days_and_one_that_is_sent_again_stays(bucket, shade, ann):
    Photo.objects.all().delete()
    assert sweep_after() == 0
    send(ann, picture(NAME, colour="#f5c677"))
    Photo.objects.all().delete()
    assert sweep_after(days=13) == 0
    assert sweep_after(days=15) == 1
    (left,) = {one.key.split("/")[1] for one in bucket.objects.all() if one.key.count("/") > 1}
    assert left
    assert sweep_after(days=40) == 1


def test_a_bucket_that_is_not_there_is_said_beside_the_field(shade, ann, settings):
    with patch.object(default_storage, "bucket_name", "gone"), patch.object(default_storage, "_bucket", None):
        assert NOT_STORED in faults(send(ann, picture(NAME, colour="#000000")))
        assert {fault.rpartition(": ")[2] for fault in faults_of_files()} == {"there is no such file"}


def test_a_form_with_a_picture_that_was_sent_before_waits_for_the_bucket(bucket, shade, ann):
    from botocore.exceptions import EndpointConnectionError

    ann.raise_request_exception = False
    before = KeptPicture(shade.photos.first().image.name).signed
    sent = {"photos-TOTAL_FORMS": "1", "photos-INITIAL_FORMS": "0", "photos-0-image-kept": before}
    gone = EndpointConnectionError(endpoint_url="gone")
    with patch("botocore.client.BaseClient._make_api_call", side_effect=gone):
        answer = ann.post(f"/admin/catalog/product/{shade.pk}/change/", sent)
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_a_backup_leaves_the_bucket_alone(bucket, shade, tmp_path):
    with patch.object(backup, "copy_database", lambda path: path.touch()):
        call_command("backup", str(tmp_path / "backup"))
    assert not (tmp_path / "backup" / backup.MEDIA).exists()
