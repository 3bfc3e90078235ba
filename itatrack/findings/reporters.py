"""The reporters of findings: one table of the formats that `validate --format` offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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


# Each imports what it needs, and only when it is chosen: most runs need one.
def _full(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack.findings.full import WIDE, full

    return full(findings, presentation.translate, presentation.width or WIDE)


def _concise(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack.findings.concise import concise

    return concise(findings, presentation.translate)


def _json(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack.findings.machine import as_json

    return as_json(findings, presentation.translate, presentation.data_paths(findings))


def _github(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack.findings.github import github

    return github(findings, presentation.translate)


def _sarif(findings: Sequence[Finding], presentation: Presentation) -> str:
    from itatrack import __version__
    from itatrack.findings.sarif import sarif

    return sarif(findings, presentation.translate, __version__)


REPORTERS: dict[Format, Reporter] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
