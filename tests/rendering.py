"""Documents made in this process, as the tests of the report want them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support import TODAY, documents

from itatrack.findings.finding import Finding
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.formats.registry import FORMATS, usual_template
from itatrack.report.pipeline import make_document
from itatrack.report.provenance import Sources
from itatrack.report.render import render
from itatrack.report.request import ReportRequest
from itatrack.storage.temporary import scratch_folder
from itatrack.storage.workspace import HISTORY, PLAN, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from itatrack.model.memo import Part
    from itatrack.report.context import ReportContext
    from itatrack.report.formats.protocols import Templates
    from itatrack.report.request import FormatName

TEXT_FORMATS = tuple(name for name, entry in FORMATS.items() if not entry.is_binary)


class GivenTemplates:
    """Templates whose text or bytes a test gives, and for all other names those of others."""

    is_packaged = False

    def __init__(self, given: Mapping[str, str | bytes], others: Templates | None = None) -> None:
        self._given = given
        self._others = others

    def content(self, name: str) -> tuple[str, bytes] | Finding | None:
        """Return a template's path as shown and its bytes."""
        template = self._given.get(name)
        if template is None:
            return self._others.content(name) if self._others else None
        content = template.encode(errors="surrogatepass") if isinstance(template, str) else template
        return f"templates/{name}", content


def report_request(format_: FormatName = "md", **keys: Any) -> ReportRequest:  # noqa: ANN401  any key of a request
    """Return a request for a memo of today's without templates, with some keys changed."""
    usual = ReportRequest(TODAY, "memo", format_, "", GivenTemplates({}), scratch_folder)  # type: ignore[arg-type]
    return usual._replace(**keys)


def make(
    name: str,
    request: ReportRequest,
    context: ReportContext,
    templates: Templates | GivenTemplates,
    parts: Sequence[Part] | None = None,
) -> str | bytes | Finding:
    """Return a document, with other parts in its body where some are given, or what is wrong in a template."""
    context = context if parts is None else context._replace(parts=tuple(parts))
    rendered = render(request._replace(template=name, templates=templates), context)
    return rendered if isinstance(rendered, Finding) else rendered.content


def carrying(folder: Path, format_: FormatName, *, bare: bool = False) -> bytes:
    """Return the memo of a project, which carries its data unless it is to be bare."""
    workspace = Workspace(folder)
    plan, history = load(*documents(workspace), TODAY, workspace.has_file).complete()
    sources = Sources({path: (folder / path).read_bytes() for path in (PLAN, HISTORY)})
    template, templates = usual_template("memo", format_), workspace.templates(None)
    request = ReportRequest(TODAY, "memo", format_, template, templates, scratch_folder, sources=sources, bare=bare)
    made = make_document(plan, progress(plan, history, TODAY), request)
    assert not isinstance(made, Finding), made
    assert made.warnings == ()
    return made.content if isinstance(made.content, bytes) else made.content.encode()
