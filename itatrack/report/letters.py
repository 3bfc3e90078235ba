"""How wide texts are on paper."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from itatrack.thai.breaking import pieces
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

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
    """Return how wide texts are about in the official fonts, half of the size a letter."""
    return {(text, is_bold): cells(text) / 2 for text, is_bold in texts}


class Ruler:
    """Measures texts of one size whose parts have been measured."""

    def __init__(self, widths: Mapping[tuple[str, bool], float], size: float) -> None:
        self.widths = widths
        self.size = size

    def exact(self, text: str, is_bold: bool) -> float:  # noqa: FBT001  a `Measure`
        """Return the width of a text in points."""
        width = 0.0
        for piece in pieces(text):
            bare = piece.strip()
            width += self.widths[bare, is_bold] if bare else 0
            width += (len(piece) - len(bare)) * self.widths[_SPACE, is_bold]
        return width * self.size

    def __call__(self, text: str, is_bold: bool) -> int:  # noqa: FBT001  a `Measure`
        """Return the width of a text in whole points, which is enough for it."""
        return ceil(self.exact(text, is_bold))
