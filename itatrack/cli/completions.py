"""What a shell offers at the tab key: names of the plan and of the tool.

Whatever is raised here is nothing offered: see `itatrack.cli.completion_scripts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002  Typer reads the types of these functions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from itatrack.model.records import Plan

Offers = list[tuple[str, str]]


def measure_ids(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the ids of the plan that are not given yet, each with its measure."""
    given = _given(ctx)
    plan = _plan(ctx)
    measures = plan.measures if plan else ()
    return _beginning(incomplete, ((measure.id, measure.title) for measure in measures if measure.id not in given))


def ids_and_statuses(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer ids, and once there is one the statuses too: only the line's end tells the last id from the status."""
    ids = measure_ids(ctx, incomplete)
    return ids + statuses(incomplete) if _given(ctx) else ids


def _given(ctx: typer.Context) -> set[str]:
    """Return the words that stand on the line already."""
    return {*(ctx.params.get("words") or ())}


def statuses(incomplete: str) -> Offers:
    """Offer the statuses, in the language of the word that is being typed, or else of messages."""
    from itatrack.cli.language import _
    from itatrack.model.status import Status

    thai = not incomplete.isascii() if incomplete else _.language == "th"
    return _beginning(incomplete, ((status.short if thai else status.code, status.label) for status in Status))


def units(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the units of the plan."""
    plan = _plan(ctx)
    return _beginning(incomplete, ((unit, "") for unit in (plan.units if plan else ())))


def weak_points(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the ids of the plan's weak points, each with its text."""
    plan = _plan(ctx)
    return _beginning(incomplete, ((point.id, point.text) for point in (plan.weak_points if plan else ())))


def rounds(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the rounds of the plan, by their numbers where those say which one is meant."""
    import re

    from itatrack.progress.rounds import find_rounds, rounds_of

    plan = _plan(ctx)
    known = rounds_of(plan) if plan else ()
    offers = []
    for name in (report_round.name for report_round in known):
        numbers = re.findall(r"\d+", name)
        is_clear = numbers and len(find_rounds(numbers[0], known)) == 1
        offers.append((numbers[0] if is_clear else name, name))
    return _beginning(incomplete, offers)


def tables(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the tables that can be printed alone, the agency's own with their titles."""
    from itatrack.model.columns import TABLES
    from itatrack.report.data_tables import table_names

    plan = _plan(ctx)
    own = plan.tables.own if plan and plan.tables else {}
    titles = {name: definition.title or "" for name, definition in own.items()}
    return _beginning(incomplete, [(name, titles.get(name, "")) for name in (table_names(plan) if plan else TABLES)])


def codes(incomplete: str) -> Offers:
    """Offer the codes of findings."""
    from itatrack.checks.explanations import explanations
    from itatrack.cli.language import _

    small = incomplete.islower()
    titles = {code: explanation.title for explanation in explanations() for code in explanation.codes}
    offers = ((code.lower() if small else code, _(title)) for code, title in titles.items())
    return sorted(_beginning(incomplete, offers))


def _beginning(incomplete: str, offers: Iterable[tuple[str, str]]) -> Offers:
    return [(name, about) for name, about in offers if name.startswith(incomplete)]


def _plan(ctx: typer.Context) -> Plan | None:
    from pathlib import Path

    from itatrack.reading.plan_history import read_plan
    from itatrack.storage.workspace import PLAN, Workspace, find_project
    from itatrack.yamltext.document import Document

    given: Path | None = ctx.params.get("project")
    folder = Path(given) if given else find_project(Path.cwd())
    return read_plan(Document.read(*Workspace(folder).file(PLAN)))[0] if folder else None
