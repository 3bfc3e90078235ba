"""Text in lines on paper: where a line may end, and how wide its parts are."""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from itatrack.thai.breaking import fitting_parts, pieces, segments
from itatrack.thai.clusters import graphemes
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    # Texts without line breaks, and whether each is bold.
    Texts = Collection[tuple[str, bool]]
    # The widths of texts of one point, in points.
    Measuring = Callable[[Texts], Mapping[tuple[str, bool], float]]

_SPACE = " "


class Typeface(NamedTuple):
    """What is known of the letters of a document.

    `scale` is what a point of the plan's `style` is in points of the font that is used; `line` is the distance of
    lines, of the letters' size.
    """

    measuring: Measuring
    line: float
    scale: float = 1


def estimated(texts: Texts) -> dict[tuple[str, bool], float]:
    """Return how wide texts are about at most in the official fonts, whose letters have a mean width of 0.35 to 0.38.

    Short words and digits may be wider than the mean, by a fifth.
    """
    return {(text, is_bold): cells(text) * (0.45 if is_bold else 0.43) for text, is_bold in texts}


class Widths:
    """The widths of texts of one point whose parts have been measured, in points."""

    def __init__(self, parts: Mapping[tuple[str, bool], float]) -> None:
        self.parts = parts
        self._texts: dict[tuple[str, bool], float] = {}

    def of(self, text: str, *, bold: bool) -> float:
        """Return the width of a text; each is asked for in many sizes."""
        key = text, bold
        if key not in self._texts:
            width = 0.0
            for piece in pieces(text):
                bare = piece.strip()
                width += self.parts[bare, bold] if bare else 0
                width += (len(piece) - len(bare)) * self.parts[_SPACE, bold]
            self._texts[key] = width
        return self._texts[key]


class Ruler:
    """Measures texts of one size."""

    def __init__(self, widths: Widths, size: float) -> None:
        self._widths = widths
        self.size = size

    def part(self, part: str, is_bold: bool) -> float:  # noqa: FBT001  like a `Measure`
        """Return the width of an unbreakable part in points; of blanks it is nothing."""
        return self._widths.parts.get((part, is_bold), 0) * self.size

    def exact(self, text: str, is_bold: bool) -> float:  # noqa: FBT001  a `Measure`
        """Return the width of a text in points."""
        return self._widths.of(text, bold=is_bold) * self.size

    def __call__(self, text: str, is_bold: bool) -> int:  # noqa: FBT001  a `Measure`
        """Return the width of a text in whole points, which is enough for it."""
        return ceil(self.exact(text, is_bold))


def fragments(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return a text in unbreakable parts that fit on a line, and the blanks between them; joined they are the text.

    A line may end after each part. Words that fit stay whole; of those that do not, the segments of an address that
    fit do, and of all else the graphemes.
    """
    parts: list[str] = []
    for piece in (part for whole in _pieces(text) for part in fitting_parts(whole, fits)):
        bare = piece.strip()
        start = piece.index(bare) if bare else 0
        parts += [piece[:start], *_fitting(bare, fits), piece[start + len(bare) :]]
    return [part for part in parts if part]


# Each table is fitted twice, for the size of all tables and for its page: remembered, the real memo as HTML takes 1.2
# times less, as Word and PDF 1.07.
@cache
def finest(text: str) -> frozenset[str]:
    """Return all parts that `fragments` may return, however narrow the line."""
    return frozenset(_finest(text))


def _finest(text: str) -> Iterator[str]:
    for piece in (part for whole in _pieces(text) for part in _all_parts(whole)):
        bare = piece.strip()
        yield bare
        for segment in segments(bare):
            yield segment
            yield from graphemes(segment)


def _all_parts(piece: str) -> list[str]:
    """Return a piece, and its parts where it is too wide for a line."""
    return [piece, *pieces(piece, narrow=True), *fitting_parts(piece, lambda _: False)]


def _pieces(text: str) -> Iterator[str]:
    """Yield the unbreakable pieces; none reaches over a line break, which would put two lines in one."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield "\n"
        yield from pieces(line)


def _fitting(word: str, fits: Callable[[str], bool]) -> list[str]:
    if fits(word):
        return [word]
    return [part for segment in segments(word) for part in ([segment] if fits(segment) else graphemes(segment))]
