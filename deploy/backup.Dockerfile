# The shop's image with pg_dump and pg_restore of PostgreSQL 17, the server's version. Build the shop's image before it.
FROM abajur
USER root
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner shop --group shop --mode 700 /backups
USER shop
