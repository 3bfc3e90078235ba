"""Findings as JSON: an envelope whose version says what a program may rely on; see `docs/json.md`."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from itatrack import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from itatrack.findings.finding import Finding, Span
    from itatrack.findings.message import Translator


Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | None"


def as_json(
    findings: Iterable[Finding], translate: Translator, paths: Mapping[Span, str] = MappingProxyType({})
) -> str:
    """Write all findings as one JSON object, with severity, place and second places of each.

    Args:
        findings: what was found.
        translate: into the language of the messages.
        paths: where in the data a place lies, such as `measures[3].steps[0]`; null is written where it is not known.
    """
    listed = list(findings)
    errors = sum(finding.severity == "error" for finding in listed)
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "kind": "findings",
        "summary": {"errors": errors, "warnings": len(listed) - errors},
        "findings": [_finding(finding, translate, paths) for finding in listed],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, translate: Translator, paths: Mapping[Span, str]) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message(translate),
        "help": finding.help(translate),
        "fix": ("safe" if finding.fix.is_safe else "unsafe") if finding.fix else None,
        **_place(finding.span, paths),
        "related": [
            {"message": translate(related.message), **_place(related.span, paths)} for related in finding.related
        ],
    }


def _place(span: Span, paths: Mapping[Span, str]) -> dict[str, Json]:
    return {
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "path": paths.get(span),
    }
