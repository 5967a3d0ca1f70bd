# make run: a demo on http://127.0.0.1:8000    make test: all tests on PostgreSQL
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
UV := uv==0.13.8
RUN_DEPS := $(VENV)/.run-$(shell cat requirements.txt requirements-assets.txt Makefile 2>/dev/null | cksum | cut -d' ' -f1)
DEV_DEPS := $(VENV)/.dev-$(shell cat requirements*.txt Makefile 2>/dev/null | cksum | cut -d' ' -f1)
ASSETS := var/assets/.made-$(shell cat requirements-assets.txt peersupport/assets.py 2>/dev/null | cksum | cut -d' ' -f1)
# Migrations, static files or demo data changed: prepare anew before serving.
READY := var/.ready-$(shell cat */migrations/*.py peersupport/*/migrations/*.py static/* peersupport/reporting/demo/*.py 2>/dev/null | cksum | cut -d' ' -f1)
# Where links in messages lead: each process of honcho has another PORT.
SITE_URL ?= http://127.0.0.1:$(PORT)
DEMO := PEERSUPPORT_MODE=demo PORT=$(PORT) SITE_URL=$(SITE_URL) PATH="$(BIN):$$PATH"

# Bytecode is kept, whatever the shell says: every start of Python would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run demo test quick check lint format faults slow clean
help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)

$(RUN_DEPS): requirements.txt | $(VENV)/bin/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode -r requirements.txt
	@rm -f $(VENV)/.run-*; touch $@

$(DEV_DEPS): requirements.txt requirements-dev.txt | $(VENV)/bin/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode -r requirements-dev.txt
	@rm -f $(VENV)/.dev-*; touch $@

$(ASSETS): requirements-assets.txt peersupport/assets.py | $(VENV)/bin/uv
	@mkdir -p var/assets
	$(BIN)/uv pip install --quiet --no-deps --python $(BIN)/python --target var/vendor --upgrade -r requirements-assets.txt
	$(BIN)/python -m peersupport.assets
	@rm -f var/assets/.made-*; touch $@

setup: $(RUN_DEPS) $(DEV_DEPS) $(ASSETS) ## install everything into .venv and var/

run: $(RUN_DEPS) $(ASSETS) ## serve the demo scheme with web, worker and beat
	@mkdir -p var/broker var/broker-control var/mail
	@# Another version of the product makes its demo anew: tables of the one before would not fit.
	@[ -z "$$DATABASE_URL" ] && [ -f var/peersupport.sqlite3 ] && [ -f $(READY) ] || \
		{ [ -n "$$DATABASE_URL" ] || rm -f var/peersupport.sqlite3*; $(DEMO) $(BIN)/python manage.py prepare; }
	@rm -f var/.ready-*; touch $(READY)
	@echo "Peer support runs on http://127.0.0.1:$(PORT) (stop with Ctrl+C)"
	@$(DEMO) $(BIN)/honcho start --no-colour

demo: $(RUN_DEPS) $(ASSETS) ## make fresh demo data
	@$(DEMO) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEMO) $(BIN)/python manage.py demo --fresh

test: $(DEV_DEPS) $(ASSETS) ## all tests, on PostgreSQL, with journeys in Chromium
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" $(ARGS)

faults: $(DEV_DEPS) $(ASSETS) ## kill workers, web, Redis and PostgreSQL, and print what it cost (SHORT=1: a part of it)
	$(BIN)/python -m tests.faults $(if $(SHORT),--short) $(ARGS)

slow: $(DEV_DEPS) ## tests that are too slow for every day: contracts broken on purpose
	$(BIN)/python -m pytest -m slow $(ARGS)

quick: $(DEV_DEPS) $(ASSETS) ## the quick path, on SQLite, without browser
	TEST_DATABASE=sqlite $(BIN)/python -m pytest -n 2 --dist worksteal --migrations -m "not browser and not slow and not postgres" $(ARGS)

check: $(DEV_DEPS) $(ASSETS) ## lint, layers, migrations, deployment and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports --no-logo
	PEERSUPPORT_MODE=demo $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w0) PEERSUPPORT_MODE=production ALLOW_SQLITE=1 ALLOWED_HOSTS=example.org \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/mypy

format: $(DEV_DEPS) ## put code into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what make made
	rm -rf $(VENV) var
