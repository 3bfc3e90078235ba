"""How much a template may take: more than any memo needs, and nothing that a machine would notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
Resource = Literal["steps", "text", "time", "memory"]

# Turns of loops and calls in one document.
MAX_STEPS: Final = 1_000_000
# Signs of one text that a template puts together, items of a list, bits of a number.
MAX_SIZE: Final = 1_000_000
MAX_BITS: Final = 10_000
# Signs of a document, or of a part of it: the table of ten thousand measures has fifteen million in HTML.
MAX_OUTPUT: Final = 50_000_000
# Display cells of a line.
MAX_WIDTH: Final = 1_000


class BudgetError(Exception):
    """A template takes more of something than it may."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource)
        self.resource: Resource = resource


class Budget:
    """What the templates of one document have taken so far."""

    def __init__(self) -> None:
        self._steps = 0

    def step(self) -> None:
        """Count a turn of a loop, or a call."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise BudgetError("steps")

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, each of them a step."""
        for item in items:
            self.step()
            yield item


def check_size(size: int, limit: int = MAX_SIZE) -> None:
    """Raise a `BudgetError` for a text or a list of more than `limit` signs or items."""
    if size > limit:
        raise BudgetError("text")


def joined(parts: Iterable[str]) -> str:
    """Join texts to a document or a part of one."""
    kept, size = [], 0
    for part in parts:
        size += len(part)
        check_size(size, MAX_OUTPUT)
        kept.append(part)
    return "".join(kept)
