"""What `status set` refuses, and what it says of the state that it changes."""

from __future__ import annotations

import pytest
from support import set_in

from itatrack.recording.record import BeforeYear, Recorded


@pytest.mark.parametrize(("day", "year"), [("2563-09-30", 2564), ("2563-10-01", None)])
def test_a_day_before_the_plan_s_year(day: str, year: int | None) -> None:
    """An entry that would not count is not recorded; the first day of the year is the first that counts."""
    outcome = set_in(b"", ["property", "in-progress", "--date", day])
    assert outcome == BeforeYear(year) if year else isinstance(outcome, Recorded)
