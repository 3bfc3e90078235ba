"""Make the documents of a project: the one that `report` is asked for, and in `validate` those it may be asked for."""

from __future__ import annotations

from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from itatrack.cli.report_options import WIDTHS, DocumentFormat, FormName, ReportRequest, template_format
from itatrack.findings.finding import Finding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.project import Project
    from itatrack.report.pipeline import DocumentRequest, FinishedDocument
    from itatrack.storage.template_folders import TemplateFolders
    from itatrack.storage.workspace import Workspace

# Which documents include a template that comes with the tool and makes none by itself.
SHARED: Final[dict[str, tuple[Sequence[FormName], Sequence[DocumentFormat]]]] = {
    "wording.j2": (("memo",), get_args(DocumentFormat)),
    "page.css.j2": (get_args(FormName), ("html",)),
    "page.typ": (get_args(FormName), ("pdf",)),
}
# In bytes: what a measure and its entries have in the largest examples, and what else a project may have before it is
# worth looking at how long its report would be. That took a third of the time of checking 200 measures.
_BYTES_A_MEASURE: Final = 2_000
_LARGE: Final = 100_000
# Only these decode the garuda's picture.
_WITH_PICTURE: Final[tuple[DocumentFormat, ...]] = ("docx", "pdf")


class _DocumentChoice(NamedTuple):
    """A document of a project: a form in a format, of the usual template or of the one that is named."""

    form_name: FormName
    format: DocumentFormat
    template: Path | None = None


def project_document(
    project: Project, workspace: Workspace, templates: TemplateFolders, request: ReportRequest
) -> FinishedDocument | Finding:
    """Return a document with its warnings, or what is wrong in a template or with the garuda.

    Args:
        project: the data, without errors.
        workspace: where the garuda is.
        templates: the templates by name.
        request: which document it is to be.
    """
    from itatrack.report.pipeline import make_document

    asked = _request(project, workspace, templates, request)
    return asked if isinstance(asked, Finding) else make_document(asked)


def _request(
    project: Project, workspace: Workspace, templates: TemplateFolders, request: ReportRequest
) -> DocumentRequest | Finding:
    """Return what a document is made of, or what is wrong with the garuda."""
    from itatrack.progress.state import progress
    from itatrack.report.context import ReportSettings
    from itatrack.report.formats.registry import RenderOptions
    from itatrack.report.pipeline import DocumentRequest
    from itatrack.report.values import Picture
    from itatrack.storage.temporary import scratch_folder

    plan, history = project.complete()
    picture = None
    if plan.memo.garuda:
        content = workspace.file(plan.memo.garuda).content
        if not isinstance(content, bytes):
            return content
        picture = Picture(plan.memo.garuda, content)
    settings = ReportSettings(request.date, request.round, request.form_name, picture)
    template = request.template.name if request.template else _template_name(request.form_name, request.format)
    options = RenderOptions(request.format, request.digits == "thai", request.width)
    states = progress(plan, history, request.as_of)
    return DocumentRequest(plan, states, settings, template, options, templates, scratch_folder)


def refusals(project: Project, workspace: Workspace, as_of: dt.date) -> list[Finding]:
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
        return _too_long(project, as_of)
    if project.has_errors:
        from itatrack.findings.catalogue import finding

        error = next(finding for finding in project.findings if finding.severity == "error")
        return [finding("W522", error.span, codes="T601, T602, T603, T604, T605, T606")]
    from itatrack.findings.catalogue import WORDINGS
    from itatrack.report.pipeline import make_documents

    requests: list[DocumentRequest] = []
    for form_name, document_format, template in documents:
        for report_round in _rounds(project.plan, as_of):
            request = ReportRequest(
                as_of, as_of, report_round, form_name, document_format, "thai", WIDTHS[form_name], template
            )
            asked = _request(project, workspace, workspace.templates(template), request)
            if isinstance(asked, Finding):
                return [asked]  # the garuda is that of all documents
            requests.append(asked)
    refused: list[tuple[str, Finding]] = []
    included: set[str] = set()
    for asked, result in zip(requests, make_documents(requests), strict=False):
        root, *others = asked.templates.used or [""]
        included.update(others)
        refused += [(root, finding) for finding in ([result] if isinstance(result, Finding) else result.warnings)]
        if isinstance(result, Finding) and result.wording == WORDINGS["T605.budget"]:
            return [result]  # each other document may take as long, and one is enough to look for
    # A template that another one includes need not make a document by itself.
    return [finding for root, finding in refused if root not in included]


def _too_long(project: Project, as_of: dt.date) -> list[Finding]:
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
    from itatrack.report.context import ReportSettings, report_context
    from itatrack.report.length import too_long

    plan, history = project.complete()
    states = progress(plan, history, as_of)
    contexts = (report_context(plan, states, ReportSettings(as_of, form=form_name)) for form_name in get_args(FormName))
    refused = (too_long(plan, states, context) for context in contexts)
    return [*islice(filter(None, refused), 1)]


def _documents(plan: Plan, workspace: Workspace) -> list[_DocumentChoice]:
    """Return the documents that may be refused though the data has no errors."""
    changed = workspace.changed_templates()
    has_tags = any("{" in text for part in plan.memo.body for text in (part.heading, part.text) if text)
    if not (changed or has_tags or plan.memo.garuda):
        return []  # and no format need be known
    from itatrack.report.formats.registry import FORMATS

    usual = {
        _template_name(form_name, document_format): _DocumentChoice(form_name, document_format)
        for form_name in get_args(FormName)
        for document_format in get_args(DocumentFormat)
    }
    documents: dict[_DocumentChoice, None] = {}
    for name in [*changed, *(["wording.j2"] if has_tags else [])]:
        if name in usual:
            documents[usual[name]] = None
        elif name in SHARED:
            documents |= dict.fromkeys(_DocumentChoice(*pair) for pair in product(*SHARED[name]))
        elif not name.startswith((".", "~")) and (own_format := template_format(Path(name))):
            documents[_DocumentChoice("memo", own_format, workspace.folder / "templates" / name)] = None
    if plan.memo.garuda:
        documents |= dict.fromkeys(_DocumentChoice("memo", document_format) for document_format in _WITH_PICTURE)
    return [document for document in documents if FORMATS[document.format].is_installed]


def _rounds(plan: Plan, as_of: dt.date) -> list[ReportRound | None]:
    """Return what a report may be on: no round, and the last one that is over."""
    from itatrack.progress.rounds import rounds_of

    ended = [report_round for report_round in rounds_of(plan) if report_round.cut_off and report_round.cut_off <= as_of]
    return [None, *ended[-1:]]


def _template_name(form_name: FormName, document_format: DocumentFormat) -> str:
    """Return the name of the template that a document is made of where none is named."""
    from itatrack.report.formats.registry import FORMATS

    return f"{form_name}.{FORMATS[document_format].template}"
