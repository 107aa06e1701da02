# `make site` and `make test` do all the set-up on a fresh machine that has Python 3.11 or later, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# One version of everything, what builds our own package among it: pip builds that apart, where only these reach.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check -c constraints.txt
INSTALL := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt $(BIN)/python $(PIP_INSTALL)

# What Python has compiled is kept: else each process of a run, and each command that a test starts, compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: app site test tests-alone quick quick-alone cover soak audit access bench release check lint format docs reading clean help

help: ## List what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

site: $(READY) ## Set up, build the example organisation's pack, and say where it is
	@$(BIN)/policypack build

test: $(READY) ## Set up, and run every check and every test
	@sh tests/install-what-tests-need.sh
	@$(MAKE) --no-print-directory --jobs=2 lint tests-alone

quick: $(READY) ## Set up, and run every check and every test that needs no browser and no terminal, and builds no whole site
	@$(MAKE) --no-print-directory --jobs=2 lint quick-alone

# Beside `lint`, which keeps one processor busy: a failure of either is one of both.
tests-alone:
	@$(BIN)/python -m pytest -n auto --dist worksteal

quick-alone:
	@$(BIN)/python -m pytest -n auto --dist worksteal --ignore=tests/browser --ignore=tests/terminal \
	  --ignore=tests/questionnaire --ignore=tests/hardening --ignore=tests/online --ignore=tests/publish --ignore=tests/files/test_swap.py \
	  --ignore=tests/files/test_template_cache.py --ignore=tests/pages/test_organisations.py

cover: $(READY) ## Set up, and say which lines and branches no test runs; fails below the floor
	@rm -rf .coverage && mkdir .coverage
	@$(BIN)/coverage run -m pytest -n auto --dist worksteal --ignore=tests/browser --ignore=tests/hardening
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

soak: $(READY) ## Set up, and try to break it for longer: thousands of hostile answers, files and pictures
	@POLICYPACK_SOAK=1 $(BIN)/python -m pytest -n auto --dist worksteal \
	  tests/answers/test_document.py tests/cli/test_a_year.py tests/files tests/hardening tests/many/test_between_packs.py \
	  tests/online/test_each_way.py tests/online/test_outgoing.py tests/pages/test_agreed.py \
	  tests/pages/test_any_change_is_told.py tests/pages/test_at_night.py tests/pages/test_breaks_and_devices.py \
	  tests/pages/test_by_place.py tests/pages/test_cards.py tests/pages/test_counselling.py tests/pages/test_coverage.py \
	  tests/pages/test_law.py tests/pages/test_low_level_concerns.py tests/pages/test_naming.py tests/pages/test_organisations.py \
	  tests/pages/test_private_membership.py tests/pages/test_procedures.py tests/pages/test_promises.py tests/pages/test_put_off.py \
	  tests/pages/test_ready_texts.py tests/pages/test_render.py tests/pages/test_risk_sheet.py \
	  tests/pages/test_run_together.py tests/pages/test_sandbox.py tests/pages/test_streams_and_calls.py \
	  tests/pages/test_telling.py tests/pages/test_voice_screens_and_ai.py tests/pages/test_why.py \
	  tests/publish/test_build.py tests/publish/test_documents_read.py tests/publish/test_embed.py \
	  tests/publish/test_page_html.py tests/publish/test_proof_file.py \
	  tests/publish/test_same_bytes.py tests/publish/test_start_here.py tests/publish/test_trial.py \
	  tests/questionnaire/test_engine_changes.py tests/questionnaire/test_flow_on_each_face.py \
	  tests/questionnaire/test_history.py tests/questionnaire/test_question_pages.py \
	  tests/questionnaire/test_screens.py tests/questionnaire/test_server.py tests/questionnaire/test_two_copies.py \
	  tests/readers/test_schedule_grammar.py tests/terminal/test_changing.py tests/terminal/test_every_word.py \
	  tests/terminal/test_small_prompts.py tests/text/test_fast_markdown.py \
	  tests/text/test_page_sections.py tests/text/test_reading_level.py \
	  -o faulthandler_timeout=1800 -o faulthandler_exit_on_timeout=true

audit: $(READY) ## Set up, and ask whether a vulnerability is known in what is installed
	@$(BIN)/python -m tests.audit

access: $(READY) ## Set up, and look at every page of several organisations, and answer every question, by keys alone too
	@POLICYPACK_ACCESS=1 $(BIN)/python -m pytest -n auto --dist worksteal tests/browser/test_reach.py tests/browser/test_exit.py \
	  tests/browser/test_site.py tests/browser/test_shell.py tests/browser/test_fonts.py tests/browser/test_paper.py \
	  tests/browser/test_search.py tests/browser/test_brand.py tests/browser/test_access.py \
	  tests/browser/test_embed.py tests/browser/test_phone_file.py tests/browser/test_preview_of_links.py tests/browser/test_proof_file.py \
	  tests/browser/test_questionnaire.py
	@$(BIN)/python -m tests.benchmarks.access

bench: $(READY) ## Set up, and measure how long everything takes, against plain MkDocs on the same pages
	@$(BIN)/python -m tests.benchmarks.speed
	@$(BIN)/python -m tests.benchmarks.questionnaire
	@$(BIN)/python -m tests.benchmarks.many

lint: $(READY) ## Check style, format, types, imports between rooms, and the workflow of CI
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml

release: $(READY) ## Set up, and write what a release brings into dist/: the wheel, the source, and what is in them (CycloneDX)
	@$(INSTALL) -e '.[release]'
	@rm -rf dist
	@$(BIN)/python -m hatchling build
	@$(PYTHON) -m venv dist/installed
	@dist/installed/bin/python $(PIP_INSTALL) dist/*.whl
	@$(BIN)/cyclonedx-py environment --output-reproducible --output-file dist/policypack.cdx.json dist/installed/bin/python
	@rm -rf dist/installed

# Its tool is fetched into dist/, apart from what policypack itself is set up with.
app: ## Write policypack as one file that needs Python and no pip: dist/policypack.pyz, for this system (about two minutes)
	@mkdir -p dist
	@$(PYTHON) -m venv dist/app-tool
	@dist/app-tool/bin/python $(PIP_INSTALL) shiv
	@PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt dist/app-tool/bin/shiv --compressed --reproducible \
	  --python '/usr/bin/env python3' --console-script policypack --output-file dist/policypack.pyz . >/dev/null
	@rm -rf dist/app-tool
	@echo "Made dist/policypack.pyz: start it with python3 dist/policypack.pyz"

format: $(READY) ## Put the code into its format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(READY) ## Write docs/questions.md, and the comments of the example's answers, anew from the questions
	@$(BIN)/python -m tests.flow
	@$(BIN)/python -m tests.example

reading: $(READY) ## List the reading level of every public page of the test organisations
	@$(BIN)/python -m tests.benchmarks.reading

clean: ## Remove what was built and set up
	rm -rf site staff report dist .coverage $(VENV) .mypy_cache .pytest_cache .ruff_cache

$(READY): pyproject.toml constraints.txt
	@echo "Setting up in $(VENV)/ (once, about a minute) …"
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) -e '.[dev]'
	@touch $(READY)
