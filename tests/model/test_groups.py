"""What groups hold for their measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import CASES, TODAY

from itatrack.progress.state import progress
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.project import Project

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")


def test_the_innermost_group_counts(make_project: Callable[..., Path], load_project: Callable[[Path], Project]) -> None:
    """A measure's own value comes first, then that of the group within, then that of the outer one, then the plan's."""
    groups = (
        "groups:\n"
        "  - {name: นอก, responsible: [สำนักปลัด], period: นอก, monitoring: {text: นอก, due: 2564-05-31}}\n"
        "  - {name: ใน, period: ใน}\n"
    )
    text = groups + BASE.replace("  - id: e-service\n", "  - id: e-service\n    group: [นอก, ใน]\n")
    text = text.replace("  - id: property\n", "  - id: property\n    group: นอก\n    period: เอง\n")
    text = text.replace("    responsible: [กองคลัง]\n", "")
    plan, _ = load_project(make_project(measures=text)).complete()
    first, second = plan.measures
    assert (first.responsible, first.period and first.period.text) == (("สำนักปลัด",), "เอง")
    assert (second.responsible, second.period and second.period.text) == (("สำนักปลัด",), "ใน")
    assert second.monitoring is not None
    assert second.monitoring.due is not None
    assert calendar.iso(second.monitoring.due) == "2564-05-31"


def test_the_end_of_a_measure_counts_before_the_day_of_its_group(
    make_project: Callable[..., Path], load_project: Callable[[Path], Project]
) -> None:
    """A measure that says when it ends is due then, whatever day the monitoring of its group names."""
    groups = "groups: [{name: ก, monitoring: {text: ทุกไตรมาส, due: 2564-05-31}}]\n"
    text = BASE.replace("  - id: property\n", "  - id: property\n    group: ก\n    period: {to: 2564-02-28}\n")
    text = groups + text.replace("  - id: e-service\n", "  - id: e-service\n    group: ก\n")
    states = progress(*load_project(make_project(measures=text)).complete(), TODAY).states
    assert [calendar.iso(state.due) if state.due else None for state in states] == ["2564-02-28", "2564-05-31"]
    assert [state.monitoring and state.monitoring.text for state in states] == ["ทุกไตรมาส"] * 2
