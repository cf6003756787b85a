"""docs/security.md answers each requirement of ASVS 5.0, level 1, and each test that it names is there."""

import re

from django.conf import settings

ROOT = settings.BASE_DIR
TEXT = (ROOT / "docs" / "security.md").read_text()
ROWS = dict(re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \|$", TEXT, re.MULTILINE))
# How many requirements of level 1 each section has.
SECTIONS = dict(
    section.split(":")
    for section in [
        "1.2:5",
        "1.3:2",
        "1.5:1",
        "2.1:1",
        "2.2:2",
        "2.3:1",
        "3.2:2",
        "3.3:1",
        "3.4:2",
        "3.5:3",
        "4.1:1",
        "4.4:1",
        "5.2:2",
        "5.3:2",
        "6.1:1",
        "6.2:8",
        "6.3:2",
        "6.4:2",
        "7.2:4",
        "7.4:2",
        "8.1:1",
        "8.2:2",
        "8.3:1",
        "9.1:3",
        "9.2:1",
        "10.4:5",
        "11.3:2",
        "11.4:1",
        "12.1:1",
        "12.2:2",
        "13.4:1",
        "14.2:1",
        "14.3:1",
        "15.1:1",
        "15.2:1",
        "15.3:1",
    ]
)


def test_each_requirement_has_an_answer():
    expected = {f"{section}.{n}" for section, most in SECTIONS.items() for n in range(1, int(most) + 1)}
    assert set(ROWS) == expected
    assert len(expected) == 70
    assert [number for number, said in ROWS.items() if not re.search(r"::test_|^n/a: |^rests on: ", said)] == []


def test_the_numbers_above_the_table_are_those_of_the_table():
    begins = [said.partition(":")[0] for said in ROWS.values()]
    others = begins.count("n/a"), begins.count("rests on")
    said = re.search(r"Of (\d+) requirements (\d+) have a test, (\d+) do not apply \(n/a\), and (\d+) say", TEXT)
    assert tuple(map(int, said.groups())) == (len(ROWS), len(ROWS) - sum(others), *others)


def test_each_test_that_is_named_is_there():
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", TEXT)
    assert len(named) > 40
    gone = [(path, name) for path, name in named if f"def {name}(" not in (ROOT / path).read_text()]
    assert gone == []


def test_the_image_has_nothing_of_git():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    assert not any(line.startswith(("!.git", "!*", "!.env")) for line in ignored)
