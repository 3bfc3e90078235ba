"""Recording progress and looking at it, as the clerk does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support import CASES, ROOT, TESTS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

GOLDEN = TESTS / "golden"
STATUS = """\
property:
  - date: 2563-10-15
    status: in-progress
    note: รอผู้รับจ้าง
  - date: 2563-12-31
    status: in-progress
    evidence: [{text: ภาพถ่าย, url: https://example.go.th/a.jpg}, {text: คำสั่งที่ 15/2564, file: data/status.yaml}]
  - date: 2564-03-01
    status: done
    evidence:
      - ประกาศลงวันที่ 15 มีนาคม
    steps:
      - จัดทำแนวทางปฏิบัติและประชุมชี้แจง
  - date: 2564-05-01
    status: in-progress
    note: |-
      ระเบียบเปลี่ยน
      ต้องจัดทำใหม่
"""
LOOKS = {
    "list": ["list", "--as-of", "2564-03-20"],
    "list-overdue": ["list", "--as-of", "2564-05-20", "--overdue", "--unit", "กองคลัง"],
    "list-before-all": ["list", "--as-of", "2563-01-01"],
    "list-json": ["list", "--as-of", "2564-03-20", "--json"],
    "log": ["log", "property", "--as-of", "2564-06-01"],
    "log-early": ["log", "property", "--as-of", "2563-12-31"],
    "log-without-entries": ["log", "e-service", "--as-of", "2564-03-20"],
    "log-json": ["log", "property", "--as-of", "2564-06-01", "--json"],
}


@pytest.mark.parametrize("name", LOOKS)
def test_looks(name: str, make_project: Callable[..., Path], run: Run, golden: Callable[[Path, str], None]) -> None:
    """List and log read as the golden files do, and what they say of the listing is not part of the data."""
    done = run("status", *LOOKS[name], cwd=make_project(status=STATUS), PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr.decode()
    golden(GOLDEN / f"status-{name}.txt", done.stdout.decode() + done.stderr.decode())
    if "--json" in LOOKS[name]:
        assert json.loads(done.stdout)["schema_version"] == 1
        assert done.stderr == b""


def test_the_real_list(run: Run, golden: Callable[[Path, str], None]) -> None:
    """The list of the real memo's measures, by no other word than `status`."""
    golden(GOLDEN / "status-real.txt", run("status", "--as-of", "2564-03-31").stdout.decode())


@pytest.mark.parametrize("width", [60, 100, 200])
def test_on_a_terminal(
    width: int,
    make_project: Callable[..., Path],
    run_on_terminal: Callable[..., str],
    golden: Callable[[Path, str], None],
) -> None:
    """On a terminal there are bars and colours, and titles that do not fit beside the rest stand below it, whole."""
    folder = make_project(status=STATUS)
    shown = run_on_terminal("status", "--as-of", "2564-03-20", cwd=folder, width=width)
    golden(GOLDEN / f"status-terminal-{width}.txt", shown.replace("\x1b", "␛"))


def test_no_colour_where_none_is_wanted(make_project: Callable[..., Path], run_on_terminal: Callable[..., str]) -> None:
    """`NO_COLOR` takes the colours and leaves the text."""
    folder = make_project(status=STATUS)
    shown = run_on_terminal("status", "log", "property", cwd=folder, width=80, NO_COLOR="1")
    assert "\x1b[3" not in shown
    assert "ประกาศลงวันที่ 15 มีนาคม" in shown


SET = ["e-service", "done", "--date", "2564-03-15"]


def test_set_shows_the_change_and_what_it_means(make_project: Callable[..., Path], run: Run) -> None:
    """The diff is the output; beside it one line says what was, what is, and how many are done now."""
    folder = make_project()
    done = run("status", "set", *SET, "--evidence", "ก", cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 0
    assert done.stderr.decode() == "e-service: not-started → done as of 2564-03-15; now 2 of 2 measures done\n"
    assert done.stdout.decode().splitlines()[3:] == [
        "     status: done",
        "     evidence:",
        "       - ประกาศลงวันที่ 15 มีนาคม",
        "+e-service:",
        "+  - date: 2564-03-15",
        "+    status: done",
        "+    evidence:",
        "+      - ก",
    ]
    again = run("status", "set", *SET, "--evidence", "ก", cwd=folder, PYTHONPATH=str(ROOT))
    assert (again.returncode, again.stdout) == (0, b"")
    assert again.stderr.decode() == "nothing to change: all of this is recorded already\n"


def test_a_dry_run_writes_nothing(make_project: Callable[..., Path], run: Run) -> None:
    """`--dry-run` shows the same diff and leaves the file."""
    folder = make_project()
    path = folder / "data" / "status.yaml"
    before = path.read_bytes()
    dry = run("status", "set", *SET, "--dry-run", cwd=folder, PYTHONPATH=str(ROOT))
    assert path.read_bytes() == before
    assert "nothing was written" in dry.stderr.decode()
    wet = run("status", "set", *SET, cwd=folder, PYTHONPATH=str(ROOT))
    assert wet.stdout == dry.stdout
    assert path.read_bytes() != before


def test_a_change_that_brings_warnings_says_so(make_project: Callable[..., Path], run: Run) -> None:
    """Done without evidence is recorded, with the warning that validate would give."""
    done = run("status", "set", *SET, cwd=make_project(), PYTHONPATH=str(ROOT))
    assert done.returncode == 0
    assert "warning[W502]: measure `e-service` is done without evidence" in done.stderr.decode()


def test_evidence_by_its_kind(make_project: Callable[..., Path], run: Run) -> None:
    """An address, a file of the project (from here or from its folder) and a text are told apart."""
    folder = make_project()
    (folder / "หลักฐาน").mkdir()
    (folder / "หลักฐาน" / "a b.pdf").write_bytes(b"")
    given = ["https://example.go.th/x.pdf", "a b.pdf", "data/measures.yaml", "/etc/passwd", "doc/none.pdf", "ประกาศ"]
    options = [part for one in given for part in ("--evidence", one)]
    done = run("status", "set", *SET, *options, cwd=folder / "หลักฐาน", PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr.decode()
    added = [line[1:].strip() for line in done.stdout.decode().splitlines() if line.startswith("+      - ")]
    assert added == [
        "- url: https://example.go.th/x.pdf",
        "- file: หลักฐาน/a b.pdf",
        "- file: data/measures.yaml",
        "- /etc/passwd",
        "- doc/none.pdf",
        "- ประกาศ",
    ]
    assert "'doc/none.pdf' is recorded as a text" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["proprty", "done"],
            "unknown measure id 'proprty' (did you mean 'property'?); there are: property, e-service",
        ),
        (["property", "x", "done"], "unknown measure id 'x'; there are: property, e-service"),
        (["e-service", "dnoe"], "unknown status 'dnoe' (did you mean 'done'?); there are: not-started (ยังไม่ดำเนินการ"),
        (["done", "e-service"], "the status comes after the ids"),
        (["e-service", "done", "--date", "2699-01-01"], "2699-01-01 is in the future"),
        (["e-service", "done", "--date", "2021-03-31"], "did you mean 2564-03-31?"),
        (["e-service", "done", "--note", " "], "the text is empty"),
        (["e-service", "done", "--evidence", "https://a b"], "is not a web address"),
        (["property", "กำลังทำ"], "a step back (property: done → in-progress) needs a note that says why"),
        (["done"], "Invalid value for 'ID': there is no measure id before done"),
        (["e-service"], "Invalid value for 'STATUS': there is no status after e-service; there are: not-started ("),
        (["property", "e-service"], "Invalid value for 'STATUS': there is no status after e-service; there are: "),
        (["e-servce"], "Invalid value for 'STATUS': there is no status after e-servce; there are: "),
        (["dnoe"], "unknown status 'dnoe' (did you mean 'done'?)"),
        ([], "Missing argument 'ID... STATUS'"),
    ],
    ids=range(15),
)
def test_wrong_use(arguments: list[str], said: str, make_project: Callable[..., Path], run: Run) -> None:
    """Wrong use ends with 2, says what was probably meant, and writes nothing."""
    folder = make_project()
    before = (folder / "data" / "status.yaml").read_bytes()
    done = run("status", "set", *arguments, cwd=folder, PYTHONPATH=str(ROOT))
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert (folder / "data" / "status.yaml").read_bytes() == before


def test_words_for_a_status(make_project: Callable[..., Path], run: Run) -> None:
    """The memo's words, the short words and sloppy codes are understood."""
    for word in ("กำลังทำ", "อยู่ระหว่างดำเนินการ", "In Progress"):
        done = run("status", "set", "e-service", word, "--date", "2564-03-15", cwd=make_project(), PYTHONPATH=str(ROOT))
        assert "+    status: in-progress" in done.stdout.decode()


@pytest.mark.parametrize(
    "more",
    ["memo:", "tables: {result: [title, statuses, result, problems_and_remedy]}\nmemo:", "memo:\n  body: [changes]"],
    ids=["usual", "columns", "changes"],
)
def test_what_no_table_prints(more: str, make_project: Callable[..., Path], run: Run) -> None:
    """What no table prints is said to be so when it is first recorded, and never that it is reported no longer."""
    project = make_project()
    plan = project / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("memo:", more, 1), encoding="utf-8")
    options = ("--result", "ก", "--problems", "ข")
    said = run(
        "status", "set", "property", "in-progress", "--date", "2564-01-05", *options, "-C", str(project)
    ).stderr.decode()
    hint = "no column for this yet: ผลการดำเนินงาน, ปัญหา อุปสรรค; to print it, add result, problems to the columns"
    assert (hint in said) is (more == "memo:")
    lost = run("status", "set", "property", "done", "--date", "2564-02-05", "-C", str(project)).stderr.decode()
    assert ("no longer reported: result “ก”" in lost) is (more != "memo:")
    again = run(
        "status", "set", "e-service", "done", "--date", "2564-02-05", *options, "-C", str(project)
    ).stderr.decode()
    assert "no column" not in again


def test_several_measures_are_one_transaction(make_project: Callable[..., Path], run: Run) -> None:
    """With one wrong id nothing is written; without, all are."""
    folder = make_project()
    before = (folder / "data" / "status.yaml").read_bytes()
    wrong = run("status", "set", "e-service", "x", "done", cwd=folder, PYTHONPATH=str(ROOT))
    assert wrong.returncode == 2
    assert (folder / "data" / "status.yaml").read_bytes() == before
    both = run(
        "status", "set", "property", "e-service", "done", "--date", "2564-05-01", cwd=folder, PYTHONPATH=str(ROOT)
    )
    assert both.stdout.decode().count("+  - date: 2564-05-01") == 2
    assert both.stderr.decode().splitlines()[-1].startswith("property: still done, e-service: not-started → done")


@pytest.mark.parametrize("command", [["list"], ["log", "property"], ["set", *SET]])
def test_broken_data_is_shown_and_left(command: list[str], make_project: Callable[..., Path], run: Run) -> None:
    """Over a file that cannot be read nothing is listed and nothing is written; the finding says what to fix."""
    folder = make_project(status="property:\n\t- date: 2564-03-31\n")
    done = run("status", *command, cwd=folder, PYTHONPATH=str(ROOT))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "error[E107]: a tab is not allowed as indentation" in done.stderr.decode()


def test_a_layout_that_cannot_be_edited(make_project: Callable[..., Path], run: Run) -> None:
    """The finding says what to write by hand, and nothing is written."""
    folder = make_project(status="e-service: [\n  # ยังไม่มี\n]\n")
    done = run("status", "set", *SET, cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 1
    assert "make it by hand, for e-service: `- {date: 2564-03-15, status: done}`" in done.stderr.decode()
    assert done.stderr.decode().endswith("nothing was written\n")


def test_a_file_that_cannot_be_written(make_project: Callable[..., Path], run: Run) -> None:
    """What keeps the file from being written is said, with 2."""
    folder = make_project()
    path = folder / "data" / "status.yaml"
    real = path.rename(folder / "status.real")
    path.symlink_to(real)
    real.unlink()
    done = run("status", "set", *SET, cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 1
    assert "error[E101]" in done.stderr.decode()


def test_errors_elsewhere_are_counted(make_project: Callable[..., Path], run: Run) -> None:
    """An error in another measure does not stand in the way of recording, and is not passed over in silence."""
    folder = make_project(status=STATUS + "e-service:\n  - {date: 2564-01-01, status: dnoe}\n")
    done = run("status", "set", "property", "done", "--date", "2564-06-01", cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 0
    assert done.stderr.decode().endswith("\n1 error elsewhere in the files: itatrack validate shows it\n")


def test_a_mistyped_key_may_be_the_measure(make_project: Callable[..., Path], run: Run) -> None:
    """Where a key of the history is mistyped for the measure, nothing is recorded beside it."""
    folder = make_project(status=STATUS + "e-servce:\n  - {date: 2564-01-01, status: done, evidence: [ก]}\n")
    done = run("status", "set", "e-service", "in-progress", cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 1
    assert "if `e-service` is meant, correct it" in done.stderr.decode()
    assert "nothing was written" in done.stderr.decode()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--progress", "150"], "'150' is not a percentage from 0 to 100"),
        (["--progress", "ครึ่ง"], "'ครึ่ง' is not a percentage from 0 to 100"),
        (["--spent", "12,50"], "'12,50' is not an amount: write baht such as 12500 or 12,500.50"),
        (["--result", " "], "the text is empty"),
    ],
)
def test_wrong_amounts(options: list[str], said: str, make_project: Callable[..., Path], run: Run) -> None:
    """A percent or an amount that is none is refused with the form that is meant."""
    done = run("status", "set", "property", "done", *options, cwd=make_project(), PYTHONPATH=str(ROOT))
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_amounts_are_written_plainly(make_project: Callable[..., Path], run: Run) -> None:
    """Percent and money are recorded as plain numbers, however they were typed."""
    folder = make_project()
    options = ["--date", "2564-05-01", "--progress", "๖๐ %", "--spent", "๑๒,๕๐๐.๕ บาท", "--note", "เปิดใหม่"]
    done = run("status", "set", "property", "กำลังดำเนินการ", *options, cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr.decode()
    added = "    status: in-progress\n    progress: 60\n    spent: 12500.5\n    note: เปิดใหม่\n"
    assert added in (folder / "data" / "status.yaml").read_text(encoding="utf-8")


def test_the_agencys_own_words_for_a_status(run: Run) -> None:
    """The words that the plan has for the statuses are understood too."""
    school = ("-C", "examples/school")
    done = run("status", "set", "parents-forum", "กำลังดำเนินการ", *school, "--date", "2567-05-01", "--dry-run")
    assert "+    status: in-progress" in done.stdout.decode()
    plan = (ROOT / "examples" / "school" / "data" / "measures.yaml").read_text(encoding="utf-8")
    assert "done: แล้วเสร็จ" in plan
    listed = run("status", "list", *school, "--as-of", "2567-03-31", "--status", "แล้วเสร็จ").stdout.decode()
    assert "integrity-camp" in listed
    assert "honest-shop" not in listed


def test_own_words_beyond_the_usual(make_project: Callable[..., Path], run: Run) -> None:
    """A word that only this plan has is understood, and one that nobody has is refused."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    folder = make_project(measures="status_words: {done: ปิดงาน}\n" + plan)
    arguments = ["status", "set", "property", "--date", "2564-05-01", "--dry-run"]
    done = run(*arguments[:3], "ปิดงาน", *arguments[3:], cwd=folder, PYTHONPATH=str(ROOT))
    assert "+    status: done" in done.stdout.decode()
    refused = run(*arguments[:3], "พักงาน", *arguments[3:], cwd=folder, PYTHONPATH=str(ROOT))
    assert refused.returncode == 2
    assert "unknown status 'พักงาน'" in refused.stderr.decode()


@pytest.mark.parametrize("command", [("list",), ("log", "property"), ("list", "--json")])
def test_a_day_to_come_is_warned_of(command: tuple[str, ...], make_project: Callable[..., Path], run: Run) -> None:
    """A state as of a day to come is shown, with a warning beside it; one of a day that has come has none."""
    folder = make_project()
    told = run("status", *command, "--as-of", "2690-01-01", cwd=folder, PYTHONPATH=str(ROOT))
    assert told.returncode == 0
    assert told.stderr.decode() == "warning: 2690-01-01 is in the future: this is what has been recorded so far\n"
    assert run("status", *command, "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT)).stderr == b""
