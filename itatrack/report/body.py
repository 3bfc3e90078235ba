"""The sections between the memo's head and its signatures: headings, paragraphs and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from itatrack.report.template_errors import TemplateError, finding_of, missing_text, unnamed
from itatrack.report.values import SetText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2.environment import TemplateModule

    from itatrack.model.memo import Part
    from itatrack.report.context import ReportContext
    from itatrack.report.environment import MemoEnvironment
    from itatrack.report.tables import Row, Table

_WORDING: Final = "wording.j2"


class Section(NamedTuple):
    """A heading, its paragraphs and a table, each where there is one; the texts are set for the format.

    A heading has a line or more. `headings` and `rows` are for the filter `table`; `caption` names the table where it
    has no heading of its own.
    """

    heading: Sequence[SetText] = ()
    paragraphs: Sequence[SetText] = ()
    headings: Sequence[str | Mapping[str, Sequence[str]]] = ()
    rows: Sequence[Row] = ()
    caption: SetText | str = ""


class _Usual(NamedTuple):
    """A section that comes with the tool: names of the wording, and the table below them."""

    heading: str = ""
    text: str = ""
    table: str = ""


_USUAL: Final = {
    "opening": (_Usual(text="opening"),),
    "plan": (_Usual(heading="plan_heading", table="plan"),),
    "assessment": (_Usual(heading="assessment_heading", table="assessment"), _Usual(text="assessment_text")),
    "weak_points": (_Usual(heading="weak_points_heading", table="weak_points"),),
    "result": (_Usual(heading="result_heading", table="result"),),
    "changes": (_Usual(heading="changes_heading", table="changes"), _Usual(text="changes_text")),
    "summary": (_Usual(text="summary_text"),),
    "ita-item": (_Usual(text="ita_item_text"),),
    "closing": (_Usual(text="closing"),),
}

# Parts that a memo has only where its plan names them.
_ASKED_FOR: Final = ("weak_points", "changes", "ita-item")
# The headings of the tables that come with the tool.
_HEADINGS: Final = {section.table: section.heading for usual in _USUAL.values() for section in usual if section.table}
_RESULT: Final = (*_USUAL["result"], *_USUAL["summary"])
# The parts of a body by the plan's `memo.outline`.
_OUTLINES: Final = {
    "usual": tuple(section for name, usual in _USUAL.items() if name not in _ASKED_FOR for section in usual),
    "three-parts": (_Usual(text="cause"), _Usual(text="purpose"), *_RESULT, *_USUAL["closing"]),
    "headings": (
        _Usual(heading="background_heading", text="opening"),
        *_USUAL["plan"],
        _Usual(heading="facts_heading", text="assessment_text"),
        *_RESULT,
        _Usual(heading="proposal_heading", text="proposal"),
        *_USUAL["closing"],
    ),
}
_NAMES: Final = {
    name
    for usual in (*_OUTLINES.values(), *(_USUAL[name] for name in _ASKED_FOR))
    for section in usual
    for name in section[:2]
}


class Body:
    """The sections of the body, made when a template goes through them: those of the plan, or else the usual ones."""

    def __init__(self, environment: MemoEnvironment, context: ReportContext) -> None:
        self._environment = environment
        self._parts = context.parts
        self._outline = _OUTLINES[context.outline]
        self._is_alone = context.is_alone
        self._tables = context.tables
        self._variables = context.variables()

    def __iter__(self) -> Iterator[Section]:
        wording = self._environment.wording.get_template(_WORDING).make_module(dict(self._variables))
        if not self._parts:
            yield from self._usual(wording, self._outline)
        for part in self._parts:
            heading: Sequence[SetText] = self._written(part, "heading")
            for section in self._usual(wording, _USUAL[part.part] if part.part else ()):
                yield section._replace(heading=heading or section.heading)
                heading = []
            if heading or part.text or part.table:
                table = self._tables.get(part.table or "")
                usual = _HEADINGS.get(part.table or "", "")
                caption = self._wording(wording, usual) if usual else []
                heading = heading or self._lines(table.title if table else "")
                if self._is_alone and not heading:
                    heading, caption = caption, []
                text = self._written(part, "text")
                yield Section(heading, text, *_columns(table), self._environment.join(caption, " "))

    def _usual(self, wording: TemplateModule, usual: Sequence[_Usual]) -> Iterator[Section]:
        for section in usual:
            table = self._tables.get(section.table)
            headings, rows = _columns(table)
            if not section.table or rows:
                heading = self._lines(table.title) if table and table.title else []
                heading = heading or (self._wording(wording, section.heading) if section.heading else [])
                text = self._wording(wording, section.text) if section.text else []
                yield Section(heading, text, headings, rows)

    def _wording(self, wording: TemplateModule, name: str) -> list[SetText]:
        """Return the lines of a text of the wording, which may be empty but has to be there.

        Raises:
            TemplateError: the wording sets no text of that name; without a word a part of the memo would be missing.
        """
        text = getattr(wording, name, None)
        if text is None:
            others = [other for other in vars(wording) if other not in _NAMES and not other.startswith("_")]
            raise TemplateError(missing_text(name, others, *self._environment.read(_WORDING)))
        return self._lines(text)

    def _lines(self, value: object) -> list[SetText]:
        """Set a value, unless it is set text, and return its lines as paragraphs."""
        return [SetText(line.strip()) for line in self._environment.set(value).splitlines() if line.strip()]

    def _written(self, part: Part, key: Literal["heading", "text"]) -> list[SetText]:
        """Return the lines of a heading or a text of the plan, which is written like a template."""
        text: str = getattr(part, key) or ""
        if not text:
            return []
        try:
            return self._lines(SetText(self._environment.wording.from_string(text).render(self._variables)))
        except TemplateError:
            raise  # a file that the text includes is what is wrong
        except Exception as error:  # noqa: BLE001  a template can raise anything, and each is an error in it
            finding = finding_of(error, "", self._variables, unnamed(text))
        span = finding.span
        word = span.excerpt[span.column - 1 : span.end_column - 1]
        raise TemplateError(finding._replace(span=part.location.within(key, word)))


def _columns(table: Table | None) -> tuple[Sequence[str | Mapping[str, Sequence[str]]], Sequence[Row]]:
    return (table.written_headings, table.rows) if table else ((), ())
