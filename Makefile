# make run    open the app            make check  check our own library
# make test   everything CI runs      make bench  measure, print a table
SHELL := /bin/sh
VENV  := .venv
BIN   := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
SOURCES := $(shell find edu_tui -name '*.py')
LIBRARY := $(shell find content quizzes -type f)
READY := build/ready/catalogue.msgpack
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: run test lint types contracts pytest check bench bench-peers picture monkey mutations faults audit licences reports lock fix clean

run: $(READY)
	@$(BIN)/edu-tui $(ARGS)

test: lint types contracts check pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

check: $(VENV)/.compiled
	$(BIN)/edu-tui check
	$(BIN)/edu-tui lock --check

pytest: $(VENV)/.dev $(READY)
	$(BIN)/pytest -n 2 --dist worksteal

bench: $(VENV)/.dev $(READY)
	$(BIN)/python -m benchmarks --write docs/benchmarks.md

# The start beside other programs made with Textual, installed into build/peers/.
bench-peers: $(VENV)/.dev $(READY)
	$(BIN)/python -m benchmarks.peers

# The pictures in the README and of all screens, exported from the app.
picture: $(VENV)/.compiled
	$(BIN)/python -m docs.picture
	$(BIN)/python -m docs.screens

# 100,000 random keys, resizes and mouse events, over every screen; EDU_TUI_MONKEY_SEED makes others of them.
monkey: $(VENV)/.dev
	EDU_TUI_MONKEY=100000 $(BIN)/pytest tests/app/test_monkey.py -n 2

# Ten thousand spoilt files of a library, looked at in every way; EDU_TUI_MUTATION_PROCESSES says how many at a time.
mutations: $(VENV)/.dev
	EDU_TUI_MUTATIONS=10000 $(BIN)/pytest -n 0 -s tests/corpus/test_mutations.py -k wanted

# A thousand killed programs of each kind, every power cut, every failing call.
faults: $(VENV)/.dev
	EDU_TUI_KILLS=1000 $(BIN)/pytest tests/faults -n 2 --dist worksteal --durations 8

# Whether vulnerabilities are known of the locked packages.
audit: $(VENV)/.dev
	$(BIN)/python -m docs.audit $(BIN)/uvx

licences: $(VENV)/.dev
	$(BIN)/python -m docs.licences

# The pages of the docs that are counted, not written.
reports: $(VENV)/.compiled
	$(BIN)/edu-tui curriculum > docs/curriculum.md
	$(BIN)/edu-tui clinical-review > docs/clinical-review.md
	$(BIN)/python -m docs.rule_pages
	for name in $$($(BIN)/edu-tui schema); do $(BIN)/edu-tui schema $$name > docs/schemas/$$name.json; done

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Hash-locked requirements that name no package host.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra build --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "edu-tui needs Python 3.11 or newer; none was found. Install it, or run: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml hatch_build.py | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Without compiled files each start would pay for compiling the sources again.
$(VENV)/.compiled: $(VENV)/.run $(SOURCES)
	@$(BIN)/python -m compileall -q edu_tui
	@touch $@

# The library, read in advance. Where that fails, the first start is slower and nothing else.
$(READY): $(VENV)/.compiled $(LIBRARY)
	@$(BIN)/python -m edu_tui.library.ready $(@D) || true
