"""The process whose instructions bench/instructions.py counts.

fill N: makes the tables and N shades. visit: answers each page in two children, and prints which process did what.
make bench fills its shop by it, too: fill N --photographs.
"""

import gc
import json
import math
import os
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connections

from bench.bare import alone
from bench.bare import application as bare_application
from bench.plan import PASSWORD
from bench.visits import SHADE, Application, cart_of_three, page

# A child answers FEW pages, or MORE beyond these.
FEW, MORE = 1, 1


def fill(shades: int, *, with_photographs: bool) -> None:
    from catalog.demo.making import make
    from catalog.models import Product
    from catalog.photographs import renditions

    if not with_photographs:
        # Pages name all widths, whichever exist.
        renditions.WIDTHS = renditions.WIDTHS[:1]  # type: ignore[assignment]  # a tuple of another length
    call_command("migrate", verbosity=0)
    make(shades)
    # Eight visitors, and enough of the shades that they buy.
    password = make_password(PASSWORD)
    User = get_user_model()
    User.objects.bulk_create(User(email=f"user{number}@example.com", password=password) for number in range(1, 9))
    Product.objects.filter(pk__lte=24).update(stock=1_000_000)
    # The last page of the list is as full as any other: what it costs can be compared.
    newest = Product.objects.public().order_by("-pk").values_list("pk", flat=True)
    Product.objects.filter(pk__in=list(newest[: newest.count() % settings.PRODUCTS_PER_PAGE])).update(is_public=False)


def child(application: Application, address: str, cookie: str, times: int) -> int:
    """The process that answers so many requests: it has ended."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        for _ in range(times):
            page(application, address, cookie)
        os._exit(0)
    return pid


def visit() -> None:
    """Prints for each page the processes that answered it, and how many requests more one answered than the other."""
    settings.ALLOWED_HOSTS.append("localhost")
    options = settings.DATABASES["default"]["OPTIONS"]
    # Statements are prepared at once, as they are in a process that has run for a while.
    options["prepare_threshold"] = 0
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    from pages import current
    from shop.kept.front import KeptPages
    from shop.kept.store import Store
    from shop.wsgi import django as cold

    # Both clocks stand: under valgrind a page would be too old before it is asked for again, and what pages say of the
    # shop would be read for each of them, which in a shop are many a second.
    current.SECONDS = math.inf
    warm = KeptPages(cold, Store(clock=lambda: 0.0))
    shade = SHADE.search(page(cold, "/products/"))
    assert shade
    pages: dict[str, tuple[Application, str, str]] = {
        "list, kept": (warm, "/products/", ""),
        "list": (cold, "/products/", ""),
        "list, three filters": (cold, "/products/?shape=drum&shape=empire&material=linen&light=glows", ""),
        "product": (cold, shade[1].decode(), ""),
        "fit, answered": (cold, "/fit/?height=38&width=16&holder=e27&use=table&unit=cm", ""),
        "cart of three": (cold, "/cart/", cart_of_three(cold)),
    }
    for asked in pages.values():
        page(*asked)
    bare = bare_application()
    with alone:
        page(bare, "/")
    # The children share no connection, and no collection of garbage falls into one of them by chance.
    connections.close_all()
    gc.freeze()
    gc.disable()
    children = []
    for name, asked in pages.items():
        few, more = child(*asked, FEW), child(*asked, FEW + MORE)
        children.append({"page": name, "few": few, "more": more, "times": MORE})
    with alone:
        few, more = child(bare, "/", "", FEW), child(bare, "/", "", FEW + MORE)
    children.append({"page": "bare", "few": few, "more": more, "times": MORE})
    for _ in range(2 * len(children)):
        pid, status = os.wait()
        if status:
            raise SystemExit(f"the process {pid} failed with {status}")
    print(json.dumps(children))


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        # As commands have it: only pages have limits.
        os.environ["DATABASE_LIMITS"] = "0"
    django.setup()
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]), with_photographs="--photographs" in sys.argv)
    else:
        visit()
