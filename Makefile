# What can be done here. `make` lists it. CI runs the same targets.

UV ?= uv
CHROMIUM ?= chromium
CODING ?= ../shared/reference/bf2018_wars_to_1938.csv
NPM ?= npm

.DEFAULT_GOAL := help
.PHONY: help install vendor wheel test lint types floors check docs reference trial-page models encoder reader smoke bench pictures format

help:  ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install:  ## everything that work on Foedus needs
	$(UV) sync

vendor:  ## what the page takes from others, locked, into src/foedus/web/vendor (needs Node)
	cd front && $(NPM) ci --no-audit --no-fund --silent && $(NPM) run --silent vendor

wheel: vendor  ## the wheel, with the front end in it, and a look whether it is
	FOEDUS_VENDOR=must $(UV) build --quiet --wheel
	@python3 -m zipfile -l "$$(ls -t dist/*.whl | head -n 1)" | grep -q 'foedus/web/vendor/world.json' && echo "the front end is in the wheel"

test:  ## every test, those in the documentation included
	$(UV) run pytest

lint:  ## the rules of ruff, and its format
	$(UV) run ruff check
	$(UV) run ruff format --check

format:  ## let ruff format the code
	$(UV) run ruff format

types:  ## mypy, strict
	$(UV) run mypy

floors:  ## imports go down, never up
	$(UV) run lint-imports

check:  ## every treaty file
	$(UV) run foedus check

reference:  ## write the pages that are made: command line, sources, variables
	$(UV) run python docs/make_reference.py
	$(UV) run python docs/make_sources.py
	$(UV) run python docs/make_variables.py

trial-page:  ## write what-treaties-did.md and its figures (needs FOEDUS_MIRROR, and a coding: CODING=...)
	$(UV) run python docs/make_trial.py $(CODING)

models:  ## fill the tables of the model cards from the models and docs/scores.json
	$(UV) run python docs/make_models.py

encoder:  ## train the encoder of the local reader (an hour; needs the group `encoder`)
	$(UV) run --group encoder python docs/make_encoder.py

reader:  ## train the local reader again, and fill its card from docs/reader-scores.json
	$(UV) run python docs/make_reader.py

docs:  ## the documentation as a site, into site/
	NO_MKDOCS_2_WARNING=1 $(UV) run mkdocs build --strict --quiet

smoke:  ## the installed command without the tools of development
	$(UV) run --isolated --no-default-groups foedus attack KOR PRK --on 2026-11-01
	$(UV) run --isolated --no-default-groups foedus --help

bench:  ## how fast it is
	@for script in benches/*.py; do $(UV) run python $$script || exit 1; done

pictures:  ## the pictures of the README and of the documentation (needs a browser: CHROMIUM=...)
	$(UV) run foedus brief --attack KOR PRK --on 2024-10-19 --output docs/pictures/brief.html > /dev/null
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.5 \
	  --window-size=1000,1300 --screenshot=docs/pictures/brief.png docs/pictures/brief.html
	rm docs/pictures/brief.html
	$(UV) run python docs/make_pictures.py
