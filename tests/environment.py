"""The environment of a test run, set before the settings are read: the demo's relaxed transport, a fast database.

Loaded by `-p tests.environment` in pyproject.toml. What the caller has set stays: `DATABASE_URL=… make test` runs the
suite on another PostgreSQL.
"""

import os

os.environ.setdefault("KSM_DEMO", "true")
if not os.environ.get("DATABASE_URL"):
    os.environ.setdefault("KSM_POSTGRES_FAST", "true")
