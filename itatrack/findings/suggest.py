"""Did you mean: the known word nearest to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


MAX_OFFERED = 100
MAX_LISTED = 30  # of the known words, where none is near
ALIKE = 0.7  # of 1; at 0.6 `doing` is offered `done`
_LONGEST = 200


class Suggester:
    """Offers the nearest of many known words, for the first hundred unknown ones.

    Comparing every unknown word with every known one takes quadratic time, and nobody corrects more at once.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._left = MAX_OFFERED

    def nearest(self, word: str) -> str | None:
        """Return the nearest known word, or None if none is near or a hundred have been offered."""
        self._left -= 1
        return nearest(word, self._known) if self._left >= 0 else None


def nearest(word: str, known: Iterable[str], alike: float = ALIKE) -> str | None:
    """Return the known word that a mistyped one most likely stands for.

    A word that a person follows must not lose anything: one that is much longer or has other digits is another word
    and no typo, as `กองคลัง/สำนักปลัด` is two units and `service-2` is not `service-1`. Capitals make no difference.

    Returns:
        The nearest known word, or None where none is near enough to offer.
    """
    from difflib import get_close_matches

    # A very long word is never a typo, and the comparison takes quadratic time.
    typed = word[:_LONGEST].casefold()
    offered: dict[str, str] = {}
    for name in known:
        if abs(len(name) - len(word)) <= max(2, len(word) // 4) and _digits(name) == _digits(word):
            offered.setdefault(name.casefold(), name)
    close = get_close_matches(typed, offered, n=1, cutoff=alike)
    return offered[close[0]] if close else None


def _digits(word: str) -> list[int]:
    return [int(letter) for letter in word if letter.isdecimal()]
