#!/bin/sh
# run.sh [dev]: prepares the data, then serves until Ctrl-C, and runs `tidy` every minute. If `tidy` ends, it is
# restarted while the shop keeps serving. DEMO=0, here or in .env: without the demo catalogue and its texts, which a shop
# with data of its own is never given (exit code 3).
set -eu
cd "$(dirname "$0")/../.."
python=.venv/bin/python
mode=${1:-run} demo=${DEMO:-$(sed -n 's/^DEMO=//p' .env 2>/dev/null | tail -n 1)}
demo=${demo:-1}
export PORT="${PORT:-8000}" SERVE_MEDIA="${SERVE_MEDIA:-1}"
if [ -z "${SITE_URL:-}" ] && ! grep -q '^SITE_URL=.' .env; then
  export SITE_URL="http://localhost:$PORT"
fi
if [ "$mode" = dev ]; then
  export DEBUG=1
fi

if ! $python -c "import os, socket; socket.create_server(('127.0.0.1', int(os.environ['PORT'])))" 2>/dev/null; then
  echo "Port $PORT is in use or not valid: choose another with PORT=8001 make $mode" >&2
  exit 1
fi
echo "Preparing the database and the static files"
# Compressing static files and encoding photographs take longest, so they run in parallel.
static=
if [ "$mode" = run ]; then
  $python manage.py collectstatic --noinput --verbosity 0 &
  static=$!
fi
$python manage.py migrate --noinput --verbosity 0
$python manage.py refresh_search --verbosity 0
if [ "$demo" = 1 ]; then
  echo "Loading the demo and its photographs, where they are not there yet"
  if $python manage.py seed_catalogue --photographs pair --verbosity 0; then
    $python manage.py seed_words --verbosity 0
  elif [ $? = 3 ]; then
    demo=0
  else
    exit 1
  fi
fi
[ -z "$static" ] || wait $static

serve() {
  if [ "$mode" = dev ]; then
    exec $python manage.py runserver "127.0.0.1:$PORT"
  fi
  SERVER_LOG=WARNING exec $python -m deploy.serve
}
# tidy_after SECONDS: the pause prevents a busy loop if it ends at once.
tidy_after() {
  (sleep "$1" && exec $python manage.py tidy --every 60 --verbosity 0) &
  tidy=$!
}
serve &
web=$!
rest=
if [ "$demo" = 1 ]; then
  # The shop opens with the pair of each shade; the other photographs follow while it serves.
  $python manage.py seed_catalogue --photographs rest --verbosity 0 &
  rest=$!
fi
tidy_after 0

finish() {
  trap '' INT TERM HUP
  trap - EXIT
  kill $web $tidy $rest 2>/dev/null || true
  wait $web 2>/dev/null || true
  wait $tidy 2>/dev/null || true
  exit "$1"
}
is_alive() { kill -0 "$1" 2>/dev/null; }
trap 'finish 0' INT TERM HUP
trap 'finish 1' EXIT

until $python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:$PORT/healthz', timeout=5)" 2>/dev/null; do
  is_alive $web || exit 1
  sleep 0.2
done
at=${SITE_URL:-$(sed -n 's/^SITE_URL=//p' .env | tail -n 1)}
if [ "$demo" = 1 ]; then
  what="This is the demo. docs/opening.md leads to a shop of your own."
else
  what="What it lacks before it may open: .venv/bin/python manage.py check_shop --open"
fi
cat <<END

  The shop:   $at (Ctrl-C ends it)
  For staff:  $at/admin/
  An account for it, in another terminal in this folder: .venv/bin/python manage.py createsuperuser
  $what
END
while is_alive $web; do
  if ! is_alive $tidy; then
    echo "tidy has ended and is restarted" >&2
    tidy_after 3
  fi
  sleep 1
done
