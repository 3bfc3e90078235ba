"""What commands that record or correct entries are given, as the history writes it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from itatrack.cli import lookup, options
from itatrack.cli.console import info
from itatrack.cli.language import _
from itatrack.cli.loading import read_document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from itatrack.model.kinds import Problem
    from itatrack.model.records import Plan
    from itatrack.storage.workspace import Workspace
    from itatrack.yamltext.edit.emitter import Data


def read_plan(workspace: Workspace) -> Plan | None:
    """Return the plan as far as it can be read; what is wrong in it is found where the change is made."""
    from itatrack.reading import plan_history
    from itatrack.storage.workspace import PLAN

    return plan_history.read_plan(read_document(workspace, PLAN))[0]


def single_values(**given: str | None) -> dict[str, str]:
    """Return the options that hold a single text, as the history writes them; an empty one stays empty."""
    from itatrack.model.common_kinds import MONEY, PERCENT
    from itatrack.model.kinds import Problem

    values = {name: text and options.text(text, f"--{name}") for name, text in given.items() if text is not None}
    if values.get("progress"):
        percent = PERCENT.read(values["progress"])
        if isinstance(percent, Problem):
            problem = _("'{text}' is not a percentage from 0 to 100", text=values["progress"])
            raise typer.BadParameter(problem, param_hint="'--progress'")
        values["progress"] = PERCENT.write(percent)
    if values.get("spent"):
        amount = MONEY.read(values["spent"])
        if isinstance(amount, Problem):
            problem = _("'{text}' is not an amount: write baht such as 12500 or 12,500.50", text=values["spent"])
            raise typer.BadParameter(problem, param_hint="'--spent'")
        values["spent"] = MONEY.write(amount)
    return values


def column_values(given: Iterable[str], plan: Plan | None) -> dict[str, Data]:
    """Return values of the agency's own columns and of the plan by name, as the history writes them.

    An empty one stays empty.

    Raises:
        typer.BadParameter: one is not written as a name and a value, the plan has no such column, or it takes no such
            value.
    """
    from itatrack.model.fields import fields_of
    from itatrack.model.kinds import ComputedKind
    from itatrack.model.records import StatusEntry
    from itatrack.model.tables import fields_by_name

    fields = fields_by_name(plan.single_columns) if plan and "columns" not in plan.invalid_fields else {}
    of_plan = _values_of_the_plan()
    values: dict[str, Data] = {}
    for text in given:
        name, value = _pair(text, "--set", text.find("="))
        if name in of_plan:
            several, kind = of_plan[name]
            written = _of_column(name, value, kind) if value else value
            before = values.get(name)
            values[name] = [*(before if isinstance(before, list) else ()), written] if several and value else written
            continue
        if plan and name not in fields:
            if name in fields_of(StatusEntry):
                problem = _("{name} is not a custom column: it has an option of its own", name=name)
                raise typer.BadParameter(problem, param_hint="'--set'")
            taken = [name for name, field in fields.items() if not isinstance(field.kind, ComputedKind)]
            raise lookup.unknown([name], [*taken, *of_plan], "--set", _("unknown column {names}"))
        values[name] = _of_column(name, value, fields[name].kind) if value and name in fields else value
    return values


def _values_of_the_plan() -> dict[str, tuple[bool, object]]:
    """Return what an entry may state anew of the plan, by name: whether it has several values, and their kind."""
    from itatrack.model.fields import ListKind, RecordKind, fields_of
    from itatrack.model.records import REVISABLE, StatusEntry

    names: dict[str, tuple[bool, object]] = {}
    for key in REVISABLE:
        kind = fields_of(StatusEntry)[key].kind
        if isinstance(kind, RecordKind):
            parts = fields_of(kind.record)
            names |= {key: (False, parts[kind.short].kind)} if kind.short else {}
            names |= {f"{key}.{part}": (False, field.kind) for part, field in parts.items()}
        else:
            names[key] = (isinstance(kind, ListKind), kind)
    return names


def _of_column(name: str, value: str, kind: object) -> str:
    """Return a value of a column as the history writes it."""
    from itatrack.model.kinds import NO_VALUE, Problem, ScalarKind, WithdrawableKind
    from itatrack.model.number_kinds import DayKind
    from itatrack.thai import calendar

    text = options.text(value, "--set")
    if isinstance(kind, WithdrawableKind) and text != NO_VALUE:
        kind = kind.kind
    if isinstance(kind, DayKind):
        return calendar.iso(options.day(text, "--set"))
    if not isinstance(kind, ScalarKind):
        return text
    read = kind.read(text)
    if isinstance(read, Problem):
        raise typer.BadParameter(f"{name}: {_worded(read)}", param_hint="'--set'")
    return kind.write(read)


def _worded(problem: Problem) -> str:
    """Return what is wrong with a value, and what was probably meant."""
    from itatrack.findings.catalogue import finding
    from itatrack.findings.finding import Span

    about = finding(problem.wording, Span("", 1, 1, 1, 1, ""), **problem.values)
    return "; ".join(filter(None, (about.message(_), about.help(_))))


def indicator_values(given: Iterable[str]) -> dict[str, str]:
    """Return results by the name or number of their indicator; an empty one stays empty."""
    pairs = [_pair(text, "--indicator", text.rfind("=")) for text in given]
    return {options.text(name, "--indicator"): value and options.text(value, "--indicator") for name, value in pairs}


def _pair(text: str, option: str, sign: int) -> tuple[str, str]:
    """Return what stands before and behind an equals sign."""
    if sign < 1:
        problem = _("'{text}' is not written as NAME=VALUE", text=text)
        raise typer.BadParameter(problem, param_hint=f"'{option}'")
    return text[:sign].strip(), text[sign + 1 :].strip()


def past_day(text: str, option: str) -> dt.date:
    """Read a day that an entry may have.

    Raises:
        typer.BadParameter: it is no day, or still to come.
    """
    day = options.day(text, option)
    if day > options.today():
        from itatrack.thai import calendar

        raise typer.BadParameter(_("{day} is in the future", day=calendar.iso(day)), param_hint=f"'{option}'")
    return day


def evidence_items(given: Iterable[str], workspace: Workspace) -> tuple[Data, ...]:
    """Return pieces of evidence as the history writes them: web addresses, files of the project, or else texts."""
    return tuple(_evidence(text, workspace) for text in dict.fromkeys(given))


def _evidence(given: str, workspace: Workspace) -> Data:
    from itatrack.model.common_kinds import URL
    from itatrack.model.kinds import Problem

    text = options.text(given, "--evidence")
    if re.match(r"https?://", text):
        if isinstance(URL.read(text), Problem):
            problem = _("'{text}' is not a web address: it contains a space", text=text)
            raise typer.BadParameter(problem, param_hint="'--evidence'")
        return {"url": text}
    file = workspace.relative(Path(given))
    if file is not None:
        return {"file": file}
    if re.fullmatch(r"www\.\S+|[A-Za-z0-9._~:-]*[/\\]\S*|\S*/\S*\.\w+|\S+\.(?:pdf|docx?|xlsx?|jpe?g|png)", text):
        recorded_as = _(
            "'{text}' is recorded as a text: it is neither a file of the project nor an http(s):// address", text=text
        )
        info(recorded_as)
    return text


def step_texts(given: Sequence[str]) -> tuple[str, ...]:
    """Return steps as the history writes them."""
    return tuple(dict.fromkeys(options.text(step, "--step") for step in given))
