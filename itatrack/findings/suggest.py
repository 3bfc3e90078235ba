"""Did you mean: the known word nearest to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


MOST_OFFERED = 100
MOST_NAMED = 30  # of the known words, where none is near


class Suggester:
    """Offers the nearest of many known words, for the first hundred unknown ones.

    Comparing every unknown word with every known one takes quadratic time, and nobody mends more at once.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(known)
        self._left = MOST_OFFERED

    def nearest(self, word: str) -> str | None:
        """Give the nearest known word, or None where none is near or a hundred have been offered."""
        self._left -= 1
        return nearest(word, self._known) if self._left >= 0 else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that a mistyped one most likely stands for.

    Returns:
        The nearest known word, or None where none is near enough to offer.
    """
    from difflib import get_close_matches

    # A very long word is never a typo, and the comparison takes quadratic time.
    close = get_close_matches(word[:200], list(known), n=1, cutoff=0.6)
    return close[0] if close else None
