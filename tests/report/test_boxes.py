"""Tables drawn with box characters, against exact drawings and an independent reading of any drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.report.boxes import draw
from itatrack.report.column_widths import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

ARMS = {
    "│": {"up", "down"},
    "─": {"left", "right"},
    "┌": {"right", "down"},
    "┐": {"left", "down"},
    "└": {"up", "right"},
    "┘": {"up", "left"},
    "├": {"up", "right", "down"},
    "┤": {"up", "left", "down"},
    "┬": {"right", "down", "left"},
    "┴": {"up", "right", "left"},
    "┼": {"up", "right", "down", "left"},
}
OPPOSITE = {"up": (-1, 0, "down"), "down": (1, 0, "up"), "left": (0, -1, "right"), "right": (0, 1, "left")}

WORDS = ["มาตรการ", "ผู้รับผิดชอบ", "น้ำ", "ที่", "ก็", "การ", "กำกับ", "ติดตาม", "๓๑", "ITA", "a", "service", "(One", "-", "ๆ"]
CONSONANTS = st.sampled_from("กขงจดนรสห")
MARKS = st.sampled_from(["", "", "ิ", "ู", "่", "ี่", "้ำ", "า"])


def box(*paragraphs: str, columns: int = 1, rows: int = 1, align: Literal["left", "center"] = "left") -> Box:
    """Return a box of some paragraphs."""
    return Box(paragraphs, columns, rows, align)


def screen(lines: list[str]) -> list[list[str]]:
    """Return the display cells of a drawing; a mark shares the display cell of the character before it."""
    grid = []
    for line in lines:
        row: list[str] = []
        for character in line:
            if category(character) in {"Mn", "Me", "Cf"}:
                row[-1] += character
            else:
                row += [character, ""] if east_asian_width(character) in {"W", "F"} else [character]
        grid.append(row)
    return grid


def texts_of(grid: list[list[str]]) -> list[str]:
    """Return the text of each cell without blanks: a cell is all that can be reached without crossing a rule."""
    texts = []
    seen: set[tuple[int, int]] = set()
    for y, row in enumerate(grid):
        for x, character in enumerate(row):
            if character in ARMS or (y, x) in seen:
                continue
            region = {(y, x)}
            border = [(y, x)]
            while border:
                line, place = border.pop()
                for near in ((line + 1, place), (line - 1, place), (line, place + 1), (line, place - 1)):
                    if near not in region and grid[near[0]][near[1]] not in ARMS:
                        region.add(near)
                        border.append(near)
            seen |= region
            texts.append(without_blanks(grid[line][place] for line, place in sorted(region)))
    return texts


def without_blanks(parts: Iterable[str]) -> str:
    """Join texts and drop their white space."""
    return "".join("".join(parts).split())


@st.composite
def paragraphs(draw_from: st.DrawFn) -> str:
    """Draw a paragraph of Thai and Latin words and of Thai letters that are no words, perhaps with a bullet."""
    syllables = st.lists(st.builds(str.__add__, CONSONANTS, MARKS), min_size=1, max_size=12).map("".join)
    words = draw_from(st.lists(st.sampled_from(WORDS) | syllables, max_size=10))
    bullet = draw_from(st.sampled_from(["", "", "- "]))
    return bullet + "".join(word + draw_from(st.sampled_from(["", "", " ", "  ", "\n"])) for word in words)


@st.composite
def tables(draw_from: st.DrawFn) -> list[list[Box]]:
    """Draw a table: the free position that comes first begins a box of any size that is still free."""
    height = draw_from(st.integers(1, 4))
    width = draw_from(st.integers(1, 4))
    free = {(row, column) for row in range(height) for column in range(width)}
    grid: list[list[Box]] = [[] for _ in range(height)]
    while free:
        row, column = min(free)
        columns = rows = 1
        while (row, column + columns) in free and draw_from(st.booleans()):
            columns += 1
        while row + rows < height and draw_from(st.booleans()):
            rows += 1
        free -= {(row + y, column + x) for y in range(rows) for x in range(columns)}
        texts = tuple(draw_from(st.lists(paragraphs(), max_size=3)))
        grid[row].append(Box(texts, columns, rows, draw_from(st.sampled_from(["left", "center"]))))
    return grid


def narrowest(grid: list[list[Box]]) -> int:
    """Return the least width of a table: a display cell for each column, between rules."""
    return 2 * sum(cell.columns for cell in grid[0]) + 1


PLAIN = [[box("a"), box("one two")], [box("three"), box("4")]]
PLAIN_DRAWN = """\
┌───────┬─────────┐
│ a     │ one two │
├───────┼─────────┤
│ three │ 4       │
└───────┴─────────┘"""

EXACT = {
    "a plain table is as narrow as its texts": (PLAIN, 80, PLAIN_DRAWN),
    "a width that just fits wraps nothing": (PLAIN, 19, PLAIN_DRAWN),
    "one display cell less wraps the longer column": (
        PLAIN,
        18,
        """\
┌───────┬────────┐
│ a     │ one    │
│       │ two    │
├───────┼────────┤
│ three │ 4      │
└───────┴────────┘""",
    ),
    "a header over two columns, beside one over two rows": (
        [
            [box("name", rows=2, align="center"), box("state", columns=2, align="center")],
            [box("to do"), box("done")],
            [box("x"), box("-", align="center"), box("yes")],
        ],
        80,
        """\
┌──────┬──────────────┐
│      │    state     │
│ name ├───────┬──────┤
│      │ to do │ done │
├──────┼───────┼──────┤
│ x    │   -   │ yes  │
└──────┴───────┴──────┘""",
    ),
    "the text of a cell over rows flows on past the rules of its neighbours": (
        [
            [box("1"), box("one"), box("progress and the sum of it", rows=3)],
            [box("2"), box("two")],
            [box("3"), box("three")],
        ],
        24,
        """\
┌───┬───────┬──────────┐
│ 1 │ one   │ progress │
├───┼───────┤ and the  │
│ 2 │ two   │ sum of   │
├───┼───────┤ it       │
│ 3 │ three │          │
└───┴───────┴──────────┘""",
    ),
    "a cell taller than its rows makes the last of them taller": (
        [[box("1"), box("a", "b", "c", "d", "e", rows=2)], [box("2")], [box("3"), box("x")]],
        80,
        """\
┌───┬───┐
│ 1 │ a │
├───┤ b │
│ 2 │ c │
│   │ d │
│   │ e │
├───┼───┤
│ 3 │ x │
└───┴───┘""",
    ),
    "spans of both kinds meet": (
        [
            [box("p", columns=2), box("q", rows=2)],
            [box("r", rows=2), box("m")],
            [box("s", columns=2)],
        ],
        80,
        """\
┌───────┬───┐
│ p     │ q │
├───┬───┤   │
│ r │ m │   │
│   ├───┴───┤
│   │ s     │
└───┴───────┘""",
    ),
    "one cell over everything has no rule inside, not even where a row begins without boxes": (
        [[box("a", "b", rows=2, columns=2)], []],
        80,
        """\
┌───────┐
│ a     │
│ b     │
│       │
└───────┘""",
    ),
    "a cell over columns widens them where they are too narrow for it": (
        [[box("a long title", columns=2)], [box("b"), box("c")]],
        80,
        """\
┌──────────────┐
│ a long title │
├───────┬──────┤
│ b     │ c    │
└───────┴──────┘""",
    ),
    "the further lines of a bullet hang": (
        [[box("- one two three", "- four", "five\nsix"), box("x")]],
        17,
        """\
┌───────────┬───┐
│ - one two │ x │
│   three   │   │
│ - four    │   │
│ five      │   │
│ six       │   │
└───────────┴───┘""",
    ),
    "a line break inside a bullet hangs too": (
        [[box("- a\nbbbb")]],
        10,
        """\
┌────────┐
│ - a    │
│   bbbb │
└────────┘""",
    ),
    "Thai marks take no display cells": (
        [
            [box("มาตรการ", align="center"), box("ผู้รับผิดชอบ", align="center")],
            [box("น้ำดื่ม"), box("สำนักปลัด", "กองคลัง")],
        ],
        80,
        """\
┌─────────┬──────────┐
│ มาตรการ │ ผู้รับผิดชอบ │
├─────────┼──────────┤
│ น้ำดื่ม    │ สำนักปลัด  │
│         │ กองคลัง   │
└─────────┴──────────┘""",
    ),
    "wide characters take two display cells": (
        [[box("漢字"), box("x")]],
        80,
        """\
┌──────┬───┐
│ 漢字 │ x │
└──────┴───┘""",
    ),
    "boxes without text are blank": (
        [[box(), box("")]],
        80,
        """\
┌───┬───┐
│   │   │
└───┴───┘""",
    ),
    "a width in which every word just fits cuts none": (
        [[box("abcdefgh ij"), box("abcdefgh ij")]],
        23,
        """\
┌──────────┬──────────┐
│ abcdefgh │ abcdefgh │
│ ij       │ ij       │
└──────────┴──────────┘""",
    ),
    "the padding goes before a word is cut": (
        [[box("abcdefgh ij"), box("abcdefgh ij")]],
        19,
        """\
┌────────┬────────┐
│abcdefgh│abcdefgh│
│ij      │ij      │
└────────┴────────┘""",
    ),
    "a word that must be cut leaves the others their share": (
        [[box("https://example.go.th/a/long/address"), box("one two three four five six")]],
        27,
        """\
┌─────────────┬───────────┐
│ https://    │ one two   │
│ example.go. │ three     │
│ th/a/long/  │ four five │
│ address     │ six       │
└─────────────┴───────────┘""",
    ),
    "each column has at least one display cell": (
        [[box("abc"), box("- d")]],
        5,
        """\
┌─┬─┐
│a│-│
│b│d│
│c│ │
└─┴─┘""",
    ),
}

BROKEN = [
    ([], 80, "the table has no columns"),
    ([[]], 80, "the table has no columns"),
    ([[box("a")], [box("b"), box("c")]], 80, "row 2 fills 2 columns, not 1"),
    ([[box("a"), box("b", rows=2)], [box("c"), box("d")]], 80, "row 2 fills 3 columns, not 2"),
    ([[box("a"), box("b")], []], 80, "row 2 fills 0 columns, not 2"),
    ([[box("a"), box("b", rows=2), box("c")], [box("d", columns=2)]], 80, "a box of row 2 runs into another one"),
    ([[box("a", rows=2)]], 80, "a box of row 1 spans 2 rows and 1 columns"),
    ([[box("a"), box("b", columns=0)]], 80, "a box of row 1 spans 1 rows and 0 columns"),
    ([[box("a", rows=0)]], 80, "a box of row 1 spans 0 rows and 1 columns"),
    ([[box("a"), box("b")]], 4, "a width of 4 is too small for 2 columns"),
    ([[box("漢字"), box("b")]], 5, "a column of width 1 is too small for its text"),
]


@pytest.mark.parametrize(("grid", "width", "expected"), EXACT.values(), ids=EXACT.keys())
def test_a_small_table_is_drawn_exactly(grid: list[list[Box]], width: int, expected: str) -> None:
    """A table has exactly the drawing that its case is named for."""
    assert "\n".join(draw(grid, width)) == expected


@pytest.mark.parametrize(("grid", "width", "message"), BROKEN)
def test_a_table_that_cannot_be_drawn_is_an_error(grid: list[list[Box]], width: int, message: str) -> None:
    """Boxes that make up no rectangle, and a width without room for them, raise an error that says so."""
    with pytest.raises(ValueError) as error:
        draw(grid, width)
    assert str(error.value) == message


def test_the_column_with_more_text_gets_more_of_the_width() -> None:
    """Where texts must be wrapped, a column with four times the text is wider, and the full width is used."""
    lines = draw([[box("word " * 20), box("word " * 80)]], 60)
    left, right = (len(part) for part in lines[0].strip("┌┐").split("┬"))
    assert left < right < 4 * left
    assert len(lines[0]) == 60


@pytest.mark.slow
@given(tables(), st.integers(0, 60))
def test_all_lines_are_equally_wide(grid: list[list[Box]], more: int) -> None:
    """Every line has the same number of display cells, at most the width asked for."""
    width = narrowest(grid) + more
    sizes = {len(row) for row in screen(draw(grid, width))}
    assert len(sizes) == 1
    assert max(sizes) <= width


@pytest.mark.slow
@given(tables(), st.integers(0, 60))
def test_nothing_is_lost(grid: list[list[Box]], more: int) -> None:
    """The drawing has a closed area for each box, in their order, with all of its text in the order of the text."""
    lines = draw(grid, narrowest(grid) + more)
    assert texts_of(screen(lines)) == [without_blanks(cell.paragraphs) for row in grid for cell in row]


@pytest.mark.slow
@given(tables(), st.integers(0, 60))
def test_rules_join(grid: list[list[Box]], more: int) -> None:
    """An arm of a box character always meets the opposite arm of the next character, and never ends in a text."""
    drawn = screen(draw(grid, narrowest(grid) + more))
    for y, row in enumerate(drawn):
        for x, character in enumerate(row):
            for arm, (down, right, opposite) in OPPOSITE.items():
                inside = 0 <= y + down < len(drawn) and 0 <= x + right < len(row)
                met = inside and opposite in ARMS.get(drawn[y + down][x + right], set())
                assert (arm in ARMS.get(character, set())) <= met


@pytest.mark.slow
@given(tables())
def test_a_wide_page_wraps_nothing(grid: list[list[Box]]) -> None:
    """With room enough every line of a text stands on one line, and exactly that room is enough."""
    lines = draw(grid, 2000)
    assert lines == draw(grid, len(screen(lines)[0]))
    drawing = "\n".join(lines)
    texts = [text for row in grid for cell in row for text in cell.paragraphs]
    assert all(line.strip() in drawing for text in texts for line in text.split("\n"))
