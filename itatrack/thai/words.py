"""The Thai words that line breaking knows, from the packaged list and our own additions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_GZIP = 31  # tells zlib to expect gzip's header; the gzip module itself would cost a slower start


@cache
def words() -> AbstractSet[str]:
    """Return every known Thai word, read from the package once.

    Sources and licence: ``words.md`` beside this module.
    """
    import zlib
    from pathlib import Path

    here = Path(__file__).parent
    packed = here.joinpath("words_th.txt.gz").read_bytes()
    listed = zlib.decompress(packed, wbits=_GZIP).decode("tis-620")
    added, left_out = own_words(here.joinpath("words_own.txt").read_text(encoding="utf-8"))
    known = set(listed.split("\n"))
    known.difference_update(left_out)
    known.update(added)
    return known


def own_words(text: str) -> tuple[list[str], list[str]]:
    """Return the words that a list of our own adds, and those that it leaves out (marked with ``-``)."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    left_out = [line.removeprefix("-") for line in lines if line.startswith("-")]
    return [line for line in lines if not line.startswith("-")], left_out
