"""Constants that tests share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
TODAY = date(2021, 3, 31)
