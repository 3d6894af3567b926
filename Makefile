# Everything a newcomer types. `make help` lists it.

SHELL := /bin/bash
PYTHON ?= python3
OFFICE ?= karabakh
MONTH ?=
UI_PORT ?= 3000

BIN := .venv/bin
# An environment a lock file, by its checksum; .venv is a link to the one in use, which stays until another is whole.
ENVIRONMENT := .venv-$(shell cksum < requirements.lock | cut -d ' ' -f 1)
LINKED := $(shell readlink .venv)
INSTALLED := $(ENVIRONMENT)/.installed
LOCKED := $(ENVIRONMENT)/.locked
CODE := assets pipeline
AGAIN := make $(or $(firstword $(MAKECMDGOALS)),bulletin) PYTHON=python3.12

# Without bytecode every process of a run would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help bulletin family ui test lint unit test-long bench clean .venv .style .types .imports .queries
.DELETE_ON_ERROR:

help: ## List the commands
	@sed -n 's/^\([a-z.-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 14

bulletin: .venv ## Make a month's bulletin: make bulletin [OFFICE=karabakh] [MONTH=2026-01]
	@$(BIN)/crossfoot run --office "$(OFFICE)" --only national --only en $(if $(MONTH),"$(MONTH)")

family: .venv ## Make all its publications: each language, each territory with figures
	@$(BIN)/crossfoot run --office "$(OFFICE)" $(if $(MONTH),"$(MONTH)")

ui: .venv ## Serve the Dagster page on 127.0.0.1: make ui [UI_PORT=3000]
	@$(BIN)/crossfoot ui --port "$(UI_PORT)"

test: lint unit ## Run all checks and tests but the long ones

lint: .venv ## Check style, types, direction of imports, SQL
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target .types .queries .imports .style

.style:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.types:
	$(BIN)/mypy

.imports:
	$(BIN)/lint-imports

.queries:
	$(BIN)/sqlfluff lint --disable-progress-bar sql

# Two processes test at a time, so the engines in each get one thread: more would wait for one another.
unit: export POLARS_MAX_THREADS := 1
unit: export CROSSFOOT_THREADS := 1
unit: .venv ## Run the tests; branch coverage of pipeline/ has a floor
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not long" --cov --cov-report=term-missing:skip-covered

test-long: .venv ## Run the tests that take minutes
	$(BIN)/pytest -n 2 -m long

bench: .venv ## Measure, into docs/measurements.md
	$(BIN)/python -m tests.bench

clean: ## Remove the environment and the caches; var/ with releases and history stays
	rm -rf .venv .venv-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.* htmlcov
	find $(CODE) tests sources -name __pycache__ -type d -prune -exec rm -rf {} +

.venv: $(INSTALLED) ## Make the environment with the locked dependencies
ifneq ($(LINKED),$(ENVIRONMENT))
	@test -L .venv || rm -rf .venv
	@ln -sfn $(ENVIRONMENT) .venv
	@find . -maxdepth 1 -name '.venv-*' ! -name '$(ENVIRONMENT)' ! -name '$(LINKED)' -exec rm -rf {} +
endif

# Each stamp is made last, so an interrupted installation is begun anew by the next make. What runs keeps the
# environment that it was started in, the one before this. Modules are compiled on all processors; one that cannot
# be is told of where it is imported.
$(LOCKED):
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "Crossfoot needs Python 3.11 or newer, and there is no '$(PYTHON)': install it, or name another one, as in $(AGAIN)." >&2; exit 6; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Crossfoot needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1): install one, or name it, as in $(AGAIN)." >&2; exit 6; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make a virtual environment: install its venv module (Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 6; }
	@echo "Making .venv with the locked dependencies; this takes a minute or two, once." >&2
	@$(PYTHON) -m venv --clear $(ENVIRONMENT)
	@$(ENVIRONMENT)/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	@$(ENVIRONMENT)/bin/python -m compileall -qq -j 0 $(ENVIRONMENT)/lib || true
	@touch $@

$(INSTALLED): $(LOCKED) pyproject.toml
	@$(ENVIRONMENT)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(ENVIRONMENT)/bin/python -m compileall -q $(CODE)
	@touch $@
