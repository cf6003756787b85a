#!/bin/sh
# Writes the lock files: all packages with hashes, for Python 3.11 and newer, without the address of an index;
# and, if Node is installed, the one for npm.
set -eu
cd "$(dirname "$0")/../.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
pin() {
  .venv/bin/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --quiet --upgrade --custom-compile-command "make lock" "$@"
}
pin -o requirements.lock
pin --extra s3 -c requirements.lock -o requirements-s3.lock
pin --group dev -c requirements-s3.lock -o requirements-dev.lock
if command -v npm >/dev/null; then
  npm install --save-dev --save-exact --package-lock-only @biomejs/biome@latest
fi
