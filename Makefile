# What can be done with a checkout: `make help`. Needs Python 3.11 or newer and make; everything else is set up in .venv.

PYTHON ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
RUN := .venv/.installed-to-run
DEVELOP := .venv/.installed-to-develop
UV := build/lock/bin/uv

# `make run PORT=8010` and `PORT=8010 make run` win over the other places a setting can come from (survey/settings.py).
ifneq ($(PORT),)
export LYHORD_PORT := $(PORT)
endif
ifneq ($(HOST),)
export LYHORD_HOST := $(HOST)
endif

.PHONY: help setup run demo test lint fix bench translations lock

help: ## show what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

setup: $(RUN) ## make .venv and install what the lock names

run: setup ## serve on 127.0.0.1:8000; change it with PORT=8010 HOST=0.0.0.0
	@$(BIN)/lyhord run

demo: setup ## the same with a separate database full of invented answers
	@$(BIN)/lyhord demo

test: $(DEVELOP) ## run the tests, on SQLite, PostgreSQL and in a browser; only some with ARGS="tests/rules -x"
	@$(BIN)/python -m tests.machine $(ARGS)

lint: $(DEVELOP) ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

fix: $(DEVELOP) ## put right what can be put right by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(DEVELOP) ## measure speed: each file in tests/bench
	@for file in tests/bench/[a-z]*.py; do $(BIN)/python -m tests.bench.$$(basename "$$file" .py) || exit 1; done

translations: $(DEVELOP) ## bring the catalogues in translations/ up to date with the texts in the code
	$(BIN)/python -m babel.messages.frontend --quiet extract --mapping-file babel.cfg --keyword lazy_gettext \
		--add-comments NOTE: --no-location --sort-output --omit-header --width 120 --output-file translations/messages.pot .
	$(BIN)/python -m babel.messages.frontend --quiet update --input-file translations/messages.pot --output-dir translations \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120

lock: $(UV) ## write the lock files anew from pyproject.toml; newer versions with ARGS=--upgrade
	$(UV) pip compile $(LOCK) pyproject.toml --output-file requirements.txt $(ARGS)
	$(UV) pip compile $(LOCK) pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt $(ARGS)

# The lock holds no address: it is the same whichever mirror it was made from.
LOCK := --quiet --universal --generate-hashes --no-emit-index-url --no-header

.venv/bin/pip:
	@PYTHON="$(PYTHON)" sh .ci/venv

$(RUN): .venv/bin/pip requirements.txt pyproject.toml
	@echo "Installing what Lyhörd needs ..."
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

$(DEVELOP): $(RUN) requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(PIP) install --require-hashes --requirement requirements-dev.txt
	@touch $@

$(UV): | .venv/bin/pip
	$(BIN)/python -m venv build/lock
	build/lock/bin/python -m pip --quiet install uv==0.13.8
