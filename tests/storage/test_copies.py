"""Copies of pages among the evidence: whole, of one name, and never in another file's place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from itatrack.storage.copies import copy_name, keep_copy


@pytest.mark.parametrize(
    ("name", "kept"),
    [("ประกาศ ๑.pdf", "ประกาศ ๑.pdf"), ("a:b?.pdf", "a-b-.pdf"), ("a\\b.pdf", "a-b.pdf"), ("...", "copy")],
)
def test_a_name_is_one_on_every_system(name: str, kept: str) -> None:
    """A copy's name has no letter that some system forbids."""
    assert copy_name(Path(name)) == f"evidence/{kept}"


def test_a_copy_is_a_file_of_its_own(tmp_path: Path) -> None:
    """It has one name, stays where it is the same, and what another file holds is never touched."""
    page = tmp_path / "page.pdf"
    page.write_bytes(b"page" * 1_000_000)
    project = tmp_path / "project"
    project.mkdir()
    assert keep_copy(project, "evidence/page.pdf", page) == hashlib.sha256(page.read_bytes()).hexdigest()
    kept = project / "evidence" / "page.pdf"
    assert kept.read_bytes() == page.read_bytes()
    assert (kept.stat().st_nlink, page.stat().st_nlink) == (1, 1)
    keep_copy(project, "evidence/page.pdf", page)
    kept.write_bytes(b"other")
    with pytest.raises(FileExistsError):
        keep_copy(project, "evidence/page.pdf", page)
    assert kept.read_bytes() == b"other"
    assert [path.name for path in kept.parent.iterdir()] == ["page.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_link_leads_out(tmp_path: Path) -> None:
    """Where the folder or the file is a link, or the file has a second name, nothing is written."""
    page, project, other = tmp_path / "page.pdf", tmp_path / "project", tmp_path / "other"
    page.write_bytes(b"page")
    project.mkdir()
    other.mkdir()
    (project / "evidence").symlink_to(other)
    with pytest.raises(OSError, match="link"):
        keep_copy(project, "evidence/page.pdf", page)
    assert not [*other.iterdir()]
    (project / "evidence").unlink()
    (project / "evidence").mkdir()
    for make in (os.symlink, os.link):
        make(page, project / "evidence" / "page.pdf")
        with pytest.raises(FileExistsError):
            keep_copy(project, "evidence/page.pdf", page)
        (project / "evidence" / "page.pdf").unlink()
