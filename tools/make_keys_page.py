"""Write docs/keys.md anew: every key with its meaning, its kind, an example, and the codes that guard it.

python tools/make_keys_page.py

Keys, kinds and meanings are those of the model and its schema, examples are taken from the agencies in `examples`. A
code guards a key where the tests' corpus has a finding of it there; what belongs to a kind of value, such as a date,
guards every key of that kind.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from itatrack.model.agency_list import AgencyList
from itatrack.model.fields import ListKind, RecordKind, fields_of
from itatrack.model.number_kinds import NumberKind
from itatrack.model.records import Plan, StatusEntry
from itatrack.model.schema.key_names import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Span
    from itatrack.model.fields import Field, Record, ValueKind

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "keys.md"
HEAD = """\
# Every key

Each key of both files, and of a [list of agencies](rollup.md#folders-or-a-list-of-them): its meaning (in Thai, as
editors show it), its kind, an example, and the codes of the findings that guard it ([what they mean](errors.md)).
[format.md](format.md) explains the same in sentences. For any key: an unknown key is E201, a missing required key
E202, a repeated key E203, and a malformed value E204 or E205. All texts are checked for E105, W509, W510, W534 and,
within brackets, W519. In `status.yaml` the top-level keys are ids of measures (E301). Where there are ten thousand
findings of one kind, W512 says that there are more. Of a document that cannot show all, a report warns with W525,
W526, W527 and W528.
"""
# What is said of any key or text is said once, above.
_EVERYWHERE = {"E105", "E201", "E202", "E203", "E204", "E205", "E210", "W509", "W510", "W512", "W519"}
# Codes that belong to the kind of a value, not to one key.
_OF_KINDS = re.compile("E20[6-9]|E211|E40[1-4]|E407|E408")
_LONGEST_EXAMPLE = 40
Place = tuple[str, str]  # a record's name and a key


class _Section(NamedTuple):
    """A record and where it stands."""

    path: str
    record: type[Record]


def page() -> str:
    """Return the page's text."""
    places = list(observed())
    guards: dict[Place, set[str]] = {}
    of_kind: dict[tuple[type, ...], set[str]] = {}
    fields = {(one.record.__name__, field.key): field for one in sections() for field in fields_of(one.record).values()}
    for place, code in places:
        if _OF_KINDS.fullmatch(code):
            of_kind.setdefault(_class_of(fields[place].kind), set()).add(code)
        else:
            guards.setdefault(place, set()).add(code)
    shown = examples()
    parts = [HEAD]
    for section in sections():
        rows = ["| key | คือ | kind | example | guarded by |", "| --- | --- | --- | --- | --- |"]
        for field in fields_of(section.record).values():
            place = (section.record.__name__, field.key)
            codes = sorted(guards.get(place, set()) | of_kind.get(_class_of(field.kind), set()) | _empty(field.kind))
            example = f"`{shown[place]}`" if place in shown else ""
            cells = (f"`{field.key}`{_must(field)}", WORDS[place], _kind(field.kind), example, ", ".join(codes))
            rows.append(f"| {' | '.join(cells)} |")
        parts.append(f"## {section.path}\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _must(field: Field) -> str:
    return "" if field.optional else " **must**"


def _class_of(kind: ValueKind) -> tuple[type, ...]:
    """Return what tells apart the kinds whose values have the same findings."""
    return (ListKind, type(kind.item)) if isinstance(kind, ListKind) else (type(kind),)


def _record_of(kind: ValueKind) -> type[Record] | None:
    """Return the record that stands below a key, alone or in a list."""
    item = kind.item if isinstance(kind, ListKind) else kind
    return item.record if isinstance(item, RecordKind) else None


def _empty(kind: ValueKind) -> set[str]:
    """Return the code for a record that says nothing, where none of its keys is required."""
    record = _record_of(kind)
    return {"E210"} if record and all(field.optional for field in fields_of(record).values()) else set()


def _kind(kind: ValueKind) -> str:
    text = kind.documented
    if isinstance(kind, NumberKind) and (kind.low is not None or kind.high is not None):
        text += f", {kind.low} to {kind.high}"
    if isinstance(kind, ListKind) and kind.lone:
        text += ", or one alone"
    item = kind.item if isinstance(kind, ListKind) else kind
    short = item.short if isinstance(item, RecordKind) else None
    if short and isinstance(item, RecordKind) and isinstance(fields_of(item.record)[short].kind, ListKind):
        return f"{text}, or a list ({short})"
    return text + (f", or a text ({short})" if short else "")


def sections() -> list[_Section]:
    """Return every record of the files with where it stands, in the order of the model."""
    return [
        *(_Section("measures.yaml", Plan), *_below(Plan, "measures.yaml", "")),
        *(_Section("status.yaml: an entry", StatusEntry), *_below(StatusEntry, "status.yaml", "")),
        *(_Section("agencies.yaml", AgencyList), *_below(AgencyList, "agencies.yaml", "")),
    ]


def _below(record: type[Record], file: str, path: str) -> Iterator[_Section]:
    # Keys of any name, and those beside them that hold the same.
    named = _record_of(record.others) if record.others else None
    keys = [("NAME", named)] if named else []
    keys += [(key, below) for key, field in fields_of(record).items() if (below := _record_of(field.kind)) is not named]
    for key, below in keys:
        if below:
            yield _Section(f"{file}: `{path}{key}`", below)
            yield from _below(below, file, f"{path}{key}.")


def observed() -> Iterator[tuple[Place, str]]:
    """Return each key that has a finding in the corpus, with the finding's code."""
    errors = runpy.run_path(str(ROOT / "tools" / "make_errors_page.py"))
    for case in sorted(errors["CASES"].iterdir()):
        found, texts = errors["findings_of"](case)
        for one in found:
            text = texts.get(one.span.path)
            if one.code in _EVERYWHERE or one.code.startswith("E1") or text is None:
                continue
            place = _place(text, one.span, StatusEntry if "status" in one.span.path else Plan)
            if place:
                yield place, one.code


def _place(text: str, span: Span, record: type[Record]) -> Place | None:
    """Return the innermost key whose value a span stands in."""
    root = yaml.compose(text, yaml.SafeLoader)
    entries = [value for _, value in root.value] if record is StatusEntry and root else [root]
    return next((found for one in entries if one and (found := _within(one, span, record))), None)


def _within(node: yaml.Node, span: Span, record: type[Record]) -> Place | None:
    if isinstance(node, yaml.SequenceNode):
        return next((found for one in node.value if (found := _within(one, span, record))), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in node.value:
        start, end = (key.start_mark.line, key.start_mark.column), (value.end_mark.line, value.end_mark.column)
        field = fields_of(record).get(key.value)
        if field and start <= (span.line - 1, span.column - 1) < end:
            below = _record_of(field.kind)
            inner = _within(value, span, below) if below else None
            return inner or (record.__name__, field.key)
    return None


def examples() -> dict[Place, str]:
    """Return a short example of each key that the agencies in `examples` and the real memo use."""
    found: dict[Place, str] = {}
    for folder in [*sorted((ROOT / "examples").iterdir()), ROOT]:
        plan, history = (folder / "data" / name for name in ("measures.yaml", "status.yaml"))
        _collect(_texts(plan), Plan, found)
        _collect([entry for entries in _texts(history).values() for entry in entries], StatusEntry, found)
    return found


def _texts(path: Path) -> Any:  # noqa: ANN401  whatever the file holds
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  it makes texts only


def _collect(value: Any, record: type[Record], found: dict[Place, str]) -> None:  # noqa: ANN401  as above
    if isinstance(value, list):
        for one in value:
            _collect(one, record, found)
    if not isinstance(value, dict):
        return
    for key, one in value.items():
        field = fields_of(record).get(key)
        if field is None:
            continue
        below = _record_of(field.kind)
        if below:
            _collect(one, below, found)
        text = one if isinstance(one, str) else ""
        if isinstance(one, list) and one and isinstance(one[0], str):
            text = f"[{one[0]}]"
        place = (record.__name__, key)
        if text and "\n" not in text and "|" not in text and len(text) <= _LONGEST_EXAMPLE:
            found.setdefault(place, text)


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    return {PAGE: page().encode()}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
