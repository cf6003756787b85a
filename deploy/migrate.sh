#!/bin/sh
# Runs once before a new version starts: migrations, the search index (its stems may differ from the last version's),
# and the demo catalogue with the demo texts if SEED_CATALOGUE is 1 and the shop has no data of its own (exit code 3).
set -eu
python manage.py migrate --noinput
python manage.py refresh_search
if [ "${SEED_CATALOGUE:-0}" = 1 ]; then
  if python manage.py seed_catalogue; then
    exec python manage.py seed_words
  elif [ $? != 3 ]; then
    exit 1
  fi
fi
