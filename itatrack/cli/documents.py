"""The documents of a project: the request for one, and in `validate` what would be refused of those to be asked for."""

from __future__ import annotations

from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from itatrack.cli.report_options import template_format
from itatrack.findings.finding import Finding
from itatrack.report.request import WIDTHS, DocumentName, FormatName, FormName, ReportRequest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.project import Project
    from itatrack.report.provenance import Sources
    from itatrack.report.values import Picture
    from itatrack.storage.workspace import ProjectFiles

# Which documents include a template that comes with the tool and makes none by itself.
SHARED: Final[dict[str, tuple[Sequence[FormName], Sequence[FormatName]]]] = {
    "wording.j2": (("memo",), get_args(FormatName)),
    "page.css.j2": (get_args(FormName), ("html",)),
    "page.typ": (get_args(FormName), ("pdf",)),
}
# In bytes: what a measure and its entries have in the largest examples, and what else a project may have before it is
# worth looking at how long its report would be. That took a third of the time of checking 200 measures.
_BYTES_A_MEASURE: Final = 2_000
_LARGE: Final = 100_000
# Only these decode the garuda's picture.
_WITH_PICTURE: Final[tuple[FormatName, ...]] = ("docx", "pdf")


# A document, a format, and a template in the place of the usual one.
Choice = tuple[DocumentName, FormatName, "Path | None"]


def report_request(project: Project, workspace: ProjectFiles, date: dt.date, choice: Choice) -> ReportRequest | Finding:
    """Return the request for a document with the files of a project, or what is wrong with the garuda.

    Args:
        project: the data, without errors.
        workspace: where templates and the garuda are.
        date: the document's own date.
        choice: which document it is; a table alone is the last one of the plan, unless the request is given another.
    """
    from itatrack.report.formats.registry import usual_template
    from itatrack.report.values import Picture
    from itatrack.storage.temporary import scratch_folder

    plan = project.complete()[0]
    garuda, picture = plan.memo.garuda, None
    if garuda:
        content = workspace.file(garuda).content
        if not isinstance(content, bytes):
            return content
        picture = Picture(garuda, content)
    form, format_, template = choice
    name = template.name if template else usual_template(form, format_)
    templates = workspace.templates(template)
    request = ReportRequest(date, form, format_, name, templates, scratch_folder, picture, width=WIDTHS[form])
    request = request._replace(sources=_sources_of(project, picture))
    if form != "table":
        return request
    from itatrack.report.data_tables import table_names

    return request._replace(table=table_names(plan)[-1])


def _sources_of(project: Project, garuda: Picture | None) -> Sources:
    """Return the files that a document is made from: both files of data, and the garuda."""
    from itatrack.report.provenance import Sources
    from itatrack.storage.workspace import HISTORY, PLAN

    files = dict(zip((PLAN, HISTORY), (document.content or b"" for document in project.documents), strict=True))
    return Sources(files | ({garuda.name: garuda.content} if garuda else {}))


def refused_documents(project: Project, workspace: ProjectFiles, as_of: dt.date) -> list[Finding]:
    """Return what `report` refuses in all forms and formats, besides the findings of the data.

    Only documents that can be refused are made: those of the project's own templates, those with texts of the plan that
    are written like templates, and those that show the garuda. A format whose package is not installed is left out.
    That a document cannot show all as it should, `report` says: making a PDF at every check would take ten times as
    long as the check.

    Args:
        project: the data.
        workspace: the project's files.
        as_of: the day of the documents.
    """
    if project.plan is None:
        return []
    documents = _documents(project.plan, workspace)
    if not documents:
        return _too_long(project, workspace, as_of)
    if project.has_errors:
        from itatrack.findings.catalogue import finding

        error = next(finding for finding in project.findings if finding.severity == "error")
        return [finding("W522", error.span, codes="T601, T602, T603, T604, T605, T606")]
    from itatrack.findings.catalogue import WORDINGS
    from itatrack.progress.state import progress
    from itatrack.report.pipeline import make_documents

    requests: list[ReportRequest] = []
    for choice, report_round in product(documents, _rounds(project.plan, as_of)):
        request = report_request(project, workspace, as_of, choice)
        if isinstance(request, Finding):
            return [request]  # the garuda is that of all documents
        requests.append(request._replace(round=report_round))
    plan, history = project.complete()
    made = make_documents(plan, progress(plan, history, as_of), requests)
    refused: list[tuple[str, Finding]] = []
    included: set[str] = set()
    for request, result in zip(requests, made, strict=False):
        root, *others = request.templates.used or [""]
        included.update(others)
        refused += [(root, finding) for finding in ([result] if isinstance(result, Finding) else result.warnings)]
        if isinstance(result, Finding) and result.wording == WORDINGS["T605.budget"]:
            return [result]  # each other document may take as long, and one is enough to look for
    # A template that another one includes need not make a document by itself.
    return [finding for root, finding in refused if root not in included]


def _too_long(project: Project, workspace: ProjectFiles, as_of: dt.date) -> list[Finding]:
    """Return the finding where the memo or the form would be too long.

    It is looked for in large files only, which saves a quarter of the time of most runs; of small ones that name a long
    text very often `report` says it.
    """
    if project.plan is None or project.has_errors:
        return []
    size = sum(len(document.content or b"") for document in project.documents)
    if size < _LARGE + _BYTES_A_MEASURE * len(project.plan.measures):
        return []
    from itatrack.progress.state import progress
    from itatrack.report.context import report_context
    from itatrack.report.length import too_long

    plan, history = project.complete()
    states = progress(plan, history, as_of)
    requests = [report_request(project, workspace, as_of, (form, "md", None)) for form in get_args(FormName)]
    contexts = (report_context(plan, states, request) for request in requests if isinstance(request, ReportRequest))
    refused = (too_long(plan, states, context) for context in contexts)
    return [*islice(filter(None, refused), 1)]


def _documents(plan: Plan, workspace: ProjectFiles) -> list[Choice]:
    """Return the documents that may be refused though the data has no errors."""
    changed = workspace.changed_templates()
    has_tags = any("{" in text for part in plan.memo.body for text in (part.heading, part.text) if text)
    if not (changed or has_tags or plan.memo.garuda):
        return []  # and no format need be known
    from itatrack.report.formats.registry import FORMATS, usual_template

    usual = {usual_template(*pair): pair for pair in product(get_args(DocumentName), get_args(FormatName))}
    documents: dict[Choice, None] = {}
    for name in [*changed, *(["wording.j2"] if has_tags else [])]:
        if name in usual:
            documents[*usual[name], None] = None
        elif name in SHARED:
            documents |= dict.fromkeys((form, format_, None) for form, format_ in product(*SHARED[name]))
        elif not name.startswith((".", "~")) and (own_format := template_format(Path(name))):
            documents["memo", own_format, workspace.folder / "templates" / name] = None
    if plan.memo.garuda:
        documents |= dict.fromkeys(("memo", format_, None) for format_ in _WITH_PICTURE)
    return [
        choice for choice in documents if FORMATS[choice[1]].is_installed and (plan.has_memo or choice[0] != "memo")
    ]


def _rounds(plan: Plan, as_of: dt.date) -> list[ReportRound | None]:
    """Return what a report may be on: no round, and the last one that is over."""
    from itatrack.progress.rounds import rounds_of

    ended = [report_round for report_round in rounds_of(plan) if report_round.cut_off and report_round.cut_off <= as_of]
    return [None, *ended[-1:]]
