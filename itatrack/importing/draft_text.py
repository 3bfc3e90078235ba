"""Write a draft as the two files, with its notes as comments, and prove that they hold what was to be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import Message, message
from itatrack.scaffold.placeholders import DOUBT
from itatrack.yamltext.edit.emitter import StyleHint, scalar
from itatrack.yamltext.nodes import ScalarNode
from itatrack.yamltext.plain import is_same_data

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from itatrack.findings.message import Translator
    from itatrack.importing.draft import Draft
    from itatrack.importing.notes import Note, Path
    from itatrack.yamltext.edit.emitter import Data

_INTRO = {
    "plan": "# yaml-language-server: $schema=.schema/measures.json\n",
    "history": "# yaml-language-server: $schema=.schema/status.json\n",
}
# Values that stand bare in the files, as everywhere: days and numbers.
_BARE = "[0-9]{4}-[0-9]{2}-[0-9]{2}|[1-9][0-9]{0,11}([.][0-9]{1,4})?|0|yes|no"
_BARE_KEYS = frozenset(
    {
        "date",
        "due",
        "from",
        "to",
        "cut_off",
        "fiscal_year",
        "target_fiscal_year",
        "score",
        "iit",
        "eit",
        "oit",
        "budget",
        "spent",
        "progress",
        "met",
    }
)


class DoubtAt(NamedTuple):
    """A doubt, and the line of the file on which its comment stands."""

    file: str
    line: int
    said: Message


class DraftText(NamedTuple):
    """The two files, and the doubts with their places."""

    plan: bytes
    history: bytes
    doubts: list[DoubtAt]


class DraftError(Exception):
    """The files would not hold what was to be written."""


def draft_text(draft: Draft, thai: Translator, source: str) -> DraftText:
    """Return the files of a draft; comments are in Thai, whatever language messages have.

    Args:
        draft: the draft.
        thai: the translator of its notes.
        source: the name of what it was made of.

    Raises:
        DraftError: the files, read again, do not hold the draft.
    """
    doubts: list[DoubtAt] = []
    files = {}
    for name, data in (("plan", draft.plan), ("history", draft.history)):
        notes = [note for note in draft.notes if note.file == name]
        writer = _Writer(name, notes, thai)
        intro = thai(message("draft made of {source}; look at every line with {mark}", source=source, mark="ตรวจสอบ"))
        text = writer.text(data, f"{_INTRO[name]}# {_one_line(intro)}\n")
        if not is_same_data(text, data):
            raise DraftError(name)
        files[name] = text.encode()
        doubts += writer.doubts
    return DraftText(files["plan"], files["history"], doubts)


class _Writer:
    def __init__(self, file: str, notes: Sequence[Note], thai: Callable[[Message], str]) -> None:
        self._file = file
        self._notes = [*notes]
        self._thai = thai
        self._lines: list[str] = []
        self._written = set[int]()
        self.doubts: list[DoubtAt] = []

    def text(self, data: dict[str, Data], intro: str) -> str:
        """Return the text of a file."""
        self._lines = intro.splitlines()
        self._notes = [note._replace(path=_existing(data, note.path)) for note in self._notes]
        self._comments((), 0, only_doubts=True)
        self._mapping(data, (), 0)
        rest = [index for index in range(len(self._notes)) if index not in self._written]
        if rest:
            kept = any(not self._notes[index].is_doubt for index in rest)
            self._lines += ["", "# " + self._thai(message("text of the source that was not used:"))] if kept else [""]
            for index in rest:
                self._comment(index, 0)
        return "\n".join(self._lines) + "\n"

    def _mapping(self, data: dict[str, Data], path: Path, column: int, first: str = "") -> None:
        pad = first
        for key, value in data.items():
            here = (*path, key)
            if not path and len(self._lines) > 1:
                self._lines.append("")
            if not pad:
                self._comments(here, column)
            lead, pad = pad or " " * column, ""
            self._pair(lead, key, value, here, column)

    def _pair(self, lead: str, key: str, value: Data, path: Path, column: int) -> None:
        head = f"{lead}{key}:"
        if isinstance(value, str):
            self._lines += f"{head} {_scalar(key, value, column)}".split("\n")
        elif not value:
            self._lines.append(f"{head} " + ("[]" if isinstance(value, list) else "{}"))
        elif isinstance(value, list) and _is_short(value):
            self._lines.append(f"{head} [{', '.join(_scalar(key, str(item), column, flow=True) for item in value)}]")
        else:
            self._lines.append(head)
            if isinstance(value, dict):
                self._mapping(value, path, column + 2)
            else:
                self._list(value, path, column + 2)

    def _list(self, value: list[Data], path: Path, column: int) -> None:
        for index, item in enumerate(value):
            here = (*path, index)
            if path == ("measures",) and index:
                self._lines.append("")
            self._comments(here, column)
            lead = " " * column + "- "
            if isinstance(item, str):
                self._lines += (lead + _scalar("", item, column)).split("\n")
            elif isinstance(item, dict):
                self._comments((*here, next(iter(item))), column)
                self._mapping(item, here, column + 2, lead)
            else:
                self._lines.append(f"{lead}[{', '.join(_scalar('', str(part), column, flow=True) for part in item)}]")

    def _comments(self, path: Path, column: int, *, only_doubts: bool = False) -> None:
        for index, note in enumerate(self._notes):
            if note.path == path and index not in self._written and (note.is_doubt or not only_doubts):
                self._comment(index, column)

    def _comment(self, index: int, column: int) -> None:
        note = self._notes[index]
        self._written.add(index)
        said = note.said
        text = self._thai(said) if isinstance(said, Message) else said
        label = DOUBT if note.is_doubt else ""
        self._lines.append(f"{' ' * column}# {label}{_one_line(text)}")
        if isinstance(said, Message) and note.is_doubt:
            self.doubts.append(DoubtAt(self._file, len(self._lines), said))


def _scalar(key: str, text: str, column: int, *, flow: bool = False) -> str:
    """Return a text as a YAML value; one of several lines as a block, where its lines can stand in one."""
    if "\n" in text and not flow and all(line and line == line.strip() for line in text.split("\n")):
        pad = "\n" + " " * (column + 2)
        return "|-" + pad + pad.join(text.split("\n"))
    is_bare = key in _BARE_KEYS and re.fullmatch(_BARE, text)
    hints = [StyleHint(ScalarNode("tag:yaml.org,2002:str", text))] if is_bare else []
    return scalar(text, hints, flow=flow)


def _existing(data: Data, path: Path) -> Path:
    """Return the path of the value that a note belongs to: the nearest that there is, or what is not there at all."""
    for length, step in enumerate(path):
        is_there = (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        )
        if not is_there:
            return path[:length] if length else path
        data = data[step]  # type: ignore[index]
    return path


def _is_short(value: list[Data]) -> bool:
    texts = [item for item in value if isinstance(item, str)]
    return len(texts) == len(value) and sum(map(len, texts)) <= 90 and max(map(len, texts)) <= 40  # noqa: PLR2004


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
