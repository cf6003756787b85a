#!/bin/sh
# Before the shop starts on a new version, once: the tables, and the demo catalogue where SEED_CATALOGUE is 1.
set -eu
python manage.py migrate --noinput
if [ "${SEED_CATALOGUE:-0}" = 1 ]; then
  exec python manage.py seed_catalogue
fi
