# Clausier. « make help » lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 5000
.DEFAULT_GOAL := help
.PHONY: help run test lint content golden bench e2e unit format stale counts carriers clean

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

$(VENV)/.installed: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

run: $(VENV)/.installed ## set everything up and serve on 127.0.0.1:5000 (PORT=… to change)
	@$(BIN)/python app.py --port $(PORT)

test: lint content unit e2e ## set everything up and run every check and test

lint: $(VENV)/.installed-dev ## ruff, mypy and the import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

content: $(VENV)/.installed-dev ## try the checkers on bad files, then check the library
	$(BIN)/python -m pytest tests/test_content.py
	$(BIN)/python -m generator check

unit: $(VENV)/.installed-dev ## pytest without the browser, on every processor
	$(BIN)/python -m pytest -m "not e2e" -n auto

e2e: $(VENV)/.installed-dev ## the browser tests alone (skipped, visibly, without chromium)
	$(BIN)/python -m pytest -m e2e tests/e2e

golden: $(VENV)/.installed-dev ## rewrite the expected files of tests/golden
	$(BIN)/python -m pytest tests/test_golden.py --rewrite-golden

$(VENV)/.installed-bench: requirements.txt requirements-dev.txt requirements-bench.txt tools/peers/package-lock.json $(VENV)/.installed-dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-bench.txt
	@if command -v npm >/dev/null; then cd tools/peers && npm ci --silent --no-audit --no-fund; else echo "npm is missing: docxtemplater is left out"; fi
	@touch $@

bench: $(VENV)/.installed-bench ## measure against the other engines, in one run
	$(BIN)/python -m tools.bench_docx
	$(BIN)/python -m tools.bench
	$(BIN)/python -m tools.bench_dossier
	$(BIN)/python -m tools.bench_law
	$(BIN)/python -m tools.bench_library
	$(BIN)/python -m tools.bench_catalogue
	$(BIN)/python -m tools.bench_pdf

carriers: $(VENV)/.installed ## rebuild the Word carriers of clause_templates/modeles
	$(BIN)/python -m generator.word.build_carriers

counts: $(VENV)/.installed ## count the clauses by family, lever, effect and certainty; find clones
	@$(BIN)/python -m tools.count_clauses

stale: $(VENV)/.installed ## list values of law and clauses to check again
	@$(BIN)/python -m tools.stale

format: $(VENV)/.installed-dev ## rewrite the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what the targets above installed
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
