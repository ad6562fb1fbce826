# Two commands do everything: make run, make test.

SHELL := /bin/bash
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup run test check unit policies bench calibrate lock clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup:
	@scripts/setup

run: setup ## set up, make a demonstration organisation, check its posts, serve its site
	@$(PYTHON) -m watchword.demo demo
	@.venv/bin/watchword site serve --home demo/site --demonstration

test: setup ## every check: format, types, import contracts, policies, tests, a real browser
	@scripts/test

bench: setup ## speed and memory against named peers; takes some minutes
	@scripts/bench

calibrate: setup ## are the intervals right? works it out and writes docs/calibration.md
	@WATCHWORD_DATA=$${WATCHWORD_DATA:-../shared/data} $(PYTHON) benchmarks/calibrate.py

lock: setup ## lock the requirements anew
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 --all-extras --group dev pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 --all-extras --group dev --group bench -c requirements.lock \
	  pyproject.toml -o requirements-bench.lock

clean: ## take away what the commands made
	rm -rf .venv demo .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
