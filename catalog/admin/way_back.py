"""The way back from a page about shades that were ticked: to the list as it was narrowed when they were."""

from django.http import HttpRequest
from django.urls import reverse

from shop.responses import is_path_here


def list_left(request: HttpRequest) -> str:
    """The address of the list: where the action was chosen, or the page came from; `next` carries it."""
    whole = reverse("admin:catalog_product_changelist")
    left = request.get_full_path() if request.path == whole else request.POST.get("next") or request.GET.get("next", "")
    return left if is_path_here(left) else whole
