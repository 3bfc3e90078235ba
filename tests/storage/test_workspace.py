"""Files are written whole or not at all, and paths are shown as people type them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from itatrack.storage.atomic import write
from itatrack.storage.files import shown
from itatrack.storage.template_folders import packaged_templates
from itatrack.storage.workspace import Workspace, find_project

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    """A new file is readable as the user's mask says, not only by its owner as temporary files are."""
    write(tmp_path / "a", b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("kind", ["folder", "fifo"])
def test_only_files_are_replaced(tmp_path: Path, kind: str) -> None:
    """A folder or a pipe is never replaced by a file."""
    path = tmp_path / "memo.md"
    if kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(OSError, match="not an ordinary file"):
        write(path, b"new")
    assert not path.is_file()


def test_paths_are_shown_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is shown from the current folder where that is shorter, with slashes."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a")
    assert shown(tmp_path / "a" / "data" / "x.yaml") == "data/x.yaml"
    assert shown(Path("data/x.yaml")) == "data/x.yaml"
    assert shown(tmp_path / "data" / "x.yaml") == "../data/x.yaml"
    assert shown(Path("/x.yaml")) == "/x.yaml"


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/hostname",
        "a\0b",
        "missing",
        "",
        "data",
        "..\\outside",
        "link",
        "folder/outside",
        "C:/x",
        "c:x",
        "\\\\host\\x",
    ],
)
def test_evidence_files_lie_inside_the_project(name: str, make_project: Callable[..., Path]) -> None:
    """Only files inside the project count as evidence files."""
    project = make_project()
    (project.parent / "outside").write_text("x", encoding="utf-8")
    (project / "link").symlink_to("../outside")
    (project / "folder").symlink_to("..")
    (project / "within").symlink_to("data/status.yaml")
    assert Workspace(project).has_file("within")
    assert not Workspace(project).has_file(name)
    assert Workspace(project).has_file("data/status.yaml")


def test_templates_that_come_with_the_tool(make_project: Callable[..., Path]) -> None:
    """Templates of a project are told apart from unchanged copies of those that come with the tool."""
    project = make_project()
    workspace = Workspace(project)
    assert workspace.templates(None).is_packaged
    shutil.copytree(packaged_templates(), project / "templates")
    assert workspace.templates(None).is_packaged
    assert not workspace.templates(project / "templates" / "memo.md.j2").is_packaged
    (project / "templates" / "sub").mkdir()
    assert not workspace.templates(None).is_packaged
    (project / "templates" / "sub").rmdir()
    text = (project / "templates" / "wording.j2").read_bytes()
    (project / "templates" / "wording.j2").write_bytes(text[:-1] + b" ")
    assert not workspace.templates(None).is_packaged


def test_the_nearest_project_is_found(make_project: Callable[..., Path], tmp_path: Path) -> None:
    """The search goes upwards, and ends where there is none."""
    project = make_project()
    assert find_project(project / "data") == project
    assert find_project(tmp_path) is None


def test_a_file_of_the_project_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is named from the current folder or the project's, through links as written, and never from outside."""
    project, shelf = tmp_path / "project", tmp_path / "shelf"
    (project / "doc").mkdir(parents=True)
    shelf.mkdir()
    (project / "doc" / "a.pdf").write_bytes(b"")
    (shelf / "b.pdf").write_bytes(b"")
    (project / "linked").symlink_to(shelf)
    (tmp_path / "door").symlink_to(project)
    monkeypatch.chdir(project / "doc")
    workspace = Workspace(project)
    assert workspace.relative(Path("a.pdf")) == "doc/a.pdf"
    assert workspace.relative(Path("doc/a.pdf")) == "doc/a.pdf"
    assert workspace.relative(project / "doc" / "a.pdf") == "doc/a.pdf"
    assert workspace.relative(Path("../linked/b.pdf")) == "linked/b.pdf"
    assert Workspace(tmp_path / "door").relative(Path("a.pdf")) == "doc/a.pdf"
    assert workspace.relative(shelf / "b.pdf") is None
    assert workspace.relative(Path("none.pdf")) is None
    assert workspace.relative(Path("a\0")) is None
    assert workspace.relative(Path("..")) is None
