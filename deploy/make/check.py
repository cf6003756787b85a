"""make check: static checks. All run in parallel, with one line of output for each.

CSS and JavaScript are checked where Node is there; with CI set, it must be there.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The environment of checks that read the settings, instead of the developer's.
ENVIRONMENT = os.environ | {"SECRET_KEY": "check", "ENV_FILE": os.devnull, "DATABASE_URL": "sqlite://:memory:"}
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html"))
BIN = Path(sys.executable).parent
BIOME = "node_modules/.bin/biome"
CHECKS: dict[str, list[list[str]]] = {
    "types": [[f"{BIN}/mypy", "."]],
    "migrations": [[sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]],
    "templates": [
        [f"{BIN}/djade", "--target-version", "5.2", "--check", *TEMPLATES],
        [sys.executable, "-m", "deploy.make.compile_templates"],
    ],
    "layers": [[f"{BIN}/lint-imports"]],
    "lint": [[f"{BIN}/ruff", "check", "."]],
    "format": [[f"{BIN}/ruff", "format", "--check", "."]],
    "known holes": [[sys.executable, "-m", "deploy.make.audit"]],
    "css and js": [["deploy/make/install_node.sh"], [BIOME, "check", "--error-on-warnings"]],
}


def outcome(commands: list[list[str]]) -> tuple[str, str]:
    """Runs commands in turn. Returns the output of the first that fails, and whether all are ok."""
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
        if done.returncode:
            return done.stdout + done.stderr or f"{command[0]} ends with {done.returncode} and says nothing\n", "FAILED"
        if done.stdout.startswith("NOT RUN"):
            return "", done.stdout.strip()
    return "", "ok"


def timed(commands: list[list[str]]) -> tuple[str, str, float]:
    began = time.monotonic()
    return *outcome(commands), time.monotonic() - began


def main() -> int:
    checks = dict(CHECKS)
    has_failed = False
    if not shutil.which("npm"):
        del checks["css and js"]
        has_failed = bool(os.environ.get("CI"))
        print("css and js: NOT RUN, no Node", flush=True)
    with ThreadPoolExecutor(len(checks)) as pool:
        names = {pool.submit(timed, commands): name for name, commands in checks.items()}
        for done in as_completed(names):
            said, state, seconds = done.result()
            has_failed = has_failed or state == "FAILED"
            print(f"{said}{names[done]}: {state} in {seconds:.1f} s", flush=True)
    return int(has_failed)


if __name__ == "__main__":
    sys.exit(main())
