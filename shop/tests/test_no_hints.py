"""Tests carry no type hints: mypy does not read them, and hints that nobody checks are soon untrue."""

import ast

import pytest
from django.conf import settings

FILES = sorted([*settings.BASE_DIR.glob("*/tests/**/*.py"), settings.BASE_DIR / "conftest.py"])


def hints(source):
    """The lines with a hint. Fields of a class are not meant: a dataclass is made of them."""
    tree = ast.parse(source)
    fields = [statement for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for statement in node.body]
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            hint = node.annotation
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            hint = node.returns
        else:
            hint = isinstance(node, ast.AnnAssign) and node not in fields
        if hint:
            yield node.lineno


def test_no_test_has_hints():
    assert len(FILES) > 100
    found = {str(path.relative_to(settings.BASE_DIR)): [*hints(path.read_text("utf-8"))] for path in FILES}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("hinted", ["def f(a: int): ...", "def f(*a: int): ...", "def f() -> int: ...", "a: int = 1"])
def test_a_hint_is_found(hinted):
    assert list(hints(hinted)) == [1]
    assert list(hints("@dataclass\nclass A:\n    a: int")) == []
