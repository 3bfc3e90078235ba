"""The list of evidence as a table: where each piece is, when somebody looked at it, and the digest of its file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from itatrack.model.columns import HEADINGS
from itatrack.report.tables import Cell, Heading, Item, Table
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from itatrack.model.records import Evidence
    from itatrack.progress.state import Progress

# The folder of the project in which copies of pages are kept.
COPIES: Final = "evidence"
# Names of files that a browser runs on the agency's site, or its server by itself, wherever in a name they stand.
_RUN: Final = frozenset(
    f".{ending}"
    for ending in (
        *("htm", "html", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "svgz", "xml", "xsl", "xslt", "js", "mjs"),
        *("php", "php3", "php4", "php5", "php7", "phtml", "phar", "asp", "aspx", "jsp", "jspx", "cgi", "pl", "py"),
    )
)
_CAPTION: Final = "หลักฐาน"
_HEADINGS: Final = (HEADINGS["id"], HEADINGS["title"], "หลักฐาน", "ที่อยู่เว็บ", "ไฟล์", "ตรวจสอบเมื่อ", "SHA-256 ของไฟล์")
# The columns of a measure, which stand there in any case.
_ALWAYS: Final = 2


def evidence_table(progress: Progress, copies: Mapping[str, str]) -> Table:
    """Return a row for each piece of evidence; columns that none fills are left out.

    Args:
        progress: the states of the measures.
        copies: the paths of files in the published folder, by the path in the project; others are not named.
    """
    rows = [
        (
            Cell((Item(state.measure.id),)),
            Cell((Item(state.measure.title),), names_row=True),
            *_cells(evidence, progress.as_of, copies),
        )
        for state in progress.states
        for evidence in state.evidence
    ]
    shown = [at for at in range(len(_HEADINGS)) if at < _ALWAYS or any(row[at] != Cell() for row in rows)]
    headings = tuple(Heading(_HEADINGS[at]) for at in shown)
    return Table(headings, tuple(tuple(row[at] for at in shown) for row in rows), caption=_CAPTION)


def pinned_copy(evidence: Evidence, as_of: dt.date) -> str | None:
    """Return the copy of a page that may be published: one that `evidence pin` keeps, and was pinned by the day."""
    copy = evidence.copy if evidence.sha256 and not evidence.file and _is_checked(evidence, as_of) else None
    return copy if copy and copy.replace("\\", "/").startswith(f"{COPIES}/") else None


def would_run(name: str, content: bytes) -> bool:
    """Check whether a web site would run a file: a page with whatever scripts are in it, or a program.

    By its name, as servers tell; of one without an ending browsers look at the content.
    """
    endings = PurePosixPath(name.replace("\\", "/")).suffixes
    is_page = content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return not _RUN.isdisjoint(map(str.lower, endings)) or (is_page and not endings)


def _is_checked(evidence: Evidence, as_of: dt.date) -> bool:
    """Check whether what is told of evidence was known on the day; a check without a day was."""
    return not evidence.checked or evidence.checked <= as_of


def _cells(evidence: Evidence, as_of: dt.date, copies: Mapping[str, str]) -> Iterator[Cell]:
    path, is_checked = copies.get(evidence.kept or ""), _is_checked(evidence, as_of)
    day = evidence.checked if is_checked else None
    yield _text(evidence.text or ("" if evidence.url else evidence.file))
    yield Cell((Item("", evidence.url),)) if evidence.url else Cell()
    yield Cell((Item("", file=path),)) if path else Cell()
    yield Cell((Item(calendar.short(day)),), value=day) if day else Cell()
    yield _text(evidence.sha256 if is_checked else "")


def _text(text: str | None) -> Cell:
    return Cell((Item(text),)) if text else Cell()
