"""Findings in the template's own file, for what Jinja raises; this is the one place where they are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import jinja2
from jinja2 import TemplateNotFound, TemplateSyntaxError

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.findings.message import Message, Values, message
from itatrack.findings.suggest import nearest
from itatrack.report.jinja_messages import in_words
from itatrack.report.sandbox import UnknownFilterError
from itatrack.report.tables import HeadingsError
from itatrack.report.template_limits import BudgetError
from itatrack.report.values import HiddenCharacterError, NoValueError, RefusedError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# A tag is short, and one that is offered wrongly loses nothing.
_ALIKE_TAG = 0.6
_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "filter", "endfilter", "include")


# How Jinja names a template that stands in no file, while it is read and while it runs.
_NO_FILE: Final = ("", "<template>")


class TemplateError(Exception):
    """What is to be rendered cannot be; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def unnamed(text: str) -> dict[str, str]:
    """Return the text of a template that stands in no file, by the names that Jinja gives it."""
    return dict.fromkeys(_NO_FILE, text)


def finding_of(error: Exception, name: str, variables: Iterable[str], texts: Mapping[str, str]) -> Finding:
    """Return the finding for what reading or running a template raised.

    Args:
        error: what was raised; a template can raise anything.
        name: the template that was asked for.
        variables: the names of the variables, for what was probably meant.
        texts: the text of every template that was read, by its path.
    """
    if isinstance(error, TemplateError):
        return error.finding
    if isinstance(error, TemplateSyntaxError):
        return _syntax_finding(error, texts)
    return _failure_finding(error, name, variables, texts)


def _syntax_finding(error: TemplateSyntaxError, texts: Mapping[str, str]) -> Finding:
    """Return the finding for a template that Jinja cannot read, or that names an unknown filter or test."""
    # The lexer gives the file's path as the template's name.
    path = error.filename or error.name or ""
    if isinstance(error, UnknownFilterError):
        span = _span(path, texts, error.lineno, error.unknown)
        return finding("T604", span, name=error.unknown, meant=nearest(error.unknown, error.known))
    quoted = re.search(r"unknown tag '(\w+)'", error.message or "")
    tag = quoted[1] if quoted else ""
    span = _span(path, texts, error.lineno, tag)
    wording = "T602.open" if tag in _TAGS else "T602"
    meant = nearest(tag, _TAGS, _ALIKE_TAG) if tag and tag not in _TAGS else None
    return finding(wording, span, problem=_said(error), meant=meant)


def _failure_finding(error: Exception, name: str, variables: Iterable[str], texts: Mapping[str, str]) -> Finding:
    """Return the finding for a template that fails while it runs."""
    path, line = _last_place(error, texts) or (next(iter(texts), name), 1)
    if isinstance(error, TemplateNotFound):
        missing = str(error.name or name)
        return finding("T601", _span(path, texts, line, missing), name=missing)
    if isinstance(error, NoValueError):
        return finding("T603.empty", _span(path, texts, line, error.name, inside=True), name=error.name)
    if isinstance(error, UnknownNameError):
        span = _span(path, texts, line, error.name, inside=bool(error.known))
        wording = "T603.key" if error.known else "T603"
        meant = nearest(error.name, error.known or variables)
        return finding(wording, span, name=error.name, known=", ".join(error.known), meant=meant)
    if isinstance(error, BudgetError | MemoryError):
        return budget_finding(error, _span(path, texts, line, ""))
    wording, problem = "T605.values", _said(error)
    if isinstance(error, RecursionError):
        wording, problem = "T605", message("it includes or calls itself without end, or is nested too deep")
    elif isinstance(error, jinja2.TemplateError | HeadingsError | OverflowError | UnicodeEncodeError):
        wording = "T605"
    return finding(wording, _span(path, texts, line, ""), problem=problem)


def _said(error: Exception) -> Message:
    """Return what an error says: what the tool raised is a message, what Jinja did is known in other words."""
    if isinstance(error, RefusedError | HiddenCharacterError | HeadingsError):
        return error.said
    if isinstance(error, jinja2.TemplateError | OverflowError | UnicodeEncodeError):
        said = error.message if isinstance(error, jinja2.TemplateError) else error.args[-1] if error.args else ""
        return in_words(str(said or type(error).__name__))
    return Message("{said}", Values(said=f"{type(error).__name__}: {error}"))


def missing_text(name: str, others: Sequence[str], path: str, text: str) -> Finding:
    """Return the finding for a text that the wording does not set, at the one that has probably been renamed.

    Args:
        name: the text that a part of the memo is made of.
        others: what the wording sets besides the texts of the memo.
        path: the wording's path as shown.
        text: what it holds.
    """
    renamed = nearest(name, others) or ""
    lines = re.split(r"\r\n|\r|\n", text)
    line = next((number for number, text in enumerate(lines, 1) if renamed and re.search(rf"\b{renamed}\b", text)), 1)
    return finding("T606", _span(path, {path: text}, line, renamed), name=name)


def budget_finding(error: BudgetError | MemoryError, span: Span) -> Finding:
    """Return the finding for a template that takes more of something than it may."""
    words = {
        "steps": message("it runs through loops and calls more than a million times"),
        "text": message("a text or a list in it grows larger than in any memo"),
        "time": message("it takes too long"),
        "memory": message("it takes too much memory"),
    }
    return finding("T605.budget", span, problem=words[error.resource if isinstance(error, BudgetError) else "memory"])


def _last_place(error: Exception, texts: Mapping[str, str]) -> tuple[str, int] | None:
    """Return file and line of the innermost template that the error came through."""
    place = None
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path in texts:
            place = path, trace.tb_lineno
        trace = trace.tb_next
    return place


def _span(path: str, texts: Mapping[str, str], line: int, name: str, *, inside: bool = False) -> Span:
    """Return the span of a name on a line of a template, or of the whole line's text where it is not found.

    A name is looked for in `{{ … }}` and `{% … %}` first; `inside` says that it stands behind a point.
    """
    lines = re.split(r"\r\n|\r|\n", texts.get(path, ""))
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    start = len(excerpt) - len(excerpt.lstrip())
    end = max(start + 1, len(excerpt.rstrip()))
    # What is no code is blanked out, so that a word of the memo's own text is not taken for the name.
    code = re.sub(r"\{#.*?#\}|(?:^|[%}]\}).*?(?=\{[{%]|$)", lambda text: " " * len(text[0]), excerpt)
    last = re.escape(name.rpartition(".")[2])
    for where, pattern in (
        (code, rf"(?<![\w.]){re.escape(name)}(?!\w)"),
        (code, rf"(?<=\.){last}(?!\w)" if inside else rf"(?<![\w.]){last}(?!\w)"),
        (excerpt, rf"(?<!\w){re.escape(name)}(?!\w)"),
        (excerpt, rf"(?<!\w){last}(?!\w)"),
    ):
        match = re.search(pattern, where) if name else None
        if match:
            start, end = match.span()
            break
    return Span(path, line, start + 1, line, end + 1, excerpt)
