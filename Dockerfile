FROM python:3.13-slim-trixie AS build
WORKDIR /app
# requirements-s3.lock: photographs may lie in a bucket of S3-compatible storage.
ARG LOCK=requirements.lock
COPY $LOCK .
RUN python -m venv --without-pip /venv \
    && pip --python /venv install --no-cache-dir --disable-pip-version-check --require-hashes -r $LOCK
COPY . .
# The user of the image can write nothing: what has no bytecode yet would be compiled by every start of every container.
# collectstatic writes every static file three times: plain, gzip and brotli. The key signs nothing.
RUN /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash . \
    && /venv/bin/python deploy/compile_messages.py \
    && SECRET_KEY=build /venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim-trixie
RUN groupadd --system --gid 10001 shop \
    && useradd --system --uid 10001 --gid shop --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin shop \
    # A new volume mounted here gets this owner.
    && install --directory --owner shop --group shop /srv/media
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONPATH=/app HOST=0.0.0.0 MEDIA_ROOT=/srv/media
USER shop
EXPOSE 8000
CMD ["python", "-m", "deploy.serve"]
