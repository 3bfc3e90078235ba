"""Who recorded something, and when: the commit that it stands in."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

# Of Thailand, which has had no other since 1920: a commit is of the same day wherever the tool runs.
UTC_OFFSET: Final = 7 * 3600
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_DAY: Final = 86_400


class Commit(NamedTuple):
    """A commit of git.

    Attributes:
        id: its hash, in full.
        tree: the hash of its files.
        parents: the hashes of the commits that it was made after.
        author: who wrote it, by name.
        email: the author's address.
        time: when it was committed, in seconds since 1970.
    """

    id: str
    tree: str
    parents: tuple[str, ...]
    author: str
    email: str
    time: int

    @property
    def day(self) -> dt.date:
        """Return the day on which it was committed, as of Thailand's time."""
        ordinal = _EPOCH + (self.time + UTC_OFFSET) // _DAY
        return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))

    @property
    def short(self) -> str:
        """Return the beginning of its hash, as people write it."""
        return self.id[:10]


class Version(NamedTuple):
    """The two files of a project as a commit holds them.

    Attributes:
        commit: the commit; None for the files as they are, where they differ from the last commit.
        parents: the hashes of the commits of the versions before it.
        plan: the content of the plan; None where there is none.
        history: the content of the history; None where there is none.
        is_cut: whether earlier versions are not in the repository, as in a shallow clone.
    """

    commit: Commit | None
    parents: tuple[str, ...]
    plan: bytes | None
    history: bytes | None
    is_cut: bool = False


def end_of(day: dt.date) -> int:
    """Return the last second of a day of Thailand's time, in seconds since 1970."""
    return (day.toordinal() - _EPOCH + 1) * _DAY - UTC_OFFSET - 1
