#!/bin/sh
# install.sh LOCKFILE: creates .venv if necessary, and installs the locked packages if the lock file has changed.
set -eu
cd "$(dirname "$0")/../.."
lock=$1
python=.venv/bin/python

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if ! { [ -x $python ] && is_new_enough $python && $python -m pip --version >/dev/null 2>&1; }; then
  found=
  for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
    is_new_enough "$candidate" || continue
    found=$candidate
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
      echo "Making .venv with $("$candidate" --version)"
      "$candidate" -m venv --clear .venv
      break
    fi
    found="$candidate, but its venv module is incomplete (Debian: apt-get install python3-venv)"
  done
  if [ -z "$found" ]; then
    echo "Python 3.11 or newer is needed, and there is none on PATH." >&2
    exit 1
  elif [ ! -x $python ]; then
    echo "Cannot make .venv: found $found." >&2
    exit 1
  fi
fi

stamp=.venv/installed-$lock
if ! cmp -s "$lock" "$stamp"; then
  echo "Installing the packages of $lock"
  # Python compiles what it imports, which is a small part of what is installed.
  $python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r "$lock"
  cp "$lock" "$stamp"
fi
