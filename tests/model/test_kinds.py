"""Every kind of value reads what it writes, refuses what is not of it, and its schema agrees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.model import choice_kinds, kinds, number_kinds, pattern_kinds
from itatrack.model.amounts import Baht
from itatrack.model.fields import ListKind, RecordKind, fields_of
from itatrack.model.kinds import Problem, ScalarKind
from itatrack.model.records import Plan, StatusEntry
from itatrack.model.status import BY_WORD, Status, as_word

NUMBER = number_kinds.NumberKind()
SCORE = number_kinds.NumberKind(0, 100)
CHOICE = choice_kinds.ChoiceKind("สูง", "ต่ำ")
# A kind, a text, and what it reads: a value, or the wording of the problem.
READ = [
    (kinds.TextKind(), "ก", "ก"),
    (kinds.PathKind(), "doc/a.pdf", "doc/a.pdf"),
    (pattern_kinds.IdKind(), "e-service", "e-service"),
    (pattern_kinds.IdKind(), "E-Service", "E206"),
    (pattern_kinds.NameKind(), "risk_level", "risk_level"),
    (pattern_kinds.NameKind(), "risk-level", "E206.key"),
    (pattern_kinds.UrlKind(), "https://a.go.th/ก", "https://a.go.th/ก"),
    (pattern_kinds.UrlKind(), "a.go.th/x", "E209"),
    (pattern_kinds.UrlKind(), "https://a.go.th และ https://b.go.th", "E209.several"),
    (pattern_kinds.UrlKind(), "doc/a.pdf", "E209.file"),
    (CHOICE, "สูง", "สูง"),
    (CHOICE, "กลาง", "E211"),
    (choice_kinds.FlagKind(), "บรรลุ", True),
    (choice_kinds.FlagKind(), "No", False),
    (choice_kinds.FlagKind(), "maybe", "E211.flag"),
    (NUMBER, "๑,๒๐๔.๕", Decimal("1204.5")),
    (NUMBER, "1,20", "E207"),
    (SCORE, "100", Decimal(100)),
    (SCORE, "๑๐๑", "E207.range"),
    (number_kinds.PercentKind(0, 100), "๕๐ %", Decimal(50)),
    (number_kinds.PercentKind(0, 100), "-1%", "E207.range"),
    (number_kinds.MoneyKind(), "12,500.50 บาท", Baht("12500.50")),
    (number_kinds.MoneyKind(), "12,500.505", "E207.money"),
    (number_kinds.BudgetKind(), number_kinds.NO_BUDGET, number_kinds.NO_BUDGET),
    (number_kinds.BudgetKind(), "ไม่มี", "E207.budget"),
    (number_kinds.YearKind(), "๒๕๖๔", 2564),
    (number_kinds.YearKind(), "64", "E207.year"),
    (number_kinds.YearKind(), "2021", "E403"),
    (number_kinds.YearKind(), "2564.0", "E207.whole"),
    (number_kinds.DayKind(), "2564-03-31", date(2021, 3, 31)),
    (number_kinds.DayKind(), "2564-02-29", "E402.leap"),
    (number_kinds.DayKind(), "31/3/2564", "E401"),
    (choice_kinds.StatusKind(), "done", Status.DONE),
    (choice_kinds.StatusKind(), "แล้วเสร็จ", "E407"),
]
ALL = [kind for kind, _, _ in READ]


@pytest.mark.parametrize(("kind", "text", "expected"), READ, ids=range(len(READ)))
def test_a_value_is_read_or_refused(kind: ScalarKind[Any], text: str, expected: object) -> None:
    """A text of the kind has its value, any other a problem; a text that is read is one by the schema too."""
    value = kind.read(text)
    if isinstance(value, Problem):
        assert value.wording == expected
        return
    assert value == expected
    if not isinstance(kind, choice_kinds.FlagKind) or text == text.lower():
        assert jsonschema.Draft202012Validator(kind.schema()).is_valid(text)
    assert kind.read(kind.write(value)) == value
    assert isinstance(value, type(kind.blank)) or isinstance(kind, number_kinds.BudgetKind)


@given(st.sampled_from(ALL), st.text("0123456789๐๑-.,%ก บาทaZ:/", min_size=1, max_size=12).map(str.strip).filter(bool))
def test_schemas_refuse_nothing_that_is_read(kind: ScalarKind[Any], text: str) -> None:
    """Whatever a kind reads is right by its schema, and comes back when it is written."""
    value = kind.read(text)
    if not isinstance(value, Problem):
        assert jsonschema.Draft202012Validator(kind.schema()).is_valid(text)
        assert kind.read(kind.write(value)) == value


def test_a_bad_id_is_kept() -> None:
    """The history may use it, so it stands in the record with its problem."""
    problem = pattern_kinds.IdKind().read("E-Service")
    assert isinstance(problem, Problem)
    assert problem.value == "E-Service"


def test_words_of_a_status() -> None:
    """Each word means one status, and a suggestion for it is its code."""
    assert sum(len(status.words) for status in Status) == len(BY_WORD)
    assert [BY_WORD[as_word(typed)] for typed in ("In Progress", "DONE", " แล้วเสร็จ")] == [
        Status.IN_PROGRESS, Status.DONE, Status.DONE,
    ]  # fmt: skip
    for word, status in BY_WORD.items():
        problem = choice_kinds.StatusKind().read(word)
        assert problem is status or (isinstance(problem, Problem) and problem.values["meant"] == status.code)


@pytest.mark.parametrize("record", [Plan, StatusEntry])
def test_every_key_has_a_kind(record: Any) -> None:  # noqa: ANN401  a class of record
    """Every kind has a name in the docs, as has that of a list's items."""
    for field in fields_of(record).values():
        assert field.kind.documented
        assert isinstance(field.kind, ScalarKind | RecordKind | ListKind)
