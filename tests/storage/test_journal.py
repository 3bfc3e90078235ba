"""A journal completes a change of its own folder and nothing else; a file that was changed since is left alone."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from itatrack.storage.journal import JOURNAL, FileChange, pending, write_journal
from itatrack.storage.locks import locked
from itatrack.storage.transaction import InterruptedChangeError
from itatrack.storage.workspace import HISTORY, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_readers_see_the_change_before_it_is_complete(make_project: Callable[..., Path]) -> None:
    """From the moment at which the journal stands there the file reads as it says, also half written."""
    workspace = Workspace(make_project(status="old and longer\n"))
    write_journal(workspace.folder / "data", {"status.yaml": FileChange(b"old and longer\n", b"new\n")})
    for now in (b"old and longer\n", b"new and longer\n", b"new\n"):
        (workspace.folder / HISTORY).write_bytes(now)
        assert workspace.file(HISTORY).content == b"new\n"
    (workspace.folder / HISTORY).write_bytes(b"a person's\n")
    assert workspace.file(HISTORY).content == b"a person's\n"


def test_a_file_that_was_changed_since_stays(tmp_path: Path) -> None:
    """The person is told what to do, and it works."""
    path = tmp_path / "status.yaml"
    path.write_bytes(b"a person's\n")
    write_journal(tmp_path, {"status.yaml": FileChange(b"old\n", b"new\n")})
    with pytest.raises(InterruptedChangeError, match=f"delete .*{JOURNAL}"), locked(path):
        pass
    (tmp_path / JOURNAL).unlink()
    with locked(path):
        assert path.read_bytes() == b"a person's\n"


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/hostname", "sub/x", "link", ".", "", JOURNAL, "C:x", "..\\x", "a\0"]
)
def test_a_journal_names_plain_files_only(name: str, tmp_path: Path) -> None:
    """Whatever a journal asks for, nothing outside its folder and nothing behind a link is written."""
    folder = tmp_path / "data"
    folder.mkdir()
    (tmp_path / "outside").write_bytes(b"")
    (folder / "link").symlink_to("../outside")
    write_journal(folder, {"status.yaml": FileChange(None, b"x")})
    content = (folder / JOURNAL).read_text(encoding="utf-8")
    hostile = name.encode("unicode_escape").decode().replace("\\x00", "\\u0000")
    with (folder / JOURNAL).open("r+", encoding="utf-8") as stream:  # the same file on the drive
        stream.write(content.replace("status.yaml", hostile))
        stream.truncate()
    with pytest.raises(OSError, match="not a journal of this folder"), locked(folder / "status.yaml"):
        pass
    assert (tmp_path / "outside").read_bytes() == b""
    assert sorted(os.listdir(folder)) == [JOURNAL, "link"]  # noqa: PTH208  names


def test_a_journal_that_was_copied_is_refused(tmp_path: Path) -> None:
    """One that came in an archive, a checkout or a copy is not of this folder."""
    (tmp_path / "a").mkdir()
    write_journal(tmp_path / "a", {"status.yaml": FileChange(None, b"x")})
    assert pending(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with pytest.raises(OSError, match="not a journal of this folder"):
        pending(tmp_path / "b")
