"""Settings that have become business data: whoever still sets them is told that nobody reads them."""

import os
from typing import Any

from django.core import checks

BECAME_DATA = ("SHOP_NAME", "SHOP_NAME_RU", "DELIVERS_TO", "DISPATCH_DAYS", "RETURN_DAYS")


@checks.register
def settings_that_moved(**kwargs: Any) -> list[checks.CheckMessage]:
    return [
        checks.Warning(
            f"{name} is set, and nobody reads it.",
            hint="It is business data now, in the admin; the first `migrate` has taken it over. Remove the variable.",
            id="pages.W001",
        )
        for name in BECAME_DATA
        if os.environ.get(name)
    ]
