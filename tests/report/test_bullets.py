"""Which items of a cell are a list: what stands beside the list has no dash in any format."""

from __future__ import annotations

import pytest

from itatrack.report.tables import Cell, Item

REMARK = Item("(ดำเนินการต่อเนื่อง)", bulleted=False)


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        (Cell((Item("ก"), Item("ข"), REMARK), mark="✓"), ["✓", "- ก", "- ข", REMARK.text]),
        (Cell((Item("ก"), REMARK), mark="✓"), ["✓", "ก", REMARK.text]),
        (Cell((REMARK,), mark="✓"), [f"✓ {REMARK.text}"]),
        (Cell((Item("ก"), Item("ข")), joined_by="/"), ["ก/ข"]),
    ],
    ids=["a list", "one alone", "the remark alone", "joined"],
)
def test_remarks(cell: Cell, lines: list[str]) -> None:
    """A remark below a list has no dash, and neither has the one item of a list above a remark."""
    assert cell.lines(lambda item: item.text) == lines
    assert any(cell.bullets) == any(line.startswith("- ") for line in lines)
