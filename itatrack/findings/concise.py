"""Findings one to a line, in the shape that editors, grep and problem matchers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Translator


def concise(findings: Iterable[Finding], translate: Translator) -> str:
    """Write each finding as `path:line:column: severity[code] message (help)`, a line each."""
    return "".join(_line(finding, translate) for finding in findings)


def _line(finding: Finding, translate: Translator) -> str:
    span = finding.span
    help_ = finding.help(translate)
    hint = f" ({help_})" if help_ else ""
    place = f"{span.path}:{span.line}:{span.column}"
    return f"{place}: {finding.severity}[{finding.code}] {finding.message(translate)}{hint}\n"
