#!/bin/sh
# Formats Python and templates, and CSS and JavaScript if Node is installed.
set -eu
cd "$(dirname "$0")/../.."
.venv/bin/ruff check --quiet --fix .
.venv/bin/ruff format .
# djade exits with 1 if it has changed a file, which is not an error here.
find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true
if command -v npm >/dev/null; then
  deploy/make/install_node.sh
  node_modules/.bin/biome check --write
else
  echo "CSS and JavaScript: NOT FORMATTED, no Node"
fi
