#!/bin/sh
# Collects new texts into the .po file of each language, without the lines that change with every run.
set -eu
cd "$(dirname "$0")/../.."
.venv/bin/python manage.py makemessages --all --no-location --no-wrap --no-obsolete \
  --ignore ".venv/*" --ignore "node_modules/*" --ignore "var/*" --ignore "bench/*" --ignore "*/tests/*"
for po in shop/locale/*/LC_MESSAGES/django.po; do
  sed -i.old -e '/^"POT-Creation-Date/d' -e '/^"Report-Msgid-Bugs-To/d' "$po"
  rm "$po.old"
done
