"""A report that would be too long is refused before it is laid out, at what makes it long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from rendering import report_request
from support import CASES, ROOT, TODAY

from itatrack.progress.state import progress
from itatrack.project import every_file, load
from itatrack.report.context import report_context
from itatrack.report.length import too_long
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.findings.finding import Finding
    from itatrack.report.request import FormName

PLAN, HISTORY = ((CASES / "base" / name).read_text(encoding="utf-8") for name in ("measures.yaml", "status.yaml"))


def refused(plan: str = PLAN, history: str = HISTORY, form: FormName = "memo") -> Finding | None:
    """Return the finding of a report that is too long."""
    read = Document.read("plan", plan.encode()), Document.read("history", history.encode())
    plan_read, history_read = load(*read, TODAY, every_file).complete()
    states = progress(plan_read, history_read, TODAY)
    return too_long(plan_read, states, report_context(plan_read, states, report_request(form=form)))


def with_steps(number: int) -> str:
    """Return the base plan with a measure of many steps."""
    return PLAN.replace("      - จัดทำแนวทางปฏิบัติ\n", "".join(f"      - ขั้น {step}\n" for step in range(number)))


def with_measures(number: int, title: str = "x") -> str:
    """Return the base plan with more measures."""
    return PLAN + "".join(f"  - {{id: m-{measure}, title: {title}}}\n" for measure in range(number))


LONG = "ก" * 19_000
BODY = "  body:\n" + f"    - text: {LONG}\n" * 14 + "  signed_by:"
OPINIONS = "  opinions:\n" + f"    - {{of: ก, name: {LONG}, position: ข}}\n" * 14 + "  signed_by:"
# One unit that each measure names.
UNIT = with_measures(0).replace("กองคลัง", LONG) + "".join(
    f"  - {{id: m-{measure}, title: x, responsible: [{LONG}]}}\n" for measure in range(14)
)
EVIDENCE = HISTORY + "".join(f"      - ภาพ {number}\n" for number in range(3_000))
TWICE = PLAN.replace("  signed_by:", "  body:\n" + "    - table: plan\n" * 200 + "  signed_by:")
LONG_TITLES = re.sub("title: E-Service", f"title: {'ก' * 5000}", TWICE)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("plan", "history", "place"),
    [
        (with_steps(2_000), HISTORY, ("plan", 23)),
        (PLAN.replace("  signed_by:", BODY), HISTORY, ("plan", 12)),
        (PLAN.replace("  signed_by:", OPINIONS), HISTORY, ("plan", 12)),
        (UNIT, HISTORY, ("plan", 14)),
        (PLAN, EVIDENCE, ("history", 7)),
        (LONG_TITLES, HISTORY, ("plan", 12)),
        (with_measures(999), HISTORY, ("plan", 19)),
    ],
    ids=["steps", "body", "opinions", "unit", "evidence", "a table many times", "measures"],
)
def test_what_is_too_long(plan: str, history: str, place: tuple[str, int]) -> None:
    """Whatever makes a report long, the finding stands at it."""
    finding = refused(plan, history)
    assert finding is not None
    assert (finding.code, finding.span.path, finding.span.line) == ("E104", *place)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["memo", "bs4"])
def test_what_is_not_too_long(form: FormName) -> None:
    """The real plan, 500 measures of a rich plan, and a history of many entries are far below the limit."""
    real = [(ROOT / "data" / name).read_text(encoding="utf-8") for name in ("measures.yaml", "status.yaml")]
    assert refused(*real, form=form) is None
    rich = "".join(
        f"  - {{id: m-{measure}, title: {'ก' * 300}, responsible: [กองคลัง], steps: [{', '.join(['ข' * 90] * 8)}]}}\n"
        for measure in range(500)
    )
    old = "".join(
        f"  - {{date: {2530 + entry // 12}-{entry % 12 + 1:02}-01, status: in-progress, note: {'ก' * 300}}}\n"
        for entry in range(360)
    )
    assert refused(PLAN + rich, "property:\n" + old, form=form) is None


def test_the_remedy() -> None:
    """Shortening the list that the finding names leads to a report."""
    assert refused(with_steps(1_200)) is not None
    assert refused(with_steps(500)) is None


def test_validate_finds_it_too(make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """In large files `validate` finds it, and every format is refused."""
    project = make_project(measures=with_steps(8_000))
    found = [run("validate", "--format", "concise", cwd=project)]
    found += [run("report", "--as-of", "2564-03-31", "-o", f"memo.{name}", cwd=project) for name in ("md", "pdf")]
    assert [done.returncode for done in found] == [1, 1, 1]
    assert all(b"E104" in done.stdout + done.stderr for done in found)
