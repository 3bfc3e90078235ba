"""The one path of every change: load, edit, prove, load again, and compare the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from itatrack.findings.catalogue import finding
from itatrack.project import Project, load
from itatrack.recording.refusal import EditRefused, InvalidResult, Refusal
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.apply import apply_edits
from itatrack.yamltext.edit.diff import unified_diff
from itatrack.yamltext.edit.edits import EditRefusal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.checks.project_files import FileLookup
    from itatrack.findings.finding import Finding
    from itatrack.yamltext.edit.edits import Edit


class ChangeEdits(NamedTuple):
    """The edits of the two documents that make a change; none where the data says all of it already.

    Attributes:
        plan: edits of the plan.
        history: edits of the history.
        ids: the measures that a person would change by hand where an edit cannot be made.
        entry: what that person would write, if the change is a new text.
        then: what is to be changed after these edits, in the data that they make.
    """

    plan: Sequence[Edit] = ()
    history: Sequence[Edit] = ()
    ids: Sequence[str] = ()
    entry: str = ""
    then: ChangeRequest | None = None


class NewContents(NamedTuple):
    """The whole contents of plan and history that make a change, where they are known.

    Attributes:
        plan: the plan's.
        history: the history's.
        may_have_errors: whether errors that are found in them do not forbid the change, as they were there before:
            in a file that could not be read and now can, or in one as it was before a change that is undone.
    """

    plan: bytes | None
    history: bytes | None
    may_have_errors: bool = False


class ChangeRequest(Protocol):
    """What a command asks to change."""

    def edits(self, project: Project) -> ChangeEdits | NewContents | Refusal:
        """Return the edits or the contents that make the change, or the reason why it is refused."""
        ...


class Change(NamedTuple):
    """A proven change: the project before and after it, and the warnings, or errors of old, that it brings."""

    before: Project
    after: Project
    warnings: list[Finding]

    @property
    def is_empty(self) -> bool:
        """Check whether no file changes."""
        return self.before.documents == self.after.documents

    @property
    def diff(self) -> str:
        """Return the unified diff of all files that change."""
        documents = zip(self.before.documents, self.after.documents, strict=True)
        return "".join(unified_diff(old.path, old.content or b"", new.content or b"") for old, new in documents)


def make_change(
    request: ChangeRequest,
    plan_document: Document,
    history_document: Document,
    today: dt.date,
    exists: FileLookup,
) -> Change | Refusal:
    """Make a change of a project, whole or not at all.

    Args:
        request: what to change.
        plan_document: `data/measures.yaml`.
        history_document: `data/status.yaml`.
        today: the day that entries and due dates are compared with.
        exists: whether a path, counted from the project's folder, is a file in it.
    """
    before = project = load(plan_document, history_document, today, exists)
    step: ChangeRequest | None = request
    may_have_errors = False
    while step:
        edits = step.edits(project)
        if isinstance(edits, NewContents):
            pairs = zip(project.documents, (edits.plan, edits.history), strict=True)
            may_have_errors = edits.may_have_errors
            read = [old if new in {None, old.content} else Document.read(old.path, new) for old, new in pairs]
            project = load(read[0], read[1], today, exists)
            break
        if not isinstance(edits, ChangeEdits):
            return edits
        documents = []
        for document, of_document in zip(project.documents, (edits.plan, edits.history), strict=True):
            edited = apply_edits(document, of_document) if of_document else document
            if isinstance(edited, EditRefusal):
                return EditRefused(_by_hand(document, edited, edits))
            documents.append(edited)
        if edits.plan or edits.history:
            project = load(documents[0], documents[1], today, exists)
        step = edits.then
    if project is before:
        return Change(before, before, [])
    new = new_findings(before, project)
    errors = [candidate for candidate in new if candidate.severity == "error"]
    return InvalidResult(errors) if errors and not may_have_errors else Change(before, project, new)


def new_findings(before: Project, after: Project) -> list[Finding]:
    """Return the findings that a change brings; those that only moved to another line are not new."""
    known = Counter(map(_identity, before.findings))
    new = []
    for candidate in after.findings:
        known[_identity(candidate)] -= 1
        if known[_identity(candidate)] < 0:
            new.append(candidate)
    return new


def _identity(finding: Finding) -> tuple[object, ...]:
    """Return what tells a finding from others wherever it stands in its file."""
    return finding.code, finding.wording, finding.values, finding.span.path


def _by_hand(document: Document, refusal: EditRefusal, edits: ChangeEdits) -> Finding:
    span = document.source.span(refusal.start, refusal.start + 1)
    wording = "E112" if edits.entry else "E112.change"
    return finding(wording, span, reason=refusal.reason, ids=", ".join(edits.ids), entry=edits.entry)
