"""Old memos as offices have them: Word documents and workbooks, made from a few words each."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

import docx

from itatrack.findings.message import ENGLISH
from itatrack.importing.draft import draft_of
from itatrack.importing.proving import proven
from itatrack.importing.sources import read
from itatrack.yamltext.document import Document
from itatrack.yamltext.plain import data_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

TODAY_LATE = dt.date(2026, 1, 31)


class Imported(NamedTuple):
    """A draft as it is read again: the data of both files, their texts, and the doubts in English."""

    plan: Any
    history: Any
    plan_text: str
    doubts: list[str]

    def column(self, key: str) -> list[Any]:
        """Return the value that each measure has for a key."""
        return [measure.get(key) for measure in self.plan["measures"]]

    def statuses(self) -> list[str | None]:
        """Return the status of each measure's entry."""
        return [self.history.get(measure["id"], [{}])[0].get("status") for measure in self.plan["measures"]]


def bring_in(content: bytes, as_of: dt.date | None = None) -> Imported:
    """Make a draft of a source, prove it, and read it again."""
    draft = draft_of(*read(content), as_of)
    assert draft is not None
    text = proven(draft, ENGLISH, "memo", TODAY_LATE)
    plan, history = (data_of(Document.read("", part).root) for part in (text.plan, text.history))
    doubts = [ENGLISH(each.said) for each in text.doubts]
    return Imported(plan, history or {}, text.plan.decode(), doubts)


class Grid(NamedTuple):
    """A table of a Word document: its texts, the corners of merged cells, and how many rows are heads."""

    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[int, int, int, int]] = ()  # top, left, bottom, right
    heads: int = 0


def word(*blocks: str | Grid) -> bytes:
    """Return a Word document of paragraphs and tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block.rows), max(map(len, block.rows)))
        for number, row in enumerate(block.rows):
            for column, text in enumerate(row):
                cell = table.cell(number, column)
                paragraphs = text.split("\n")
                cell.text = paragraphs[0]
                for paragraph in paragraphs[1:]:
                    cell.add_paragraph(paragraph)
        for top, left, bottom, right in block.merged:
            kept = block.rows[top][left]
            merged = table.cell(top, left).merge(table.cell(bottom, right))
            merged.text = kept
        for row in table.rows[: block.heads]:
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no public name for it
            properties.append(properties.makeelement(docx.oxml.ns.qn("w:tblHeader"), {}))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def workbook(
    sheets: Mapping[str, Sequence[Sequence[str | float | bool]]], merged: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """Return an Excel workbook: its sheets by name, and the merged cells of each, such as `A1:D1`."""
    names = [*sheets]
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_DOCUMENT}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="s{number}"/>'
            for number, name in enumerate(names, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}">'
        + "".join(
            f'<Relationship Id="s{number}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number in range(1, len(names) + 1)
        )
        + "</Relationships>",
    }
    for number, name in enumerate(names, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheets[name], (merged or {}).get(name, ()))
    return package(parts)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _sheet(rows: Sequence[Sequence[str | float | bool]], merged: Sequence[str]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    tail = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    return f'{_HEAD}<worksheet xmlns="{_SPREADSHEET}"><sheetData>{"".join(lines)}</sheetData>{tail}</worksheet>'


def _cell(name: str, value: str | float | bool) -> str:  # noqa: FBT001  the value itself
    if isinstance(value, bool):
        return f'<c r="{name}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>' if value else ""
    return f'<c r="{name}"><v>{value}</v></c>'
