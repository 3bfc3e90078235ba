"""The reporters of findings: one table of the formats that `validate --format` offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from itatrack.findings.finding import Finding, Span
    from itatrack.findings.message import Translator

    DataPaths = Callable[[Sequence[Finding]], Mapping[Span, str]]
    Reporter = Callable[[Sequence[Finding], "Presentation"], str]

Format = Literal["full", "concise", "json", "github", "sarif"]


class Presentation(NamedTuple):
    """What a reporter may need besides the findings.

    Args:
        translate: into the language of the messages.
        data_paths: returns where in the data the places of findings lie, such as `measures[3].steps[0]`.
        width: of the terminal in display cells; None where the text goes elsewhere.
    """

    translate: Translator
    data_paths: DataPaths = lambda _: {}
    width: int | None = None


def concise(findings: Iterable[Finding], translate: Translator) -> str:
    """Write `path:line:column: severity[code] message (help)` for each finding, as editors and grep read it."""
    return "".join(_concise_line(finding, translate) for finding in findings)


def _concise_line(finding: Finding, translate: Translator) -> str:
    span, help_ = finding.span, finding.help(translate)
    hint = f" ({help_})" if help_ else ""
    place = f"{span.path}:{span.line}:{span.column}"
    return f"{place}: {finding.severity}[{finding.code}] {finding.message(translate)}{hint}\n"


def github(findings: Iterable[Finding], translate: Translator) -> str:
    """Write each finding as a workflow command of GitHub Actions, errors first: of each severity some ten are shown.

    What a message and a property may not hold is written in percent codes, as the documentation of workflow commands
    says; columns are left out where the finding reaches over several lines, since they would be refused.
    """
    ordered = sorted(findings, key=lambda finding: finding.severity != "error")
    return "".join(_workflow_command(finding, translate) for finding in ordered)


def _workflow_command(finding: Finding, translate: Translator) -> str:
    span = finding.span
    places = {"file": span.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        places |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    text = _percent_coded("\n".join(filter(None, (finding.message(translate), finding.help(translate)))))
    return f"::{finding.severity} {properties},title={_property(finding.code)}::{text}\n"


def _percent_coded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _percent_coded(text).replace(":", "%3A").replace(",", "%2C")


# The other reporters import what they need only when they are chosen: most runs need one.
def _full(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack.findings.full import WIDE, full

    return full(findings, presentation.translate, presentation.width or WIDE)


def _json(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack.findings.json_reporter import as_json

    return as_json(findings, presentation.translate, presentation.data_paths(findings))


def _sarif(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack import __version__
    from itatrack.findings.sarif import sarif

    return sarif(findings, presentation.translate, __version__)


REPORTERS: dict[Format, Reporter] = {
    "full": _full,
    "concise": lambda findings, presentation: concise(findings, presentation.translate),
    "json": _json,
    "github": lambda findings, presentation: github(findings, presentation.translate),
    "sarif": _sarif,
}
