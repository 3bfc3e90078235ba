"""Fix what the findings of a project know how to fix, as far as it can be proven to change nothing else.

A text that YAML cannot be read from has no data to compare, so its fixes must let the reader come further. A text that
can be read must hold the same data afterwards: with the same values, but for their spelling, or off the lines that were
changed the same values in the same order. In the end no error of form may have come up; a fix that brings one is left
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.catalogue import finding
from itatrack.findings.fix import Fix
from itatrack.recording.change import NewContents, new_findings
from itatrack.recording.refusal import EditRefused
from itatrack.thai.calendar import with_hyphens
from itatrack.thai.digits import to_arabic
from itatrack.thai.spelling import normalise
from itatrack.yamltext import loader
from itatrack.yamltext.edit.apply import NO_LIBRARY
from itatrack.yamltext.edit.respelling import replaced
from itatrack.yamltext.nodes import MappingNode, ScalarNode, scalars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from itatrack.findings.finding import Finding
    from itatrack.project import Project
    from itatrack.recording.refusal import Refusal
    from itatrack.yamltext.document import Document
    from itatrack.yamltext.nodes import Node

# Each step fixes one slip or leaves it out for good; a person makes fewer in one file.
_MAX_STEPS: Final = 1000
# What a fix may not bring: errors of the file, of its form and its references, and a file of evidence that is missing.
_FORM: Final = ("E1", "E2", "E3", "W511")
_OF_IDS: Final = {"E206", "E301"}


class _Slip(NamedTuple):
    """What has a fix, by what stays the same when others are fixed."""

    path: str
    line: int
    code: str
    wording: object


Fixes = dict[_Slip, Fix]


class FixAll(NamedTuple):
    """The request to fix the slips of a project.

    Attributes:
        reload: reads the project again from two documents.
        with_unsafe: whether fixes count that a person has to look at.
        files: whether slips of the plan count, and those of the history.
    """

    reload: Callable[[Document, Document], Project]
    with_unsafe: bool = False
    files: tuple[bool, bool] = (True, True)

    def edits(self, project: Project) -> NewContents | Refusal:
        """Return the contents of both files without the slips that can be fixed, or why nothing can be changed."""
        if not loader.IS_C:
            place = project.plan_document.source.span(0, 0)
            return EditRefused(finding("E112.change", place, reason=NO_LIBRARY, ids=project.plan_document.path))
        refused: set[_Slip] = set()
        while True:
            fixed, slips = self._fixed(project, refused)
            brought = _brought(project, fixed, slips)
            if not brought:
                plan, history = fixed.documents
                return NewContents(plan.content, history.content, may_have_errors=True)
            refused |= brought

    def _fixed(self, project: Project, refused: set[_Slip]) -> tuple[Project, dict[_Slip, set[int]]]:
        """Return the project after all fixes but those refused, and the lines that each of them changed."""
        slips: dict[_Slip, set[int]] = {}
        for _ in range(_MAX_STEPS):
            findings = project.findings
            plan, history = (
                document
                if not counts
                else self._respelt(document, findings, refused, slips)
                if document.is_readable
                else self._readable(document, refused, slips)
                for document, counts in zip(project.documents, self.files, strict=True)
            )
            if (plan, history) == project.documents:
                break
            project = self.reload(plan, history)
        return project, slips

    def _readable(self, document: Document, refused: set[_Slip], slips: dict[_Slip, set[int]]) -> Document:
        """Return a document whose text cannot be read after fixes that let the reader come further each."""
        for _ in range(_MAX_STEPS):
            fixes = self._fixes(document, document.findings, refused)
            if document.is_readable or not fixes:
                break
            after = replaced(document, fixes.values())
            if after and _comes_further(document, after, fixes):
                _note(fixes, slips)
                document = after
            else:
                refused |= fixes.keys()
        return document

    def _respelt(
        self, document: Document, findings: Sequence[Finding], refused: set[_Slip], slips: dict[_Slip, set[int]]
    ) -> Document:
        """Return a document whose text can be read after as many fixes as can be proven together."""
        fixes = self._fixes(document, findings, refused) if document.root is not None else {}
        while fixes:
            after = replaced(document, fixes.values())
            if after and _is_proven(document, after, fixes.values()):
                _note(fixes, slips)
                return after
            if len(fixes) == 1:
                refused |= fixes.keys()
                fixes = self._fixes(document, findings, refused)
            else:  # what cannot be proven is in one of the halves; the other half is for the next step
                fixes = dict([*fixes.items()][: len(fixes) // 2])
        return document

    def _fixes(self, document: Document, findings: Sequence[Finding], refused: set[_Slip]) -> Fixes:
        """Return the fixes in a document that count; those of one kind on one line are one."""
        fixes: Fixes = {}
        for found in findings:
            slip = _Slip(found.span.path, found.span.line, found.code, found.wording)
            fix = found.fix
            if fix and slip.path == document.path and slip not in refused and (fix.is_safe or self.with_unsafe):
                known = fixes.get(slip)
                fixes[slip] = fix._replace(replacements=(*known.replacements, *fix.replacements)) if known else fix
        return fixes


def _note(fixes: Fixes, slips: dict[_Slip, set[int]]) -> None:
    for slip, fix in fixes.items():
        slips.setdefault(slip, set()).update(_lines([fix]))


def _lines(fixes: Iterable[Fix]) -> set[int]:
    return {replacement.span.line for fix in fixes for replacement in fix.replacements}


def _comes_further(before: Document, after: Document, fixes: Fixes) -> bool:
    """Check whether the reader comes further in a text: to its end, or to what is wrong on a later line or besides."""
    if after.is_readable:
        return True
    known = {(found.wording, found.span.line) for found in before.findings}
    left = {(found.wording, found.span.line) for found in after.findings}
    fixed = {(slip.wording, slip.line) for slip in fixes}
    return not left & fixed and all(line >= min(_lines(fixes.values())) for _, line in left - known)


def _is_proven(before: Document, after: Document, fixes: Iterable[Fix]) -> bool:
    """Check whether a text that can be read holds the same data after fixes."""
    if before.root is None or after.root is None or len(after.findings) > len(before.findings):
        return False
    listed = [*fixes]
    if all(fix.is_spelling for fix in listed):
        return _data(before.root) == _data(after.root)
    lines = _lines(listed)
    return _values_off(lines, before, before.root) == _values_off(lines, after, after.root)


def _data(node: Node) -> object:
    """Return the data of a node, each value in the spelling in which it is compared."""
    if isinstance(node, ScalarNode):
        return to_arabic(with_hyphens(normalise(node.value)))
    if isinstance(node, MappingNode):
        return tuple((_data(key), _data(value)) for key, value in node.value)
    return [_data(item) for item in node.value]


def _values_off(lines: set[int], document: Document, root: Node) -> list[str]:
    """Return all keys and values that do not touch some lines, in the order of the text."""
    values = []
    for node in scalars(root):
        start = node.start_mark.index
        first, last = (document.source.position(index)[0] for index in (start, max(start, node.end_mark.index - 1)))
        is_left_out = node.end_mark.index == start  # below a key whose lines were in the wrong column
        if not is_left_out and lines.isdisjoint(range(first, last + 1)):
            values.append((start, node.value))
    return [value for _, value in sorted(values)]


def _brought(before: Project, after: Project, slips: dict[_Slip, set[int]]) -> set[_Slip]:
    """Return the fixes that brought an error of form.

    In a text that could not be read before, what is found off the lines that were fixed was there before.
    """
    were_readable = all(document.is_readable for document in before.documents)
    brought: set[_Slip] = set()
    for found in new_findings(before, after) if slips else ():
        if found.code.startswith(_FORM):
            there = {slip for slip, lines in slips.items() if slip.path == found.span.path and found.span.line in lines}
            if not there and were_readable:
                there = {slip for slip in slips if slip.code in _OF_IDS} or {[*slips][-1]}
            brought |= there
    return brought
