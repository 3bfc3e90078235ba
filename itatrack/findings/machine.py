"""Findings as JSON: an envelope whose version says what a program may rely on; see `docs/json.md`."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from itatrack.findings.finding import Finding, Span

# Raised when a key is taken away or means something else; new keys may come at any time.
SCHEMA_VERSION = 1


def as_json(findings: Iterable[Finding], paths: Mapping[Span, str] = MappingProxyType({})) -> str:
    """Write all findings as one JSON object, with severity, place and second places of each.

    Args:
        findings: what was found.
        paths: where in the data a place lies, such as `measures[3].steps[0]`; null is written where it is not known.
    """
    listed = list(findings)
    errors = sum(found.severity == "error" for found in listed)
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "kind": "findings",
        "summary": {"errors": errors, "warnings": len(listed) - errors},
        "findings": [_finding(found, paths) for found in listed],
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


def _finding(found: Finding, paths: Mapping[Span, str]) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "help": found.help,
        **_place(found.span, paths),
        "related": [{"message": one.message, **_place(one.span, paths)} for one in found.related],
    }


def _place(span: Span, paths: Mapping[Span, str]) -> dict[str, Any]:
    return {
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "path": paths.get(span),
    }
