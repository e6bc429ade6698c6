# `make run` and `make test` are all one needs; each installs what it lacks, inside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# A Python that uv fetched by itself would not be the one that was asked for.
export UV_PYTHON_DOWNLOADS := never
# Warnings about a newer pip or a missing terminal help nobody here.
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The caches of uv and npm live under HOME; where it cannot be written, they stay in the clone.
ifneq ($(shell test -w "$$HOME" && echo writable),writable)
export HOME := $(CURDIR)/.cache/home
endif

.PHONY: lock
.DELETE_ON_ERROR:

# --- Python ---------------------------------------------------------------------------------

$(BIN)/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Collab needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || \
		{ echo "Python cannot make a virtual environment; on Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --require-hashes -r requirements/uv.txt
	@touch $@

# Installing, not syncing: a developer's environment holds more than `make run` needs, and keeps it.
$(VENV)/run.stamp: $(BIN)/uv requirements/run.txt
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: $(BIN)/uv requirements/dev.txt
	@$(BIN)/uv pip sync --quiet --require-hashes requirements/dev.txt
	@touch $(VENV)/run.stamp $@

# Each list is a subset of the next, at the same versions.
lock: $(BIN)/uv
	@cd requirements && compile() { ../$(BIN)/uv pip compile --quiet --universal --generate-hashes \
		--python-version 3.11 --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" "$$@" $(LOCK); } && \
	compile uv.in -o uv.txt && \
	compile base.in -o base.txt && \
	compile run.in -c base.txt -o run.txt && \
	compile dev.in -c run.txt -o dev.txt
