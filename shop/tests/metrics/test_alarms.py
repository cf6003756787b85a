"""The alarms for Prometheus: each is explained, and asks for figures and labels that the shop tells.

Where Prometheus is installed, promtool checks the rules and runs cases.yml; elsewhere their words are compared.
"""

import re
import shutil
import subprocess

import pytest
from django.conf import settings

from shop.metrics import counts, readings
from shop.tests.metrics.counted import count_from_now_on

FOLDER = settings.BASE_DIR / "deploy/prometheus"
ALARMS = dict(
    re.findall(r"^      - alert: (\w+)\n        expr: (.+)$", (FOLDER / "alarms.yml").read_text(), re.MULTILINE)
)


def test_each_alarm_has_its_line_in_the_operators_guide():
    guide = (settings.BASE_DIR / "docs/operations.md").read_text()
    table = guide.partition("| alarm | what to do |\n")[2].partition("\n\n")[0]
    assert re.findall(r"^\| (\w+) \|", table, re.MULTILINE) == list(ALARMS)
    assert len(ALARMS) == 15


@pytest.fixture
def told(monkeypatch):
    """The names of all series that the shop tells, with their labels. `up` and `job` are Prometheus' own."""
    count_from_now_on(monkeypatch)
    series = {reading.name: {reading.label} for reading in readings.registered}
    series |= {"up": {"job"}, "shop_database_answers": set()}
    for counter in vars(counts.counters).values():
        if name := getattr(counter, "_name", ""):
            endings = ["_bucket", "_count", "_sum"] if counter._type == "histogram" else ["_total"]
            of_buckets = {"le"} if counter._type == "histogram" else set()
            series |= {f"{name}{ending}": {*counter._labelnames} | of_buckets for ending in endings}
    return series


@pytest.mark.parametrize("alarm", ALARMS)
def test_each_asks_for_figures_that_the_shop_tells(told, alarm):
    asked = re.findall(r"\b(up|shop_\w+)\b(?:\{([^}]*)\})?", ALARMS[alarm])
    assert asked
    for name, labels in asked:
        assert set(re.findall(r"(\w+)[=!]", labels)) <= told[name]


def test_prometheus_takes_them_and_they_go_off_when_they_should():
    if not shutil.which("promtool"):
        pytest.skip("Prometheus is not installed")
    for command in (["check", "rules", "alarms.yml"], ["test", "rules", "cases.yml"]):
        done = subprocess.run(["promtool", *command], cwd=FOLDER, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
