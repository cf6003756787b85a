"""make check: known holes in the pinned packages, by pip-audit, and a hash for every file of them.

A hole that is known is a failure, and so is an audit that ends in any other way. An index or a list of holes that does
not answer is none: that is said in a line.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
# make check must not wait for an index that is far away. CI waits a little longer.
SECONDS = 30 if "CI" in os.environ else 10
NO_ANSWER = "NOT RUN: the list of known holes does not answer"
# What pip-audit and what it stands on say of a network.
NETWORK = re.compile(r"connect|timed? ?out|resol|unreachable|HTTP|SSL|proxy", re.IGNORECASE)
PACKAGE = re.compile(r"^[a-zA-Z0-9][\w.-]*==", re.MULTILINE)


class NoAnswer(Exception):
    """The index or the list of known holes did not answer."""


def packages(lock: str) -> list[str]:
    """Each package of a lock file with all that stands there about it."""
    starts = [found.start() for found in PACKAGE.finditer(lock)]
    return [lock[start:end] for start, end in zip(starts, [*starts[1:], len(lock)], strict=True)]


def without_hash(lock: str) -> list[str]:
    """The packages of a lock file that anybody could replace, and lines that name no version or an index."""
    loose = [package.split("==")[0] for package in packages(lock) if "--hash=sha256:" not in package]
    others = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    return loose + [line for line in others if not PACKAGE.match(line)]


def holes(report: str) -> list[str]:
    """What pip-audit found, a line each. Raises NoAnswer where the index knew of none of the packages."""
    found = json.loads(report)["dependencies"]
    if all("skip_reason" in package for package in found):
        raise NoAnswer
    return [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none'}"
        for package in found
        for hole in package.get("vulns", [])
    ]


def audit(lock: str) -> str:
    """pip-audit's report in JSON. Raises NoAnswer, and RuntimeError with what went wrong otherwise."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--no-deps", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "3"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise NoAnswer from None
    # With 1 it ends for a hole, too, which stands in the report.
    if done.returncode and not done.stdout.startswith("{"):
        raise NoAnswer if NETWORK.search(done.stderr) else RuntimeError(done.stderr)
    return done.stdout


def main() -> int:
    for name in LOCKS:
        if loose := without_hash((ROOT / name).read_text()):
            print(f"{name}: without a hash: {', '.join(loose)}")
            return 1
    # The second has everything of the first.
    try:
        known = holes(audit(LOCKS[-1]))
    except NoAnswer:
        print(NO_ANSWER)
        return 0
    print("\n".join(known) or "no known holes")
    return int(bool(known))


if __name__ == "__main__":
    sys.exit(main())
