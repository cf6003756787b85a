#!/bin/sh
# Installs what package-lock.json pins, where it has changed. The lock names hashes and no registry (.npmrc).
set -eu
cd "$(dirname "$0")/../.."
stamp=node_modules/installed-package-lock.json
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
