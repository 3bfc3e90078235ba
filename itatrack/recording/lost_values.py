"""Find the values that a measure's state, and so the memo, loses by a change without anybody having said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.model.fields import fields_of
from itatrack.model.records import Evidence, StatusEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.progress.state import State


def lost_values(before: State, after: State) -> Iterator[tuple[str, str]]:
    """Yield key and text of what a state had before a change and no longer has.

    A number is replaced by the next one, and a key that holds for its entry alone ends with it; both are expected, so
    they are left out. Where the entry itself is changed, its texts are named too.
    """
    same_entry = before.entry is not None and after.entry is not None and before.entry.date == after.entry.date
    for name, field in fields_of(StatusEntry).items():
        if field.fold.lasts != "entry" or same_entry:
            kept = {*_texts(after, name)}
            yield from ((name, text) for text in _texts(before, name) if text not in kept)


def _texts(state: State, name: str) -> Iterator[str]:
    """Yield the texts of a key of a state, each item of a list by itself."""
    if name == "indicators":  # a new result of an indicator takes the old one's place, and no other goes
        return
    value = state.evidence if name == "evidence" else state.held(name)
    for item in value if isinstance(value, tuple) else [value] if isinstance(value, str) else []:
        yield (item.text or item.url or item.file or "") if isinstance(item, Evidence) else item
