"""Findings one to a line, in the shape that editors, grep and problem matchers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding


def concise(findings: Iterable[Finding]) -> str:
    """Write each finding as `path:line:column: severity[code] message (help)`, a line each."""
    return "".join(_line(found) for found in findings)


def _line(found: Finding) -> str:
    span = found.span
    hint = f" ({found.help})" if found.help else ""
    return f"{span.path}:{span.line}:{span.column}: {found.severity}[{found.code}] {found.message}{hint}\n"
