# Each target sets up what it needs in .venv; all it asks of the machine is Python 3.11 or newer and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEPS   := $(VENV)/.installed

.PHONY: help install demo test lint format bench bench-watch bench-dates bench-quotes bench-reading bench-timeline bench-store bench-desk faults tinydb-suite picture wheel clean

help:            ## what there is
	@grep -E '^[a-z-]+: .*##' Makefile | sed 's/:.*##/\t/'

$(DEPS): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "elshi needs Python 3.11 or newer; try make PYTHON=python3.12")'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@$(BIN)/python -m compileall -q timeline storage tui
	@touch $@

install: $(DEPS) ## make .venv with elshi and its tools

demo: install    ## open the dashboard on seeds/, or print the timeline where there is no terminal
	@$(BIN)/elshi open seeds/

test: install    ## run all tests
	@$(BIN)/python -m pytest -n 2

lint: install    ## format check, lint, strict types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: install  ## let ruff format and mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: install   ## measure the speed figures of the README
	@$(BIN)/python -m benchmarks.startup

bench-dates: install ## measure the reading of dates on the annotated texts of GOLD=DIR
	@$(BIN)/python -m benchmarks.dates "$(GOLD)"

bench-quotes: install ## measure the reading of quotes on the annotated texts of GOLD=DIR
	@$(BIN)/python -m benchmarks.quotes "$(GOLD)"

bench-reading: install ## measure how fast articles are read whole, and a run over ARTICLES of them; takes some minutes
	@$(BIN)/python -m benchmarks.reading $(ARTICLES)

bench-timeline: install ## measure timelines on the annotated texts of GOLD=DIR
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	@$(BIN)/python -m benchmarks.timeline "$(GOLD)"

bench-store: install ## measure the store at a hundred thousand articles; takes some minutes and 3 GB of room
	@$(BIN)/python -m benchmarks.store $(ARTICLES)

bench-desk: install ## measure the dashboard in a terminal, on 10,000 and 100,000 events; takes some minutes
	@$(BIN)/python -m benchmarks.desk

bench-feeds: install ## hold the reading of feeds against the collected feeds of FEEDS=DIR
	@$(BIN)/python -m benchmarks.feeds "$(FEEDS)"

bench-loading: install ## measure how fast feeds become stored, read articles
	@$(BIN)/python -m benchmarks.loading $(ARTICLES)

bench-watch: install ## keep watch on 100 feeds for 10,000 fetches, with kills; takes some minutes
	@$(BIN)/python -m benchmarks.watching

faults: install  ## the tests of kills, cuts, flipped bits, refused calls and power cuts in full; takes half an hour
	@ELSHI_FAULTS=full $(BIN)/python -m pytest -s tests/storage/test_faults.py tests/storage/test_store_processes.py tests/storage/test_table.py

tinydb-suite: install ## run TinyDB's own published tests on the journal
	@$(BIN)/python -m benchmarks.tinydb_suite

picture: install ## draw the dashboard for the README
	@$(BIN)/python -m benchmarks.picture docs/dashboard.svg

wheel: install   ## build the package into dist/
	@$(BIN)/python -m build --quiet

clean:           ## forget .venv, caches and builds
	@rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
