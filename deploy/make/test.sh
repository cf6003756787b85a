#!/usr/bin/env bash
# test.sh [long]: runs the checks and tests that are possible on this machine, and prints in its last lines which ran.
# Without `long`, what pages show is tested on PostgreSQL alone, and what the database does on SQLite too.
# test.sh bench-keep: only writes what the pages cost now, for later runs to compare with (bench/instructions.py).
# PostgreSQL: TEST_DATABASE_URL, or DATABASE_URL if it is PostgreSQL, else the server on 127.0.0.1:5432, else a
# temporary one from the installed binaries. Chromium: from PATH. What is not installed is skipped with a message.
set -uo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/.venv/bin:$PATH"
# Hundreds of processes import the same files: the first compiles them for all.
unset PYTHONDONTWRITEBYTECODE
work=$(mktemp -d)
[ "${1:-}" = long ] && export TEST_LONG=1
said=() suites=() failed=0

not_run() { # not_run PART REASON: in CI nothing may be skipped
  said+=("$1: NOT RUN, $2")
  [ -z "${CI:-}" ] || failed=1
}

suite() { # suite NAME PYTEST-ARGUMENTS…
  local name=$1 status=0
  shift
  echo "--- $name"
  python -m pytest --color=no --junitxml="$work/$name.xml" "$@" || status=$?
  # 1: tests failed, and the file says which. Higher: pytest itself failed, or found no tests.
  [ $status -le 1 ] || rm -f "$work/$name.xml"
  [ $status = 0 ] || failed=1
  suites+=("$work/$name.xml")
}

# PostgreSQL --------------------------------------------------------------------------------------------------------

answers() { # answers URL: whether there is a server on which we may create databases
  python - "$1" 2>/dev/null <<'END'
import sys
from urllib.parse import urlsplit, urlunsplit
import psycopg
url = urlsplit(sys.argv[1])
with psycopg.connect(urlunsplit(("postgresql", url.netloc, "/postgres", url.query, "")), connect_timeout=3) as connection:
    may = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    sys.exit(not connection.execute(may).fetchone()[0])
END
}

# initdb and the server refuse to be root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi
}

temporary_cluster() { # sets url; stop_cluster stops the server; false if PostgreSQL is not installed
  local bin port
  for bin in "$(dirname "$(command -v initdb || echo /)")" /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin; do
    [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && break
  done
  [ -x "$bin/initdb" ] || return 1
  port=$(python -c "import socket; print(socket.create_server(('127.0.0.1', 0)).getsockname()[1])")
  cluster=$(as_postgres mktemp -d)
  pg_bin=$bin
  as_postgres "$bin/initdb" -D "$cluster/data" -U postgres --auth=trust --encoding=UTF8 --locale=C >"$work/initdb" 2>&1 &&
    as_postgres "$bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/log" -o "-p $port -k $cluster -c listen_addresses=127.0.0.1 -c fsync=off" start >>"$work/initdb" 2>&1 ||
    { cat "$work/initdb"; return 1; }
  url="postgres://postgres@127.0.0.1:$port/$name"
}

stop_cluster() {
  [ -n "${cluster:-}" ] || return 0
  as_postgres "$pg_bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$cluster"
}
drop_migrated() {
  [ -z "${MIGRATED_POSTGRESQL:-}" ] || python deploy/make/migrated.py drop "$url"
}
trap 'drop_migrated; stop_cluster; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

find_postgresql() { # sets url and where; false if there is none
  # A database name of its own for each checkout, so that two can be tested on one server at once.
  local name given
  name=abajur_$(pwd | cksum | cut -d ' ' -f 1)
  for given in "${TEST_DATABASE_URL:-}" "${DATABASE_URL:-}"; do
    case $given in
      postgres://* | postgresql://*)
        url=$given where="the server of the environment"
        answers "$url" && return 0
        echo "The PostgreSQL of the environment does not answer, or may not make databases." >&2
        failed=1
        return 1
        ;;
    esac
  done
  url=postgres://postgres@127.0.0.1:5432/$name where="the server on 127.0.0.1:5432"
  answers "$url" && return 0
  where="a temporary server"
  temporary_cluster && answers "$url"
}

# Instructions of pages ---------------------------------------------------------------------------------------------

instructions() { # instructions [--keep]
  local began=$SECONDS state=ok
  if [ -z "$url" ]; then
    not_run instructions "there is no PostgreSQL"
  elif ! command -v valgrind >/dev/null; then
    not_run instructions "valgrind is not installed"
  else
    echo "--- instructions"
    python -m bench.instructions "$url" "$@" || state=FAILED failed=1
    said+=("instructions: $state in $((SECONDS - began)) s")
  fi
}

# Everything --------------------------------------------------------------------------------------------------------

python deploy/compile_messages.py || exit 1
if [ "${1:-}" = bench-keep ]; then
  find_postgresql || url=""
  instructions --keep
  printf '%s\n' "${said[@]}"
  exit $failed
fi
find_postgresql || url=""
echo "--- checks"
# Beside the checks, most of which use one core: pytest compiles the tests, once for both processes of the first suite,
# and the databases are migrated, once for all.
python -m pytest -q --collect-only >"$work/collected" 2>&1 &
compiling=$!
name=${url##*/}
MIGRATED_SQLITE=$work/migrated.sqlite3 MIGRATED_POSTGRESQL=${url:+${name%%\?*}_migrated}
python deploy/make/migrated.py make "$MIGRATED_SQLITE" $url >"$work/migrated" 2>&1 &
migrating=$!
python deploy/make/check.py || failed=1
wait $compiling || { failed=1; tail -n 30 "$work/collected"; }
# Without it each process migrates its own.
if wait $migrating; then export MIGRATED_SQLITE MIGRATED_POSTGRESQL; else failed=1 && cat "$work/migrated"; fi
said+=("checks: $([ $failed = 0 ] && echo ok || echo FAILED) in $SECONDS s")

# One process for each core, except for race tests, which run many processes against each other.
workers=$(nproc 2>/dev/null || echo 2)
parallel=(-n "$workers" --dist worksteal)
of_sqlite="not browser and not race"
[ -n "${TEST_LONG:-}" ] || [ -z "$url" ] || of_sqlite+=" and (each_database or not database)"
# Instructions are counted, one after the other and whatever else runs: beside this suite, which uses the other cores too.
(instructions; printf '%s\n' "${said[@]: -1}" >"$work/said"; exit $failed) >"$work/instructions" 2>&1 &
counting=$!
TEST_DATABASE_URL=sqlite://:memory: suite sqlite "${parallel[@]}" -m "$of_sqlite"
wait $counting || failed=1
cat "$work/instructions"
said+=("$(cat "$work/said")")
# The races of one database beside those of the other: much of their time they wait.
whole_shop=orders/tests/whole_shop
(TEST_DATABASE_URL=sqlite://:memory: suite sqlite-races -m race $whole_shop/race; exit $failed) >"$work/sqlite-races" 2>&1 &
races=$!
[ -z "$url" ] || TEST_DATABASE_URL=$url suite postgresql-races -m race $whole_shop/race
wait $races || failed=1
suites+=("$work/sqlite-races.xml")
cat "$work/sqlite-races"
if [ -n "$url" ]; then
  echo "PostgreSQL: $where"
  # Tests without a database have run already.
  TEST_DATABASE_URL=$url suite postgresql "${parallel[@]}" -m "database and not browser and not race"
else
  not_run postgresql "no server answers at 127.0.0.1:5432 and none is installed"
fi
if command -v chromium chromium-browser google-chrome >/dev/null; then
  # A test waits for its browser, and its browser for the shop: one more process uses that time.
  TEST_DATABASE_URL=${url:-sqlite://:memory:} suite browser -n $((workers + 1)) --dist worksteal -m browser $whole_shop/browser
else
  not_run browser "no Chromium on PATH"
fi

echo
printf '%s\n' "${said[@]}"
python deploy/make/results.py "${suites[@]}" || failed=1
exit $failed
