"""What a roll-up on paper carries of its making, and the roll-up of that: its rows, and the list with its head.

The agencies' own data is theirs, and would be thousands of files: the rows say what was read of each.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from itatrack.findings.finding import Finding
from itatrack.findings.message import Message
from itatrack.report.provenance import ROLLUP, Sources
from itatrack.report.values import Picture
from itatrack.rollup.agency_list import read_agency_list
from itatrack.rollup.paper import PaperList, on_paper
from itatrack.rollup.remarks import remark, title_of
from itatrack.rollup.rollup import GroupBy, Rollup, SharedMeasure
from itatrack.rollup.row_text import row_of_text, text_of_row
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.message import Translator
    from itatrack.report.request import ReportRequest
    from itatrack.rollup.agency_row import AgencyRow


class _Carried(NamedTuple):
    """A roll-up and what it is grouped by, as they were carried."""

    rollup: Rollup
    by: GroupBy


def sources_of(rollup: Rollup, by: GroupBy, translate: Translator, source: PaperList | None) -> Sources:
    """Return the files that a roll-up on paper is made from.

    Args:
        rollup: the agencies.
        by: what they are grouped by.
        translate: into Thai, as what is said of an agency is carried in words.
        source: the list with the head of the memo.
    """
    content = {
        "fiscal_year": rollup.fiscal_year,
        "group_by": by,
        "list": source.path if source else None,
        "agencies": [json.loads(text_of_row(_shown(row, translate))) for row in rollup.rows],
        "shared_measures": [[*each] for each in rollup.shared],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    files = {source.path: source.content} if source else {}
    if source and source.garuda:
        files[source.garuda.name] = source.garuda.content
    return Sources({**files, ROLLUP: text.encode()})


def _shown(row: AgencyRow, translate: Translator) -> AgencyRow:
    """Return a row without the folders of the computer that it was read on, as far as these are not printed."""
    path = row.path if row.path == title_of(row) else ""
    detail = Message(remark(row, translate)) if row.trouble else None
    return row._replace(path=path, real_path="", detail=detail)


def made_again(files: Mapping[str, bytes], translate: Translator, request: ReportRequest) -> bytes | Finding:
    """Return the document that carried files make, or what is wrong in the list.

    Raises:
        Exception: of any kind, as the rows come from outside.
    """
    data = json.loads(files[ROLLUP])
    carried = _read(data)
    source = None
    if data["list"] is not None:
        path, content = data["list"], files[data["list"]]
        listed, findings = read_agency_list(Document.read(path, content))
        if findings or listed is None:
            return findings[0]
        garuda = listed.memo and listed.memo.garuda
        source = PaperList(listed, path, content, Picture(garuda, files[garuda]) if garuda else None)
    made = on_paper(*carried, translate, request, source)
    return made if isinstance(made, Finding) else cast("bytes", made.content)


def _read(data: Mapping[str, object]) -> _Carried:
    rows = (row_of_text(json.dumps(each)) for each in cast("list[object]", data["agencies"]))
    shared = (SharedMeasure(*each) for each in cast("list[tuple[str, int, int]]", data["shared_measures"]))
    if data["group_by"] not in get_args(GroupBy):
        raise ValueError(data["group_by"])
    year = cast("int", data["fiscal_year"])
    return _Carried(Rollup(tuple(rows), year, tuple(shared)), cast("GroupBy", data["group_by"]))
