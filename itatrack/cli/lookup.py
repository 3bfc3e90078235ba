"""Names and words of a status as people type them: which one is meant, and what to say where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from itatrack.cli.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from itatrack.model.records import StatusWords
    from itatrack.model.status import Status


def status_of(word: str, option: str, custom_words: Callable[[], StatusWords | None] | None = None) -> Status:
    """Read a status: its code, one of its Thai words, or the agency's own word.

    Args:
        word: as it was typed.
        option: the option or argument that it was given for.
        custom_words: returns the agency's own words; called only where the word is none of the others.

    Raises:
        typer.BadParameter: it is none, with what was probably meant.
    """
    from itatrack.model.status import BY_WORD, Status, as_word

    typed = as_word(word)
    if typed in BY_WORD:
        return BY_WORD[typed]
    words = custom_words() if custom_words else None
    for status in Status:
        custom = words.of(status) if words else None
        if custom and as_word(custom) == typed:
            return status
    problem = _("unknown status {names}", names=_meant([word], BY_WORD)) + known_statuses()
    raise typer.BadParameter(problem, param_hint=f"'{option}'")


def known_statuses() -> str:
    """Return which statuses there are, to stand behind what is wrong."""
    from itatrack.model.status import Status

    known = (f"{status.code} ({', '.join(dict.fromkeys((status.label, status.short)))})" for status in Status)
    return _("; there are: {known}", known="; ".join(known))


def is_status(word: str) -> bool:
    """Check whether a word is one for a status."""
    from itatrack.model.status import BY_WORD, as_word

    return as_word(word) in BY_WORD


def known(name: str, names: Collection[str], option: str, problem: str) -> str:
    """Return the name as it stands among those of the plan.

    Raises:
        typer.BadParameter: it is not among them; see `unknown`.
    """
    from itatrack.thai.spelling import normalise

    given = normalise(name)
    if given in names:
        return given
    raise unknown([given], names, option, problem)


def unknown(given: Sequence[str], names: Collection[str], option: str, problem: str) -> typer.BadParameter:
    """Return the error for names that the plan does not have, with what was probably meant and what there is.

    `problem` says what is unknown, with `{names}` for the names that are.
    """
    from itatrack.findings.suggest import MAX_LISTED

    listed = ", ".join([*names][:MAX_LISTED]) + (", …" if len(names) > MAX_LISTED else "")
    said = problem.replace("{names}", _meant(given, names)) + _("; there are: {known}", known=listed)
    return typer.BadParameter(said, param_hint=f"'{option}'")


def _meant(given: Sequence[str], names: Collection[str]) -> str:
    from itatrack.findings.message import clean
    from itatrack.findings.suggest import nearest

    said = []
    for name in given:
        near = nearest(name, names)
        said.append(f"'{clean(name)}'" + (_(" (did you mean '{name}'?)", name=near) if near else ""))
    return ", ".join(said)
