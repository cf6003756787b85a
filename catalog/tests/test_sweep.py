"""Photographs that nothing shows any more leave the disk after days, and never one that a row or a fresh page needs."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from catalog import sweep
from catalog.models import Photo
from catalog.photographs import unused
from catalog.tests.factories import PhotoFactory, ProductFactory, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_renditions")]


@pytest.fixture
def photo():
    return PhotoFactory(product=ProductFactory(photos=False), image=picture())


@pytest.fixture
def folder(photo, settings):
    return (Path(settings.MEDIA_ROOT) / photo.image.name).parent


def sweep_after(**passed):
    with time_machine.travel(timezone.now() + timedelta(**passed)):
        return sweep.sweep()


def test_a_removed_photograph_goes_after_its_days_and_not_before(photo, folder):
    photo.delete()
    assert sweep_after() == 0
    assert sweep_after(days=13) == 0
    assert folder.is_dir()
    assert sweep_after(days=15) == 1
    assert not folder.exists()


def test_one_that_was_in_use_until_now_is_not_removed_in_the_first_look(photo, folder):
    assert sweep_after() == 0
    photo.delete()
    assert sweep_after(days=100) == 0
    assert folder.is_dir()


def test_one_that_a_row_names_stays_for_ever(photo, folder):
    for days in (0, 20, 40):
        assert sweep_after(days=days) == 0
    assert folder.is_dir()


def test_nothing_is_removed_where_there_is_no_mark(photo, folder, monkeypatch):
    """In a bucket that keeps versions each removal stays as a note, every hour and for each photograph."""
    removed = []
    monkeypatch.setattr(sweep.storage, "delete", removed.append)
    sweep_after()
    assert removed == []


def test_one_that_another_shade_shows_stays(photo, folder):
    PhotoFactory(product=ProductFactory(photos=False), image=picture())
    photo.delete()
    sweep_after()
    assert sweep_after(days=20) == 0
    assert folder.is_dir()


def test_days_are_counted_anew_after_a_row_named_it_again(photo, folder):
    image, width, height, shade = photo.image.name, photo.width, photo.height, photo.product
    photo.delete()
    sweep_after()
    Photo.objects.create(product=shade, kind="unlit", image=image, width=width, height=height)
    sweep_after(days=5)
    Photo.objects.all().delete()
    assert sweep_after(days=20) == 0
    assert folder.is_dir()


def test_an_upload_of_the_same_picture_keeps_the_files_that_were_to_go(photo, folder, monkeypatch):
    """Also in the moment between the look at the rows and the removal."""
    shade = photo.product
    photo.delete()
    sweep_after()
    held = unused.held

    def uploaded_just_now():
        monkeypatch.setattr(sweep, "held", held)
        PhotoFactory.build(product=shade, image=picture()).image.save("again.jpg", picture(), save=False)
        return held()

    monkeypatch.setattr(sweep, "held", uploaded_just_now)
    assert sweep_after(days=20) == 0
    assert folder.is_dir()


def test_what_an_earlier_shop_never_named_goes_as_well(settings):
    """Pictures of a form that was refused have no row."""
    orphan = Path(settings.MEDIA_ROOT) / "photos" / "0123"
    orphan.mkdir(parents=True)
    sweep_after()
    assert sweep_after(days=15) == 1


def test_what_a_removal_left_when_it_was_interrupted_goes(photo, folder):
    half = folder.with_name(".0123")
    half.mkdir()
    sweep_after()
    assert not half.exists()
    assert folder.is_dir()


def test_it_looks_once_an_hour(photo, folder, django_assert_num_queries):
    sweep.sweep()
    with django_assert_num_queries(0):
        sweep.sweep()
