"""`itatrack publish` as a person uses it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote

import openpyxl
import pytest
from lxml import html
from support import CASES

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAN = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
HISTORY = (CASES / "base" / "status.yaml").read_text(encoding="utf-8")


def publish(folder: Path, out: Path, *others: str, day: str = "2564-03-31") -> int:
    """Publish a project as of a day."""
    return cli.run_arguments(["publish", str(out), "-C", str(folder), "--as-of", day, *others])


def texts(out: Path) -> str:
    """Return all that is in the files, those in Word and Excel's among them."""
    found = []
    for path in out.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix in {".docx", ".xlsx"}:
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    content = b"".join(map(archive.read, archive.namelist()))
            found.append(content.decode(errors="replace"))
    return "".join(found)


@pytest.mark.slow
def test_a_folder_for_the_web_site(tmp_path: Path, make_project: Callable[..., Path]) -> None:
    """Each link of the page leads to a published file or the web, and no script or picture is asked for."""
    (make_project() / "public.pdf").write_bytes(b"%PDF")
    note = "ภายในเท่านั้น"
    first = HISTORY.index("  - date:")
    entry = "  - date: 2563-12-05\n    status: in-progress\n    evidence: [{text: <b>&, file: public.pdf}]\n"
    entry += f"    note: {note}\n"
    folder = make_project(status=HISTORY[:first] + entry + HISTORY[first:], measures="fiscal_year: 2564\n" + PLAN)
    assert publish(folder, tmp_path / "out", "--with-files") == 0
    out = tmp_path / "out"
    page = html.fromstring((out / "index.html").read_bytes())
    links = [link for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert links
    for link in links:
        assert link.startswith(("http://", "https://")) or (out / unquote(link)).is_file(), link
    named = {unquote(link) for link in links} | {"index.html", "itatrack-published.json"}
    assert {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} == named
    assert not page.xpath("//script | //img | //link | //@src | //b")
    titles = [row["มาตรการ"] for row in json.loads((out / "data" / "plan.json").read_bytes())]
    assert page.xpath("//section[h2[@id='table-plan']]//th[@scope='row']/text()") == titles
    assert {path.name for path in (out / "memos").iterdir()} == {
        f"memo-{day}.{ending}" for day in ("2563-12-31", "2564-03-31") for ending in ("html", "pdf", "docx")
    }
    assert note not in texts(out)
    book = openpyxl.load_workbook(out / "data" / "tables.xlsx")
    rows = json.loads((out / "data" / "plan.json").read_bytes())
    assert book.worksheets[0].max_row == len(rows) + 1
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}
    assert publish(folder, out, "--with-files") == 0
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before}


def test_what_was_recorded_is_data(tmp_path: Path, make_project: Callable[..., Path]) -> None:
    """A row a measure holds what the history says of it under fixed columns and types, but no note."""
    entry = "  - {date: 2563-11-01, status: in-progress, result: ร่างแล้ว, spent: 500, problems: ขาดคน, note: ภายใน}\n"
    first = HISTORY.index("  - date:")
    plan = PLAN.replace("    title:", "    budget: ไม่ใช้งบประมาณ\n    period: {to: 2563-11-20}\n    title:", 1)
    folder = make_project(measures="fiscal_year: 2564\n" + plan, status=HISTORY[:first] + entry + HISTORY[first:])
    assert publish(folder, tmp_path / "out", day="2563-11-30") == 0
    out = tmp_path / "out"
    (row, *_) = json.loads((out / "data" / "measures.json").read_bytes())
    held = {name: value for name, value in row.items() if value is not None}
    assert {
        "สถานะ": "อยู่ระหว่างดำเนินการ",
        "ตั้งแต่วันที่": "2020-11-01",
        "เกินกำหนด (วัน)": 10,
        "ผลการดำเนินงาน": "ร่างแล้ว",
        "งบประมาณ (บาท)": 0,
        "เบิกจ่าย (บาท)": 500,
        "ปัญหา อุปสรรค": "ขาดคน",
        "ปีงบประมาณ": 2564,
        "ข้อมูล ณ วันที่": "2020-11-30",
    }.items() <= held.items()
    assert "ภายใน" not in held.values()
    package = json.loads((out / "datapackage.json").read_bytes())
    types = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert types["เบิกจ่าย (บาท)"] == types["ปีงบประมาณ"] == "number"
    assert types["กำหนดแล้วเสร็จ"] == "date"
    assert (out / "data" / "measures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    page = html.fromstring((out / "index.html").read_bytes())
    assert "ปีงบประมาณ พ.ศ. 2564" in page.xpath("//header")[0].text_content()


@pytest.mark.slow
def test_the_agencys_own_files_are_shown(tmp_path: Path, make_project: Callable[..., Path]) -> None:
    """The scan of a signed memo and the terms of use that stand in the folder are linked, and never touched."""
    folder, out = make_project(measures="fiscal_year: 2564\n" + PLAN), tmp_path / "out"
    (out / "memos").mkdir(parents=True)
    (out / "memos" / "memo-2563-12-31-signed.pdf").write_bytes(b"scan")
    (out / "license.txt").write_text("\nCC BY 4.0 <b>\nและอื่น ๆ", encoding="utf-8")
    assert publish(folder, out, day="2564-01-15") == 0
    page = html.fromstring((out / "index.html").read_bytes())
    assert page.xpath("//a[@href='memos/memo-2563-12-31-signed.pdf']/text()")[0] == "ฉบับลงนาม (PDF)"
    assert page.xpath("//a[@href='license.txt']/text()") == ["CC BY 4.0 <b>"]
    package = json.loads((out / "datapackage.json").read_bytes())
    assert package["licenses"] == [{"path": "license.txt", "title": "CC BY 4.0 <b>"}]
    assert (out / "memos" / "memo-2563-12-31-signed.pdf").read_bytes() == b"scan"


def test_no_state_that_has_not_come(
    tmp_path: Path, make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the first round is over there is no memo, and a day to come is refused."""
    folder = make_project(measures="fiscal_year: 2564\n" + PLAN)
    assert publish(folder, tmp_path / "out", day="2563-12-30") == 0
    assert not (tmp_path / "out" / "memos").exists()
    assert publish(folder, tmp_path / "out", day="2699-01-01") == 2
    assert "is in the future" in capsys.readouterr().err


def test_what_is_refused(tmp_path: Path, make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written beside the data, over files of others, or from data with errors."""
    folder = make_project()
    for out in (folder, folder / "data", folder / "templates" / "x", folder.parent, folder / "data" / ".."):
        assert publish(folder, out) == 2, out
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_bytes(b"ours")
    capsys.readouterr()
    assert publish(folder, tmp_path / "out", day="2563-10-30") == 2
    assert "index.html" in capsys.readouterr().err
    assert [path.read_bytes() for path in (tmp_path / "out").iterdir()] == [b"ours"]
    broken = make_project(measures=PLAN.replace("title:", "titel:", 1))
    assert publish(broken, tmp_path / "other") == 1
    assert not (tmp_path / "other").exists()


def test_what_is_not_ready_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who publishes a plan with a new project's words in it is told which, and that the data has warnings."""
    asked = ("--agency", "ก", "--section", "ข", "--fiscal-year", "2567")
    assert cli.run_arguments(["init", str(tmp_path / "new"), *asked]) == 0
    capsys.readouterr()
    assert publish(tmp_path / "new", tmp_path / "out", day="2566-11-30") == 0
    said = capsys.readouterr().err
    assert "still to be filled in" in said
    assert "(ชื่อมาตรการแรก)" in said
    assert f"warnings in the data: itatrack validate -C {tmp_path / 'new'}" in said


def test_files_of_the_data_are_no_evidence(tmp_path: Path, make_project: Callable[..., Path]) -> None:
    """With --with-files neither the history nor a hidden file is published, though an entry names it."""
    entry = "  - date: 2563-10-05\n    status: done\n    evidence: [{file: data/status.yaml}, {file: .env}]\n"
    first = HISTORY.index("  - date:")
    folder = make_project(status=HISTORY[:first] + entry + HISTORY[first:])
    (folder / ".env").write_bytes(b"x")
    assert publish(folder, tmp_path / "out", "--with-files", day="2563-11-01") == 0
    assert not (tmp_path / "out" / "files").exists()


def test_nothing_that_a_site_would_run(
    tmp_path: Path, make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A saved page, a picture that may hold scripts and a program are left out, and named; a text is not."""
    contents = {"a.HTML": b"<p>", "b.svg": b"<svg>", "c.php.jpg": b"x", "page": b"\n <html>", "d.txt": b"<p>"}
    files = ", ".join(f"{{file: {name}}}" for name in contents)
    entry = f"  - date: 2563-10-05\n    status: done\n    evidence: [{files}]\n"
    first = HISTORY.index("  - date:")
    folder = make_project(status=HISTORY[:first] + entry + HISTORY[first:])
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    assert publish(folder, tmp_path / "out", "--with-files", day="2563-11-01") == 0
    assert [path.name for path in (tmp_path / "out" / "files").iterdir()] == ["d.txt"]
    said = capsys.readouterr().err
    assert [name for name in contents if f"left out {name}: a web site would run" in said] == [*contents][:4]
