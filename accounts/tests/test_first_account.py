"""The first account of staff: made in a terminal, perhaps before the shop has its tables."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from accounts.models import User

pytestmark = pytest.mark.django_db
WITHOUT_ASKING = {"interactive": False, "email": "anna@lamps.test"}


def test_whoever_is_too_early_is_told_to_wait():
    MigrationRecorder.Migration.objects.filter(app="pages").delete()
    with pytest.raises(CommandError, match="wait until `make run` says where the shop is"):
        call_command("createsuperuser", **WITHOUT_ASKING)
    assert not User.objects.exists()


def test_the_owner_of_a_shop_that_is_ready_may_do_everything():
    call_command("createsuperuser", verbosity=0, **WITHOUT_ASKING)
    owner = User.objects.get()
    assert (owner.email, owner.is_staff, owner.is_superuser) == ("anna@lamps.test", True, True)
