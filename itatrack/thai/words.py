"""The words in a run of Thai letters, which is written without spaces: by the packaged list and our own additions."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from itatrack.thai.clusters import thai_clusters

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_GZIP = 31  # tells zlib to expect gzip's header; the gzip module itself would cost a slower start
# A longer word than this is cut into its parts; the bound keeps the work linear in the length of the text. Those are
# names of agencies. Where a line is narrow, shorter words have parts too: องค์การบริหาร|ส่วนตำบล.
_LONGEST_WORD: Final = 28
_LONGEST_WHERE_NARROW: Final = 20
# An abbreviation at the beginning of a run, such as ปปท. or พ.ร.บ.; further on nobody knows where it would begin.
_ABBREVIATION = re.compile(r"(?:[ก-ฮ]{1,5}\.)+")


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


@lru_cache(maxsize=4096)
def thai_words(run: str, longest: int = _LONGEST_WORD) -> tuple[str, ...]:
    """Return a run of Thai letters in words: fewest unknown clusters, then fewest words, then the longest last.

    A word of more than `longest` letters is taken in its parts.
    """
    abbreviation = _ABBREVIATION.match(run)
    if abbreviation and abbreviation[0] not in words():
        end = abbreviation.end()
        return (abbreviation[0], *(thai_words(run[end:], longest) if run[end:] else ()))
    known = words()
    edges = [0, *accumulate(map(len, thai_clusters(run)))]
    # For every edge: the cost of the best way there, and the edge where its last part starts.
    costs, starts = [(0, 0)], [0]
    for here in range(1, len(edges)):
        unknown, parts = costs[here - 1]
        is_point = run[edges[here - 1]] == "."
        best, start = (unknown + (not is_point), parts + 1), here - 1
        for back in range(here - 1, -1, -1):
            if edges[here] - edges[back] > longest:
                break
            unknown, parts = costs[back]
            if (unknown, parts + 1) <= best and run[edges[back] : edges[here]] in known:
                best, start = (unknown, parts + 1), back
        costs.append(best)
        starts.append(start)
    way = [len(edges) - 1]
    while way[-1]:
        way.append(starts[way[-1]])
    return _joined_unknowns([run[edges[start] : edges[end]] for end, start in pairwise(way)][::-1])


def parts_of_compound(word: str) -> tuple[str, ...]:
    """Return the parts that a long compound has where a line is narrow; another word is one part."""
    return thai_words(word, _LONGEST_WHERE_NARROW) if len(word) > _LONGEST_WHERE_NARROW else (word,)


def _joined_unknowns(parts: list[str]) -> tuple[str, ...]:
    """Return the parts with neighbouring unknown ones as one, and a lone consonant with the word it closes."""
    joined: list[str] = []
    after_unknown = False
    for part in parts:
        unknown = part not in words()
        if joined and unknown and (after_unknown or len(part) == 1):
            joined[-1] += part
        else:
            joined.append(part)
        after_unknown = unknown
    return tuple(joined)
