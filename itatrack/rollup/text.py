"""A roll-up as plain text for a terminal, and as Markdown: the agencies to call, the table, and what is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.overview.cells import ListCell, aligned
from itatrack.rollup import tables
from itatrack.rollup.summary import heading, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.findings.message import Translator
    from itatrack.overview.cells import Line
    from itatrack.report.tables import Cell, Table
    from itatrack.rollup.rollup import GroupBy, Rollup

# Of what is stuck, as many as a person reads; the other formats have all.
MOST_SHOWN: Final = 15


def text_lines(rollup: Rollup, by: GroupBy, translate: Translator) -> list[Line]:
    """Return the lines of plain text; the agencies to be called come first."""
    lines: list[Line] = [[ListCell(translate(heading(rollup)), "head")]]
    lines.append([ListCell(said(rollup, translate))])
    for table in _shown_tables(rollup, by, translate):
        lines += [[], [ListCell(table.caption, "head")], *_table_lines(table)]
        lines += [[ListCell(more)] for more in _more(table, translate)]
    return lines


def markdown(rollup: Rollup, by: GroupBy, translate: Translator) -> str:
    """Return the same in Markdown."""
    parts = [f"# {_escaped(translate(heading(rollup)))}", _escaped(said(rollup, translate))]
    for table in _shown_tables(rollup, by, translate):
        parts += [f"## {_escaped(table.caption)}", _markdown_table(table), *_more(table, translate)]
    return "\n\n".join(parts) + "\n"


def _shown_tables(rollup: Rollup, by: GroupBy, translate: Translator) -> Iterator[Table]:
    """Yield the tables that have rows, in their order."""
    yield from filter(
        lambda table: table.rows,
        [
            tables.call_table(rollup, by, translate, in_full=False),
            tables.agency_table(rollup, by, translate, in_full=False)._replace(name="agencies"),
            tables.group_table(rollup, by, translate)._replace(name="groups"),
            tables.overdue_table(rollup, translate),
            tables.shared_table(rollup, translate),
        ],
    )


def _shown_rows(table: Table) -> Sequence[tuple[Cell, ...]]:
    return table.rows if table.name else table.rows[:MOST_SHOWN]


def _more(table: Table, translate: Translator) -> list[str]:
    """Return how many rows are not shown, where some are not."""
    left = len(table.rows) - len(_shown_rows(table))
    return [translate("and {number} more: html, xlsx and json have all", number=left)] if left else []


def _text(cell: Cell) -> str:
    return " ".join(line for item in cell.items for line in item.text.splitlines()) or "-"


def _table_lines(table: Table) -> list[Line]:
    rows = _shown_rows(table)
    right = frozenset(
        column
        for column in range(len(table.headings))
        if {row[column].align for row in rows if row[column].items} == {"right"}
    )
    head = [ListCell(label.title, "head") for label in table.headings]
    body = [[ListCell(_text(cell)) for cell in row] for row in rows]
    return aligned([head, *body], right)


def _markdown_table(table: Table) -> str:
    rows = _shown_rows(table)
    aligns = [{row[column].align for row in rows if row[column].items} for column in range(len(table.headings))]
    lines = [[_escaped(label.title) for label in table.headings]]
    lines.append(["---:" if align == {"right"} else "---" for align in aligns])
    lines += [[_escaped(_text(cell)) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escaped(text: str) -> str:
    for letter in "\\|<>*_`[]&~$":
        text = text.replace(letter, "\\" + letter)
    return " ".join(text.split())
