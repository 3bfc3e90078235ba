"""Reading one agency of a roll-up, in whatever process: its row, or why it has none."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from itatrack.cli.revisions import RevisionName, revision_files
from itatrack.findings.message import Message, message, reason
from itatrack.findings.suggest import nearest
from itatrack.project import load
from itatrack.rollup.agency_row import NO_PLAN, AgencyRow, RollupRequest, agency_row
from itatrack.rollup.row_text import row_of_text, text_of_row
from itatrack.storage.result_cache import ResultCache
from itatrack.storage.workspace import HISTORY, PLAN, Workspace
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from itatrack.storage.files import File
    from itatrack.storage.workspace import ProjectFiles

_HEAD = RevisionName("HEAD", None, None)


class AgencySource(NamedTuple):
    """An agency to be read: its folder as it is shown, what a list says of it, and where: the file and its line."""

    path: str
    name: str = ""
    group: str = ""
    phone: str = ""
    place: str = ""

    def named(self, row: AgencyRow) -> AgencyRow:
        """Return a row with what the list says; a folder that is missing is a slip of the list."""
        name, phone = self.name or row.name, self.phone or row.phone
        detail = row.detail
        if row.trouble == "missing" and self.place and isinstance(detail, Message):
            folder = Path(self.path)
            near = nearest(folder.name, (each.name for each in folder.parent.glob("*") if each.is_dir()))
            detail = message("{said}: correct {place}", place=self.place, said=detail)
            if near:
                detail = message("{said}; did you mean {guess}?", said=detail, guess=near)
        return row._replace(path=self.path, name=name, group=self.group, phone=phone, detail=detail)


class AgencyReader(NamedTuple):
    """What reads agencies; it can be handed to another process.

    Attributes:
        request: what is asked of each.
        rev: the commit that is read; None for the files as they are, or `HEAD` of a bare repository.
        cache: the folder of results that were worked out before; None without.
        code: the digest of the tool's code.
    """

    request: RollupRequest
    rev: RevisionName | None = None
    cache: Path | None = None
    code: bytes = b""

    def row(self, source: AgencySource) -> AgencyRow:
        """Return the row of an agency, whatever is wrong with it: none is left out."""
        try:
            row = self._row(Path(source.path))
        except typer.BadParameter as error:
            row = AgencyRow(trouble="no-revision", detail=Message(error.message))
        except Exception as error:  # noqa: BLE001  one agency must not hide thousands
            row = AgencyRow(trouble="broken", detail=message("it cannot be read: {said}", said=repr(error)))
        return source.named(row)._replace(real_path=os.path.realpath(source.path))

    def _row(self, folder: Path) -> AgencyRow:
        workspace = Workspace(folder)
        if self.rev is None:
            plan = workspace.file(PLAN)
            # Then all is well with the folder too, and a repository that has it is not without files of its own.
            if isinstance(plan.content, bytes):
                return self._of_files(plan, workspace)
        try:
            if not stat.S_ISDIR(folder.stat().st_mode):
                return AgencyRow(trouble="missing", detail=message("it is not a folder"))
        except FileNotFoundError:
            return AgencyRow(trouble="missing", detail=message("there is no such folder"))
        except OSError as error:
            return AgencyRow(trouble="missing", detail=reason(error))
        rev = self.rev or (_HEAD if _is_bare(folder) else None)
        if rev is None and not os.path.lexists(folder / PLAN):
            return AgencyRow(trouble="empty", detail=_where_plans_are(folder))
        files = workspace if rev is None else revision_files(folder, rev)
        return self._of_files(files.file(PLAN), files)

    def _of_files(self, plan: File, files: ProjectFiles) -> AgencyRow:
        """Return the row of an agency whose plan was read."""
        history = files.file(HISTORY)
        if self.cache is None:
            return _made(plan, history, files, self.request)[0]
        return self._remembered(plan, history, files, ResultCache(self.cache))

    def _remembered(self, plan: File, history: File, files: ProjectFiles, cache: ResultCache) -> AgencyRow:
        """Return the row that was kept of the same bytes, or make it and keep it.

        Besides the two files a row comes from which files of the project are there: a kept row says which it was asked
        for, and is believed if they are asked for again with the same answers. One with troubles is never kept.
        """
        contents = (plan.content, history.content)
        parts = [self.code, repr(self.request).encode(), *(each for each in contents if isinstance(each, bytes))]
        key = b"".join(hashlib.sha256(part).digest() for part in parts)
        subject = os.path.realpath(files.folder)
        kept = cache.get(subject, key)
        if kept is not None:
            asked, row = json.loads(kept)
            if all(files.has_file(name, tuple(map(bytes.fromhex, parts))) is answer for name, parts, answer in asked):
                return row_of_text(row)
        row, answers = _made(plan, history, files, self.request)
        if not row.trouble:
            asked = [[name, [part.hex() for part in parts], answer] for (name, parts), answer in answers.items()]
            cache.put(subject, key, json.dumps([asked, text_of_row(row)]).encode())
        return row


_Asked = dict[tuple[str, tuple[bytes, ...]], bool]


def _made(plan: File, history: File, files: ProjectFiles, request: RollupRequest) -> tuple[AgencyRow, _Asked]:
    """Return the row of two files, and which other files it was asked for and are there."""
    asked: _Asked = {}

    def has_file(name: str, beginnings: tuple[bytes, ...] = ()) -> bool:
        return asked.setdefault((name, beginnings), files.has_file(name, beginnings))

    documents = Document.read(*plan), Document.read(*history)
    project = load(*documents, request.today, has_file, request.as_of)
    return agency_row(project, request), asked


def _where_plans_are(folder: Path) -> Message:
    """Return what is said of a folder without a plan: often it is the one above the agencies."""
    inside = min((each.parents[1] for each in folder.glob(f"*/{PLAN}")), default=None)
    if inside is None:
        return NO_PLAN
    return message("the projects are in the folders inside, such as {folder}: name these", folder=str(inside))


def _is_bare(folder: Path) -> bool:
    """Check whether a folder is a repository of git without files of its own."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
