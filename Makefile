# Commands for development and CI. `make site` and `make test` require only Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := examples/sitegen.toml
# Tests of a group run in one worker, in the order of tests/conftest.py.
# Browsers wait as often as they work: a worker more than cores.
WORKERS := $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 1)")
PARALLEL := -n $(WORKERS) --dist loadgroup --no-loadscope-reorder

# Tests start hundreds of interpreters: without bytecode files, each would compile all modules.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site test test-unit mutants fuzz torture lint bench serve golden catalogues clean help

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

# Modules are compiled when they are first imported: most never are.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c requirements.lock

.venv/bin/pip:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml requirements.lock | .venv/bin/pip
	$(PIP_INSTALL) -e .
	touch $@

.venv/installed-dev: pyproject.toml requirements.lock | .venv/bin/pip
	$(PIP_INSTALL) -e '.[dev]'
	touch .venv/installed $@

site: .venv/installed  ## Build the example into site/
	$(BIN)/sitegen build -c $(EXAMPLE) -o site

serve: .venv/installed  ## Build and serve the example; rebuild it on changes
	$(BIN)/sitegen serve -c $(EXAMPLE) -o site

test: .venv/installed-dev  ## Run all tests; install the browsers that they use
	tests/install-browsers
	$(BIN)/python -m pytest $(PARALLEL)

test-unit: .venv/installed-dev  ## Run only the unit tests
	$(BIN)/python -m pytest tests/unit $(PARALLEL)

mutants: .venv/installed-dev  ## Mutate 100 random expressions; the unit tests must catch 80
	$(BIN)/python tools/mutants.py

fuzz: .venv/installed-dev  ## Run the property tests with new random examples
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/unit $(PARALLEL)

torture: .venv/installed-dev  ## Damage files, caches and builds, and read hostile records: an hour
	tests/install-browsers
	$(BIN)/python tools/torture.py damage --variants 20000 --jobs 2
	$(BIN)/python tools/torture.py records --count 12000 --pages 300
	$(BIN)/python tools/torture.py kills
	$(BIN)/python tools/torture.py caches
	$(BIN)/python tools/torture.py sizes

lint: .venv/installed-dev  ## Check style, types, imports between packages, and words
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/lint_words.py

bench: .venv/installed-dev  ## Update docs/benchmarks.md; PAPERS and EVALUATION name optional data
	$(BIN)/python benchmarks/write_docs.py $(if $(PAPERS),--papers '$(PAPERS)') $(if $(EVALUATION),--evaluation '$(EVALUATION)')

golden: .venv/installed-dev  ## Rewrite the expected output of the tests; review the diff
	$(BIN)/python -m pytest tests/unit tests/site --rewrite-golden -p no:randomly

catalogues: .venv/installed-dev  ## Update the catalogues of the interface's texts from the code
	$(BIN)/python tools/make_catalogues.py

clean:  ## Remove the virtual environment, caches and built sites
	rm -rf .venv .sitegen tests/browser/node_modules
	find site -mindepth 1 ! -name .gitignore -delete
