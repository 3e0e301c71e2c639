# How We Help: everything runs from here. Plain `make` lists what there is.

.DEFAULT_GOAL := help
.PHONY: help serve test browsers site check note import source links email book bench horizon clean lock format
PYTHON := .venv/bin/python
PORT := 8000
# A writer's words reach the shell as they were given: of "$5" make itself would leave nothing.
GIVEN := TITLE FILE NAME POST ID NOTE
$(foreach one,$(GIVEN),$(eval override $(one) := $$(value $(one))))
export $(GIVEN)
# Material tells every build that MkDocs has a successor; a writer can do nothing about that.
export NO_MKDOCS_2_WARNING := 1

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Set up if needed, and serve the site with working exercises; PORT=8001 serves it there
	@python=$$(bin/find-python) && "$$python" -P overrides/press/port.py '$(PORT)'
	@bin/set-up site
	@[ -d build/runtime ] || echo "The first time takes up to a minute: it also makes the Python that exercises run in."
	@echo "Open http://127.0.0.1:$(PORT)/ in a browser. It follows your edits; stop it with Ctrl-C."
	@PRESS_PREVIEW=yes $(PYTHON) -m press.restarting '$(PORT)'

test: ## Set up if needed, and run every check
	@bin/set-up test
	@$(PYTHON) -m tests.browser.browsers
	@$(PYTHON) -m tests.browser.engines.installed
	@$(PYTHON) -m pytest

browsers: ## Install Firefox and WebKitGTK for the browser tests, on Debian as root
	@bin/browsers

site: ## Build the site for publishing into site/
	@bin/set-up site
	@$(PYTHON) -m press build
	@[ -n "$$SITE_URL" ] || echo "SITE_URL is not set: links for other sites and changing pages in place need it, as in SITE_URL=https://your.site/ make site"

check: ## Check notes, sources and exercises: a writer's check, in a second
	@bin/set-up site
	@$(PYTHON) -m press check

note: ## Begin next week's note: make note TITLE="On apology"
	@bin/set-up site
	@[ -n "$$TITLE" ] || { echo 'Say its title: make note TITLE="On apology"'; exit 2; }
	@$(PYTHON) -m press note -- "$$TITLE"

import: ## Make a draft of a finished essay: make import FILE=essay.docx (and NAME=, POST=)
	@bin/set-up site
	@[ -n "$$FILE" ] || { echo 'Say which file: make import FILE=essay.docx'; exit 2; }
	@$(PYTHON) -m press import --name="$$NAME" --post="$$POST" -- "$$FILE"

source: ## Add a source: make source ID=10.1177/1754073912451630 (or an ISBN, arXiv number, address, file; - to paste)
	@bin/set-up site
	@[ -n "$$ID" ] || { echo 'Say which: make source ID=10.1177/1754073912451630'; exit 2; }
	@$(PYTHON) -m press source -- "$$ID"

links: ## Ask whether outside addresses are still there, and where copies are
	@bin/set-up site
	@$(PYTHON) -m press links

email: ## Write notes as letters into build/email/: all, or one with NOTE=its-name
	@bin/set-up site
	@$(PYTHON) -m press build --quiet
	@$(PYTHON) -m press email $${NOTE:+"$$NOTE"}

book: ## Make a year's notes into an EPUB and a PDF in build/book/; YEAR=2026 names another year than the newest
	@bin/set-up site
	@$(PYTHON) -m press book $(if $(YEAR),--year $(YEAR))

bench: ## Measure against rivals in one run, and print ratios; ROWS="pages build" measures parts
	@bin/set-up test
	@$(PYTHON) -m benchmarks $(ROWS)

horizon: ## Build with what may follow MkDocs, and say what is there in each
	@bin/set-up test
	@$(PYTHON) -m tests.horizon

format: ## Format Python, scripts and styles
	@bin/set-up test
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format --quiet .
	@PATH="$$PWD/.venv/bin:$$PATH" node_modules/.bin/biome check --write overrides

lock: ## Pin every dependency anew, by hash (needs uv)
	uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-annotate --custom-compile-command "make lock" --no-emit-package reflect pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-annotate --custom-compile-command "make lock" -c requirements.txt --group pyproject.toml:test -o tests/requirements.txt
	uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-annotate --custom-compile-command "make lock" -c requirements.txt exercises/pyproject.toml -o exercises/requirements.txt
	for rival in material pyodide_theme quiz zensical; do \
		uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-annotate --custom-compile-command "make lock" \
		benchmarks/rivals/$$rival.in -o benchmarks/rivals/$$rival.txt || exit; done
	for one in zensical properdocs; do grep -o "^$$one==[^ ]*" tests/horizon/$$one/requirements.txt > build/$$one.in && uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-annotate --custom-compile-command "make lock" -c requirements.txt build/$$one.in -o tests/horizon/$$one/requirements.txt; done

clean: ## Remove everything that was built or installed
	rm -rf site site.*.part build .venv node_modules tests/browser/node_modules
