"""Did you mean: the known word nearest to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that a mistyped one most likely stands for.

    Returns:
        The nearest known word, or None where none is near enough to offer.
    """
    from difflib import get_close_matches

    # A very long word is never a typo, and the comparison takes quadratic time.
    close = get_close_matches(word[:200], list(known), n=1, cutoff=0.6)
    return close[0] if close else None
