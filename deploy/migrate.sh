#!/bin/sh
# Runs once before a new version starts: migrations, the search index (its stems may differ from the last version's),
# and the demo catalogue with the demo texts if SEED_CATALOGUE is 1.
set -eu
python manage.py migrate --noinput
python manage.py refresh_search
if [ "${SEED_CATALOGUE:-0}" = 1 ]; then
  python manage.py seed_words
  exec python manage.py seed_catalogue
fi
