"""Tests of reading what is right without asking what may be wrong."""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING

import fuzz
import pytest
from support import CASES, ROOT

from itatrack.model.fields import Record, fields_of
from itatrack.reading.fast_path import UNSURE, FastPath
from itatrack.reading.plan_history import read_history, read_plan
from itatrack.reading.reader import Reader
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

# Texts that a plan may hold, right and wrong, each of which asks for a care of its own.
TEXTS = (
    *('"\\u0e40\\u0e40"', "น้ํา", "ก – ข", "|\n      ก\n      ข", ">-\n      ก", "ก\n      ข", "ก\n      - ข", "'ก'"),
    *('" ก "', "~", "null", "'null'", "", "''", "{text: ก}", "[ก, ข]", "- ก", "{ก: ข}", "ก: ข", "๒๕๖๗-๐๑-๓๑", "Done"),
)


def projects() -> Iterator[tuple[str, str]]:
    """Yield the texts of plan and history of the examples, of the cases, and of the examples spoilt."""
    folders = chain(CASES.glob("invalid/*"), CASES.glob("valid/*"), [CASES / "base"])
    for folder in folders:
        files = [folder / name for name in ("measures.yaml", "status.yaml")]
        texts = [file.read_bytes().decode("utf-8", "replace") if file.exists() else "" for file in files]
        yield texts[0], texts[1]
    bases, chance = fuzz.projects(), random.Random(22)  # noqa: S311  the same in every run
    lines = [line for base in bases for text in base for line in text.split("\n")]
    lines += [f"    {key}: {text}" for key in ("title", "steps", "evidence", "period", "result") for text in TEXTS]
    for _ in range(60):
        plan, history = chance.choice(bases)
        yield fuzz.spoilt(plan, lines, chance), fuzz.spoilt(history, lines, chance)


def whole(value: object) -> object:
    """Return everything that a value holds, also where its records stand and what of them is wrong."""
    if isinstance(value, Record):
        names = ("custom_columns", "invalid_fields", *(field.name for field in fields_of(type(value)).values()))
        keys = [value.location.key(field.key) for field in fields_of(type(value)).values()]
        return type(value), [(name, whole(getattr(value, name))) for name in names], keys
    if isinstance(value, tuple):
        return tuple(map(whole, value))
    return {name: whole(held) for name, held in value.items()} if hasattr(value, "items") else (type(value), value)


def read(plan_text: str, history_text: str) -> object:
    """Read plan and history, and return all that they hold and all findings."""
    plan, in_plan = read_plan(Document.read("measures.yaml", plan_text.encode(errors="replace")))
    history, in_history = read_history(Document.read("status.yaml", history_text.encode(errors="replace")), plan)
    return whole(plan), in_plan, whole(history), whole(history and history.entries), in_history


def test_the_reader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in two files, right or wrong, is read and reported as it is without the fast path."""
    texts = [*projects()]
    with_it = [read(*pair) for pair in texts]
    monkeypatch.setattr(FastPath, "value", lambda *_: UNSURE)
    without = [read(*pair) for pair in texts]
    for pair, fast, careful in zip(texts, with_it, without, strict=True):
        if fast != careful:
            pytest.fail("\n---\n".join(("Read otherwise than with care:", *pair)))


def test_what_is_right_is_read_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """No measure, entry or list of a right project is read with care: that takes three times as long."""
    with_care: list[str] = []
    monkeypatch.setattr(Reader, "_content", lambda *_: with_care.append("record"))
    monkeypatch.setattr(Reader, "_items", lambda *_: with_care.append("list"))
    plan_text, history_text = ((ROOT / "data" / name).read_text() for name in ("measures.yaml", "status.yaml"))
    read(plan_text, history_text)
    assert with_care == []
