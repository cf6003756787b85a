"""Prints the result of each suite, by the file that pytest wrote for it, and of all together; fails if one failed."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def outcome(file: Path) -> tuple[int, int, str]:
    """The numbers of passed and failed tests, and both in words. A suite without a passed test has failed."""
    if not file.exists():
        return 0, 1, "FAILED: it came to no end, or found no test"
    (suite,) = ElementTree.parse(file).getroot()
    tests, failures, errors, skipped = (int(suite.attrib[name]) for name in ("tests", "failures", "errors", "skipped"))
    passed, failed = tests - failures - errors - skipped, failures + errors
    if not passed:
        failed = max(failed, 1)
    words = [f"{passed} passed", f"{skipped} skipped" if skipped else "", f"{failed} FAILED" if failed else ""]
    return passed, failed, f"{', '.join(filter(None, words))} in {float(suite.attrib['time']):.0f} s"


def main(files: list[str]) -> int:
    outcomes = {Path(file).stem: outcome(Path(file)) for file in files}
    for name, (_, _, words) in outcomes.items():
        print(f"{name}: {words}")
    passed, failed = (sum(numbers) for numbers in zip(*((p, f) for p, f, _ in outcomes.values()), strict=True))
    print(f"tests: {passed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
