#!/bin/sh
# Collects new texts into the .po file, without the lines that change with every run.
set -eu
cd "$(dirname "$0")/../.."
po=shop/locale/ru/LC_MESSAGES/django.po
.venv/bin/python manage.py makemessages -l ru --no-location --no-wrap --no-obsolete \
  --ignore ".venv/*" --ignore "node_modules/*" --ignore "var/*" --ignore "*/tests/*"
sed -i.old -e '/^"POT-Creation-Date/d' -e '/^"Report-Msgid-Bugs-To/d' $po
rm $po.old
