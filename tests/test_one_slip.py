"""One slip gives findings at its own place and nowhere else, whatever key it is in."""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from support import CASES, ROOT
from yaml_library import dumped, every_text

from itatrack.project import every_file, load
from itatrack.yamltext.data_paths import data_paths
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = dt.date(2024, 9, 30)
CASE = CASES / "valid" / "every-key-of-a-larger-plan"
# The case that has every key, and agencies with columns, tables, periods and years of their own.
FOLDERS = [CASE, *(ROOT / "examples" / name / "data" for name in ("school", "department", "university"))]
# What no key's value may be: a list of lists, and a mapping of keys that there are not.
WRONG: list[Any] = [[["zz", "zz"]], {"zz": {"zz": "zz"}}]


def texts(folder: Any) -> list[Any]:  # noqa: ANN401  a path
    """Return plan and history as data whose every value is text."""
    names = ("measures.yaml", "status.yaml")
    return [every_text((folder / name).read_text(encoding="utf-8")) for name in names]


def keys_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401  whatever YAML holds
    """Return the path of every key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in pairs:
        if isinstance(value, dict):
            yield (*path, key)
        yield from keys_of(part, (*path, key))


def kinds_of(data: Any, ids: set[str]) -> list[tuple[Any, ...]]:  # noqa: ANN401  whatever YAML holds
    """Return the first and the last path of every kind: of items of a list, and of measures, one is like another."""
    kinds: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for path in keys_of(data):
        kind = tuple("" if isinstance(step, int) or step in ids else step for step in path)
        kinds.setdefault(kind, []).append(path)
    return [path for paths in kinds.values() for path in dict.fromkeys((paths[0], paths[-1]))]


def found_in(data: list[Any]) -> list[tuple[str, str, str]]:
    """Return each finding's code, file and path in the data."""
    names = ("measures", "status")
    files = [Document.read(f"{name}.yaml", dumped(one).encode()) for name, one in zip(names, data, strict=True)]
    loaded = load(*files, DAY, every_file)
    paths = data_paths(files, loaded.findings)
    return [(one.code, one.span.path.removesuffix(".yaml"), paths.get(one.span, "")) for one in loaded.findings]


def shown(path: tuple[Any, ...]) -> str:
    """Write a path as findings do."""
    steps = (f"[{one}]" if isinstance(one, int) else f'["{one}"]' if one.isdigit() else f".{one}" for one in path)
    return "".join(steps).removeprefix(".")


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: folder.parent.name if folder.name == "data" else folder.name
)
def test_a_wrong_value(folder: Any) -> None:  # noqa: ANN401  a path
    """A value of the wrong form is found where it stands; nothing else is found that was not there before."""
    data = texts(folder)
    before = {*found_in(data)}
    for number, name in enumerate(("measures", "status")):
        for path in kinds_of(data[number], {one["id"] for one in data[0]["measures"]}):
            for wrong in WRONG if path != ("tables",) else WRONG[:1]:  # a key too many leaves the usual tables
                spoilt = copy.deepcopy(data)
                place = spoilt[number]
                for step in path[:-1]:
                    place = place[step]
                place[path[-1]] = wrong
                new = {*found_in(spoilt)} - before
                there = [one for one in new if one[1] == name and one[2].startswith(shown(path))]
                assert there, (name, shown(path), wrong)
                assert [*new - {*there}] == [], (name, shown(path), wrong)


_BELOW = [
    ("measures", "    title: E-Service\n"),
    ("measures", "title: มาตรการส่งเสริมคุณธรรม\n"),
    ("measures", "  to: นายกเทศมนตรี\n"),
    ("measures", "  text: รายงานความก้าวหน้า\n"),
    ("measures", "      - เพิ่มช่องทางบริการ\n"),
    ("status", "      - ประกาศลงวันที่ 15 มีนาคม\n"),
    *(("status", f"    {key}: ก ข ค\n") for key in ("result", "problems", "remedy", "note")),
]


@pytest.mark.parametrize("dash", ["- ", "-", "• ", "– ", "* "])
@pytest.mark.parametrize(("name", "line"), _BELOW)
def test_an_item_below_a_text(
    name: str,
    line: str,
    dash: str,
    make_project: Any,  # noqa: ANN401  a fixture
    load_project: Any,  # noqa: ANN401  a fixture
) -> None:
    """A line that looks like an item below a text is told at its dash; in quotes or a block it is text."""
    base = (CASES / "base" / f"{name}.yaml").read_text(encoding="utf-8")
    base = base if line in base else base + line
    before, text = line.rstrip("\n").rsplit(": " if ": " in line else "- ", 1)
    sign = ": " if ": " in line else "- "
    deeper = " " * (len(line) - len(line.lstrip()) + 4)

    def findings(value: str) -> list[Any]:
        project = load_project(make_project(**{name: base.replace(line, f"{before}{sign}{value}\n")}))
        return [found for found in project.findings if found.code[0] == "E"]

    (found,) = findings(f"{text}\n{deeper}{dash}ข้อสอง")
    assert (found.code, found.span.excerpt) == ("E204", f"{deeper}{dash}ข้อสอง")
    assert found.span.column == len(deeper) + 1
    for right in (
        f'"{text}\n{deeper}{dash}ข้อสอง"',
        f"|\n{deeper}{text}\n{deeper}{dash}ข้อสอง",
        f"{text}\n{deeper}ข้อ - สอง",
    ):
        assert findings(right) == []
