"""The kinds of values that many keys share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.model.fields import ListKind
from itatrack.model.kinds import TextKind
from itatrack.model.number_kinds import BudgetKind, DayKind, MoneyKind, NumberKind, PercentKind, YearKind
from itatrack.model.pattern_kinds import UrlKind

if TYPE_CHECKING:
    from itatrack.model.fields import ValueKind

TEXT = TextKind()
TEXTS = ListKind(TEXT, least=1)
ONE_OR_MORE_TEXTS = ListKind(TEXT, least=1, lone=True)
DAY = DayKind()
YEAR = YearKind()
SCORE = NumberKind(low=0, high=100)
PERCENT = PercentKind(low=0, high=100)
MONEY = MoneyKind()
URL = UrlKind()

# What the values of a custom column may be; one of kind `choice` is one of its choices.
COLUMN_KINDS: Final[dict[str, ValueKind]] = {
    "text": ONE_OR_MORE_TEXTS,
    "number": NumberKind(),
    "money": MONEY,
    "budget": BudgetKind(),
    "date": DAY,
    "percent": PercentKind(),
}
