"""Documents made in this process, as the tests of the report want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.finding import Finding
from itatrack.report.render import render
from itatrack.storage.temporary import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.model.records import Part
    from itatrack.report.context import ReportContext
    from itatrack.report.formats.protocols import Templates
    from itatrack.report.formats.registry import RenderOptions


def make(
    name: str,
    options: RenderOptions,
    context: ReportContext,
    templates: Templates,
    parts: Sequence[Part] | None = None,
) -> str | bytes | Finding:
    """Return a document, with other parts in its body where some are given, or what is wrong in a template."""
    context = context if parts is None else context._replace(parts=tuple(parts))
    rendered = render(name, options, context, templates, scratch_folder)
    return rendered if isinstance(rendered, Finding) else rendered.content
