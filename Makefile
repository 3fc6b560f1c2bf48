# What can be done here; `make help` lists it. Everything lives in .venv; nothing needs root.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PORT ?= 8080
RUFF := $(BIN)/ruff
ifdef PYTHON
CANDIDATES := $(PYTHON)
else
CANDIDATES := python3 python3.13 python3.12 python3.11 python3.14 python
endif

.DEFAULT_GOAL := help
.PHONY: help demo up test test-containers check format bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## the whole platform on this machine, filled with the demo programme
	@exec $(BIN)/civikos up --demo --port $(PORT)

up: $(READY) ## the whole platform on this machine, with the data it has
	@exec $(BIN)/civikos up --port $(PORT)

test: $(READY) ## every test that needs no container engine; BROWSER=no leaves out those in a browser
ifeq ($(BROWSER),no)
	@$(BIN)/pytest -m "not containers and not browser"
	@echo "Left out, as BROWSER=no says: the tests in a real browser."
else
	@CIVIKOS_TEST_BROWSER="$$(deploy/browser.sh $(BIN)/python)" && export CIVIKOS_TEST_BROWSER && $(BIN)/pytest -m "not containers"
endif

test-containers: $(READY) ## the platform in containers, end to end (a Docker engine is needed)
	@deploy/containers-test.sh $(BIN)/pytest

check: $(READY) ## what CI checks besides the tests
	@$(RUFF) check .
	@$(RUFF) format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## puts the code into the shape that check wants
	@$(RUFF) check --fix .
	@$(RUFF) format .

bench: $(READY) ## measures, and writes docs/benchmarks.md
	@$(BIN)/python -m tests.bench

lock: $(READY) ## pins every dependency anew, with hashes and without addresses
	@$(BIN)/pip install --quiet --disable-pip-version-check uv
	@deploy/lock.sh $(BIN)/uv

clean: ## removes the environment, never the data
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.lock pyproject.toml deploy/setup.sh
	@deploy/setup.sh $(VENV) $(CANDIDATES)
