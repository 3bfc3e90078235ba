"""The parts between the memo's head and its signatures: headings, paragraphs and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from jinja2 import TemplateSyntaxError

from itatrack.report.template_errors import SlipError, failure_slip, missing_text, syntax_slip
from itatrack.report.values import SetText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from itatrack.model.records import Part
    from itatrack.report.environment import MemoEnvironment
    from itatrack.report.tables import Row

_WORDING: Final = "wording.j2"
# How Jinja names a template that stands in no file, while it is read and while it runs.
_NO_PATH: Final = ""
_NO_FILE: Final = "<template>"


class Piece(NamedTuple):
    """A heading, its paragraphs and a table, each where there is one; the texts are set for the format.

    A heading has a line or more. `headings` and `rows` are for the filter `table`; `caption` names the table where it
    has no heading of its own.
    """

    heading: Sequence[SetText] = ()
    paragraphs: Sequence[SetText] = ()
    headings: Sequence[object] = ()
    rows: Sequence[Row] = ()
    caption: SetText | str = ""


class _Usual(NamedTuple):
    """A part that comes with the tool: names of the wording, and the table below them."""

    heading: str = ""
    text: str = ""
    table: str = ""


_USUAL: Final = {
    "opening": (_Usual(text="opening"),),
    "plan": (_Usual(heading="plan_heading", table="plan"),),
    "assessment": (_Usual(heading="assessment_heading", table="assessment"), _Usual(text="assessment_text")),
    "result": (_Usual(heading="result_heading", table="result"),),
    "summary": (_Usual(text="summary_text"),),
    "closing": (_Usual(text="closing"),),
}

_NAMES: Final = {name for parts in _USUAL.values() for one in parts for name in (one.heading, one.text)}


class Body:
    """The pieces of the body, made when a template goes through them: those of the plan, or else the usual ones."""

    def __init__(self, environment: MemoEnvironment, parts: Sequence[Part], variables: Mapping[str, Any]) -> None:
        self._environment = environment
        self._parts = parts
        self._variables = variables

    def __iter__(self) -> Iterator[Piece]:
        wording: Any = self._environment.wording.get_template(_WORDING).make_module(dict(self._variables))
        if not self._parts:
            for usual in _USUAL.values():
                yield from self._usual(wording, usual)
        for part in self._parts:
            heading: Sequence[SetText] = self._written(part, "heading")
            for piece in self._usual(wording, _USUAL[part.part] if part.part else ()):
                yield piece._replace(heading=heading or piece.heading)
                heading = []
            if heading or part.text or part.table:
                words = self._wording(wording, f"{part.table}_heading") if part.table else []
                caption = self._environment.join(words, " ")
                yield Piece(heading, self._written(part, "text"), *self._table(part.table or ""), caption)

    def _usual(self, wording: Any, parts: Sequence[_Usual]) -> Iterator[Piece]:  # noqa: ANN401  Jinja's own type
        for one in parts:
            headings, rows = self._table(one.table)
            if not one.table or rows:
                heading, text = (self._wording(wording, name) if name else [] for name in (one.heading, one.text))
                yield Piece(heading, text, headings, rows)

    def _wording(self, wording: Any, name: str) -> list[SetText]:  # noqa: ANN401  Jinja's own type
        """Return the lines of a text of the wording, which may be empty but has to be there.

        Raises:
            SlipError: the wording sets no text of that name; without a word a part of the memo would be missing.
        """
        text = getattr(wording, name, None)
        if text is None:
            others = [one for one in vars(wording) if one not in _NAMES and not one.startswith("_")]
            raise SlipError(missing_text(name, others, *self._environment.read(_WORDING)))
        return self._lines(text)

    def _table(self, name: str) -> tuple[Sequence[object], Sequence[Row]]:
        return (self._variables[f"{name}_headings"], self._variables[f"{name}_rows"]) if name else ((), ())

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
        except TemplateSyntaxError as error:
            found = syntax_slip(error, {_NO_PATH: text})
        except SlipError:
            raise  # a file that the text includes is what is wrong
        except Exception as error:  # noqa: BLE001  a template can raise anything, and each is a slip in it
            found = failure_slip(error, _NO_FILE, self._variables, {_NO_FILE: text})
        span = found.span
        word = span.excerpt[span.column - 1 : span.end_column - 1]
        raise SlipError(found._replace(span=part.location.within(key, word)))
