"""What a shell offers at the tab key: names of the plan and of the tool.

Whatever is raised here is nothing offered: see `itatrack.cli.shells`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from itatrack.model.records import Plan

Offers = list[tuple[str, str]]


def measure_ids(ctx: Any, incomplete: str) -> Offers:  # noqa: ANN401  Typer's own types have no public names
    """Offer the ids of the plan that are not given yet, each with its measure."""
    given = _given(ctx)
    plan = _plan(ctx)
    measures = plan.measures if plan else ()
    return _begun(incomplete, ((one.id, one.title) for one in measures if one.id not in given))


def ids_and_statuses(ctx: Any, incomplete: str) -> Offers:  # noqa: ANN401  as above
    """Offer ids, and once there is one the statuses too: only the line's end tells the last id from the status."""
    found = measure_ids(ctx, incomplete)
    return found + statuses(incomplete) if _given(ctx) else found


def _given(ctx: Any) -> set[str]:  # noqa: ANN401  as above
    """Return the words that stand on the line already."""
    return {*(ctx.params.get("words") or ())}


def statuses(incomplete: str) -> Offers:
    """Offer the statuses, in the words of the language that is begun or spoken."""
    from itatrack.cli.language import _
    from itatrack.model.status import Status

    thai = not incomplete.isascii() if incomplete else _.language == "th"
    return _begun(incomplete, ((one.short if thai else one.code, one.label) for one in Status))


def units(ctx: Any, incomplete: str) -> Offers:  # noqa: ANN401  as above
    """Offer the units of the plan."""
    plan = _plan(ctx)
    return _begun(incomplete, ((one, "") for one in (plan.units if plan else ())))


def rounds(ctx: Any, incomplete: str) -> Offers:  # noqa: ANN401  as above
    """Offer the rounds of the plan, by their numbers where those say which one is meant."""
    import re

    from itatrack.progress.rounds import find_rounds, rounds_of

    plan = _plan(ctx)
    there = rounds_of(plan) if plan else ()
    numbers = {one.name: re.findall(r"\d+", one.name) for one in there}
    short = {name: found[0] for name, found in numbers.items() if found and len(find_rounds(found[0], there)) == 1}
    return _begun(incomplete, ((short.get(one.name, one.name), one.name) for one in there))


def codes(incomplete: str) -> Offers:
    """Offer the codes of findings."""
    from itatrack.checks.explanations import explanations
    from itatrack.cli.language import _

    small = incomplete.islower()
    found = ((code.lower() if small else code, _(one.title)) for one in explanations() for code in one.codes)
    return sorted(_begun(incomplete, found))


def _begun(incomplete: str, offers: Iterable[tuple[str, str]]) -> Offers:
    return [(name, about) for name, about in offers if name.startswith(incomplete)]


def _plan(ctx: Any) -> Plan | None:  # noqa: ANN401  as above
    from pathlib import Path

    from itatrack.reading.project import read_plan
    from itatrack.storage.workspace import PLAN, Workspace, find_project
    from itatrack.yamltext.document import Document

    given: Path | None = ctx.params.get("project")
    folder = Path(given) if given else find_project(Path.cwd())
    return read_plan(Document.read(*Workspace(folder).file(PLAN)))[0] if folder else None
