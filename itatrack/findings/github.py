"""Findings as commands that GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Translator


def github(findings: Iterable[Finding], translate: Translator) -> str:
    """Write each finding as a workflow command, errors first: of each kind ten or so are shown.

    What a message and a property may not hold is written in percent codes, as the documentation of workflow commands
    says; columns are left out where the finding reaches over several lines, since they would be refused.
    """
    ordered = sorted(findings, key=lambda finding: finding.severity != "error")
    return "".join(_line(finding, translate) for finding in ordered)


def _line(finding: Finding, translate: Translator) -> str:
    span = finding.span
    places = {"file": span.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        places |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    text = _message("\n".join(filter(None, (finding.message(translate), finding.help(translate)))))
    return f"::{finding.severity} {properties},title={_property(finding.code)}::{text}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
