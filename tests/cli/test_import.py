"""`itatrack import` as a person calls it."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from itatrack import cli
from itatrack.cli.language import set_language
from itatrack.importing import sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = """\
เทศบาลตำบลตัวอย่าง

| ที่ | มาตรการ | ขั้นตอน | ผู้รับผิดชอบ | สถานะ |
| --- | --- | --- | --- | --- |
| ๑ | ประกาศนโยบาย | จัดทำประกาศ | กองคลัง | แล้วเสร็จ |
| ๒ | อบรม | จัดอบรม | สำนักปลัด | กำลังดำเนินการ |
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    set_language("en")


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Send a text to standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_table_from_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A draft is written as a whole project, its doubts are printed with their lines, and it has no error."""
    type_in(monkeypatch, TABLE)
    assert cli.run_arguments(["import", "-", "--into", "new", "--as-of", "2567-03-31"]) == 0
    out, err = capsys.readouterr()
    lines = (folder / "new" / "data" / "measures.yaml").read_text(encoding="utf-8").splitlines()
    places = [line.split(": ", 1)[0].split(":") for line in out.splitlines()]
    assert {name for name, _ in places} == {"data/measures.yaml"}
    assert all("# ตรวจสอบ: " in lines[int(number) - 1] for _, number in places)
    assert f"{len(places)} places to look at" in err
    assert (folder / "new" / "templates" / "memo.md.j2").exists()
    assert cli.run_arguments(["validate", "-C", "new"]) == 0
    assert "date: 2567-03-31\n    status: in-progress" in (folder / "new" / "data" / "status.yaml").read_text("utf-8")


def test_a_dry_run_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It shows both files and the doubts."""
    type_in(monkeypatch, TABLE)
    assert cli.run_arguments(["import", "-", "--into", "new", "--as-of", "2567-03-31", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "+    title: ประกาศนโยบาย\n" in out
    assert "+    status: done\n" in out
    assert "data/measures.yaml:" in out
    assert [*folder.iterdir()] == []


@pytest.mark.parametrize("name", ["measures.yaml", "status.yaml"])
def test_nothing_is_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A folder that holds one of the two files is refused, and stays as it is."""
    (folder / "data").mkdir()
    (folder / "data" / name).write_text("ของเดิม", encoding="utf-8")
    type_in(monkeypatch, TABLE)
    assert cli.run_arguments(["import", "-", "--into", "."]) == 2
    assert f"there is a project already: data/{name}" in capsys.readouterr().err
    assert (folder / "data" / name).read_text(encoding="utf-8") == "ของเดิม"
    assert len([*folder.rglob("*")]) == 2


def test_no_date(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a date of the result the entries stand as comments, and the way out is said."""
    type_in(monkeypatch, TABLE)
    assert cli.run_arguments(["import", "-", "--into", "new"]) == 0
    assert (
        "no date of the result was found, so the entries are comments: give it with --as-of" in capsys.readouterr().out
    )
    history = (folder / "new" / "data" / "status.yaml").read_text(encoding="utf-8")
    assert all(line.startswith("#") or not line for line in history.splitlines())
    assert "# m01: status: done" in history
    assert cli.run_arguments(["validate", "-C", "new"]) == 0


def test_messages_in_thai(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments are in Thai whatever the language; messages follow it."""
    type_in(monkeypatch, TABLE.replace("ผู้รับผิดชอบ", "ผู้ประสานงาน"))
    assert cli.run_arguments(["import", "-", "--into", "new", "--as-of", "2567-03-31", "--lang", "th"]) == 0
    out, err = capsys.readouterr()
    assert "ตารางที่ 1: ไม่รู้จักหัวคอลัมน์ 'ผู้ประสานงาน' จึงเก็บเป็นคอลัมน์ของหน่วยงานเอง" in out
    assert "ต้องดู" in err


def test_a_missing_package_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A source whose library is not installed is refused with the command that installs it."""
    from old_memos import workbook

    monkeypatch.setattr(sources, "find_spec", lambda _name: None)
    (folder / "plan.xlsx").write_bytes(workbook({"แผน": [["มาตรการ"]]}))
    assert cli.run_arguments(["import", "plan.xlsx", "--into", "new"]) == 2
    err = capsys.readouterr().err
    assert "xlsx needs a package that is not installed: pip install" in err
    assert "calamine" in err or "itatrack[excel]" in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        ("ไม่มีตาราง\n".encode(), "no table of measures was found"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"<!doctype html><table></table>", "it is a web page"),
    ],
)
def test_a_source_that_holds_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    """It is refused as what it is, and nothing is written."""
    (folder / "memo.docx").write_bytes(content)
    assert cli.run_arguments(["import", "memo.docx", "--into", "new"]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "new").exists()


def test_a_source_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """It is said by the finding of any file that does not exist."""
    assert cli.run_arguments(["import", "none.docx", "--into", "new"]) == 2
    assert "E101" in capsys.readouterr().err
