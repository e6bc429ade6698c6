# `make run` and `make test` are all one needs; each installs what it lacks, and nothing outside this folder but caches.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MODULES := frontend/node_modules
CHROMIUM := tests/e2e/node_modules
FRONT := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*')

# The tools of this folder come first: the Node that the lists name, not one that happens to be there.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# A Python that uv fetched by itself would not be the one that was asked for.
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# pip, uv and npm keep their caches under HOME; where that cannot be written, they stay in this folder.
ifneq ($(shell test -w "$$HOME" && echo writable),writable)
export HOME := $(CURDIR)/.cache/home
endif

.PHONY: run test check wire lock bench proof
.DELETE_ON_ERROR:
.NOTPARALLEL:

# Migrate, load demo data into an empty database, serve. PORT and COLLAB_DATA are honoured.
run: $(VENV)/run.stamp frontend/dist/index.html
	@exec python manage.py up

test: $(VENV)/dev.stamp frontend/dist/index.html $(CHROMIUM)/.stamp
	@exec python -m tests.steps test

# The fast part of `make test`.
check: $(VENV)/dev.stamp $(MODULES)/.stamp
	@exec python -m tests.steps check

bench: $(VENV)/dev.stamp
	@exec python -m bench

proof: $(VENV)/dev.stamp frontend/dist/index.html $(CHROMIUM)/.stamp
	@exec python -m proof

# The types of everything that crosses the network, from Python to TypeScript. WIRE=--check only compares.
wire: $(VENV)/dev.stamp $(MODULES)/.stamp
	@python manage.py export_openapi_schema --api collab.urls.api --sorted | \
		npm --prefix frontend run --silent wire -- $(WIRE)

# --- What the above need --------------------------------------------------------------------

$(BIN)/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Collab needs Python 3.11 or newer; $(PYTHON) is not. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
		echo "This Python cannot make a virtual environment. On Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@touch $@

# Installing, not syncing: a developer's environment holds more than `make run` needs, and keeps it.
$(VENV)/run.stamp: $(BIN)/uv requirements/run.txt
	@echo 'Installing Python packages …'
	@uv pip install --quiet --require-hashes -r requirements/run.txt
	@touch $@

# The .pth lets every tool find the code, wherever it is started.
$(VENV)/dev.stamp: $(BIN)/uv requirements/dev.txt
	@echo 'Installing the development tools …'
	@uv pip sync --quiet --require-hashes requirements/dev.txt
	@python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' | \
		{ read packages; echo "$(CURDIR)" > "$$packages/collab.pth"; }
	@touch $(VENV)/run.stamp $@

$(MODULES)/.stamp: frontend/package-lock.json $(VENV)/run.stamp
	@echo 'Installing the front end …'
	@npm --prefix frontend ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

$(CHROMIUM)/.stamp: tests/e2e/package-lock.json $(VENV)/run.stamp
	@echo 'Installing Chromium for the tests …'
	@npm --prefix tests/e2e ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

frontend/dist/index.html: $(MODULES)/.stamp $(FRONT)
	@echo 'Building the front end …'
	@mkdir -p .cache && npm --prefix frontend run --silent build >.cache/build.log 2>&1 || { cat .cache/build.log; exit 1; }
	@python -m whitenoise.compress --quiet frontend/dist
	@touch $@

# Each list is a part of the next, at the same versions. LOCK=--upgrade takes the newest.
lock: $(BIN)/uv
	@cd requirements && compile() { uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(LOCK) "$$@"; } && \
		compile uv.in -o uv.txt && \
		compile base.in -o base.txt && \
		compile run.in -c base.txt -o run.txt && \
		compile dev.in -c run.txt -o dev.txt
