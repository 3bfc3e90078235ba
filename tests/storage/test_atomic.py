"""A file is replaced whole or not at all, under any name, and what the disk says of it is passed on."""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import TYPE_CHECKING

import pytest
from support import abandoned

from itatrack.storage import atomic, files, temporary
from itatrack.storage.atomic import FileChangedError, UnconfirmedError, prepare, write
from itatrack.storage.temporary import ABANDONED, LONG_ABANDONED, create, remove_abandoned, scratch_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["ก" * 85, "ก" * 84 + ".md", "a" * 255, " ", ".itatrack-", "a\nb", "*?[x]"])
def test_any_name_that_a_drive_takes(name: str, tmp_path: Path) -> None:
    """The temporary file's name is short, whatever the file's own: 85 Thai letters are 255 bytes."""
    write(tmp_path / name, b"x")
    write(tmp_path / name, b"y", expected=b"x")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"y"]


def folder_flush(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Have the flushing of folders fail."""
    real = os.fsync

    def flush(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", flush)


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.ESTALE, errno.EROFS])
def test_a_folder_that_the_disk_fails_to_flush(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and not as if the file had not been written."""
    folder_flush(monkeypatch, number)
    with pytest.raises(UnconfirmedError, match=os.strerror(number)):
        write(tmp_path / "memo.md", b"x")
    assert (tmp_path / "memo.md").read_bytes() == b"x"


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF])
def test_a_drive_that_flushes_no_folders(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some drives cannot, and need not."""
    folder_flush(monkeypatch, number)
    write(tmp_path / "memo.md", b"x")


def test_a_link_that_leads_elsewhere_meanwhile(tmp_path: Path) -> None:
    """What the link led to when it was read is not written any more."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    link = tmp_path / "status.yaml"
    link.symlink_to("a")
    made = prepare(link, b"new")
    link.unlink()
    link.symlink_to("b")
    with pytest.raises(FileChangedError):
        atomic.check_unchanged(link, made.target, b"old")
    atomic.discard(made)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a", "b", "status.yaml"]


def sharing_violation(code: int) -> PermissionError:
    """Return the error of Windows for a file that another program has open."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = code  # type: ignore[attr-defined]  # which only Windows has
    return error


@pytest.mark.parametrize("code", [5, 32])
def test_a_reader_on_windows_is_waited_for(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file while a reader has it open: a little later it does not."""
    real, refused = os.replace, []

    def replace(source: Path, target: Path) -> None:
        if len(refused) < 3:
            refused.append(target)
            raise sharing_violation(code)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    (tmp_path / "memo.md").write_bytes(b"old")
    write(tmp_path / "memo.md", b"new")
    assert len(refused) == 3
    assert (tmp_path / "memo.md").read_bytes() == b"new"


def test_a_reader_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The patience has an end, and the old file stays."""

    def replace(*_: Path) -> None:
        raise sharing_violation(32)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(files, "READERS_PATIENCE", 0.1)
    (tmp_path / "memo.md").write_bytes(b"old")
    with pytest.raises(PermissionError, match="cannot access"):
        write(tmp_path / "memo.md", b"new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


def test_a_killed_report_leaves_nothing_for_ever(tmp_path: Path) -> None:
    """The next file that is written there takes away what a killed process left, and no more."""
    abandoned(tmp_path)
    live = create(tmp_path)
    (tmp_path / ".itatrack-notes").write_bytes(b"a person's")
    (tmp_path / "folder").mkdir()
    write(tmp_path / "memo.md", b"x")
    assert {one.name for one in tmp_path.iterdir()} == {live.path.name, ".itatrack-notes", "folder", "memo.md"}
    live.close()


@pytest.mark.parametrize(
    ("machine", "age", "goes"),
    [
        (False, 0, False),
        (False, 31, False),
        (False, ABANDONED + 1, True),
        (True, ABANDONED + 1, False),
        (True, LONG_ABANDONED + 1, True),
    ],
)
def test_a_live_temporary_file_stays(machine: bool, age: float, goes: bool, tmp_path: Path) -> None:  # noqa: FBT001  parameters
    """One of a running process stays for a day, one of another machine ten times as long as a writer is waited for."""
    made = create(tmp_path)
    path = made.path
    made.close()
    if not machine:
        path = path.rename(tmp_path / path.name.replace(temporary.machine_sum(), "00000000"))
    os.utime(path, (time.time() - age,) * 2)
    remove_abandoned(tmp_path, time.time())
    assert path.exists() is not goes


def test_scratch_folders_go_with_their_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a killed process goes, one of a running process stays, and one's own goes at the end."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_bytes(b"")
    dead = abandoned(tmp_path)
    dead.unlink()
    left = tmp_path / dead.name.removeprefix(".")
    (left / "sub").mkdir(parents=True)
    (left / "link").symlink_to(outside)
    link = tmp_path / f"{left.name[:-8]}00000000"
    link.symlink_to(outside)
    with scratch_folder() as live:
        assert not left.exists()
        monkeypatch.setattr("time.time", lambda: 9e9)  # a clock that jumped says nothing of the age of a folder
        with scratch_folder() as second:
            assert live.is_dir()
            assert second != live
        assert stat.S_IMODE(live.stat().st_mode) == 0o700
    assert {one.name for one in tmp_path.iterdir()} == {"outside", link.name}
    assert (outside / "kept").exists()
