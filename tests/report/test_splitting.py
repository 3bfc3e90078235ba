"""A table too wide for a page is split side by side: no column and no row is lost, and each part says what it is of."""

from __future__ import annotations

from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from itatrack.report.splitting import columns_of_parts, rows_of_pages
from itatrack.report.tables import Cell, Heading, Item, Table

ROOM = 700
ROW = st.sampled_from([(Cell((Item("ด้าน"),), columns=3),), (Cell(), Cell(), Cell())])


@st.composite
def wide_tables(draw: st.DrawFn) -> tuple[Table, list[int], list[int]]:
    """Draw a table with the widths of its columns, and of its headings over one column."""
    parts = draw(st.lists(st.sampled_from([0, 0, 2, 3, 9]), min_size=3, max_size=12))
    headings = tuple(Heading(f"ห{n}", tuple(f"ย{part}" for part in range(count))) for n, count in enumerate(parts))
    columns = sum(heading.columns for heading in headings)
    naming = draw(st.integers(0, columns - 1))
    row = tuple(Cell(names_row=column == naming) for column in range(columns))
    widths = draw(st.lists(st.integers(20, 200), min_size=columns, max_size=columns))
    return (
        Table(headings, (row,)),
        widths,
        draw(st.lists(st.integers(20, 200), min_size=len(parts), max_size=len(parts))),
    )


@given(wide_tables())
def test_each_column_has_its_part(drawn: tuple[Table, list[int], list[int]]) -> None:
    """Every column stands in one part, in its order, behind those that are repeated; no part is wider than a page."""
    table, widths, alone = drawn
    parts = columns_of_parts(table, widths, alone, ROOM)
    repeated = next((n for n, each in enumerate(zip(*parts, strict=False)) if len({*each}) > 1), len(parts[0]))
    if len(parts) == 1:
        assert parts == [[*range(len(widths))]]
        return
    assert repeated >= 1
    assert [*range(repeated), *chain.from_iterable(part[repeated:] for part in parts)] == [*range(len(widths))]
    assert all(sum(widths[column] for column in part) <= ROOM or len(part) == repeated + 1 for part in parts)
    assert [sum(heading.columns for heading in table.part(part).headings) for part in parts] == [*map(len, parts)]


@given(st.lists(st.tuples(ROW, st.integers(10, 600)), min_size=1, max_size=60))
def test_each_row_has_its_page(rows: list[tuple[tuple[Cell, ...], int]]) -> None:
    """Every row stands on one page, as many as fit on it, and a heading stays with the row below it."""
    drawn, heights = zip(*rows, strict=True)
    pages = rows_of_pages(drawn, heights, 300, 400)
    assert [*chain.from_iterable(range(some.start, some.stop) for some in pages)] == [*range(len(rows))]
    for before, page in pairwise(pages):
        assert drawn[before.stop - 1][0].columns == 1
        taken = sum(heights[before])
        assert taken <= 400 or sum(row[0].columns == 1 for row in drawn[before]) == 1
        assert page.start == before.stop
