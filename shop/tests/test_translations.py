"""The Russian texts are complete and right. Wherever a text is missing here, a visitor reads English among Russian.

New texts: `make messages`, then fill the empty `msgstr` in shop/locale/ru/LC_MESSAGES/django.po.
"""

import ast
import gettext
import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PO = "shop/locale/ru/LC_MESSAGES/django.po"

# Names that are the same in both languages.
SAME_IN_RUSSIAN = {"UNO", "E27", "E14, B22"}
# What differs between a message and its translation only by mistake.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|</?\w[^>]*>|&\w+;")


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale="ru", abort_invalid=True)


def pairs(message):
    """Each text of a message beside what it translates: for a plural, all forms beside the English plural."""
    if message.pluralizable:
        return [(message.id[1], text) for text in message.string]
    return [(message.id, message.string)]


def key(message):
    return message.context, message.id


CATALOG = read(ROOT / PO)
MESSAGES = [message for message in CATALOG if message.id]


def test_every_message_is_translated():
    assert [key(message) for message in MESSAGES if not all(text.strip() for _, text in pairs(message))] == []


def test_no_message_is_fuzzy():
    assert [key(message) for message in MESSAGES if message.fuzzy] == []


def test_no_message_is_obsolete():
    assert list(CATALOG.obsolete) == []


def test_every_message_is_in_russian_letters():
    latin = [
        key(message)
        for message in MESSAGES
        for _, text in pairs(message)
        if re.search("[A-Za-z]", PLACEHOLDER.sub("", text)) and not re.search("[А-яЁё]", text)
    ]
    assert [found for found in latin if found[1] not in SAME_IN_RUSSIAN] == []


def test_placeholders_and_tags_are_those_of_the_message():
    wrong = [
        text
        for message in MESSAGES
        for english, text in pairs(message)
        if Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(english))
    ]
    assert wrong == []


def test_every_plural_has_three_forms():
    assert CATALOG.num_plurals == 3
    assert [key(message) for message in MESSAGES if message.pluralizable and len(message.string) != 3] == []


def test_the_texts_keep_the_voice_of_the_shop():
    """Nobody is shouted at, «вы» is small, quotation marks are Russian, no word mixes two alphabets."""
    faults = re.compile(r"!|(?<=[\w,;] )В(?:ы|ас|ам|аш\w*)\b|(?<![=\w])\"(?!>)|[А-яЁё][A-Za-z]|[A-Za-z][А-яЁё]|  ")
    said = [re.sub(PLACEHOLDER, "0", text) for message in MESSAGES for _, text in pairs(message)]
    assert [text for text in said if faults.search(text)] == []


def test_it_compiles():
    assert [str(error) for _, errors in CATALOG.check() for error in errors] == []
    compiled = io.BytesIO()
    write_mo(compiled, CATALOG)
    compiled.seek(0)
    assert gettext.GNUTranslations(compiled).gettext("Cart") == "Корзина"


def test_it_has_the_messages_of_the_code_and_templates_and_no_others(tmp_path):
    """Collected anew, as `make messages` does it."""
    if not shutil.which("xgettext"):
        assert "CI" not in os.environ, "CI needs gettext"
        pytest.skip("gettext is not installed; CI has it")
    copy = tmp_path / "copy"
    without = shutil.ignore_patterns(
        ".*", "bench", "var", "static", "photos", "tests", "__pycache__", "node_modules", "*.mo"
    )
    shutil.copytree(ROOT, copy, ignore=without)
    (copy / PO).unlink()
    command = [sys.executable, "manage.py", "makemessages", "-l", "ru", "--no-location", "--no-wrap"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True, text=True)
    there = {key(message) for message in MESSAGES}
    collected = {key(message) for message in read(copy / PO) if message.id}
    assert collected - there == set(), "in the code and not in the .po: make messages, then translate"
    assert there - collected == set(), "in the .po and no longer in the code: make messages"


# What no collecting can find: texts that were never marked, or marked where gettext does not look --------------------

MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
SAID_BY = {"ValidationError", "success", "info", "warning", "error"}
SHOWN_AS = {"label", "help_text", "verbose_name", "verbose_name_plural", "violation_error_message", "short_description"}
APPS = ("accounts", "catalog", "cart", "orders", "pages", "shop")


def sources():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not {"tests", "migrations", "commands"} & set(path.parts):
                yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def name_of(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def is_prose(node):
    """Whether it is a text with words of its own, and not a bare placeholder, name or colour."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return any(re.search(r"[A-Za-z]{2}[ ,.]|^[A-Z][a-z]+$", word) for word in words)


def test_marked_texts_are_literal_and_not_inside_an_f_string():
    """xgettext collects literals only, and none from inside an f-string."""
    wrong = []
    for path, tree in sources():
        marked = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) in MARKS]
        inside = {id(call) for outer in ast.walk(tree) if isinstance(outer, ast.JoinedStr) for call in ast.walk(outer)}
        lost = [call for call in marked if id(call) in inside or not isinstance(call.args[0], ast.Constant)]
        wrong += [f"{path}:{call.lineno}" for call in lost]
    assert wrong == []


def test_what_python_says_to_people_is_marked():
    wrong = []
    for path, tree in sources():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            said = call.args if name_of(call) in SAID_BY and "logger" not in ast.dump(call.func) else []
            shown = [keyword.value for keyword in call.keywords if keyword.arg in SHOWN_AS]
            wrong += [f"{path}:{node.lineno}" for node in [*said, *shown] if is_prose(node)]
    assert wrong == []


def test_what_templates_say_to_people_is_marked():
    """But 400.html, 413.html, 500.html and 503.html, which say everything in both languages: they need no catalogue."""
    wrong = []
    for path in sorted((ROOT / "templates").rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        for block in ("comment", "blocktranslate", "blocktrans"):
            text = re.sub(rf"{{% {block}\b.*?{{% end{block} %}}", "", text, flags=re.DOTALL)
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<svg\b.*?</svg>", "", text, flags=re.DOTALL)
        attributes = re.findall(r'\b(?:alt|title|placeholder|aria-label|data-less|data-more)="([^"]*)"', text)
        plain = re.sub(r"<[^>]*>", " ", text)
        said = re.sub(r"&\w+;|[?&]\w+=", "", " ".join([plain, *attributes]))
        if path.name not in ("400.html", "413.html", "500.html", "503.html") and re.search(r"[^\W\d_]{2}", said):
            wrong.append(f"{path.relative_to(ROOT)}: {' '.join(plain.split())} {attributes}")
    assert wrong == []


def test_what_a_lamp_is_like_by_day_is_no_table_of_days():
    """Pages of the shop and of staff share a text unless it has a context."""
    russian = read(ROOT / PO)
    assert russian.get("By day").string == "Днём"
    assert russian.get("By day", context="sales").string == "По дням"
