"""Evidence that stays: listed, pinned, and told of when it was changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import socket
import threading
from typing import TYPE_CHECKING

import pytest
from calling import call
from yaml_library import every_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATUS = """\
property:
  - date: 2564-01-15
    status: in-progress
    evidence:
      - ข้อความ
      - {text: ประกาศ, file: evidence/ประกาศ.pdf}  # ฉบับลงนาม
  - date: 2564-03-01
    status: done
    evidence:
      - text: หน้าเว็บ
        url: https://example.go.th/a
      - file: evidence\\order.pdf
"""


@pytest.fixture
def folder(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project with two files of evidence, which is the current one."""
    project = make_project(status=STATUS)
    (project / "evidence").mkdir()
    (project / "evidence" / "ประกาศ.pdf").write_bytes(b"notice")
    (project / "evidence" / "order.pdf").write_bytes(b"order" * 1_000_000)
    monkeypatch.chdir(project)
    return project


def evidence(folder: Path) -> list[object]:
    """Return the evidence of the history, as another reader of YAML has it."""
    history = every_text((folder / "data" / "status.yaml").read_text(encoding="utf-8"))
    return [item for entry in history["property"] for item in entry.get("evidence", ())]


def digest(content: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


def test_list_shows_what_was_given_up_to_a_day(folder: Path) -> None:
    """Each piece stands with its measure, its entry, and whether its file is there; later entries are left out."""
    (folder / "evidence" / "order.pdf").unlink()
    status, out, err = call("evidence", "list")
    assert status == 0
    assert [line.split()[:5] for line in out.splitlines()[1:]] == [
        ["property", "2564-01-15", "text", "-", "-"],
        ["property", "2564-01-15", "file", "-", "there"],
        ["property", "2564-03-01", "web", "page", "-"],
        ["property", "2564-03-01", "file", "-", "missing"],
    ]
    assert err == "4 pieces of evidence, 0 of them pinned\n"
    listed = json.loads(call("evidence", "list", "--json", "--as-of", "2564-01-31")[1])["evidence"]
    assert [one["is_there"] for one in listed] == [None, True]


def test_pin_records_all_files_and_undo_takes_it_back(folder: Path) -> None:
    """The SHA-256 and the day are written beside each file, nothing else changes, and undo restores every byte."""
    assert call("evidence", "pin", "property", "--date", "2564-03-31")[0] == 0
    assert evidence(folder) == [
        "ข้อความ",
        {
            "text": "ประกาศ",
            "file": "evidence/ประกาศ.pdf",
            "sha256": digest(b"notice"),
            "checked": "2564-03-31",
        },
        {"text": "หน้าเว็บ", "url": "https://example.go.th/a"},
        {"file": "evidence\\order.pdf", "sha256": digest(b"order" * 1_000_000), "checked": "2564-03-31"},
    ]
    assert "# ฉบับลงนาม" in (folder / "data" / "status.yaml").read_text(encoding="utf-8")
    assert call("validate", "--format", "concise")[1].count("W53") == 0
    assert "already" in call("evidence", "pin", "property", "--date", "2564-03-31")[2]
    assert call("undo")[0] == 0
    assert (folder / "data" / "status.yaml").read_text(encoding="utf-8") == STATUS


def test_a_changed_file_is_found_and_pinned_anew_only_by_name(folder: Path) -> None:
    """A change is a warning whose remedy, followed, ends it; without a name nothing is pinned, and a report is made."""
    call("evidence", "pin", "property")
    (folder / "evidence" / "ประกาศ.pdf").write_bytes(b"other")
    pinned = (folder / "data" / "status.yaml").read_bytes()
    _, out, _ = call("validate", "--format", "concise")
    assert [line.split()[1] for line in out.splitlines() if "W53" in line] == ["warning[W532]"]
    assert "`itatrack evidence pin property --evidence 'evidence/ประกาศ.pdf'`" in out
    assert call("report", "--as-of", "2564-03-31")[0] == 0
    assert call("evidence", "pin", "property")[0] == 1
    assert (folder / "data" / "status.yaml").read_bytes() == pinned
    assert call("evidence", "pin", "property", "--evidence", "evidence/ประกาศ.pdf")[0] == 0
    assert "W532" not in call("validate", "--format", "concise")[1]
    (folder / "evidence" / "ประกาศ.pdf").unlink()
    assert "W511" in call("validate", "--format", "concise")[1]


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders")
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "link out"])
def test_what_is_no_file_of_the_project_is_not_pinned(folder: Path, tmp_path: Path, kind: str) -> None:
    """A folder, a pipe, or a link that leads out is never read, and nothing is written."""
    place = folder / "evidence" / "order.pdf"
    place.unlink()
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "link out":
        (tmp_path / "secret").write_bytes(b"secret")
        place.symlink_to(tmp_path / "secret")
    status, _, err = call("evidence", "pin", "property")
    assert status == 1
    assert "evidence\\order.pdf is not there, or cannot be read" in err
    assert (folder / "data" / "status.yaml").read_text(encoding="utf-8") == STATUS


def test_the_copy_of_a_page_is_kept(folder: Path, tmp_path: Path) -> None:
    """A saved page from elsewhere lands in the project beside its address; a dry run writes neither."""
    page = tmp_path / "หน้าเว็บ ๑.pdf"
    page.write_bytes(b"page")
    assert call("evidence", "pin", "property", "--copy", str(page), "--dry-run")[0] == 0
    assert not (folder / "evidence" / page.name).exists()
    assert call("evidence", "pin", "property", "--copy", str(page), "--date", "2564-03-31")[0] == 0
    assert (folder / "evidence" / page.name).read_bytes() == b"page"
    assert evidence(folder)[2] == {
        "text": "หน้าเว็บ",
        "url": "https://example.go.th/a",
        "copy": f"evidence/{page.name}",
        "sha256": digest(b"page"),
        "checked": "2564-03-31",
    }
    assert call("validate", "--format", "concise")[1].count("W5") == 1  # a measure that is overdue
    page.write_bytes(b"another page")
    status, _, err = call("evidence", "pin", "property", "--copy", str(page))
    assert (status, "another file of this name" in err) == (2, True)
    assert (folder / "evidence" / page.name).read_bytes() == b"page"


def test_wrong_use_is_told(folder: Path, tmp_path: Path) -> None:
    """An unknown measure, unknown evidence, a day to come, and a copy of what is no page are refused."""
    (tmp_path / "page").write_bytes(b"page")
    before = (folder / "data" / "status.yaml").read_bytes()
    for arguments in (
        ["propert"],
        ["property", "--evidence", "ประกาศฉบับอื่น"],
        ["property", "--date", "2690-01-01"],
        ["property", "--evidence", "ข้อความ"],
        ["property", "--copy", str(tmp_path / "page"), "--evidence", "ประกาศ"],
        ["e-service"],
    ):
        assert call("evidence", "pin", *arguments)[0] == 2, arguments
    assert (folder / "data" / "status.yaml").read_bytes() == before


def test_check_says_what_became_of_files(folder: Path) -> None:
    """Pinned files are compared without going online; what was changed or lost is told, with who is responsible."""
    call("evidence", "pin", "property")
    status, out, err = call("evidence", "check")
    assert (status, out, err) == (0, "", "as it was pinned 2, never pinned 1\n")
    (folder / "evidence" / "ประกาศ.pdf").write_bytes(b"other")
    (folder / "evidence" / "order.pdf").unlink()
    status, out, _ = call("evidence", "check")
    assert status == 1
    for said in ("changed since it was pinned", "the file is missing", "สำนักปลัด", "data/status.yaml:12"):
        assert said in out
    command = re.search("`itatrack (.*)`", out)
    assert command
    assert call(*shlex.split(command[1]))[0] == 0
    assert call("evidence", "check")[2] == "as it was pinned 1, never pinned 1, the file is missing 1\n"
    (folder / "evidence" / "ประกาศ.pdf").write_bytes(b"another")
    status, out, _ = call("evidence", "check", "--json")
    assert [one["outcome"] for one in json.loads(out)["checked"]] == ["changed", "unpinned", "missing"]
    assert status == 1


@pytest.mark.parametrize("command", [("evidence", "check"), ("validate", "--format", "concise")])
def test_a_command_that_is_advised_is_for_the_project_that_was_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Who names the folder of a project can paste what they are advised to type."""
    call("evidence", "pin", "property")
    (folder / "evidence" / "ประกาศ.pdf").write_bytes(b"other")
    named = folder.rename(folder.with_name("แผน ปี 2564"))
    monkeypatch.chdir(named.parent)
    _, out, _ = call(*command, "-C", named.name)
    advised = re.search("`itatrack (evidence .*?)`", out)
    assert advised
    assert call(*shlex.split(advised[1]))[0] == 0
    assert call("evidence", "check", "-C", named.name)[0] == 0


def test_check_online_asks_no_private_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address of this machine is asked only where that is allowed with a reason, and never without `--online`."""
    path = folder / "data" / "status.yaml"
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/notice"
        path.write_text(STATUS.replace("https://example.go.th/a", address), encoding="utf-8")
        monkeypatch.setattr(threading.Thread, "start", _never)
        assert call("evidence", "check")[0] == 0
        monkeypatch.undo()
        monkeypatch.chdir(folder)
        status, out, _ = call("evidence", "check", "--online", "--lang", "th")
        assert (status, "เครือข่ายภายใน" in out, address in out, "--allow-private" in out) == (1, True, True, True)
        threading.Thread(target=_answer, args=(server,), daemon=True).start()
        status, out, err = call("evidence", "check", "--online", "--allow-private", "ทดสอบ")
    assert (status, out) == (0, "")
    assert err == ("addresses of private networks were asked too: ทดสอบ\nanswers 1, never pinned 3\n")


def _never(_: object) -> None:
    raise AssertionError("nothing is to be asked")


def _answer(server: socket.socket) -> None:
    connected, _ = server.accept()
    connected.recv(1000)
    connected.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
    connected.close()
