"""How the values of options are read."""

from __future__ import annotations

import datetime as dt

import pytest
import typer

from itatrack.cli import options

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda: TODAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [("today", 0), ("วันนี้", 0), (" Yesterday", 1), ("เมื่อวาน", 1), ("เมื่อวานนี้", 1), ("เมื่อวานซืน", 2)],
)
def test_words_for_a_day(text: str, days: int) -> None:
    """A day may be named by a word for it."""
    assert options.day(text, "--date") == TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize("text", ["30 ก.ย. 69", "๓๐ ก.ย. ๖๙", "30/9/69", "30-9-69", "30 กันยายน 69"])
def test_a_year_of_two_digits_is_taken(text: str) -> None:
    """A year that can only be one of the Buddhist era is taken."""
    assert options.day(text, "--date") == dt.date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/3/24", "has only two digits: write all four: 2524-03-01 or 2567-03-01?"),
        ("๓๑ ก.พ. ๒๕๖๗", "there is no such day as '๓๑ ก.พ. ๒๕๖๗': that month has 29 days"),
        ("31 เม.ย. 69", "that month has 30 days"),
        ("31/13/2567", "there is no such day as '31/13/2567'"),
        ("2024-03-01", "did you mean 2567-03-01?"),
    ],
)
def test_what_is_no_day(text: str, said: str) -> None:
    """What is refused says what was probably meant, or why there is no such day."""
    with pytest.raises(typer.BadParameter) as error:
        options.day(text, "--date")
    assert str(error.value).endswith(said)
