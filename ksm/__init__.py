"""The building: settings, addresses, navigation and the commands that set it up."""

import re
from pathlib import Path

_CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
_RELEASE = re.search(r"^## (\d+\.\d+\.\d+)", _CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)

__version__ = _RELEASE.group(1) if _RELEASE else "0"
