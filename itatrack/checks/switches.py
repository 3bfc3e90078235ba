"""Checks that a plan turns off, each with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from itatrack.checks.table import CHECKS
from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan

# What is found on one day need not be found on another: such a switch is not idle, nor is that of files which few
# commands look into.
_OF_A_DAY: Final = {"W508", "W513", "W520", "W532", "W533"}


def unknown_switch(plan: Plan) -> Iterator[Finding]:
    """E313: a check is turned off that cannot be.

    Warnings about the data can be turned off, each with the reason why it does not concern this plan. Errors cannot:
    no report is made from data with errors.

    Wrong: `checks: {E302: ไม่ใช้}`.
    Right: `checks: {W515: งบประมาณเบิกจ่ายจากส่วนกลาง}`.
    """
    if plan.checks is None:
        return
    known = switchable()
    for code in plan.checks.custom_columns:
        if code not in known:
            meant = nearest(code.upper(), known)
            yield finding("E313", plan.checks.location.key(code), code=code, known=", ".join(known), meant=meant)


def switchable() -> list[str]:
    """Return the codes of the warnings that a plan may turn off."""
    return sorted({code for check in CHECKS for code in re.findall(r"W5\d\d", check.codes)})


def without_switched_off(plan: Plan, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings but for those that the plan turns off, and one for each switch that turns nothing off."""
    if plan.checks is None:
        yield from findings
        return
    off = plan.checks.custom_columns.keys()
    found = {one.code for one in findings}
    yield from (one for one in findings if one.code not in off)
    # Over data with errors some checks could not run.
    if not any(one.severity == "error" or one.code == "W522" for one in findings):
        for code in off - found - _OF_A_DAY:
            yield finding("W530", plan.checks.location.key(code), code=code)
