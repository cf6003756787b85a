"""Templates include and extend only templates of their own layer or a lower one, as with imports."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
FLOOR = {app: height for height, apps in enumerate(reversed(LAYERS)) for app in apps.split(" | ")}
USED = re.compile(r'{% (?:include|extends|made_once) "([^"]+)"')


def app_of(name):
    """The app whose template it is. `shop` has those of no app: base.html, includes/, the pages for what went wrong."""
    return next((part for part in name.split("/")[:2] if part in FLOOR), "shop")


def test_no_template_uses_one_of_a_higher_floor():
    folder = ROOT / "templates"
    uses = [
        (path.relative_to(folder).as_posix(), used)
        for path in sorted(folder.rglob("*.*"))
        for used in USED.findall(path.read_text())
    ]
    assert len(uses) > 50
    wrong = [
        f"{name} uses {used}"
        for name, used in uses
        if app_of(name) != app_of(used) and FLOOR[app_of(used)] >= FLOOR[app_of(name)]
    ]
    assert wrong == []


def test_an_app_is_read_from_the_path():
    assert app_of("cart/_line.html") == "cart"
    assert app_of("admin/orders/order/_verb.html") == "orders"
    assert app_of("includes/_totals.html") == app_of("404.html") == app_of("admin/base_site.html") == "shop"
    assert FLOOR["shop"] < FLOOR["catalog"] == FLOOR["accounts"] < FLOOR["cart"] < FLOOR["orders"]
