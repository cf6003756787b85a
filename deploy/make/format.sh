#!/bin/sh
# Writes what `make check` asks for: Python, templates, and CSS and JavaScript where Node is there.
set -eu
cd "$(dirname "$0")/../.."
.venv/bin/ruff check --quiet --fix .
.venv/bin/ruff format .
# It ends with 1 when it has written something, which is what we ask for.
find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true
if command -v npm >/dev/null; then
  deploy/make/install_node.sh
  node_modules/.bin/biome check --write
else
  echo "CSS and JavaScript: NOT FORMATTED, no Node"
fi
