"""Columns that are computed from others, and the sums of columns: exact, and nothing where a number is not known."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import reduce
from typing import TYPE_CHECKING, Final

from itatrack.model.amounts import Baht, Grouped
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from itatrack.model.records import Plan
    from itatrack.model.tables import Column
    from itatrack.progress.state import State


def _is(status: Status) -> Callable[[State], Decimal]:
    """Return what is 1 for a measure of some status, and 0 for others."""
    return lambda state: Decimal(state.status is status)


# More digits than any product of a few numbers has.
_EXACT: Final = Context(prec=500)
_HUNDREDTH: Final = Decimal("0.01")
# Of one measure they say no more than that it is there, or is so; their sums count.
COUNTS: Final[dict[str, Callable[[State], Decimal]]] = {
    "measures": lambda _: Decimal(1),
    **{status.code: _is(status) for status in Status},
}
# The numbers that every measure may have, and how its state says them.
NUMBERS: Final[dict[str, Callable[[State], Decimal | None]]] = {
    "budget": lambda state: state.measure.budget if isinstance(state.measure.budget, Baht) else None,
    "spent": lambda state: state.spent,
    "left": lambda state: state.left,
    "progress": lambda state: state.percent,
    **COUNTS,
}


class Values:
    """The values of the agency's own columns, those that are computed among them."""

    def __init__(self, plan: Plan) -> None:
        self.columns = {column.name: column for column in plan.single_columns}

    def of(self, state: State, name: str) -> object:
        """Return the value of a column of the agency's own, or None where it has none."""
        column = self.columns[name]
        if column.kind == "level":
            return self._level(column, self.number(state, column.of[0]))
        return self.number(state, name) if column.is_computed else state.custom_value(name)

    def number(self, state: State, name: str) -> Decimal | None:
        """Return the number that a column has for a measure, or None where it is not known."""
        if name not in self.columns:
            return NUMBERS[name](state) if name in NUMBERS else None
        column = self.columns[name]
        if not column.is_computed:
            value = state.custom_value(name)
            return Baht(0) if value == NO_BUDGET else value if isinstance(value, Decimal) else None
        return _computed(column, [self.number(state, part) for part in column.of])

    def total(self, states: Sequence[State], name: str) -> Decimal | None:
        """Return the sum of a column over measures, as far as its numbers are known; None where none is.

        Of a percentage it is that of the sums, and of what is left the budget less what was spent: so a row adds up.
        """
        column = self.columns.get(name)
        if column and column.kind == "percent-of":
            return _computed(column, [self.total(states, part) for part in column.of])
        numbers = [number for number in (self.number(state, name) for state in states) if number is not None]
        if name == "left" and numbers:
            return Baht((self.total(states, "budget") or 0) - (self.total(states, "spent") or 0))
        return _sum(numbers) if numbers else None

    @staticmethod
    def _level(column: Column, number: Decimal | None) -> str | None:
        """Return the highest level that a number reaches."""
        reached = [level.name for level in column.levels if number is not None and number >= level.from_]
        return reached[-1] if reached else None


def _computed(column: Column, parts: Sequence[Decimal | None]) -> Decimal | None:
    """Return what a column makes of numbers; nothing where one of them is not known, but a sum is of those that are."""
    known = [part for part in parts if part is not None]
    if not known or (len(known) < len(parts) and column.kind != "sum"):
        return None
    if column.kind == "percent-of":
        part, whole = known
        return _percent(part, whole) if whole else None
    if column.kind == "product":
        return _like(known, _without_zeros(reduce(_EXACT.multiply, known)), several_amounts=False)
    if column.kind == "difference":
        return _like(known, reduce(_EXACT.subtract, known))
    return _sum(known)


def _without_zeros(number: Decimal) -> Decimal:
    """Return a number without zeros at the end of its decimals: 0.4 times 4.25 is 1.7."""
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize(_EXACT)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return a share in percent, rounded half up to two decimals, which a whole number does not show."""
    share = _EXACT.divide(_EXACT.multiply(part, Decimal(100)), whole).quantize(_HUNDREDTH, ROUND_HALF_UP, _EXACT)
    return share.to_integral_value() if share == share.to_integral_value() else share


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    known = [number for number in numbers if number is not None]
    return _like(known, reduce(_EXACT.add, known, Decimal(0)))


def _like(parts: Sequence[Decimal], number: Decimal, *, several_amounts: bool = True) -> Decimal:
    """Return a number that is printed as its parts are: an amount of money, or with separators.

    Amounts make an amount where all parts are some; a product where one of them is.
    """
    amounts = sum(isinstance(part, Baht) for part in parts)
    if amounts and (amounts == len(parts) if several_amounts else amounts == 1):
        return Baht(number)
    return Grouped(number) if any(isinstance(part, Baht | Grouped) for part in parts) else number
