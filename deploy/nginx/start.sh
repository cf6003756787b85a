#!/bin/sh
# Starts nginx with shop.conf. nginx before 1.27.3 (Debian 13 has 1.26) does not know `resolve` in an upstream: there
# the web containers are looked up once, and nginx must be restarted after they have been made anew.
set -eu
cp /srv/shop.conf /etc/nginx/conf.d/default.conf
nginx -tq 2>/dev/null || sed 's/ resolve / /' /srv/shop.conf >/etc/nginx/conf.d/default.conf
exec nginx -g "daemon off;"
