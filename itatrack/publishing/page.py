"""The page that leads to all that is published: readable without scripts, and without a request to anywhere else."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlsplit

from itatrack.model.amounts import Baht
from itatrack.model.columns import word_for
from itatrack.publishing.chart import SHOWN, chart
from itatrack.publishing.open_data import LICENCE
from itatrack.report.sheets.values import value_of
from itatrack.report.tables import EMPTY_MARK
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from itatrack.model import ita
    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress
    from itatrack.publishing.open_data import PackageAbout
    from itatrack.report.tables import Cell, Item, Table

_STYLE: Final = """
:root { color-scheme: light dark; background: Canvas; color: CanvasText; --line: #767676;
  --done: #1b7a3d; --going: #c98a00; --open: #b9bfc9; --gone: #77566f; }
@media (prefers-color-scheme: dark) { :root { --done: #4fc07a; --going: #e3b341; --open: #59616e; --gone: #a98aa1; } }
body { font: 1rem/1.6 Sarabun, "Noto Sans Thai", "Leelawadee UI", Tahoma, sans-serif;
  margin: 0 auto; max-width: 70rem; padding: 1rem; }
h1, h2 { line-height: 1.35; text-wrap: balance; }
.table { overflow-x: auto; }
table { border-collapse: collapse; min-width: 50%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { border: 1px solid var(--line); padding: .25rem .5rem;
  text-align: left; vertical-align: top; white-space: pre-line; }
th.wide { min-width: 6rem; }
@media (max-width: 48rem) { th.wide { min-width: 9rem; } }
svg { display: block; width: 100%; max-width: 36rem; font-size: 11px; fill: currentColor; }
rect { stroke: Canvas; }
.done { fill: var(--done); color: var(--done); } .in-progress { fill: var(--going); color: var(--going); }
.not-started { fill: var(--open); color: var(--open); } .cancelled { fill: var(--gone); color: var(--gone); }
.key { display: inline-block; width: .9em; height: .9em; background: currentColor; }
a, .wide { overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
td, tbody th { line-height: 1.45; }
.skip:not(:focus) { position: absolute; left: -100rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .skip, nav { display: none; }
  .table { overflow: visible; }
  th.wide { min-width: 0; }
  tr, svg { break-inside: avoid; }
  h2, h2 + p { break-after: avoid; break-inside: avoid; }
  .key { print-color-adjust: exact; }
  td a[href^="http"]:not(.shown)::after { content: " (" attr(href) ")"; }
}
"""
# In letters: a column of longer texts may not become as narrow as a word.
_SHORT: Final = 20
_FORMATS: Final = {"html": "หน้าเว็บ", "pdf": "PDF", "docx": "Word", "csv": "CSV", "xlsx": "Excel", "json": "JSON"}


class PublishedMemo(NamedTuple):
    """The memo of a round that is over: the round's name, its day in words, its files, and the agency's signed one."""

    round: str
    day: str
    files: Sequence[str]
    signed: str | None = None


class PageContent(NamedTuple):
    """What the page shows.

    Attributes:
        states: the states as of the days of the drawing; those of the last are the current ones.
        memos: the memos, the latest last.
        tables: the tables by the names of their files, as the page shows them; one without rows has files only.
        items: the ITA items that the files answer, as far as they are known.
        copies: the paths of evidence that was copied, by the path in the project.
        workbook: whether there is a workbook of the tables too.
        about: what the data says of itself.
        measures: the name of the table that says where each measure stands.
    """

    plan: Plan
    states: Sequence[Progress]
    memos: Sequence[PublishedMemo]
    tables: Mapping[str, Table]
    items: Sequence[ita.Item]
    copies: Mapping[str, str]
    workbook: bool
    about: PackageAbout
    measures: str


def page(content: PageContent) -> bytes:
    """Return the page; every text of the data stands in it as text, whatever letters it has."""
    plan, about = content.plan, content.about
    head = [escape(about.agency), f"ปีงบประมาณ พ.ศ. {about.year}", f"ข้อมูล ณ วันที่ {calendar.full(about.as_of)}"]
    head += [*_contact(plan)] if plan.has_memo else []
    sections = [section for section in _sections(content) if section[2]]
    lines = [
        '<!DOCTYPE html>\n<html lang="th">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(plan.title)} - {escape(plan.agency.name)}</title>",
        f"<style>{_STYLE}</style>\n</head>\n<body>",
        '<a class="skip" href="#content">ข้ามไปยังเนื้อหา</a>',
        f"<header>\n<h1>{escape(plan.title)}</h1>",
        f"<p>{'<br>'.join(head)}</p>\n</header>",
        '<nav aria-label="สารบัญ">\n<ul>',
        *(f'<li><a href="#{key}">{title}</a></li>' for key, title, _ in sections),
        '</ul>\n</nav>\n<main id="content">',
    ]
    for key, title, body in sections:
        lines += [f'<section aria-labelledby="{key}">\n<h2 id="{key}">{title}</h2>', *body, "</section>"]
    return ("\n".join([*lines, "</main>\n</body>\n</html>"]) + "\n").encode()


def _contact(plan: Plan) -> Iterator[str]:
    """Yield how the section that reports is reached, as far as the memo says it."""
    if plan.memo.phone:
        yield f'ติดต่อ {escape(plan.memo.from_)} โทร. <span class="whole">{escape(plan.memo.phone)}</span>'
    if plan.memo.email:
        address = escape(plan.memo.email)
        yield f'ไปรษณีย์อิเล็กทรอนิกส์ <a href="mailto:{address}">{address}</a>'


def _sections(content: PageContent) -> Iterator[tuple[str, str, list[str]]]:
    yield "progress", "ความก้าวหน้า", [*_progress(content)]
    yield "memos", "บันทึกข้อความรายงานผล", [*_memos(content.memos)]
    # A cell names a file by its path in the project, or in the published folder.
    links = {**content.copies, **{path: path for path in content.copies.values()}}
    for name, table in content.tables.items():
        lines = [_links(_data_of(name)), *_table(table, links)] if table.rows else []
        yield f"table-{name}", escape(table.caption), lines
    yield "items", "ข้อมูลสำหรับการประเมิน ITA", [*_items(content)]
    yield "files", "ข้อมูลเปิด", [*_files(content)]


def _progress(content: PageContent) -> Iterator[str]:
    yield chart(content.plan, content.states)
    shown = [status for status in SHOWN if any(progress.count(status) for progress in content.states)]
    words = [f'<span class="key {status.code}"></span> {escape(word_for(content.plan, status))}' for status in shown]
    rows = [[_shown(progress.as_of), *(str(progress.count(status)) for status in shown)] for progress in content.states]
    yield from _html_table("จำนวนมาตรการในแต่ละสถานะ", ["ณ วันที่", *words], rows)


def _memos(memos: Sequence[PublishedMemo]) -> Iterator[str]:
    if memos:
        links = (f"<li>{escape(memo.round)} ณ วันที่ {memo.day}: {_memo_files(memo)}</li>" for memo in memos)
        yield "\n".join(["<ul>", *links, "</ul>"])


def _memo_files(memo: PublishedMemo) -> str:
    """Return the links to a memo: to the signed one first, or else with the word that none is signed."""
    if memo.signed:
        return f"{_anchor(memo.signed, 'ฉบับลงนาม (PDF)')} · ฉบับพิมพ์จากข้อมูล {_anchors(memo.files)}"
    return f"{_anchors(memo.files)} (ฉบับพิมพ์จากข้อมูล ไม่มีลายมือชื่อ)"


def _table(table: Table, links: Mapping[str, str]) -> Iterator[str]:
    naming = next((at for row in table.rows for at, cell in enumerate(row) if cell.names_row), 0)
    heads = [escape(heading.title) for heading in table.headings]
    rows = [[_cell(cell, links) for cell in row] for row in table.rows]
    longest = [max(len(str(value_of(row[at]) or "")) for row in table.rows) for at in range(len(heads))]
    wide = [at for at, length in enumerate(longest) if length > _SHORT]
    yield from _html_table(escape(table.caption), heads, rows, naming, wide)


def _cell(cell: Cell, links: Mapping[str, str]) -> str:
    """Return a cell as HTML: lines without dashes, and links where there are any."""
    if cell.value is not None:
        return _shown(cell.value)
    mark = "" if cell.mark == EMPTY_MARK and not cell.items else escape(cell.mark)
    plain = cell._replace(bulleted=False, mark=mark, joined_by=escape(cell.joined_by))
    return "\n".join(plain.lines(lambda item: _item(item, links)))


def _item(item: Item, links: Mapping[str, str]) -> str:
    """Return an item as HTML: only a web address and a file that is published too are links."""
    text = escape(item.text or item.address or item.file or "")
    if item.address and urlsplit(item.address).scheme in {"http", "https"}:
        shown = "" if item.text else ' class="shown"'
        return f'<a href="{escape(item.address)}"{shown} rel="noopener noreferrer">{text}</a>'
    return _anchor(links[item.file], text) if item.file and item.file in links else text


def _shown(value: Decimal | dt.date) -> str:
    """Return a number or a day as HTML, on one line however narrow its column is."""
    if isinstance(value, Decimal):
        text = f"{value:,.2f}" if isinstance(value, Baht) else f"{value:f}"
    else:
        text = calendar.short(value)
    return f'<span class="whole">{text}</span>'


def _html_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], naming: int = 0, wide: Sequence[int] = ()
) -> Iterator[str]:
    """Yield a table of texts that are HTML already.

    Args:
        caption: what a screen reader calls it.
        heads: the headings of its columns.
        rows: the cells of its rows.
        naming: the column that names the rows.
        wide: the columns of long texts, which are not to be as narrow as a word.
    """
    yield f'<div class="table" tabindex="0" role="group" aria-label="{caption}">\n<table>\n<caption>{caption}</caption>'
    kinds = [' class="wide"' if at in wide else "" for at in range(len(heads))]
    shown = "".join(f'<th scope="col"{kind}>{head}</th>' for head, kind in zip(heads, kinds, strict=True))
    yield f"<thead>\n<tr>{shown}</tr>\n</thead>\n<tbody>"
    for row in rows:
        cells = [f"<td{kind}>{cell}</td>" for cell, kind in zip(row, kinds, strict=True)]
        cells[naming] = f'<th scope="row">{row[naming]}</th>'
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _items(content: PageContent) -> Iterator[str]:
    """Yield what answers each of the two items about such plans, with its number as far as it is known."""
    memo = [_memo_files(content.memos[-1])] if content.memos else []
    rows = []
    for is_result, what, tables in (
        (False, "มาตรการ", ("plan", content.measures)),
        (True, "ผลการดำเนินการ", (content.measures, "result")),
    ):
        items = [_item_text(item) for item in content.items if item.is_result == is_result]
        shown = [name for name in tables if name in content.tables and content.tables[name].rows]
        here = [f'<a href="#table-{name}">{escape(content.tables[name].caption)}</a>' for name in shown]
        files = [_anchors([file for name in tables if name in content.tables for file in _data_of(name)])]
        rows.append([what, "<br>".join(items) or "-", "<br>".join([*memo, " · ".join(here), *files])])
    yield from _html_table("ข้อมูลสำหรับแต่ละข้อ", ["เรื่อง", "ข้อ", "ข้อมูล"], rows)


def _item_text(item: ita.Item) -> str:
    sure = "" if item.is_verified else " (เลขข้อตามข้อมูลเบื้องต้น)"
    return f"{item.number} {escape(item.title)} ของการประเมินปีงบประมาณ พ.ศ. {item.assessment_year}{sure}"


def _files(content: PageContent) -> Iterator[str]:
    if content.about.licence:
        yield f"<p>เงื่อนไขการใช้ข้อมูล: {_anchor(LICENCE, escape(content.about.licence))}</p>"
    if content.workbook:
        yield f"<p>ทุกตารางในไฟล์เดียว: {_anchor('data/tables.xlsx', 'Excel')}</p>"
    yield "<ul>"
    for name, table in content.tables.items():
        schema = _anchor(f"data/{quote(name)}.schema.json", "โครงสร้าง (JSON Schema)")
        yield f"<li>{escape(table.caption)}: {_anchors(_data_of(name))} · {schema}</li>"
    yield "</ul>"
    yield f"<p>คำอธิบายชุดข้อมูล (Frictionless Data Package): {_anchor('datapackage.json', 'datapackage.json')}</p>"


def _data_of(name: str) -> list[str]:
    return [f"data/{name}.csv", f"data/{name}.json"]


def _links(files: Sequence[str]) -> str:
    return f"<p>ดาวน์โหลด: {_anchors(files)}</p>"


def _anchors(files: Sequence[str]) -> str:
    return " · ".join(
        _anchor(file, f"{_FORMATS[file.rpartition('.')[2]]} ({escape(file.rpartition('/')[2])})") for file in files
    )


def _anchor(file: str, text: str) -> str:
    return f'<a href="{escape(quote(file))}">{text}</a>'
