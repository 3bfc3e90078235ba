"""The two documents of a project read, checked and joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.checks import check_file, check_history, check_plan
from itatrack.findings.finding import Finding, in_order
from itatrack.reading.plan_history import read_history, read_plan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from itatrack.checks.project_files import FileLookup
    from itatrack.model.records import History, Plan
    from itatrack.yamltext.document import Document


class Project(NamedTuple):
    """The two documents, what they hold as far as it could be read, and everything that is wrong in them, in order."""

    plan_document: Document
    history_document: Document
    plan: Plan | None
    history: History | None
    findings: list[Finding]

    @property
    def documents(self) -> tuple[Document, Document]:
        """Return both documents, the plan's first."""
        return self.plan_document, self.history_document

    @property
    def errors(self) -> list[Finding]:
        """Return the findings that forbid a report."""
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def has_errors(self) -> bool:
        """Check whether any finding forbids a report."""
        return any(finding.severity == "error" for finding in self.findings)

    def complete(self) -> tuple[Plan, History]:
        """Return plan and history of a project without errors.

        Raises:
            ValueError: there are errors, so a report would not say what the files say.
        """
        if self.plan is None or self.history is None or self.has_errors:
            raise ValueError("a project with errors has no report")
        return self.plan, self.history


def load(  # noqa: PLR0913  what is read, the days, and how files are looked up
    plan_document: Document,
    history_document: Document,
    today: dt.date,
    exists: FileLookup,
    as_of: dt.date | None = None,
    *,
    digest: Callable[[str], str | None] | None = None,
) -> Project:
    """Read and check a project.

    Args:
        plan_document: `data/measures.yaml`.
        history_document: `data/status.yaml`.
        today: the day that entries are compared with.
        exists: whether a path, counted from the project's folder, is a file in it.
        as_of: the day that due dates are compared with, if it is not today.
        digest: the SHA-256 of such a file, or None where it cannot be read; without, no file of evidence is read.

    Returns:
        As much of plan and history as could be read, and the findings of both files: a broken file does not
        hide what is wrong in the other.
    """
    findings = [*_of_file(plan_document), *_of_file(history_document)]
    plan, in_plan = read_plan(plan_document)
    findings += in_plan
    if plan:
        findings += check_plan(plan)
    history, in_history = read_history(history_document, plan)
    findings += in_history
    if history:
        findings += check_history(history, plan, today, exists, as_of, digest=digest)
    if plan and plan.checks:
        from itatrack.checks.switches import without_switched_off

        findings = [*without_switched_off(plan, findings)]
    return Project(plan_document, history_document, plan, history, in_order(findings))


def every_file(_path: str, _beginnings: tuple[bytes, ...] = (), /) -> bool:
    """Return that a file is there and as it has to be, where the project's folder is not at hand."""
    return True


def _of_file(document: Document) -> Iterator[Finding]:
    """Yield what is wrong in a file whatever its keys mean."""
    yield from document.findings
    if document.root is not None:
        yield from check_file(document.source, document.root)
