"""What pages say of the shop is read once a second, and a kept page counts as old as that."""

import pytest
from django.test import Client, RequestFactory

from pages import current
from pages.tests.business import say
from pages.tests.pages import write
from shop.kept import set_read_at
from shop.tests.pages import elements

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """The seconds that have passed."""
    seconds = [1000.0]
    monkeypatch.setattr(current.time, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(current, "SECONDS", 1.0)
    current.forget()
    return seconds


def test_it_is_read_once_a_second(clock, django_assert_num_queries):
    # 1 the business data, 2 what is known of the pages
    with django_assert_num_queries(2):
        assert [current.business().dispatch_days for _time in range(3)] == [None] * 3
    clock[0] += 1
    with django_assert_num_queries(2):
        current.business()


def test_another_process_sees_a_change_after_that_second(clock):
    assert current.business().dispatch_days is None
    before = current._kept
    say(dispatch_days=2)
    # As in another process, which nobody told.
    current._kept = before
    assert current.business().dispatch_days is None
    clock[0] += 1
    assert current.business().dispatch_days == 2


def test_whoever_saves_it_sees_it_at_once(clock):
    assert current.business().dispatch_days is None
    say(dispatch_days=2)
    assert current.business().dispatch_days == 2


def test_a_kept_page_is_as_old_as_what_it_says_of_the_shop(clock):
    current.business()
    clock[0] += 0.5
    assert Client().get("/").kept.read_at == 1000.0


def test_a_page_that_shows_several_is_as_old_as_the_oldest(clock):
    current.current()
    request = RequestFactory().get("/")
    for moment in (5.0, 3.0, 4.0):
        set_read_at(request, moment)
    assert request.read_at == 3.0


def test_a_search_that_finds_pages_counts_as_old_as_they_were_read(clock):
    write(text_en="By post.")
    current.current()
    clock[0] += 0.5
    answer = Client().get("/products/?q=post")
    assert elements(answer, ".found-pages a")
    assert answer.kept.read_at == 1000.0


def test_a_shop_without_a_row_says_what_a_fresh_one_says(clock):
    current.Business.objects.all().delete()
    assert current.business().names == ("Abajur", "Абажур")
