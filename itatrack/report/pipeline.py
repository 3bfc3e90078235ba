"""Make documents from a plan: nothing is printed or written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress
    from itatrack.report.context import ReportSettings
    from itatrack.report.formats.protocols import Scratch, Templates
    from itatrack.report.formats.registry import RenderOptions
    from itatrack.report.render import Rendered


class DocumentRequest(NamedTuple):
    """What a document is made of.

    Attributes:
        plan: the plan, without errors.
        progress: its state as of the day of the report.
        settings: what the document is written for.
        template: the name of its template, such as `memo.md.j2`.
        options: the format and its settings.
        templates: the templates by name.
        scratch: makes a folder for what another program reads.
    """

    plan: Plan
    progress: Progress
    settings: ReportSettings
    template: str
    options: RenderOptions
    templates: Templates
    scratch: Scratch


class FinishedDocument(NamedTuple):
    """A document, and the warnings that came up while it was made."""

    content: str | bytes
    warnings: tuple[Finding, ...] = ()


def make_document(request: DocumentRequest) -> FinishedDocument | Finding:
    """Return a document with its warnings, or what is wrong in a template, or that it would be too long."""
    return next(make_documents([request]))


def make_documents(requests: Sequence[DocumentRequest]) -> Iterator[FinishedDocument | Finding]:
    """Yield documents as `make_document` returns them; the first that takes too much is the last.

    Templates of a project and texts of a plan with tags run in a process of their own, one for all documents, within a
    budget. Those that come with the tool run in this one, which saves the start of the other.
    """
    from itatrack.report.context import report_context
    from itatrack.report.length import too_long
    from itatrack.report.render import RenderJob, render

    jobs: list[RenderJob] = []
    for request in requests:
        context = report_context(request.plan, request.progress, request.settings)
        refused = too_long(request.plan, request.progress, context)
        if refused:
            yield refused
            return
        jobs.append(RenderJob(request.template, request.options, context, request.templates, request.scratch))
    if all(_is_trusted(request.plan, request.templates) for request in requests):
        documents: Iterator[Rendered | Finding] = (render(*job) for job in jobs)
    else:
        from itatrack.report.worker import render_apart

        documents = render_apart(jobs)
    for request, rendered in zip(requests, documents, strict=False):
        yield _with_warnings(request, rendered)


def _with_warnings(request: DocumentRequest, rendered: Rendered | Finding) -> FinishedDocument | Finding:
    from itatrack.report.anomalies import findings_of

    if isinstance(rendered, Finding):
        return rendered
    path = next(iter(request.templates.used), request.template)
    warnings = findings_of(rendered.anomalies, request.plan, request.progress, path, rendered.texts)
    return FinishedDocument(rendered.content, tuple(warnings))


def _is_trusted(plan: Plan, templates: Templates) -> bool:
    """Check whether the tool's own templates alone make the document, and no text of the plan holds a tag."""
    texts = (text for part in plan.memo.body for text in (part.heading, part.text) if text)
    return templates.is_packaged and not any("{" in text for text in texts)
