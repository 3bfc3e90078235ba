"""From the bytes of the two files to plan, history and every finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.checks import check_file, check_history, check_plan
from itatrack.findings.finding import Finding, in_order
from itatrack.reading.project import read_history, read_plan
from itatrack.yamltext.compose import compose
from itatrack.yamltext.source import decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from itatrack.findings.finding import Span
    from itatrack.model.records import History, Plan
    from itatrack.yamltext.nodes import Node
    from itatrack.yamltext.source import Source


class File(NamedTuple):
    """A file as the workspace gives it: its path as shown, and its bytes or the finding that stands for them."""

    path: str
    content: bytes | Finding


class Composed(NamedTuple):
    """A file's text, and the root of what it was composed to."""

    source: Source
    root: Node | None


class Project(NamedTuple):
    """What the two files hold, and all that is wrong in them, in order."""

    plan: Plan | None
    history: History | None
    findings: list[Finding]

    @property
    def has_errors(self) -> bool:
        """Say whether any finding forbids a report."""
        return any(found.severity == "error" for found in self.findings)

    def complete(self) -> tuple[Plan, History]:
        """Give plan and history of a project without errors.

        Raises:
            ValueError: there are errors, so a report would not say what the files say.
        """
        if self.plan is None or self.history is None or self.has_errors:
            raise ValueError("a project with errors has no report")
        return self.plan, self.history


def load(
    plan_file: File,
    history_file: File,
    today: dt.date,
    exists: Callable[[str], bool],
    as_of: dt.date | None = None,
) -> Project:
    """Read and check a project.

    Args:
        plan_file: `data/measures.yaml`.
        history_file: `data/status.yaml`.
        today: the day that entries are compared with.
        exists: whether a path, counted from the project's folder, is a file in it.
        as_of: the day that due dates are compared with, if it is another.

    Returns:
        As much of plan and history as could be read, and the findings of both files: a broken file does not
        hide what is wrong in the other.
    """
    return load_beside(open_plan(plan_file), history_file, today, exists, as_of=as_of)


def open_plan(file: File) -> tuple[Plan | None, list[Finding]]:
    """Read and check the plan alone, so that several states of its history can be loaded beside it."""
    findings: list[Finding] = []
    opened = _open(file, findings)
    if not opened:
        return None, findings
    plan, found = read_plan(*opened)
    return plan, [*findings, *found, *(check_plan(plan) if plan else ())]


def load_beside(
    opened_plan: tuple[Plan | None, list[Finding]],
    history_file: File | Composed,
    today: dt.date,
    exists: Callable[[str], bool],
    as_of: dt.date | None = None,
) -> Project:
    """Read a history and check it together with its plan; see `load`.

    Args:
        opened_plan: what `open_plan` gave.
        history_file: `data/status.yaml`, or what it was composed to, without findings.
        today: see `load`.
        exists: see `load`.
        as_of: see `load`.
    """
    plan, in_plan = opened_plan
    findings = list(in_plan)
    history = None
    if isinstance(history_file, Composed):
        opened: Composed | None = _checked(history_file, findings)
    else:
        opened = _open(history_file, findings)
    if opened:
        history, found = read_history(*opened, opened_plan[0])
        findings += found
    if history:
        findings += check_history(history, plan, today, exists, as_of)
    return Project(plan, history, in_order(findings))


def _open(file: File, findings: list[Finding]) -> Composed | None:
    """Decode, compose and check a file's text, adding what is wrong; None where there is nothing to read on."""
    if isinstance(file.content, Finding):
        findings.append(file.content)
        return None
    source, found = decode(file.path, file.content)
    findings += found
    if source is None:
        return None
    root, found = compose(source)
    findings += found
    if found and root is None:
        return None
    return _checked(Composed(source, root), findings)


def _checked(composed: Composed, findings: list[Finding]) -> Composed:
    """Add what the checks of a file alone find."""
    source, root = composed
    if root is not None:
        findings += check_file(source, root)
    return composed


def data_paths(files: Iterable[File], findings: Iterable[Finding]) -> dict[Span, str]:
    """Give for each finding's place in a file that can be read where in the data it lies, as `measures[3].steps[0]`."""
    from itatrack.yamltext.paths import path_at  # only programs ask for it

    spans: dict[str, list[Span]] = {}
    for found in findings:
        for span in (found.span, *(one.span for one in found.related)):
            spans.setdefault(span.path, []).append(span)
    paths: dict[Span, str] = {}
    for file in files:
        opened = _open(file, [])
        root = opened[1] if opened else None
        if root is not None:
            paths |= {span: path_at(root, span) for span in spans.get(file.path, ())}
    return paths
