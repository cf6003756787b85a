"""Has the shop say something else of itself."""

from pages.models import Business


def say(**values):
    """Saves business data: `say(return_days=14)`."""
    row, _is_new = Business.objects.update_or_create(pk=1, defaults=values)
    return row
