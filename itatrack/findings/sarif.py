"""Findings in SARIF 2.1.0, the form in which code hosts keep results of checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from itatrack.findings.catalogue import WORDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding, Span
    from itatrack.findings.json_reporter import Json
    from itatrack.findings.message import Translator

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Iterable[Finding], translate: Translator, version: str) -> str:
    """Write all findings as one SARIF log.

    Columns count code points, as everywhere in the tool, and the log says so.

    Args:
        findings: what was found.
        translate: into the language of the messages.
        version: the version of the tool.
    """
    listed = list(findings)
    codes = sorted({finding.code for finding in listed})
    rules = [_rule(code, translate) for code in codes]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "itatrack", "version": version, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, translate, codes) for finding in listed],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, translate: Translator) -> dict[str, Json]:
    wording = next(wording for name, wording in WORDINGS.items() if name.partition(".")[0] == code)
    return {"id": code, "shortDescription": {"text": translate(wording.message)}}


def _result(finding: Finding, translate: Translator, codes: list[str]) -> dict[str, Json]:
    related = [
        {"id": number, "message": {"text": translate(place.message)}, **_location(place.span)}
        for number, place in enumerate(finding.related, 1)
    ]
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": "\n".join(filter(None, (finding.message(translate), finding.help(translate))))},
        "locations": [_location(finding.span)],
        **({"relatedLocations": related} if related else {}),
    }


def _uri(path: str) -> str:
    """Return the address of a file: relative where the path is, else one that needs nothing before it."""
    bare = quote(path, safe="/", errors="surrogateescape")  # a name of bytes that are no UTF-8
    if path.startswith("/"):
        return f"file://{bare}"
    has_drive = path[:1].isascii() and path[:1].isalpha() and path[1:3] == ":/"
    return f"file:///{path[:2]}{bare[len(quote(path[:2])) :]}" if has_drive else bare


def _location(span: Span) -> dict[str, Json]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.path)}, "region": region}}
