"""Write a folder of files and nothing else in it: what it holds besides stays as it is."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.storage.atomic import write
from itatrack.storage.workspace import inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# The file that says which files the tool wrote, and the digests of what they may hold.
MANIFEST: Final = "itatrack-published.json"
_MOST_OF_A_LINE: Final = 1000


class ForeignFilesError(OSError):
    """Raised where files stand in the way that the tool did not write, or that were changed since; none was written."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class Written(NamedTuple):
    """Which files were written, which are as they were, and which were removed as they are published no longer."""

    written: list[str]
    unchanged: list[str]
    removed: list[str]


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Write files into a folder, each whole or not at all, and remove those of an earlier run that are no more.

    What is the same already is not touched. The manifest is written before the files too, so that a run that was cut
    off is finished by the next one.

    Raises:
        ForeignFilesError: a file is not one that the tool wrote, or leads out of the folder.
        OSError: a file cannot be read or written.
    """
    known = _known(folder)
    now = {name: _content(folder, name) for name in {*files, *known}}
    ours = {name for name, content in now.items() if content is not None and _digest(content) in known.get(name, ())}
    foreign = [
        name
        for name, content in files.items()
        if not _is_within(folder, name) or (now[name] not in {None, content} and name not in ours)
    ]
    if foreign:
        raise ForeignFilesError(foreign)
    changed = [name for name, content in files.items() if now[name] != content]
    gone = sorted(name for name in ours - files.keys() if _is_within(folder, name))
    if changed or gone:
        may_hold = {name: [_digest(content)] for name, content in files.items()}
        for name in ours:
            may_hold[name] = [*dict.fromkeys([*may_hold.get(name, ()), _digest(now[name] or b"")])]
        _write_manifest(folder, may_hold)
    for name in changed:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, files[name], now[name])
    for name in gone:
        (folder / name).unlink()
        with suppress(OSError):  # other files are in it
            (folder / name).parent.rmdir()
    _write_manifest(folder, {name: [_digest(content)] for name, content in files.items()})
    return Written(changed, [name for name in files if name not in changed], gone)


def has_file(folder: Path, name: str) -> bool:
    """Check whether the agency put a file of its own into the folder under a name."""
    return _is_within(folder, name) and (folder / name).is_file()


def first_line(folder: Path, name: str) -> str | None:
    """Return the first line with a text of the agency's own file, or None where none can be read."""
    if not has_file(folder, name):
        return None
    try:
        with (folder / name).open("rb") as file:
            lines = file.read(_MOST_OF_A_LINE).decode("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return None
    return next(filter(None, map(str.strip, lines)), name)


def _known(folder: Path) -> dict[str, list[str]]:
    """Return the digests of the files that an earlier run wrote.

    Raises:
        ForeignFilesError: another file has the name of the manifest.
        OSError: it cannot be read.
    """
    try:
        read = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {name: [*map(str, digests)] for name, digests in read.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ForeignFilesError([MANIFEST]) from None


def _content(folder: Path, name: str) -> bytes | None:
    """Return what a file holds, or None where there is none.

    Raises:
        OSError: something else stands there.
    """
    if not _is_within(folder, name):
        return None
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        return None


def _is_within(folder: Path, name: str) -> bool:
    """Check whether a name leads to a place in the folder, also by way of links."""
    real = os.path.realpath(folder)
    return inside(name) is not None and os.path.realpath(folder / name) == os.path.join(real, *name.split("/"))  # noqa: PTH118  as `realpath` is compared


def _write_manifest(folder: Path, files: Mapping[str, Iterable[str]]) -> None:
    content = json.dumps({"files": {name: [*digests] for name, digests in sorted(files.items())}}, indent=1)
    new = (content + "\n").encode()
    path = folder / MANIFEST
    if not path.exists() or path.read_bytes() != new:
        folder.mkdir(parents=True, exist_ok=True)
        write(path, new)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
