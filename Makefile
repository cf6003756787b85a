# The main targets are `make run` and `make test`. Both install what they need; longer scripts are in deploy/make/.
.DEFAULT_GOAL := help
.PHONY: help run test test-long guards chaos drill check bench bench-keep format sbom hooks dev shots lock messages backup restore ready

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: ready ## Serve the shop with its demo catalogue on http://localhost:8000 (PORT=8001: another port, DATABASE_URL: another database, DEMO=0: your own shop, without the demo)
	@deploy/make/run.sh

dev: ready ## The same with DEBUG on and code reloading
	@deploy/make/run.sh dev

test: ## Run the checks and tests, on SQLite and, if installed, PostgreSQL and Chromium
	@deploy/make/install.sh requirements-dev.lock
	@deploy/make/test.sh

test-long: ## Run all tests on each database, races with their counter-proofs, and every width and light in the browser
	@deploy/make/install.sh requirements-dev.lock
	@deploy/make/test.sh long

guards: ## Switch off each guard of the shop, one by one: a test must fail (TEST_DATABASE_URL: those of PostgreSQL, too)
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python deploy/compile_messages.py
	@TEST_DATABASE_URL=$${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/abajur_guards} .venv/bin/python -m deploy.make.guards

chaos: ## Order from 16 processes while workers, connections and the database die, on each database (MINUTES=10, SEED=…)
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python deploy/compile_messages.py
	@for url in sqlite://:memory: $${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/abajur_chaos}; do \
	  TEST_DATABASE_URL=$$url CHAOS_MINUTES=$(or $(MINUTES),10) CHAOS_SEED=$(SEED) \
	    .venv/bin/python -m pytest -q -s orders/tests/whole_shop/race/chaos.py || exit 1; \
	done

drill: ## Deploy this version over that of a commit on PostgreSQL, while visitors order (FROM=commit: else the one before the newest migration)
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python deploy/compile_messages.py
	@TEST_DATABASE_URL=$${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/abajur_drill} \
	  DRILL_FROM=$${FROM:-$$(git log -1 --format=%h^ -- '*/migrations/0*.py')} \
	  .venv/bin/python -m pytest -q -s orders/tests/whole_shop/race/drill.py

check: ## Run the static checks: lint, format, types, layers, migrations, templates, CSS and JavaScript
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python deploy/make/check.py

format: ## Format Python and templates, and CSS and JavaScript if Node is installed
	@deploy/make/install.sh requirements-dev.lock
	@deploy/make/format.sh

bench: ## Measure the pages against Django's floor and an ordinary shop and tell which targets are met (needs wrk, nginx and PostgreSQL; SIZES="100 10000 200000")
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python deploy/compile_messages.py
	@.venv/bin/python -m bench $(SIZES)

bench-keep: ## Write what the pages cost now, in instructions, for `make test` to compare with (needs valgrind and PostgreSQL)
	@deploy/make/install.sh requirements-dev.lock
	@deploy/make/test.sh bench-keep

backup: ready ## Copy the database and the photographs into var/backups/, while the shop serves (TO=folder: another place)
	@.venv/bin/python manage.py backup "$${TO:-var/backups/$$(date -u +%Y-%m-%dT%H%M%SZ)}"

restore: ready ## Restore a backup, FROM=folder, into an empty database and folder of photographs, and check it
	@.venv/bin/python manage.py restore "$${FROM:?write FROM=folder of a backup}"
	@.venv/bin/python manage.py migrate --noinput --verbosity 0
	@.venv/bin/python manage.py refresh_search
	@.venv/bin/python manage.py check_shop

sbom: ## Write what the shop is made of, as CycloneDX, to var/sbom.json
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python -m deploy.make.sbom var/sbom.json

hooks: ## Install `make check` as a git hook of this checkout (.venv/bin/prek uninstall removes it)
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/prek install

shots: ## Take screenshots of the main pages (needs Chromium): all in shots/, those of the README in docs/
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python deploy/compile_messages.py
	@.venv/bin/python deploy/make/screenshots.py

lock: ## Pin the newest allowed packages (needs the network)
	@deploy/make/install.sh requirements-dev.lock
	@deploy/make/lock.sh

messages: ready ## Collect new texts into the .po files (needs gettext)
	@deploy/make/messages.sh

ready: .env
	@deploy/make/install.sh requirements.lock
	@.venv/bin/python deploy/compile_messages.py

# Written once and never overwritten: it has the key that signs the sessions.
.env:
	@deploy/make/install.sh requirements.lock
	@umask 077 && .venv/bin/python -c 'import secrets, pathlib; print(pathlib.Path(".env.example").read_text().replace("SECRET_KEY=", "SECRET_KEY=" + secrets.token_urlsafe(50), 1), end="")' >.env.new && mv .env.new .env
