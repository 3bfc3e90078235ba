"""Writing a folder for a web site: what is not the tool's own stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itatrack.storage import published
from itatrack.storage.published import MANIFEST, ForeignFilesError, write_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A second run touches no file that is the same, and removes what is published no longer."""
    first = write_folder(tmp_path / "out", {"index.html": b"1", "data/a.csv": b"a", "old/b.csv": b"b"})
    assert first.written == ["index.html", "data/a.csv", "old/b.csv"]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    again = write_folder(tmp_path / "out", {"index.html": b"1", "data/a.csv": b"a", "old/b.csv": b"b"})
    assert (again.written, again.removed) == ([], [])
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    third = write_folder(tmp_path / "out", {"index.html": b"2", "data/a.csv": b"a"})
    assert (third.written, third.unchanged, third.removed) == (["index.html"], ["data/a.csv"], ["old/b.csv"])
    kept = tmp_path / "out" / "data" / "a.csv"
    assert kept.stat().st_mtime_ns == before[kept]
    assert not (tmp_path / "out" / "old").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    """Files that the tool did not write, or that were changed since, are neither written over nor removed."""
    write_folder(tmp_path, {"a": b"1", "gone": b"1"})
    (tmp_path / "own").write_bytes(b"x")
    for name in ("a", "gone"):
        (tmp_path / name).write_bytes(b"by hand")
    for name in ("own", "a"):
        with pytest.raises(ForeignFilesError) as refused:
            write_folder(tmp_path, {"new": b"1", name: b"2"})
        assert refused.value.names == [name]
    assert write_folder(tmp_path, {"new": b"1"}).removed == []
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != MANIFEST} == {
        "a": b"by hand",
        "gone": b"by hand",
        "own": b"x",
        "new": b"1",
    }


def test_nothing_is_written_elsewhere(tmp_path: Path) -> None:
    """A link in the folder, and a name of a manifest that leads out of it, reach no file outside."""
    out, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    (outside / "a").write_bytes(b"1")
    write_folder(out, {"index.html": b"1"})
    manifest = (out / MANIFEST).read_text(encoding="utf-8")
    (out / MANIFEST).write_text(manifest.replace("index.html", "../outside/a"), encoding="utf-8")
    (out / "data").symlink_to(outside)
    with pytest.raises(ForeignFilesError):
        write_folder(out, {"data/a": b"2"})
    write_folder(out, {"index.html": b"1"})
    assert (outside / "a").read_bytes() == b"1"
    (out / MANIFEST).write_bytes(b"{")
    with pytest.raises(ForeignFilesError):
        write_folder(out, {"index.html": b"2"})


@pytest.mark.parametrize("calls", range(4))
def test_a_run_that_was_cut_off(calls: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a run that ended at any file, the next one finishes what it began."""
    write_folder(tmp_path, {"a": b"1", "b": b"1"})
    write, left = published.write, [calls]

    def fails(path: Path, content: bytes, expected: bytes | None = None) -> None:
        if not left[0]:
            raise OSError(None, "cut off")
        left[0] -= 1
        write(path, content, expected)

    monkeypatch.setattr(published, "write", fails)
    with pytest.raises(OSError, match="cut off"):
        write_folder(tmp_path, {"a": b"2", "b": b"2", "c": b"2"})
    monkeypatch.setattr(published, "write", write)
    write_folder(tmp_path, {"a": b"3", "b": b"3", "c": b"3"})
    assert {name: (tmp_path / name).read_bytes() for name in "abc"} == dict.fromkeys("abc", b"3")
