# What people and CI do with sitegen. `make site` and `make test` need nothing but Python 3.11+.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := examples/sitegen.toml

.PHONY: site test test-unit mutants fuzz lint bench serve golden clean help

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.venv/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	touch $@

site: .venv/installed  ## Build the example into site/
	$(BIN)/sitegen build -c $(EXAMPLE) -o site

serve: .venv/installed  ## Build the example, serve it, rebuild on change
	$(BIN)/sitegen serve -c $(EXAMPLE) -o site

test: .venv/installed-dev  ## Run every test; installs the browsers that they need
	tests/install-browsers
	$(BIN)/python -m pytest

test-unit: .venv/installed-dev  ## Run the fast tests alone
	$(BIN)/python -m pytest tests/unit -n auto

mutants: .venv/installed-dev  ## Change 100 random expressions; the unit tests must notice 80
	$(BIN)/python tools/mutants.py

fuzz: .venv/installed-dev  ## Run the property tests with new random examples
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/unit -n auto

lint: .venv/installed-dev  ## Check style, types and walls
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-dev  ## Print the figures of the README
	$(BIN)/python benchmarks/build_example.py

golden: .venv/installed-dev  ## Rewrite the expected files of the tests; read the diff
	$(BIN)/python -m pytest tests/unit tests/site --rewrite-golden -p no:randomly

clean:  ## Remove what make and builds made
	rm -rf .venv .sitegen tests/browser/node_modules
	find site -mindepth 1 ! -name .gitignore -delete
