"""`itatrack report` as a person uses it, each time as a process of its own."""

from __future__ import annotations

import csv
import io
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from calling import call
from support import CASES, ROOT, TESTS

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

AS_OF = ("report", "--bare", "--as-of", "2564-03-31")
GOLDEN = {name: (TESTS / "golden" / f"memo-2564-03-31.{name}").read_bytes() for name in ("md", "txt")}


def test_a_plan_without_memo_has_tables(make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Who publishes tables only is told which there are, prints them, and lists measures by the units they name."""
    plan = (TESTS / "cases" / "valid" / "tables-without-memo-and-units" / "measures.yaml").read_text(encoding="utf-8")
    folder = str(make_project(measures=plan))
    report = ["report", "-C", folder, "--as-of", "2564-03-31", "--bare"]
    assert cli.run_arguments(report) == 2
    assert "the plan has no memo; name a table: plan, result, bs4, register" in " ".join(
        capsys.readouterr().err.split()
    )
    assert cli.run_arguments([*report, "--table", "register"]) == 0
    assert "| ๑ | การใช้ทรัพย์สินของราชการ | นายสมชาย ใจดี |" in capsys.readouterr().out
    assert cli.run_arguments([*report, "--form", "bs4"]) == 0
    assert cli.run_arguments(["status", "list", "-C", folder, "--unit", "นายสมชาย ใจดี"]) == 0
    assert cli.run_arguments([*report, "--table", "regster"]) == 2
    assert "did you mean 'register'?" in " ".join(capsys.readouterr().err.split())
    assert cli.run_arguments([*report, "--table", "register", "--form", "bs4"]) == 2


@pytest.mark.parametrize("day", ["2564-03-31", "๒๕๖๔-๐๓-๓๑", "31/3/2564", "31 มี.ค. 2564", "๓๑ มีนาคม ๒๕๖๔"])
def test_the_memo_goes_to_stdout(run: Run, day: str) -> None:
    """The memo, and nothing else, is on standard output, whichever way the day is written."""
    done = run("report", "--bare", "--as-of", day)
    assert done.returncode == 0
    assert done.stdout == GOLDEN["md"]
    assert done.stderr.decode() == "10 warnings in the data: itatrack validate shows them\n"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2021-03-31", "looks like the common era; years are of the Buddhist era; did you mean 2564-03-31?"),
        ("2564-02-29", "there is no such day as '2564-02-29'"),
        ("2483-12-31", "lies before 2484: until then the Thai year began on 1 April"),
        ("2765-01-01", "lies after 2700"),
        ("31/3/04", "has only two digits: write all four: 2504-03-31 or 2547-03-31?"),
        ("soon", "write it as 2564-03-31, 31/3/2564"),
    ],
)
def test_a_wrong_day_is_wrong_use(run: Run, day: str, message: str) -> None:
    """A day that is none ends with status 2 and says what to write."""
    done = run("report", "--bare", "--as-of", day)
    assert done.returncode == 2
    assert done.stdout == b""
    assert message in " ".join(done.stderr.decode().split())


def test_today_and_the_memo_date(run: Run) -> None:
    """The as-of day is today unless said, and the memo may bear another date than the day it speaks of."""
    assert run("report").stdout == run("report", "--as-of", "today").stdout == run("report", "--as-of", "วันนี้").stdout
    memo = run(*AS_OF, "--date", "2564-04-05").stdout.decode()
    assert "**วันที่** ๕ เมษายน ๒๕๖๔" in memo
    assert "สรุป ณ วันที่ ๓๑ มีนาคม ๒๕๖๔" in memo


@pytest.mark.parametrize(
    ("arguments", "name", "form"),
    [
        (["--format", "txt"], "memo.txt", "txt"),
        ([], "memo.txt", "txt"),
        ([], "memo.md", "md"),
        (["--format", "md"], "memo.txt", "md"),
        ([], "memo", "md"),
        (["--template", str(ROOT / "templates" / "memo.txt.j2")], "memo", "txt"),
    ],
)
def test_the_memo_goes_to_a_file(run: Run, tmp_path: Path, arguments: list[str], name: str, form: str) -> None:
    """With --output the file holds the memo in UTF-8, standard output is empty, and the ending tells the format."""
    done = run(*AS_OF, *arguments, "--output", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / name).read_bytes() == GOLDEN[form]
    assert f"wrote {tmp_path / name}" in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_tables_go_to_files_of_data(tmp_path: Path) -> None:
    """CSV holds the table of results, or the one that is named; Excel all tables of the form, a sheet each."""
    status, out, _ = call("report", "--as-of", "2564-03-31", "--format", "csv")
    assert status == 0
    assert len([*csv.reader(io.StringIO(out))]) == 13
    assert out.startswith('"มาตรการ","ขั้นตอนหรือวิธีการปฏิบัติ","สถานะการดำเนินงาน: ยังไม่ดำเนินการ"')
    path = tmp_path / "plan.csv"
    assert call("report", "--as-of", "2564-03-31", "--table", "plan", "--bom", "-o", str(path))[0] == 0
    assert path.read_bytes().startswith('\ufeff"มาตรการ","ขั้นตอนหรือวิธีปฏิบัติ","ผู้รับผิดชอบ"'.encode())
    path = tmp_path / "both.xlsx"
    assert call("report", "--as-of", "2564-03-31", "-o", str(path))[0] == 0
    assert openpyxl.load_workbook(path).sheetnames == ["ผลการดำเนินการ", "มาตรการ"]
    assert call("report", "--as-of", "2564-03-31", "-o", str(path), "--form", "bs4")[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["แบบ บส. 4"]
    assert book.properties.title.endswith("ข้อมูล ณ วันที่ 31 มีนาคม 2564")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("--format csv --table plam", "unknown table 'plam' (did you mean 'plan'?); there are: plan, result, bs4"),
        ("--format csv --table assessment", "unknown table 'assessment'; there are: plan, result, bs4"),
        ("--bom", "only csv has a byte order mark"),
        ("--format xlsx --bom -o a.xlsx", "only csv has a byte order mark"),
        ("--format csv -o a.xlsx", "csv cannot be written to a file ending in .xlsx"),
        ("--format csv --template templates/memo.md.j2", "csv and xlsx are made without a template"),
    ],
)
def test_what_no_file_of_data_can_be(line: str, problem: str) -> None:
    """A table that is not there, and options that do not go together, are refused."""
    status, out, err = call("report", "--as-of", "2564-03-31", *line.split())
    assert (status, out) == (2, "")
    assert problem in err


def test_a_text_too_long_for_excel(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that Excel would cut is told with its place, and nothing is written."""
    monkeypatch.setattr("itatrack.report.sheets.xlsx_file.MAX_LETTERS", 10)
    folder = make_project()
    status, _, err = call("report", "-C", str(folder), "--as-of", "2564-03-31", "-o", str(folder / "a.xlsx"))
    assert (status, (folder / "a.xlsx").exists()) == (1, False)
    assert "row 1 of the table 'ผลการดำเนินการ' has more than 10 letters in 'มาตรการ'" in err
    assert "use --format csv" in err


def test_a_word_document_changed_by_hand(run: Run, tmp_path: Path) -> None:
    """It is overwritten with --force only; one that is as it was written, or empty, always is."""
    path = tmp_path / "memo.docx"
    command = (*AS_OF, "-o", str(path))
    path.touch()
    assert [run(*command).returncode for _ in range(2)] == [0, 0]
    written = path.read_bytes()
    for other in (with_part(written, "word/document.xml", b"</w:body>", b"<w:p/></w:body>"), b"not a memo"):
        path.write_bytes(other)
        refused = run(*command)
        assert refused.returncode == 2
        assert b"overwrite it with --force" in refused.stderr
        assert path.read_bytes() == other
    assert run(*command, "--force").returncode == 0
    assert path.read_bytes() == written


def with_part(package: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a Word document with a part changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(content, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.replace(old, new) if name == part else text)
    return content.getvalue()


def test_an_existing_file_keeps_mode_and_link(run: Run, tmp_path: Path) -> None:
    """A written file keeps its mode, and a symbolic link goes on pointing at it."""
    target, link = tmp_path / "real.md", tmp_path / "link.md"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run(*AS_OF, "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert target.read_bytes() == GOLDEN["md"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "where",
    [
        "missing/memo.md",
        "folder",
        "loop",
        "data/measures.yaml",
        "data/status.yaml",
        "link-to-data",
        "templates/memo.md.j2",
        "memo.odt",
        "memo.ods",
        "memo.2564",
        "/dev/full",
        "",
    ],
)
def test_a_file_that_cannot_be_written(run: Run, make_project: Callable[..., Path], where: str) -> None:
    """What is no place for a file, the project's own files and formats not known yet are refused with status 2."""
    project = make_project()
    (project / "folder").mkdir()
    (project / "templates").mkdir()
    shutil.copy(ROOT / "templates" / "memo.md.j2", project / "templates")
    (project / "loop").symlink_to("loop")
    (project / "link-to-data").symlink_to("data/status.yaml")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = run(*AS_OF, "-C", str(project), "-o", where, cwd=project)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_no_report_over_errors(run: Run, make_project: Callable[..., Path]) -> None:
    """Over data with errors there is no memo: findings on standard error, status 1, an existing file as it was."""
    project = make_project(CASES / "invalid" / "E407-unknown-status")
    (project / "memo.md").write_text("old", encoding="utf-8")
    done = run(*AS_OF, "-o", "memo.md", cwd=project)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "error[E407]: unknown status `in-progess`\n --> data/status.yaml:3:13" in done.stderr.decode()
    assert "the command needs data without errors" in done.stderr.decode()
    assert (project / "memo.md").read_text(encoding="utf-8") == "old"
    assert run(*AS_OF, "-o", "new.md", cwd=project).returncode == 1
    assert not (project / "new.md").exists()


def test_the_project_is_found_from_below(run: Run, make_project: Callable[..., Path], tmp_path: Path) -> None:
    """A folder of the project, or -C from anywhere, finds it; elsewhere the tool says what it looked for."""
    project = make_project()
    inner = project / "a" / "b"
    inner.mkdir(parents=True)
    expected = run(*AS_OF, cwd=project).stdout
    assert expected == run(*AS_OF, cwd=inner).stdout == run(*AS_OF, "-C", str(project), cwd=tmp_path).stdout != b""
    done = run(*AS_OF, cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no data/measures.yaml" in " ".join(done.stderr.decode().split())


def test_own_templates(run: Run, make_project: Callable[..., Path], tmp_path: Path) -> None:
    """The project's template wins over the packaged one, and one named on the command line over both."""
    project = make_project()
    (project / "templates").mkdir()
    (project / "templates" / "memo.md.j2").write_text("ของโครงการ {{ title }}", encoding="utf-8")
    (tmp_path / "my.md.j2").write_text("ของฉัน {% include 'memo.md.j2' %}", encoding="utf-8")
    assert run(*AS_OF, cwd=project).stdout.decode() == "ของโครงการ มาตรการส่งเสริมคุณธรรม\n"
    done = run(*AS_OF, "--template", str(tmp_path / "my.md.j2"), cwd=project)
    assert done.stdout.decode() == "ของฉัน ของโครงการ มาตรการส่งเสริมคุณธรรม\n"


def test_a_slip_in_a_template(run: Run, make_project: Callable[..., Path]) -> None:
    """A slip in a template is a finding in the template's own file, with status 1 and no output."""
    project = make_project()
    (project / "templates").mkdir()
    (project / "templates" / "memo.md.j2").write_text("ก\n  {{ titel }}\n", encoding="utf-8")
    done = run(*AS_OF, "-o", "memo.md", cwd=project)
    assert done.returncode == 1
    assert "error[T603]: unknown variable `titel`\n --> templates/memo.md.j2:2:6" in done.stderr.decode()
    assert not (project / "memo.md").exists()


def test_a_template_in_another_encoding(run: Run, make_project: Callable[..., Path]) -> None:
    """A template that is not UTF-8 is named with its encoding."""
    project = make_project()
    (project / "my.j2").write_bytes("บันทึกข้อความ".encode("tis-620"))
    done = run(*AS_OF, "--template", "my.j2", cwd=project)
    assert done.returncode == 1
    assert "error[E103]: not UTF-8: the text looks like TIS-620" in done.stderr.decode()


def test_digits_and_width(run: Run) -> None:
    """--digits arabic prints digits as the data has them, --width sets the page, and a page has a least width."""
    assert "โทร. 0-4301-9915" in run(*AS_OF, "--digits", "arabic").stdout.decode()
    assert run(*AS_OF, "--format", "txt", "--width", "80").stdout == GOLDEN["txt"]
    assert run(*AS_OF, "--format", "txt", "--width", "39").returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp874"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX"},
    ],
    ids=str,
)
def test_any_terminal_encoding(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    """Whatever the terminal's encoding, every command ends as it should and a file is UTF-8 all the same."""
    for form in ("md", "txt"):
        done = run(*AS_OF, "--format", form, **environment)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
        assert len(done.stdout) > 8_000
        assert run(*AS_OF, "--format", form, "-o", str(tmp_path / "memo"), **environment).returncode == 0
        assert (tmp_path / "memo").read_bytes() == GOLDEN[form]
    for arguments in (["validate"], ["validate", "--format", "concise"], ["--help"], ["report", "--help"]):
        done = run(*arguments, **environment)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert run("report", "--as-of", "๒๕๖๔-๐๒-๒๙", **environment).returncode == 2


def test_a_thai_terminal_shows_boxes_in_ascii(run: Run) -> None:
    """Windows-874 has Thai letters but no line characters: plainer ones stand in for them."""
    text = run(*AS_OF, "--format", "txt", PYTHONIOENCODING="cp874").stdout.decode("cp874")
    assert "+---------------+-" in text
    assert "| / ตรวจสอบ " in text
    assert "\\u" not in text


@pytest.mark.slow
def test_a_reader_that_goes_away() -> None:
    """Piped into a program that stops reading, the tool ends without a word."""
    script = f"'{sys.executable}' -m itatrack report --as-of 2564-03-31 --format txt | head -1"
    done = subprocess.run(script, shell=True, cwd=ROOT, capture_output=True, check=False, env=dict(os.environ))  # noqa: S602
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["validate"], list(AS_OF), ["--help"], ["--version"]], ids=" ".join)
def test_streams_that_take_nothing(arguments: list[str]) -> None:
    """A full disk behind standard output is status 2, closed streams are no reason for a traceback."""
    command = f"'{sys.executable}' -m itatrack {' '.join(arguments)}"

    def shell(redirect: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(f"{command} {redirect}", shell=True, cwd=ROOT, capture_output=True, check=False)  # noqa: S602

    full = shell(">/dev/full")
    assert full.returncode == 2
    assert b"the output cannot be written: No space left on device" in full.stderr
    for redirect in (">/dev/full", ">&-", "2>&-", ">&- 2>&-", "2>/dev/full"):
        assert b"Traceback" not in shell(redirect).stderr
        assert b"Exception" not in shell(redirect).stderr


def test_links_to_templates(run: Run, make_project: Callable[..., Path], tmp_path: Path) -> None:
    """A template that the user names is used wherever its link leads; the project's own must stay in its folder."""
    project = make_project()
    (project / "templates").mkdir()
    (tmp_path / "shared.j2").write_text("ร่วม", encoding="utf-8")
    (project / "templates" / "memo.md.j2").symlink_to(tmp_path / "shared.j2")
    done = run(*AS_OF, cwd=project)
    assert done.returncode == 1
    assert "templates/memo.md.j2:1:1" in done.stderr.decode()
    assert "a link that leads out of the templates' folder" in done.stderr.decode()
    assert run(*AS_OF, "--template", "templates/memo.md.j2", cwd=project).stdout.decode() == "ร่วม\n"


@pytest.mark.slow
def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """In a folder that was deleted meanwhile, the tool says that there is no project."""
    command = f"cd '{tmp_path / 'gone'}' && rmdir '{tmp_path / 'gone'}' && '{sys.executable}' -m itatrack"
    for arguments, status in (("validate", 2), (f"validate -C '{ROOT}' --as-of 2564-03-31", 0)):
        (tmp_path / "gone").mkdir()
        done = subprocess.run(f"{command} {arguments}", shell=True, capture_output=True, check=False)  # noqa: S602
        assert b"Traceback" not in done.stderr
        assert done.returncode == status


def test_the_option_of_a_wrong_day_is_named(run: Run) -> None:
    """With two days given, the message says which one is wrong, and does not repeat pages of it."""
    done = run(*AS_OF, "--date", "9" * 5000)
    assert "'--date'" in done.stderr.decode()
    assert len(done.stderr) < 1000
    assert run(*AS_OF, "--date", "").returncode == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--round", "5"], "'5' is not a round of the plan; there are: 'รอบ 3 เดือน', 'รอบ 6 เดือน'"),
        (["--round", "เดือน"], "'เดือน' may be more than one round"),
        (["--form", "bs5"], "'bs5' is not one of 'memo', 'bs4'"),
    ],
)
def test_a_round_or_form_that_there_is_not(options: list[str], said: str, run: Run) -> None:
    """An unknown round or form is refused with those that there are."""
    done = run("report", *options)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_round_sets_day_and_name(run: Run) -> None:
    """A round's last day is the day of the report, unless one is given, and the report names the round."""
    by_round = run("report", "--round", "6").stdout.decode()
    assert "สรุป รอบ ๖ เดือน ณ วันที่ ๓๑ มีนาคม ๒๕๖๔" in by_round
    later = run("report", "--round", "๖", "--as-of", "2564-04-20", "--date", "2564-04-21").stdout.decode()
    assert "สรุป รอบ ๖ เดือน ณ วันที่ ๒๐ เมษายน ๒๕๖๔" in later
    assert "**วันที่** ๒๑ เมษายน ๒๕๖๔" in later


def test_a_round_without_a_day(make_project: Callable[..., Path], run: Run) -> None:
    """Where no fiscal year says when a round ends, the day has to be given."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    folder = make_project(measures=plan.replace("  due: 2564-03-31\n", ""))
    refused = run("report", "--round", "6", cwd=folder, PYTHONPATH=str(ROOT))
    assert refused.returncode == 2
    assert "the last day of 'รอบ 6 เดือน' is not known" in refused.stderr.decode()
    done = run("report", "--round", "6", "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 0
    assert "สรุป รอบ ๖ เดือน ณ" in done.stdout.decode()


def test_a_measure_that_is_reported_in_other_rounds(make_project: Callable[..., Path], run: Run) -> None:
    """A report on a round says of such a measure in which it is reported."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    plan = plan.replace("  - id: e-service\n", "  - id: e-service\n    rounds: รอบ 12 เดือน\n")
    done = run("report", "--round", "6", cwd=make_project(measures=plan), PYTHONPATH=str(ROOT))
    assert done.stdout.decode().count("(รายงานในรอบ ๑๒ เดือน)") == 1


@pytest.mark.parametrize(
    ("template", "options", "said"),
    [
        ("memo.docx", ["--format", "md"], "a template of docx cannot make md"),
        ("memo.typ", ["-o", "memo.docx"], "a template of pdf cannot make docx"),
        ("memo.txt.j2", ["-o", "memo.md"], "a template of txt cannot make md"),
    ],
)
def test_a_template_of_another_format(template: str, options: list[str], said: str, run: Run) -> None:
    """A template that cannot make what is asked for is refused, and no file is written under a wrong name."""
    done = run("report", "--template", f"templates/{template}", *options)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (ROOT / options[-1]).exists()


@pytest.mark.parametrize(
    ("name", "form"), [("memo.pdf", "md"), ("memo.docx", "txt"), ("memo.html", "pdf"), ("a.HTM", "md")]
)
def test_an_ending_of_another_format(name: str, form: str, run: Run, tmp_path: Path) -> None:
    """A file is not given the ending of a format that it does not hold."""
    done = run(*AS_OF, "-C", str(ROOT), "-o", name, "--format", form, cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert f"{form} cannot be written to a file ending in" in done.stderr.decode()


@pytest.mark.parametrize("arguments", [["-o", "memo.ods"], ["-o", "memo.ods", "--format", "md"], ["-o", "memo.md.j2x"]])
def test_an_ending_of_no_format(arguments: list[str], run: Run, tmp_path: Path) -> None:
    """An ending that is none of a format is refused with those there are, also where a format is named."""
    done = run(*AS_OF, "-C", str(ROOT), *arguments, cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert b"name a file in .docx, .pdf, .html, .md, .txt, .csv or .xlsx" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--round", "6", "--as-of", "2563-12-31"], "is not within 'รอบ 6 เดือน'"),
        (["--round", "3", "--as-of", "2563-09-30"], "is not within 'รอบ 3 เดือน'"),
        (["--as-of", "2564-03-31", "--date", "2564-03-30"], "a memo dated 2564-03-30 cannot report 2564-03-31"),
        (["--as-of", "2700-12-31"], "2700-12-31 is in the future"),
    ],
)
def test_days_that_do_not_fit(arguments: list[str], said: str, run: Run) -> None:
    """A day to come, one before the round, and a memo that is dated before its day make no memo."""
    done = run("report", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


@pytest.mark.parametrize("day", ["2564-04-01", "2569-09-30"])
def test_a_day_after_the_round(day: str, run: Run) -> None:
    """A round may be reported on later, which is warned of, with --quiet too."""
    done = run("report", "--round", "6", "--as-of", day, "--quiet")
    assert done.returncode == 0
    assert f"warning: {day} is not within 'รอบ 6 เดือน', which ends on 2564-03-31" in done.stderr.decode()


def test_a_round_that_is_not_over(run: Run, make_project: Callable[..., Path]) -> None:
    """A round that ends on a day to come is reported on as of a day that has come."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    project = make_project(measures=f"{plan}rounds: [{{name: รอบ 6 เดือน, cut_off: 2690-03-31}}]\n")
    assert b"2690-03-31 is in the future" in run("report", "--round", "6", cwd=project).stderr
    assert run("report", "--round", "6", "--as-of", "today", cwd=project).returncode == 0


@pytest.mark.parametrize("day", ["2500-01-01", "2562-09-30", "2566-10-01"])
def test_a_year_far_off(day: str, run: Run) -> None:
    """A day far from the plan's fiscal year is warned of, with --quiet too."""
    done = run("report", "--as-of", day, "--quiet")
    assert done.returncode == 0
    assert f"warning: {day} is far from the plan's fiscal year 2564" in done.stderr.decode()
    assert b"is far from" not in run("report", "--as-of", "2564-03-31", "--quiet").stderr
    assert b"is far from" in run("report", "--as-of", "2564-03-31", "--date", "2600-01-01").stderr


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["md", "txt", "html", "docx"])
def test_a_table_alone_carries_what_it_was_made_from(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is authentic as it was written, and changed with another word in it."""
    file = tmp_path / f"calendar.{ending}"
    report = ["report", "-C", str(ROOT / "examples" / "risk-plan"), "--round", "2", "--table", "calendar"]
    assert cli.run_arguments([*report, "-o", str(file)]) == 0
    assert cli.run_arguments(["verify", str(file)]) == 0
    if ending != "docx":
        file.write_text(file.read_text(encoding="utf-8").replace("เห็นชอบแผน", "ไม่เห็นชอบแผน", 1), encoding="utf-8")
        assert cli.run_arguments(["verify", str(file)]) == 1
    capsys.readouterr()
