"""Render a template, or say with a finding what is wrong in it and on which line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.findings.suggest import nearest
from itatrack.memo.environment import MemoEnvironment
from itatrack.memo.undefined import NoValueError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from itatrack.memo.formats import Format

    Read = Callable[[str], tuple[str, str] | Finding | None]

_NO_FILTER = r"No (filter|test) named '(.*)'\.?"
_BLANK_LINES = r"\n{3,}"


class _UnreadableError(Exception):
    """A template's file could not be read; the finding says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.found = found


def render(name: str, form: Format, context: Mapping[str, Any], read: Read) -> str | Finding:
    """Render a template with a context.

    Args:
        name: the template's name, such as `memo.md.j2`.
        form: the format that sets values and tables.
        context: the variables, as `docs/templates.md` lists them.
        read: gives a template's path as shown and its text, a finding if it cannot be read, or None.

    Returns:
        The document, ending in one line break, or the first thing wrong in the template: a finding of family
        T6, or of E1 where its file is no text.
    """
    texts: dict[str, str] = {}

    def read_and_keep(wanted: str) -> tuple[str, str] | None:
        found = read(wanted)
        if isinstance(found, Finding):
            raise _UnreadableError(found)
        if found:
            path, text = found
            texts[path] = text
        return found

    environment = MemoEnvironment(form, read_and_keep)
    try:
        document = environment.get_template(name).render(context)
    except _UnreadableError as error:
        return error.found
    except TemplateSyntaxError as error:
        return _syntax(error, environment, texts)
    except Exception as error:  # noqa: BLE001  a template can raise anything, and each is a slip in it
        return _failure(error, name, context, texts)
    return form.finish(re.sub(_BLANK_LINES, "\n\n", document).strip("\n") + "\n")


def _syntax(error: TemplateSyntaxError, environment: MemoEnvironment, texts: Mapping[str, str]) -> Finding:
    path = error.filename or ""
    message = error.message or "it is no template"
    unknown = re.match(_NO_FILTER, message)
    if unknown:
        known = environment.filters if unknown[1] == "filter" else environment.tests
        span = _span(path, texts, error.lineno, unknown[2])
        return finding("T604", span, name=unknown[2], meant=nearest(unknown[2], known))
    quoted = re.search(r"tag '(\w+)'", message)
    tags = ("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "filter", "endfilter", "include")
    span = _span(path, texts, error.lineno, quoted[1] if quoted else "")
    meant = nearest(quoted[1], tags) if quoted and "unknown tag" in message else None
    return finding("T602", span, problem=message.rstrip("."), meant=meant)


def _failure(error: Exception, name: str, context: Mapping[str, Any], texts: Mapping[str, str]) -> Finding:
    path, line = _last_place(error, texts) or (next(iter(texts), name), 1)
    if isinstance(error, TemplateNotFound):
        missing = str(error.name or name)
        return finding("T601", _span(path, texts, line, missing), name=missing)
    if isinstance(error, UnknownNameError):
        span = _span(path, texts, line, error.name)
        return finding("T603", span, name=error.name, meant=nearest(error.name, error.known or context))
    if isinstance(error, NoValueError):
        return finding("T603.empty", _span(path, texts, line, error.name), name=error.name)
    said = str(error) or type(error).__name__
    if isinstance(error, RecursionError):
        said = "a template includes itself"
    elif not isinstance(error, TemplateError | ValueError | OverflowError):
        said = f"{type(error).__name__}: {said}"
    return finding("T605", _span(path, texts, line, ""), problem=said)


def _last_place(error: Exception, texts: Mapping[str, str]) -> tuple[str, int] | None:
    """Give file and line of the innermost template that the error came through."""
    place = None
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path in texts:
            place = path, trace.tb_lineno
        trace = trace.tb_next
    return place


def _span(path: str, texts: Mapping[str, str], line: int, name: str) -> Span:
    """Give the span of a name on a line of a template, or of the whole line's text where it is not found."""
    lines = texts.get(path, "").splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    wanted = [part for part in (name, name.rpartition(".")[2]) if part]
    matches = (re.search(rf"(?<!\w){re.escape(part)}(?!\w)", excerpt) for part in wanted)
    found = next(filter(None, matches), None)
    start = found.start() if found else len(excerpt) - len(excerpt.lstrip())
    end = found.end() if found else max(start + 1, len(excerpt.rstrip()))
    return Span(path, line, start + 1, line, end + 1, excerpt)
