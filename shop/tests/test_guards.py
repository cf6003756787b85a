"""The list of guards that `make guards` switches off."""

from pathlib import Path

import pytest
from django.conf import settings

from deploy.make.guards import all_guards

ROOT = Path(settings.BASE_DIR)
GUARDS = all_guards()


def test_there_are_many_of_different_names():
    assert len({guard.name for guard in GUARDS}) == len(GUARDS) >= 30


@pytest.mark.parametrize("guard", GUARDS, ids=[guard.name for guard in GUARDS])
def test_each_stands_where_the_list_says_and_its_test_is_there(guard):
    text = (ROOT / guard.file).read_text()
    assert guard.without(text) != text
    file, _, name = guard.test.partition("::")
    assert (ROOT / file).exists()
    assert not name or f"def {name}(" in (ROOT / file).read_text()
