"""Render a template in this process, or find what is wrong in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.finding import Finding
from itatrack.report.body import Body
from itatrack.report.environment import MemoEnvironment
from itatrack.report.formats.registry import FORMATS, layout_format, text_format
from itatrack.report.sandbox import refuse_hidden
from itatrack.report.template_errors import TemplateError, finding_of
from itatrack.textfile.source import decode

if TYPE_CHECKING:
    from itatrack.report.anomalies import Anomaly
    from itatrack.report.context import ReportContext
    from itatrack.report.formats.protocols import TextFormat, TextReader
    from itatrack.report.request import ReportRequest

_BLANK_LINES: Final = r"\n{3,}"


class Rendered(NamedTuple):
    """The text or the bytes of a document, what it cannot show as it should, and the templates that were read."""

    content: str | bytes
    anomalies: tuple[Anomaly, ...]
    texts: dict[str, str]


def render(request: ReportRequest, context: ReportContext) -> Rendered | Finding:
    """Return a document that is made in this process, or the first thing wrong in a template.

    Returns:
        The document; a text ends in one line break. Or a finding of family T6, or of E1 where a template's file is no
        text. A text of the plan that is written like a template counts as one.
    """
    texts: dict[str, str] = {}

    def read(name: str) -> tuple[str, str] | None:
        template = request.templates.content(name)
        if template is None:
            return None
        source, findings = (None, [template]) if isinstance(template, Finding) else decode(*template)
        if source is None:
            raise TemplateError(findings[0])
        texts[source.path] = source.text
        return source.path, source.text

    try:
        if not FORMATS[request.format].is_binary:
            text = _text(request.template, text_format(request, context), context, read)
            return Rendered(_with_sources(text, request, context), (), texts)
        content, anomalies = layout_format(request.format)(request, context, read)
        return Rendered(content, anomalies, texts)
    except Exception as error:  # noqa: BLE001  a template can raise anything, and each is an error in it
        return finding_of(error, request.template, context.variables(), texts)


def _with_sources(text: str, request: ReportRequest, context: ReportContext) -> str:
    """Return a text with what it was made from, where it is to carry that."""
    if request.carried_sources is None:
        return text
    from itatrack.report.provenance import carried, with_line, with_script

    own = carried(request, context, request.carried_sources)
    return with_script(text, own) if request.format == "html" else with_line(text, own)


def _text(name: str, format_: TextFormat, context: ReportContext, read: TextReader) -> str:
    environment = MemoEnvironment(format_, read, tables=format_, layout=format_)
    variables = {**context.variables(), "body": Body(environment, context)}
    text = environment.get_template(name).render(variables)
    refuse_hidden(text)  # the headings of a table stand in a template, and go to the format as they are
    return format_.finish(re.sub(_BLANK_LINES, "\n\n", text).strip("\n") + "\n")
