"""What the system keeps about a file besides its content outlasts its replacement."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from itatrack.storage.atomic import write
from itatrack.storage.locks import locked
from itatrack.storage.metadata import attributes
from itatrack.storage.transaction import Replacement, replace_all

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER, CLERKS, CLERK = 12345, 23456, 34567
needs_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
OLD, NEW = b"old\n", b"new and longer\n"


@pytest.fixture
def history() -> Iterator[Path]:
    """Return a file in a folder that everybody may enter, as pytest's own may not be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "status.yaml"
        path.write_bytes(OLD)
        yield path


def kept(path: Path) -> tuple[object, ...]:
    """Return all that must stay."""
    found = path.stat()
    return found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode), attributes(path)


def with_attributes(path: Path) -> None:
    """Set on a file an attribute and an access list, or skip the test where the drive has none."""
    try:
        os.setxattr(path, "user.note", "ลับ".encode())
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    setfacl = shutil.which("setfacl")
    if not setfacl or subprocess.run([setfacl, "-m", f"u:{OTHER}:rw", str(path)], check=False).returncode:
        pytest.skip("no access lists here")
    assert "system.posix_acl_access" in attributes(path)


@needs_root
@pytest.mark.parametrize("mode", [0o660, 0o600, 0o444 | 0o200, 0o2664])
def test_owner_group_and_mode_stay(mode: int, history: Path) -> None:
    """Root does not become the owner of what it writes."""
    os.chown(history, OTHER, CLERKS)
    history.chmod(mode)
    before = kept(history)
    write(history, NEW)
    assert (history.read_bytes(), kept(history)) == (NEW, before)


def test_attributes_and_access_lists_stay(history: Path) -> None:
    """Extended attributes and access lists stay, and what the folder gives to new files does not come in."""
    with_attributes(history)
    before = kept(history)
    subprocess.run(["setfacl", "-d", "-m", f"u:{CLERK}:rw", str(history.parent)], check=True)
    write(history, NEW)
    assert (history.read_bytes(), kept(history)) == (NEW, before)
    without = history.with_name("plain.yaml")
    subprocess.run(["setfacl", "-b", str(history)], check=True)
    os.removexattr(history, "user.note")
    history.rename(without)
    before = kept(without)
    write(without, OLD)
    assert (without.read_bytes(), kept(without)) == (OLD, before)


def as_clerk(code: str, path: Path) -> subprocess.CompletedProcess[bytes]:
    """Run some Python as an ordinary person who belongs to the group of clerks."""
    head = "import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
    head += "import fcntl, json, os, itatrack.storage.transaction, itatrack.storage.locks\n"
    head += f"os.setgroups([{CLERKS}])\nos.setgid({CLERK})\nos.setuid({CLERK})\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", head + code, str(path)], env=environment, capture_output=True, check=False, cwd="/"
    )


CHANGE = f"""
from itatrack.storage.locks import locked
from itatrack.storage.transaction import Replacement, replace_all
with locked(path) as lock:
    replace_all([Replacement(path, {OLD!r}, {NEW!r})], lock)
"""


@needs_root
def test_a_member_of_the_group_keeps_it(history: Path) -> None:
    """Who owns the file and belongs to its group leaves it to the group."""
    os.chown(history.parent, CLERK, CLERKS)
    os.chown(history, CLERK, CLERKS)
    history.chmod(0o660)
    before, inode = kept(history), history.stat().st_ino
    done = as_clerk(CHANGE, history)
    assert done.returncode == 0, done.stderr.decode()
    assert (history.read_bytes(), kept(history)) == (NEW, before)
    assert history.stat().st_ino != inode  # renamed over it


@needs_root
@pytest.mark.parametrize("lists", [False, True])
def test_a_file_of_another_owner_is_written_in_place(history: Path, lists: bool) -> None:  # noqa: FBT001  a parameter
    """A member of the group changes the owner's data in place, with a journal; a memo of another owner is refused."""
    os.chown(history.parent, OTHER, CLERKS)
    history.parent.chmod(0o2770)
    os.chown(history, OTHER, CLERKS)
    history.chmod(0o660)
    if lists:
        with_attributes(history)
    before, inode = kept(history), history.stat().st_ino
    done = as_clerk(CHANGE, history)
    assert done.returncode == 0, done.stderr.decode()
    assert (history.read_bytes(), kept(history)) == (NEW, before)
    assert history.stat().st_ino == inode
    assert [one.name for one in history.parent.iterdir()] == ["status.yaml"]
    done = as_clerk("from itatrack.storage.atomic import write\nwrite(path, b'memo')", history)
    assert b"owner, group or access rights could not be kept" in done.stderr
    assert (history.read_bytes(), kept(history)) == (NEW, before)


@needs_root
def test_an_interrupted_change_is_completed_by_a_colleague(history: Path) -> None:
    """The journal of a file that a group shares is open to the group, and to nobody else."""
    os.chown(history.parent, OTHER, CLERKS)
    history.parent.chmod(0o2770)
    os.chown(history, OTHER, CLERKS)
    history.chmod(0o660)
    dying = "import itatrack.storage.transaction as t\nt._overwrite = lambda *_: os.kill(os.getpid(), 9)\n"
    assert as_clerk(dying + CHANGE, history).returncode == -9
    journal = history.with_name(".itatrack-journal").stat()
    assert (journal.st_gid, stat.S_IMODE(journal.st_mode)) == (CLERKS, 0o660)
    assert history.read_bytes() == OLD
    with locked(history):
        assert history.read_bytes() == NEW
    assert [one.name for one in history.parent.iterdir()] == ["status.yaml"]


@needs_root
def test_a_new_file_is_like_any_other(history: Path) -> None:
    """A file that was not there takes the group of its folder, as the system has it."""
    os.chown(history.parent, OTHER, CLERKS)
    history.parent.chmod(0o2770)
    with locked(history) as lock:
        replace_all([Replacement(history.with_name("new.yaml"), None, NEW)], lock)
    history.with_name("other.yaml").write_bytes(NEW)
    assert kept(history.with_name("new.yaml")) == kept(history.with_name("other.yaml"))
