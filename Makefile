# Two commands matter: `make run` and `make test`. Both make what they need; their longer parts are in deploy/make/.
.DEFAULT_GOAL := help
.PHONY: help run test check format hooks dev shots lock messages ready

help: ## What can be typed here
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: ready ## The shop with its demo catalogue on http://localhost:8000 (PORT=8001 moves it, DATABASE_URL moves the data)
	@deploy/make/run.sh

dev: ready ## The same with DEBUG on, reloading when a file changes
	@deploy/make/run.sh dev

test: ## Checks and tests on everything this machine has: SQLite, PostgreSQL, Chromium
	@deploy/make/install.sh requirements-dev.lock
	@deploy/make/test.sh

check: ## What can be said without running the tests: lint, format, types, layers, migrations, templates, CSS and JS
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/python deploy/make/check.py

format: ## Formats Python, templates, and CSS and JavaScript where Node is there
	@deploy/make/install.sh requirements-dev.lock
	@deploy/make/format.sh

hooks: ## `make check` before each commit, as a git hook of this checkout (.venv/bin/prek uninstall takes it back)
	@deploy/make/install.sh requirements-dev.lock
	@.venv/bin/prek install

shots: ## Screenshots of the main pages (needs Chromium): all in shots/, those of the README in docs/
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

# Written once and never again: it holds the key that signs the sessions.
.env:
	@deploy/make/install.sh requirements.lock
	@umask 077 && .venv/bin/python -c 'import secrets, pathlib; print(pathlib.Path(".env.example").read_text().replace("SECRET_KEY=", "SECRET_KEY=" + secrets.token_urlsafe(50), 1), end="")' >.env.new && mv .env.new .env
