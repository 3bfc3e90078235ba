"""Repositories with planted histories: what was done to each entry in which commit is known before git is asked.

Entries are recorded in time and late, changed, removed and put back, on branches too; files are written in other
layouts and orders, measures and the project's folder get other names, and now and then a broken file is committed.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, NamedTuple

from itatrack.thai import calendar

if TYPE_CHECKING:
    from pathlib import Path

    from repositories import Repo

PLAN = """\
agency: {{name: ก}}
memo: {{from: ก, subject: ก, to: ก, section: ก, signed_by: {{name: ก, position: ก}}}}
units: [ก]
title: ก
measures:
{measures}"""
START = dt.date(2021, 1, 1)
AUTHORS = ("สมศรี ใจดี", "สมชาย", "Anna")
WORDS = ("ประกาศ", "รายงาน", "คำสั่ง", "หนังสือ", "ภาพถ่าย")
STATUSES = ("not-started", "in-progress", "done")


class Entry(NamedTuple):
    """An entry as it was planted; `number` says which it is, whatever becomes of it."""

    number: int
    day: dt.date
    status: str
    note: str


class Planted:
    """A repository that grows at random; `events` has for each entry what was done to it, and in which commit."""

    def __init__(self, repo: Repo, seed: int) -> None:
        self.repo = repo
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.place = ""
        self.today = START
        self.names = ["alpha", "beta", "gamma"]
        self.titles = {name: f"มาตรการ {name}" for name in self.names}
        self.entries: dict[str, list[Entry]] = {name: [] for name in self.names}
        self.removed: dict[str, list[Entry]] = {}
        self.events: list[list[tuple[str, str]]] = []
        self.late: set[int] = set()
        # Of each commit the title of every measure, with its entries.
        self.snapshots: dict[str, dict[str, list[Entry]]] = {}
        self._branches = 0
        self.commit([])

    @property
    def folder(self) -> Path:
        """Return the project's folder."""
        return self.repo.folder / self.place

    def commit(self, done: list[tuple[int, str]]) -> None:
        """Write the files in a new layout, commit them some days later, and note what was done."""
        self.today += dt.timedelta(self.chance.randint(0, 5))
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        measures = "".join(f"  - {{id: {name}, title: {self.titles[name]}, steps: [ก]}}\n" for name in self.names)
        (data / "measures.yaml").write_text(PLAN.format(measures=measures), encoding="utf-8")
        (data / "status.yaml").write_text(self.text(), encoding="utf-8")
        commit = self.repo.commit_all(self.today, self.chance.choice(AUTHORS))
        self.snapshots[commit] = {self.titles[name]: [*self.entries[name]] for name in self.names}
        for number, kind in done:
            self.events[number].append((kind, commit))

    def text(self) -> str:
        """Return the history in a layout of its own: order, indents, quotes, flow and comments change."""
        names = [name for name in self.names if self.entries[name]]
        self.chance.shuffle(names)
        parts = [f"# {self.chance.random()}\n"]
        for name in names:
            indent = self.chance.choice(["", "  ", "    "])
            parts.append(f"{name}:\n")
            for entry in sorted(self.entries[name], key=lambda entry: entry.day):
                day = calendar.iso(entry.day)
                quote = self.chance.choice(["", '"', "'"])
                if self.chance.random() < 0.3:
                    parts.append(
                        f"{indent}- {{date: {day}, status: {entry.status}, note: {quote}{entry.note}{quote}}}\n"
                    )
                    continue
                pairs = [f"date: {day}", f"status: {entry.status}", f"note: {quote}{entry.note}{quote}"]
                self.chance.shuffle(pairs)
                parts.append(f"{indent}- " + f"\n{indent}  ".join(pairs) + "\n")
            parts.append(self.chance.choice(["", "\n", "# ก\n"]))
        return "".join(parts)

    def step(self) -> None:
        """Do something at random, and commit it."""
        chance = self.chance.random()
        if chance < 0.4:
            self.commit([self.record(late=self.chance.random() < 0.3)])
        else:
            kinds = (self.change, self.remove, self.put_back, self.rename, self.move_folder, self.break_, self.merge)
            self.chance.choice(kinds)()

    def record(self, *, late: bool) -> tuple[int, str]:
        """Add an entry, of a day of late or long past."""
        name = self.chance.choice(self.names)
        taken = {entry.day for entry in self.entries[name]}
        day = self.today - dt.timedelta(self.chance.randint(60, 90) if late else self.chance.randint(0, 3))
        while day in taken:
            day -= dt.timedelta(1)
        number = len(self.events)
        self.events.append([])
        if late:
            self.late.add(number)
        note = f"{self.chance.choice(WORDS)} {number}"
        self.entries[name].append(Entry(number, day, self.chance.choice(STATUSES), note))
        return number, "recorded"

    def some(self) -> tuple[str, Entry] | None:
        """Return any entry with the name of its measure."""
        found = [(name, entry) for name, entries in self.entries.items() for entry in entries]
        return self.chance.choice(found) if found else None

    def change(self) -> None:
        """Change the status, the note or the day of an entry."""
        found = self.some()
        if found:
            name, entry = found
            taken = {other.day for other in self.entries[name]}
            day = next(day for day in (entry.day - dt.timedelta(n) for n in range(1, 99)) if day not in taken)
            others = [status for status in STATUSES if status != entry.status]
            changed = self.chance.choice(
                [
                    entry._replace(status=self.chance.choice(others)),
                    entry._replace(note=entry.note + " แก้ไข"),
                    entry._replace(day=day),
                ]
            )
            self.entries[name][self.entries[name].index(entry)] = changed
            self.commit([(entry.number, "changed")])

    def remove(self) -> None:
        """Take an entry away."""
        found = self.some()
        if found:
            name, entry = found
            self.entries[name].remove(entry)
            self.removed.setdefault(name, []).append(entry)
            self.commit([(entry.number, "removed")])

    def put_back(self) -> None:
        """Put an entry back that was taken away, where its day is free."""
        for name, entries in self.removed.items():
            for entry in entries:
                if entry.day not in {other.day for other in self.entries[name]}:
                    entries.remove(entry)
                    self.entries[name].append(entry)
                    self.commit([(entry.number, "restored")])
                    return

    def rename(self) -> None:
        """Give a measure another id, in both files."""
        old = self.chance.choice(self.names)
        new = f"{old.split('-', maxsplit=1)[0]}-{len(self.events)}{self.chance.randint(0, 999)}"
        self.names[self.names.index(old)] = new
        for held in (self.titles, self.entries, self.removed):
            if old in held:
                held[new] = held.pop(old)
        self.commit([])

    def move_folder(self) -> None:
        """Move the project to another folder of the repository."""
        new = f"หน่วย {self.chance.randint(0, 10**6)}"
        (self.repo.folder / new).mkdir()
        (self.folder / "data").rename(self.repo.folder / new / "data")
        self.place = new
        self.commit([])

    def break_(self) -> None:
        """Commit a history that cannot be read, and the right one after it."""
        path = self.folder / "data" / "status.yaml"
        path.write_text(self.chance.choice(["a: [", "\t- x: 1\n", "- 1\n"]), encoding="utf-8")
        self.repo.commit_all(self.today)
        self.commit([])

    def merge(self) -> None:
        """Record one entry on a branch and another on the main one, and merge them."""
        self._branches += 1
        branch, kept = f"branch{self._branches}", {name: [*entries] for name, entries in self.entries.items()}
        self.repo.git("checkout", "-q", "-b", branch)
        self.commit([self.record(late=False)])
        theirs = {
            name: [entry for entry in entries if entry not in kept[name]] for name, entries in self.entries.items()
        }
        self.entries = kept
        self.repo.git("checkout", "-q", "main")
        while True:
            number = self.record(late=False)[0]
            name = next(name for name, entries in self.entries.items() for entry in entries if entry.number == number)
            mine = self.entries[name][-1]
            if mine.day not in {entry.day for entry in theirs[name]}:
                break
            self.entries[name].pop()
            self.events.pop()
        self.commit([(number, "recorded")])
        self.repo.git("merge", "-q", "--no-commit", "-s", "ours", branch)
        for name, entries in theirs.items():
            self.entries[name] += entries
        self.commit([])
