#!/bin/sh
# Installs package-lock.json if it has changed. The lock file contains hashes and no registry (.npmrc).
set -eu
cd "$(dirname "$0")/../.."
stamp=node_modules/installed-package-lock.json
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
