"""What speed, imports and the second wall are like with many reports (`make bench`; SIZE=1000000 make bench takes another number)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SIZE = int(os.environ.get("SIZE", "100000"))


def main() -> int:
    """Build, measure, print; 0 when search, impact, imports and the wall keep to their bounds."""
    os.environ |= {"KSM_VAR_DIR": str(ROOT / "var" / "bench"), "KSM_POSTGRES_FAST": "true", "KSM_LOG_LEVEL": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "ksm.settings"
    import django

    django.setup()
    from tools.bench import data, files, impact, pages, wall

    data.build(SIZE)
    are_quick = [pages.measure(), impact.measure(), files.measure()]
    return wall.compare() or int(not all(are_quick))


if __name__ == "__main__":
    sys.exit(main())
