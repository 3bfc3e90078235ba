"""Where a line of Thai may end, and wrapping to a width."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from itatrack.thai.clusters import graphemes, is_attached
from itatrack.thai.phrases import is_one_phrase
from itatrack.thai.width import cells
from itatrack.thai.words import parts_of_compound, thai_words

if TYPE_CHECKING:
    from collections.abc import Callable

_NEVER_FIRST = frozenset("ะาำๅๆฯ)]}»”’,.;:!?%/…")
_NEVER_LAST = frozenset("เแโใไ([{«“‘")
# These two join words only where no space stands between: ``"ก"``, ``ไทย-ลาว``, ``พ.ศ.2564``.
_JOINS_LEFT = frozenset("\"'-–—\u00a0\u202f")
_JOINS_RIGHT = frozenset("\"'.\u00a0\u202f")

# What makes a noun of the verb behind it: no word of its own in a line that has room.
_NOMINALS = frozenset(("การ", "ความ"))

_THAI = r"\u0e01-\u0e3a\u0e40-\u0e4e"
_INK = r"[\S\u00a0\u202f]"
_FOREIGN = rf"(?:[^\s{_THAI}]|[\u00a0\u202f])"
_RUN = re.compile(
    rf"(?P<thai>[{_THAI}][{_THAI}.]*)"
    # An address may go on in Thai letters, so it reaches to the next space.
    rf"|(?P<address>(?:{_FOREIGN}*?(?:://|@)|{_FOREIGN}?www\.){_INK}*)"
    rf"|(?P<foreign>{_FOREIGN}+)"
)

_GAP = re.compile(r"(?<=\S)\s+(?=\S)")
# An address or a code may end a line behind such a sign.
_SEGMENT = re.compile(r"[^/\-_.,:;?&=#%+@|]*(?:[/\-_.,:;?&=#%+@|]+|$)")


def pieces(text: str, *, narrow: bool = False) -> list[str]:
    """Return the text in unbreakable pieces; joined they are exactly the text.

    A line may end after any piece. Spaces belong to the end of the piece before them, leading ones to the first.
    Words come from a dictionary; what it does not know stays together in Thai character clusters. No piece but
    the first starts with a mark, a following vowel, ``ๆ``, ``ฯ`` or closing punctuation, and none but the last
    ends with a leading vowel or an opening bracket. A piece may hold spaces: ``31 มีนาคม``, ``พ.ศ. 2564``.
    Where lines are `narrow`, the longest compounds are several pieces, and so are a verb and what makes it a noun.
    """
    return [*_pieces(text, narrow)]


# A text of a table is asked for four to six times: its column is measured, then its lines are set.
@lru_cache(maxsize=4096)
def _pieces(text: str, narrow: bool) -> tuple[str, ...]:  # noqa: FBT001  a key of what is remembered
    cuts = [0]
    end_of_last = 0
    last_word = ""
    for run in _RUN.finditer(text):
        is_thai = run.lastgroup == "thai"
        start = run.start()
        for word in thai_words(run.group()) if is_thai else (run.group(),):
            if (
                end_of_last
                and _may_break(text, end_of_last, start)
                and not is_one_phrase(text, end_of_last, start, word)
                and (narrow or not is_thai or start > end_of_last or last_word not in _NOMINALS)
            ):
                cuts.append(start)
            if narrow and is_thai:
                inner = accumulate(map(len, parts_of_compound(word)[:-1]), initial=start)
                cuts += [cut for cut in inner if cut > start and _may_break(text, cut, cut)]
            start = end_of_last = start + len(word)
            last_word = word
    cuts.append(len(text))
    return tuple(text[start:end] for start, end in pairwise(cuts) if start < end)


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` display cells.

    Lines end where a piece ends or at a newline of the text; the spaces there are dropped. A piece wider than
    a line starts a line of its own and is cut at its spaces, behind the signs of an address, or else between
    graphemes, as late as possible. A single grapheme wider than the width has a line to itself. Empty text is one
    empty line.

    Raises:
        ValueError: The width is less than one cell.
    """
    if width < 1:
        raise ValueError(f"a line is at least 1 cell wide, not {width}")
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, width)]


def fitting_parts(piece: str, fits: Callable[[str], bool]) -> list[str]:
    """Return a piece, or where it is too wide for a line, its parts between spaces and those of a long compound."""
    if fits(piece.strip()):
        return [piece]
    parts: list[str] = []
    for word in pieces(piece, narrow=True):
        spaces = (space.span() for space in _GAP.finditer(word))
        cuts = [0, *(end for start, end in spaces if _may_break(word, start, end)), len(word)]
        parts += [word[start:end] for start, end in pairwise(cuts)]
    return parts


def segments(word: str) -> list[str]:
    """Return an address or a code in parts that end behind a sign such as `/`; other words are one part."""
    # A mark behind the sign belongs to it: a line cannot begin with one.
    parts: list[str] = []
    for part in _SEGMENT.findall(word):
        if parts and part and len(graphemes(parts[-1] + part)) < len(graphemes(parts[-1])) + len(graphemes(part)):
            parts[-1] += part
        elif part:
            parts.append(part)
    return parts


def _may_break(text: str, end: int, start: int) -> bool:
    """Return whether a line may end at `end`, the next one starting at `start`, with spaces or nothing between."""
    last, first = text[end - 1], text[start]
    if last in _NEVER_LAST or first in _NEVER_FIRST or is_attached(first):
        return False
    if end < start:
        return True
    is_leader = text[max(end - 2, 0) : end] == ".."
    return first not in _JOINS_LEFT and (last not in _JOINS_RIGHT or is_leader)


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for piece in chain.from_iterable(
        fitting_parts(piece, lambda word: cells(word) <= width) for piece in pieces(paragraph)
    ):
        if used + cells(piece.rstrip()) > width:
            if line.strip():
                lines.append(line.rstrip())
            *full_lines, line = _cut(piece, width)
            lines += full_lines
            used = cells(line)
        else:
            line += piece
            used += cells(piece)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _cut(piece: str, width: int) -> list[str]:
    """Return a piece in lines filled with its parts; the last one keeps its spaces, as more may follow it."""
    lines: list[str] = []
    line, used = "", 0
    for part in _small_parts(piece, width):
        size = cells(part.rstrip())
        if used + size > width and not part.isspace():
            if line.strip():
                lines.append(line.rstrip())
            line, used = "", 0
        line += part
        used += cells(part)
    return [*lines, line]


def _small_parts(piece: str, width: int) -> list[str]:
    """Return the segments of a piece that is wider than a line, and the graphemes of those that are too."""
    fitting: list[str] = []
    for segment in segments(piece):
        fitting += [segment] if cells(segment.rstrip()) <= width else _graphemes_for(segment, width)
    return fitting


def _graphemes_for(piece: str, width: int) -> list[str]:
    """Return the graphemes of a piece; one too wide for a line in parts, each a letter with its marks."""
    pieces: list[str] = []
    for grapheme in graphemes(piece):
        if cells(grapheme) <= width:
            pieces.append(grapheme)
            continue
        for letter in grapheme:
            if cells(letter) or not pieces:
                pieces.append(letter)
            else:
                pieces[-1] += letter
    return pieces
