"""The plan of the next fiscal year, made from this year's: what goes on, what is done, and what is to be filled in."""

from __future__ import annotations

import datetime as dt
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from itatrack.model.fields import fields_of
from itatrack.model.records import REVISABLE, Measure
from itatrack.model.status import Status
from itatrack.progress.rounds import fiscal_year_of
from itatrack.progress.state import progress
from itatrack.reading.location import Location
from itatrack.reading.scalars import key_text, plain, plain_text
from itatrack.recording.record_edits import comparable, digits_like, record_edits
from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.apply import apply_edits, apply_text_edits
from itatrack.yamltext.edit.edits import EditRefusal, Insert, Remove, Replace, TextEdit
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.edit.layout import line_end, newline_at
from itatrack.yamltext.edit.proof import has_intended_data
from itatrack.yamltext.edit.removing import lines_of_part
from itatrack.yamltext.nodes import MappingNode, ScalarNode, SequenceNode, is_empty, nodes_of, scalars
from itatrack.yamltext.plain import data_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from itatrack.progress.state import State
    from itatrack.project import Project
    from itatrack.yamltext.edit.edits import Edit
    from itatrack.yamltext.edit.emitter import Data
    from itatrack.yamltext.nodes import Node

# The keys of days, in rounds, in monitoring and in periods.
_DAYS: Final = {"cut_off", "due", "from", "to"}
# The keys of a result that are known when it is announced.
_SCORES: Final = ("score", "iit", "eit", "oit")


class NextYear(NamedTuple):
    """The plan and the history of the next fiscal year.

    Attributes:
        year: the next fiscal year.
        plan: the new plan.
        history: the new history, with the comment at the head of the old one and no entries.
        carried: ids of the measures that go on.
        done: ids of those that are done, which stand in the plan as comments.
        cancelled: ids of those that were cancelled, which are left out.
        to_fill_in: lines of the new plan that still name the old year, or hold the old result.
    """

    year: int
    plan: Document
    history: bytes
    carried: list[str]
    done: list[str]
    cancelled: list[str]
    to_fill_in: list[int]


class Words(NamedTuple):
    """What stands where nobody can know yet what belongs there.

    Attributes:
        level: the level of a result.
        score: the comment beside a score, which stays that of the year before.
        measure: the keys of a first measure, where all are done.
    """

    level: str
    score: str
    measure: Mapping[str, Data]


def next_year(project: Project, today: dt.date, words: Words) -> NextYear | EditRefusal | None:
    """Return the next year of a project without errors, or why this year's plan cannot be edited.

    Args:
        project: this year's plan and history.
        today: the day as of which measures are done or go on.
        words: what stands in the place of what is not there yet.

    Returns:
        None where nobody knows the fiscal year of the plan.
    """
    plan, history = project.complete()
    year, document = fiscal_year_of(plan), project.plan_document
    if year is None:
        return None
    states = progress(plan, history, today).states
    cancelled = [index for index, state in enumerate(states) if state.status is Status.CANCELLED]
    # What is done every year begins anew.
    done = [index for index, state in enumerate(states) if state.status is Status.DONE and not state.measure.recurring]
    ended = sorted([*done, *cancelled])
    going_on = [index for index in range(len(states)) if index not in cancelled]
    restated = apply_edits(document, [*_restated(_measures(document), [states[index] for index in going_on])])
    moved = (
        restated
        if isinstance(restated, EditRefusal)
        else apply_edits(restated, [*_moved(restated, year, going_on, words)])
    )
    if isinstance(moved, EditRefusal):
        return moved
    # Those that are done stand as comments as they would go on, so they have moved too.
    node = _measures(moved)
    ids = [state.measure.id for state in states]
    comments = [_as_comment(moved.source.text, node, index) for index in done]
    edited = apply_edits(moved, [*_without(node, ended, words.measure)])
    if isinstance(edited, EditRefusal):
        return edited
    commented = _with_comments(edited, comments, year, words.score)
    head = re.match(r"(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n|\Z))*", project.history_document.source.text)
    return NextYear(
        year + 1,
        commented,
        (head[0] if head else "").encode(),
        [name for index, name in enumerate(ids) if index not in ended],
        [ids[index] for index in done],
        [ids[index] for index in cancelled],
        _to_fill_in(commented, year),
    )


def _measures(document: Document) -> SequenceNode:
    """Return the list of measures of a plan that has one."""
    pair = Location(document, document.root).pair("measures")
    assert pair  # noqa: S101  the plan was read without errors
    return cast("SequenceNode", pair[1])


def _restated(measures: SequenceNode, states: Iterable[State]) -> Iterator[Edit]:
    """Yield the edits that put into the plan what entries have stated anew of measures."""
    for state in states:
        item = measures.value[state.number - 1]
        for name in REVISABLE:
            stated = [pair[1] for entry in state.entries if (pair := cast("Location", entry.location).pair(name))]
            if stated and not is_empty(stated[-1]):
                new, old = data_of(stated[-1]), cast("Location", state.planned.location).pair(name)
                if isinstance(new, dict) and old and isinstance(old[1], MappingNode):
                    # It takes the place of the whole old one.
                    new = dict.fromkeys(comparable(old[1]), "") | new
                yield from record_edits(item, {name: new}, [*fields_of(Measure)], [StyleHint(item)])


def _moved(document: Document, year: int, going_on: list[int], words: Words) -> Iterator[Edit]:
    """Yield the edits that move a plan to the next year, with those of its measures that go on or may do so."""
    items = [_measures(document).value[index] for index in going_on]
    yield from _years(document, year, items, words.level)
    for item in items:
        name = next(value.value for key, value in item.value if key_text(key.value) == "id")
        values: dict[str, Data | None] = {"continues": f"{year}/{plain(name)}"}
        yield from record_edits(item, values, [*fields_of(Measure)], [StyleHint(item)])


def _years(document: Document, year: int, going_on: list[Node], level: str) -> Iterator[Edit]:
    """Yield the edits that move years and days on: of the plan, its rounds, its result, and the measures that go on."""
    root = Location(document, document.root)
    stated = root.pair("fiscal_year")
    if stated:
        yield Replace(stated[1], stated[0], digits_like(str(year + 1), stated[1]))
    yield from _result(document, level)
    tops = [pair[1] for key in ("rounds", "monitoring", "groups") if (pair := root.pair(key))]
    for node in (node for top in [*tops, *going_on] for node in nodes_of(top) if isinstance(node, MappingNode)):
        for key, value in node.value:
            day = calendar.parse_iso(value.value) if isinstance(value, ScalarNode) else None
            if key_text(key.value) in _DAYS and isinstance(day, dt.date):
                yield Replace(value, key, digits_like(calendar.iso(_year_later(day)), value))


def _result(document: Document, level: str) -> Iterator[Edit]:
    """Yield the edits of the latest result, which the new year's plan rests on and which is not there yet."""
    latest = _latest_result(document)
    for name in ("fiscal_year", "target_fiscal_year"):
        pair = latest.pair(name) if latest else None
        if pair and isinstance(pair[1], ScalarNode):
            later = str(int(to_arabic(plain_text(pair[1]))) + 1)
            yield Replace(pair[1], pair[0], digits_like(later, pair[1]))
    stated = latest.pair("level") if latest else None
    if stated:
        yield Replace(stated[1], stated[0], level)


def _latest_result(document: Document) -> Location | None:
    pair = Location(document, document.root).pair("assessment")
    nodes = pair[1].value if pair and isinstance(pair[1], SequenceNode) else [pair[1]] if pair else []
    years = [(found, node) for node in nodes if (found := Location(document, node).pair("fiscal_year"))]
    if not years:
        return None
    _, node = max(years, key=lambda stated: to_arabic(str(stated[0][1].value)))
    return Location(document, node)


def _year_later(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)


def _without(measures: SequenceNode, ended: list[int], first: Mapping[str, Data]) -> Iterator[Edit]:
    """Yield the edits that remove the measures that are done or cancelled; a plan without any gets a first one."""
    if len(ended) == len(measures.value):
        yield Insert(measures, len(ended), [dict(first)], [StyleHint(item) for item in reversed(measures.value)])
    if ended:
        yield Remove(measures, ended)


def _as_comment(text: str, node: SequenceNode, index: int) -> list[str]:
    """Return the lines of a measure as comments."""
    item, column = node.value[index], node.start_mark.column
    if node.flow_style:
        return [f"# - {line.strip()}" for line in text[item.start_mark.index : item.end_mark.index].splitlines()]
    start, end = lines_of_part(text, node, index)
    lines = [line[column:] if not line[:column].strip() else line.strip() for line in text[start:end].splitlines()]
    return [" " * column + f"# {line}".rstrip() for line in lines]


def _with_comments(document: Document, measures: list[list[str]], year: int, old_score: str) -> Document:
    """Return the plan with the measures that are done as comments, and one beside the scores of the year before.

    Where comments would change what the plan says, it has none: they are named all the same.
    """
    text, edits = document.source.text, list[TextEdit]()
    if measures:
        node = _measures(document)
        point = len(text) if node.flow_style else lines_of_part(text, node, len(node.value) - 1)[1]
        newline = newline_at(text, point)
        pad = "" if node.flow_style else " " * node.start_mark.column
        head = f"{pad}# แล้วเสร็จในปี {year} ถ้าจะทำต่อ ให้ลบ # กับเว้นวรรคหลัง # ออกจากทุกบรรทัดของมาตรการนั้น"
        lines = ["", head, *(line for measure in measures for line in ("", *measure))]
        begin = "" if text.endswith(("\n", "\r"), 0, point) else newline
        edits.append(TextEdit(point, point, begin + newline.join(lines) + (newline if not begin else "")))
    latest = _latest_result(document)
    scores = [pair[1] for key in _SCORES if latest and (pair := latest.pair(key))]
    for point in {line_end(text, score.end_mark.index) for score in scores}:
        edits.append(TextEdit(point, point, f"  # {old_score}"))
    edits.sort()
    content = (BOM_UTF8 if document.source.bom else b"") + apply_text_edits(text, edits).encode()
    commented = Document.read(document.path, content)
    is_same = not commented.findings and has_intended_data(document.root, commented.root, [])
    return commented if is_same else document


def _to_fill_in(document: Document, year: int) -> list[int]:
    """Return the lines of a new plan whose texts name the old year, and those of the old result and its weak points."""
    latest = _latest_result(document)
    nodes = [pair[1] for key in (*_SCORES, "level") if latest and (pair := latest.pair(key))]
    weak_points = Location(document, document.root).pair("weak_points")
    nodes += [weak_points[0]] if weak_points else []
    names = re.compile(rf"(?<![0-9]){year}(?![0-9/])")
    texts = scalars(document.root) if document.root else ()
    # A year alone is a year of the result.
    nodes += [text for text in texts if names.search(to_arabic(text.value)) and to_arabic(text.value) != str(year)]
    return sorted({document.source.position(node.start_mark.index)[0] for node in nodes})
