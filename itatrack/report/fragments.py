"""The parts of a text that stay on one line of a page; what is wider than the line is cut, so that nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.thai.breaking import pieces
from itatrack.thai.clusters import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# An address or a code may end a line behind such a sign.
_SEGMENT = re.compile(r"[^/\-_.,:;?&=#%+@|]*(?:[/\-_.,:;?&=#%+@|]+|$)")


def fragments(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return a text in unbreakable parts that fit on a line, and the blanks between them; joined they are the text.

    A line may end after each part. Words that fit stay whole; of those that do not, the segments of an address that
    fit do, and of all else the graphemes.
    """
    found: list[str] = []
    for piece in _pieces(text):
        bare = piece.strip()
        start = piece.index(bare) if bare else 0
        found += [piece[:start], *_fitting(bare, fits), piece[start + len(bare) :]]
    return [part for part in found if part]


def finest(text: str) -> Iterator[str]:
    """Yield all parts that `fragments` may return, however narrow the line."""
    for piece in _pieces(text):
        bare = piece.strip()
        yield bare
        for segment in segments(bare):
            yield segment
            yield from graphemes(segment)


def _pieces(text: str) -> Iterator[str]:
    """Yield the unbreakable pieces; none reaches over a line break, which would put two lines in one."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield "\n"
        yield from pieces(line)


def segments(word: str) -> list[str]:
    """Return an address or a code in parts that end behind a sign such as `/`; other words are one part."""
    # A mark behind the sign belongs to it: a line cannot begin with one.
    found: list[str] = []
    for part in _SEGMENT.findall(word):
        if found and part and len(graphemes(found[-1] + part)) < len(graphemes(found[-1])) + len(graphemes(part)):
            found[-1] += part
        elif part:
            found.append(part)
    return found


def _fitting(word: str, fits: Callable[[str], bool]) -> list[str]:
    if fits(word):
        return [word]
    return [part for segment in segments(word) for part in ([segment] if fits(segment) else graphemes(segment))]
