"""Compiles every template, and those it extends and includes by name. Prints errors and then fails."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.template import Engine, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import Template
from django.template.loader_tags import ExtendsNode, IncludeNode

FOLDER = Path(__file__).resolve().parents[2] / "templates"


def named(template: Template) -> Iterator[str]:
    """The templates that it names literally. Computed names are only known when a page is rendered."""
    for kind, attribute in ((ExtendsNode, "parent_name"), (IncludeNode, "template")):
        for node in template.nodelist.get_nodes_by_type(kind):
            name = getattr(node, attribute).var
            if isinstance(name, str):
                yield name


def main() -> str | None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
    django.setup()
    engine = Engine.get_default()
    wrong = []
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        name = str(path.relative_to(FOLDER))
        try:
            for other in named(engine.get_template(name)):
                engine.get_template(other)
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            wrong.append(f"{name}: {type(error).__name__}: {error}")
    return "\n".join(wrong) or None


if __name__ == "__main__":
    sys.exit(main())
