# KSM Servicebetrieb. Needs Python 3.11 or newer, git and make; everything else is set up by the targets themselves.

PYTHON ?= python3
RUN := .venv/bin/python
MANAGE := $(RUN) manage.py

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check fix bench load lock

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):  *## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

demo:  ## set up and open the application with demo data; PORT=8123 make demo takes another port
	@$(PYTHON) tools/setup.py demo
	@exec $(MANAGE) demo

demo-reset:  ## throw away what was entered in the demo and start anew
	@$(PYTHON) tools/setup.py demo
	@exec $(MANAGE) demo --reset

test:  ## set up and run all tests, those in a real browser too
	@$(PYTHON) tools/setup.py test
	@$(RUN) tools/test.py

# A start as in production: what is missing or unsafe there is found here. No database is asked.
PRODUCTION := env KSM_DEMO=false KSM_HOSTS=intranet.example DATABASE_URL=postgresql://ksm@localhost/ksm \
	SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz

check:  ## style, types, floors of the house, templates, migrations, settings for production, known weaknesses
	@$(PYTHON) tools/setup.py test
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(RUN) .venv/bin/lint-imports
	$(RUN) -m djlint templates --lint --quiet
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(RUN) tools/audit.py

fix:  ## repair style and format of code
	@$(PYTHON) tools/setup.py test
	-$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

bench:  ## how fast every main page is, beside a bare view and django-helpdesk; SIZE=1000000 or ONLY=queue,search or ONLY=parts take others
	@$(PYTHON) tools/setup.py demo
	@$(RUN) -m tools.bench

load:  ## whether the application bears 50 agents and 200 contacts at once; MINUTES=60 or SIZE=1000000 take others
	@$(PYTHON) tools/setup.py demo
	@$(RUN) -m tools.load

lock:  ## lock the versions of all dependencies anew; UPGRADE=1 make lock takes the newest
	@$(PYTHON) tools/setup.py test
	@$(RUN) tools/lock.py
