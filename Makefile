# Two commands matter: `make run` and `make test`. Both set everything up first.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PYTEST := $(BIN)/python -m pytest --numprocesses=logical --maxprocesses=8 --dist=loadfile

.PHONY: run test quick check bench clicks clean format
.DEFAULT_GOAL := run

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,eval]'
	touch $@

run: $(READY)
	$(BIN)/naravard ingest
	$(BIN)/naravard serve

test: $(READY)
	$(PYTEST) --cov --cov-report=term

quick: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m 'not slow and not browser'

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/pip check
	$(MAKE) test

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/naravard eval bench

clicks: $(READY)
	$(BIN)/python -m tests.clicking

clean:
	rm -rf $(VENV) data reports .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage*
