# `make run` starts the site with the demo associations, `make test` checks everything.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON3 ?= python3
PY := .venv/bin/python
REQ := site/requirements
PORT ?= 8000
PACKAGES := home accounts policies services
SOURCES := site/config site/saudi site/deploy $(PACKAGES)
PYTEST_ARGS ?=
export PORT

.PHONY: help run test demo-reset lint suite bench messages lock clean

help:
	@echo "make run         set up and start the site on port $(PORT) (PORT=8080 make run for another)"
	@echo "make test        set up, then lint and the whole test suite"
	@echo "make demo-reset  forget the demo's data and build it anew"
	@echo "make lint        style, types, import floors, migrations, translations"
	@echo "make bench       fill two databases and compare how fast lists open (SQLite)"
	@echo "make messages    gather the texts to translate into site/locale"
	@echo "make lock        pin the requirements anew"

run: .venv/runtime.stamp catalogues
	@$(PY) site/deploy/run.py

demo-reset: .venv/runtime.stamp catalogues
	@$(PY) site/deploy/run.py --reset

test: lint suite

suite: .venv/test.stamp catalogues
	$(PY) -m pytest -n auto --dist loadgroup $(PYTEST_ARGS)

bench: .venv/test.stamp catalogues
	$(PY) tests/load/bench_lists.py --keep var/load

lint: .venv/test.stamp catalogues
	$(PY) -m ruff check manage.py $(SOURCES) tests
	$(PY) -m ruff format --check manage.py $(SOURCES) tests
	$(PY) -m mypy
	PYTHONPATH=site:. $(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()"
	$(PY) manage.py makemigrations --check --dry-run --settings config.settings.test
	$(PY) manage.py check --settings config.settings.test --fail-level WARNING
	$(PY) site/deploy/catalogues.py check

messages: .venv/test.stamp
	$(PY) site/deploy/catalogues.py gather

.PHONY: catalogues
catalogues: .venv/runtime.stamp
	@$(PY) site/deploy/catalogues.py compile

lock: .venv/test.stamp
	cd $(REQ) && for name in runtime test; do \
	  ../../$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command "make lock" $$name.in -o $$name.txt || exit 1; done

.venv/created.stamp:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Sila needs Python 3.11 or newer; $(PYTHON3) is `$(PYTHON3) --version 2>&1`."; exit 1; }
	@$(PYTHON3) -m venv .venv || \
	  { echo "Python could not make a virtual environment (on Debian: apt-get install python3-venv)."; exit 1; }
	@touch $@

.venv/runtime.stamp: $(REQ)/runtime.txt | .venv/created.stamp
	@echo "Installing what the site needs ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(REQ)/runtime.txt
	@touch $@

.venv/test.stamp: $(REQ)/test.txt .venv/runtime.stamp
	@echo "Installing the test tools ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(REQ)/test.txt
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
