#!/bin/sh
# Before the shop starts on a new version, once: the tables, what search knows of each shade (its stems may be other
# ones than the last version's), and the demo catalogue where SEED_CATALOGUE is 1.
set -eu
python manage.py migrate --noinput
python manage.py refresh_search
if [ "${SEED_CATALOGUE:-0}" = 1 ]; then
  exec python manage.py seed_catalogue
fi
