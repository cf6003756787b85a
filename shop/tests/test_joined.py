"""What a page loads: one style sheet and one script of the shop, joined by collectstatic, and a sheet of its own."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Scripts that the admin loads, which loads nothing of the pages of the shop.
OF_THE_ADMIN = {"ask-before-leaving.js", "named-combobox.js"}


def imported(name):
    return set(re.findall(r'import "\./(.+)";', (STATIC / name).read_text()))


def test_every_component_and_every_behaviour_is_joined():
    components = {f"components/{sheet.name}" for sheet in (STATIC / "css" / "components").glob("*.css")}
    assert imported("css/shop.css") == components | {"tokens.css", "base.css", "look.css"}
    # The scheme is set before the first paint, by a script of its own.
    scripts = {script.name for script in (STATIC / "js").glob("*.js")}
    assert imported("js/shop.js") == scripts - {"shop.js", "scheme.js"} - OF_THE_ADMIN


def test_templates_name_no_part_of_what_is_joined():
    pages = set(TEMPLATES.rglob("*.html")) - set((TEMPLATES / "admin").rglob("*.html"))
    named = {name for page in pages for name in re.findall(r'"((?:css|js)/[^"]+)"', page.read_text())}
    assert {"css/shop.css", "js/shop.js", "js/scheme.js"} < named
    assert {name for name in named if not name.startswith("css/pages/")} == {
        "css/shop.css",
        "js/shop.js",
        "js/scheme.js",
    }


def test_the_admin_takes_single_behaviours():
    # The joined script would define once more what its pages have already, and stop there.
    assert [page for page in (TEMPLATES / "admin").rglob("*.html") if "js/shop.js" in page.read_text()] == []


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of static files as it is served, without the photographs of the home page and Django's own files."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "shop.joined.JoinedStaticFilesStorage"}}
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    with override_settings(STATIC_ROOT=folder, STORAGES=storages, STATICFILES_FINDERS=finders):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.avif", "*.webp", "*.jpg"])
    return folder


def served(folder, name):
    """The file behind a name, as the manifest has it."""
    paths = json.loads((folder / "staticfiles.json").read_text())["paths"]
    return folder / paths[name]


def test_the_joined_sheet_holds_its_components_and_imports_nothing(collected):
    sheet = served(collected, "css/shop.css").read_text()
    assert "@import" not in sheet
    assert "/*" not in sheet
    assert sheet.index("@layer reset, tokens, base") < sheet.index(".site-header") < sheet.index(".product-grid")
    for url in re.findall(r'url\("([^"]+)"\)', sheet):
        assert (collected / "css" / url).resolve().is_file(), url
    assert "chevron" in sheet


def test_the_joined_script_defines_every_element(collected):
    script = served(collected, "js/shop.js").read_text()
    assert "import" not in re.sub("//.*", "", script)
    elements = [
        name
        for part in (STATIC / "js").glob("*.js")
        if part.name not in OF_THE_ADMIN
        for name in re.findall(r'define\("(.+?)"', part.read_text())
    ]
    assert len(elements) > 7
    assert sorted(re.findall(r'define\("(.+?)"', script)) == sorted(elements)


def test_both_are_compressed_and_named_by_their_content(collected):
    for name in ("css/shop.css", "js/shop.js"):
        file = served(collected, name)
        assert re.fullmatch(r"shop\.[0-9a-f]{12}\.(css|js)", file.name)
        sizes = [FileSystemStorage(location=file.parent).size(file.name + ending) for ending in ("", ".gz", ".br")]
        assert sizes == sorted(sizes, reverse=True)


def test_a_part_that_does_not_exist_stops_the_collecting(tmp_path):
    from shop.joined import joined

    (tmp_path / "shop.css").write_text('@import "./components/no-such.css";')
    with pytest.raises(KeyError, match="no-such"):
        joined("css/shop.css", {"css/shop.css": (FileSystemStorage(location=tmp_path), "shop.css")})
