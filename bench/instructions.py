"""CPU instructions of six pages, as multiples of Django's floor: the same on a busy and on an idle machine.

    python -m bench.instructions postgres://user@host:port/any [--keep]

Compares with bench/instructions.json, and fails if a page grew by more than a tenth; --keep writes that file instead.
valgrind counts one process, which answers each page once and then forks: each child answers one page, a few times or
some times more. PostgreSQL works in other processes, so its work is not counted.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from shop.metrics import processes

ROOT = Path(__file__).resolve().parents[1]
KEPT = Path(__file__).with_suffix(".json")
SHADES = 100
# A page may grow by a tenth; the kept one, which costs less than the floor, by a twentieth of the floor.
GROWTH, GROWTH_OF_FLOOR = 1.1, 0.05
COUNT = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


def measure(server: str) -> dict[str, float]:
    """Million instructions of each page and of "bare", on a fresh database of that server, which is dropped."""
    name = f"abajur_bench_{os.getpid()}"
    url, postgres = (urlsplit(server)._replace(path=f"/{database}").geturl() for database in (name, "postgres"))
    with tempfile.TemporaryDirectory() as media, psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            environment = os.environ | {
                "DATABASE_URL": url,
                "MEDIA_ROOT": media,
                "BENCH": "1",
                # As where a shop is watched: what is counted costs something.
                "METRICS_PORT": "9100",
                processes.VARIABLE: media,
                "SECRET_KEY": "only for measurements, and public: its letters are of no use to anybody",
                "ENV_FILE": os.devnull,
                "DJANGO_SETTINGS_MODULE": "shop.settings",
                "PYTHONHASHSEED": "0",
            }
            run([sys.executable, "-m", "bench.inside", "fill", str(SHADES)], environment)
            done = run([*COUNT, sys.executable, "-m", "bench.inside", "visit"], environment)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    counted = {
        int(pid): int(number.replace(",", ""))
        for pid, number in re.findall(r"==(\d+)== I +refs: +([\d,]+)", done.stderr)
    }
    return {
        child["page"]: (counted[child["more"]] - counted[child["few"]]) / child["times"] / 1e6
        for child in json.loads(done.stdout)
    }


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server")
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    millions = measure(arguments.server)
    now = {page: round(number / millions["bare"], 2) for page, number in millions.items()}
    kept = {} if arguments.keep else json.loads(KEPT.read_text())
    has_grown = False
    for page, times in now.items():
        grew = page in kept and times > max(kept[page] * GROWTH, kept[page] + GROWTH_OF_FLOOR)
        has_grown = has_grown or grew
        before = f", kept {kept[page]:.2f}" if page in kept else ""
        print(f"{page}: {times:.2f}x{before} ({millions[page]:.2f} million){' GREW' if grew else ''}")
    if arguments.keep:
        KEPT.write_text(json.dumps(now, indent=2) + "\n")
    elif set(now) != set(kept):
        print("The pages are not those of bench/instructions.json: run make bench-keep")
        return 1
    elif has_grown:
        print("A page costs over a tenth more than before. If that is meant: make bench-keep")
    return int(has_grown)


if __name__ == "__main__":
    sys.exit(main())
