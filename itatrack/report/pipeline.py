"""Make documents from a plan: nothing is printed or written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress
    from itatrack.report.formats.protocols import Templates
    from itatrack.report.render import Rendered
    from itatrack.report.request import ReportRequest


class FinishedDocument(NamedTuple):
    """A document, and the warnings that came up while it was made."""

    content: str | bytes
    warnings: tuple[Finding, ...] = ()


def make_document(
    plan: Plan, progress: Progress, request: ReportRequest, *, apart: bool = False
) -> FinishedDocument | Finding:
    """Return a document with its warnings, or what is wrong in a template, or that it would be too long."""
    return next(make_documents(plan, progress, [request], apart=apart))


def make_documents(
    plan: Plan, progress: Progress, requests: Sequence[ReportRequest], *, apart: bool = False
) -> Iterator[FinishedDocument | Finding]:
    """Yield documents as `make_document` returns them; the first that takes too much is the last.

    Templates of a project and texts of a plan with tags run in a process of their own, one for all documents, within a
    budget. Those that come with the tool run in this one, which saves the start of the other.

    Args:
        plan: the plan, without errors.
        progress: its state as of the day of the documents.
        requests: which documents they are.
        apart: whether to make them in the other process in any case, as data from outside may take too much.
    """
    from itatrack.report.context import report_context
    from itatrack.report.length import too_long
    from itatrack.report.render import render

    contexts = [report_context(plan, progress, request) for request in requests]
    refused = next(filter(None, (too_long(plan, progress, context) for context in contexts)), None)
    if refused:
        yield refused
        return
    jobs = [*zip(requests, contexts, strict=True)]
    if not apart and all(_is_trusted(plan, request.templates) for request in requests):
        documents: Iterator[Rendered | Finding] = (render(*job) for job in jobs)
    else:
        from itatrack.report.worker import render_apart

        documents = render_apart(jobs)
    for request, rendered in zip(requests, documents, strict=False):
        yield _with_warnings(plan, progress, request, rendered)


def _with_warnings(
    plan: Plan, progress: Progress, request: ReportRequest, rendered: Rendered | Finding
) -> FinishedDocument | Finding:
    from itatrack.report.anomalies import findings_of

    if isinstance(rendered, Finding):
        return rendered
    path = next(iter(request.templates.used), request.template)
    warnings = findings_of(rendered.anomalies, plan, progress, path, rendered.texts)
    return FinishedDocument(rendered.content, tuple(warnings))


def _is_trusted(plan: Plan, templates: Templates) -> bool:
    """Check whether the tool's own templates alone make the document, and no text of the plan holds a tag."""
    texts = (text for part in plan.memo.body for text in (part.heading, part.text) if text)
    return templates.is_packaged and not any("{" in text for text in texts)
