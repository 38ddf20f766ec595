# make site: from a clean clone to a site that can be opened. make test: everything the tests need, then all tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: site test check serve lint messages scripts form unpacking check-page icon font qr bench bench-check bench-search bench-copies wheel clean

site: $(READY)
	$(BIN)/langhoc build
	@echo
	@echo "Mở / Open: file://$(CURDIR)/site/index.html"

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

test: $(READY) lint
	$(BIN)/python tests/prepare.py
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -q --hypothesis-profile same

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check serve: $(READY)
	$(BIN)/langhoc $@

# Take the interface's English sentences out of code and templates, and renew the Vietnamese catalogue.
messages: $(READY)
	$(BIN)/python plugins/langhoc/locale/renew.py

# Make the short forms of the theme's scripts anew: after every change of a script.
scripts: $(READY)
	npm ci --silent --no-fund --no-audit
	$(BIN)/python theme/minified/make.py

wheel: $(READY)
	$(BIN)/python -m build --wheel --outdir dist

# Take the browser form and its fonts anew from npm's packages, of the versions in package.json.
form: $(READY)
	npm ci --silent --no-fund --no-audit
	$(BIN)/python theme/editing/renew.py

# Take what unpacks a copy anew from npm's package.
unpacking: $(READY)
	npm ci --silent --no-fund --no-audit
	$(BIN)/python theme/pack/renew.py

# Take what checks a stick in a browser anew from npm's packages.
check-page: $(READY)
	npm ci --silent --no-fund --no-audit
	$(BIN)/python theme/stick/renew.py

# Draw the icon anew at the size that Kiwix shows: after every change of it.
icon: $(READY)
	$(BIN)/python tests/prepare.py
	$(BIN)/python theme/icons/renew.py

# Take the font of booklets and posters anew from npm's package.
font: $(READY)
	npm ci --silent --no-fund --no-audit
	$(BIN)/python theme/paper/renew.py

# Take what draws QR codes anew from npm's package.
qr: $(READY)
	npm ci --silent --no-fund --no-audit
	$(BIN)/python theme/qr/renew.py

# Beside Hugo and Pagefind; ARGUMENTS="--others" adds MkDocs + Material and Zensical, "--sizes 0" leaves out 50,000 records.
bench: $(READY)
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/measure_build.py $(ARGUMENTS)

# Beside yamllint and check-jsonschema.
bench-check: $(READY)
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/measure_check.py $(ARGUMENTS)

# Takes half an hour or more alone on two cores; ARGUMENTS="--sizes 200,5000 --no-peers --questions-only" takes a minute.
bench-search: $(READY)
	$(BIN)/python tests/prepare.py
	$(BIN)/python benchmarks/measure_search.py $(ARGUMENTS)

# The sizes of copies, and how soon a slow phone can use one; takes some minutes.
bench-copies: $(READY)
	$(BIN)/python tests/prepare.py
	$(BIN)/python benchmarks/measure_copies.py $(ARGUMENTS)

clean:
	rm -rf $(VENV) .langhoc site dist
