"""Beginning a project, as an agency does that has nothing yet."""

from __future__ import annotations

import io
import os
import pydoc
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from rendering import TEXT_FORMATS
from support import ROOT, documents

from itatrack import cli
from itatrack.project import load
from itatrack.scaffold.new_project import Answers, data_files
from itatrack.scaffold.placeholders import PLACEHOLDERS
from itatrack.storage.workspace import PLAN, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

# Where the tool is installed from: a commit cannot be moved.
ADDRESS = "git+https://example.org/agency/itatrack@" + "0123456789" * 4


@pytest.mark.parametrize("year", [2564, 2567, 2570, 2600])
@pytest.mark.parametrize("name", ["เทศบาลตำบลตัวอย่าง", "ก: ข #1", "- x", '\'"ก"', "[ก]", "no", "<section>"])
def test_a_new_project_has_only_its_words_to_be_replaced(year: int, name: str, tmp_path: Path) -> None:
    """Whatever the agency is called, each placeholder is found once where it stands, and nothing else is wrong."""
    for path, content in data_files(Answers(name, "สำนักปลัด", year)).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    workspace = Workspace(tmp_path)
    loaded = load(*documents(workspace), date(year - 543, 9, 30), workspace.has_file)
    plan, _ = loaded.complete()
    assert (plan.agency.name, plan.fiscal_year) == (name, year)
    spans = [finding.span for finding in loaded.findings]
    found = [span.excerpt[span.column - 1 : span.end_column - 1] for span in spans]
    assert {finding.code for finding in loaded.findings} == {"W524"}
    values = (tmp_path / PLAN).read_text(encoding="utf-8")
    assert sorted(found) == sorted(text for text in PLACEHOLDERS for _ in range(values.count(text)))
    for text in PLACEHOLDERS:
        values = values.replace(text, "ของเรา")
    (tmp_path / PLAN).write_text(values, encoding="utf-8")
    assert load(*documents(workspace), date(year - 543, 9, 30), workspace.has_file).findings == []


@pytest.mark.slow
def test_it_reports_at_once(run: Run, tmp_path: Path) -> None:
    """The new project is valid and makes a memo in every text format; with --checks-from its files are there too."""
    folder = tmp_path / "new" / "agency"
    done = run("init", str(folder), "--yes", "--checks-from", ADDRESS, "--agency", "กรมตัวอย่าง")
    assert done.returncode == 0, done.stderr.decode()
    done = run("validate", "-C", str(folder), "--format", "concise")
    assert (done.returncode, done.stderr) == (0, b"6 warnings in 1 file\n")
    assert all(b"warning[W524]" in line for line in done.stdout.splitlines())
    for form in TEXT_FORMATS:
        assert "กรมตัวอย่าง" in run("report", "-C", str(folder), "--format", form).stdout.decode()
    assert {".gitignore", ".pre-commit-config.yaml", ".github", "data", "templates"} == {
        path.name for path in folder.iterdir()
    }


def test_an_editor_finds_the_schemas(run: Run, tmp_path: Path) -> None:
    """The first line of both files leads to their schema, which is the package's."""
    run("init", str(tmp_path), "--yes")
    for name in ("measures", "status"):
        first, _, _ = (tmp_path / "data" / f"{name}.yaml").read_text(encoding="utf-8").partition("\n")
        where = tmp_path / "data" / first.removeprefix("# yaml-language-server: $schema=")
        assert where.read_bytes() == (ROOT / "itatrack" / "model" / "schema" / f"{name}.schema.json").read_bytes()


@pytest.mark.slow
def test_the_questions(tmp_path: Path) -> None:
    """It asks for what is not given, offers an answer, and takes the given year in Thai digits."""
    done = subprocess.run(
        [sys.executable, "-m", "itatrack", "init", str(tmp_path / "p"), "--fiscal-year", "๒๕๖๗"],
        input="เทศบาลเมืองใหม่\n\n".encode(),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.strip() == b""
    said = done.stderr.decode()
    assert "Agency [(ชื่อหน่วยงาน)]" in said
    assert "Fiscal year" not in said
    plan = (tmp_path / "p" / PLAN).read_text(encoding="utf-8")
    assert "name: เทศบาลเมืองใหม่\n" in plan
    assert "fiscal_year: 2567\n" in plan
    assert "section: สำนักปลัด " in plan


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    """A file that is there is kept, and a project that is there is left alone."""
    (tmp_path / ".gitignore").write_text("mine\n")
    first = run("init", str(tmp_path), "--yes")
    assert "kept" in first.stderr.decode()
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    (tmp_path / PLAN).write_text("mine too\n")
    second = run("init", str(tmp_path), "--yes")
    assert second.returncode == 2
    assert "there is a project already" in second.stderr.decode()
    assert (tmp_path / PLAN).read_text() == "mine too\n"


def test_the_example_is_the_real_memo(run: Run, tmp_path: Path) -> None:
    """With --example the project prints the real memo."""
    run("init", str(tmp_path), "--example")
    memo = run("report", "--bare", "-C", str(tmp_path), "--as-of", "2564-03-31").stdout
    assert memo == (ROOT / "tests" / "golden" / "memo-2564-03-31.md").read_bytes()


def test_the_workflow_installs_what_is_pinned(run: Run, tmp_path: Path) -> None:
    """The workflow installs the tool from the address that is given, and without one there is no workflow."""
    run("init", "--yes", "--checks", cwd=tmp_path)
    assert (tmp_path / ".pre-commit-config.yaml").exists()
    assert not (tmp_path / ".github").exists()
    run("init", "other", "--yes", "--checks-from", ADDRESS, cwd=tmp_path)
    workflow = yaml.safe_load((tmp_path / "other/.github/workflows/itatrack.yml").read_text(encoding="utf-8"))
    commands = [step["run"] for step in workflow["jobs"]["validate"]["steps"] if "run" in step]
    assert commands == [f'pip install "itatrack @ {ADDRESS}"', "itatrack validate"]


@pytest.mark.parametrize(
    "address",
    [
        "itatrack",
        "itatrack==1.0",
        "git+https://example.org/itatrack",
        "git+https://example.org/itatrack@v1.0",
        "git+https://example.org/itatrack@main",
        "git+http://example.org/itatrack@" + "a" * 40,
        "git+https://example.org/$(id)@" + "a" * 40,
        'git+https://example.org/x"; id; "@' + "a" * 40,
        ADDRESS + "\n",
        ADDRESS + " x",
    ],
)
def test_an_address_that_is_not_pinned(address: str, run: Run, tmp_path: Path) -> None:
    """A name that anybody may register, a tag or a branch that can be moved, and signs of a shell are refused."""
    done = run("init", "p", "--yes", "--checks-from", address, cwd=tmp_path)
    assert done.returncode == 2
    assert b"is not a pinned address" in done.stderr
    assert not (tmp_path / "p").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["os.open", "os.fsync", "pathlib.Path.replace", "pathlib.Path.mkdir", "os.write"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "Ctrl-C"])
def test_an_interrupted_init_goes_on(
    name: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it is interrupted there is no project yet, and the same command makes the whole of it."""
    line = ["init", "--yes", "--agency", "ก", "--checks-from", ADDRESS, "--quiet"]
    monkeypatch.chdir(tmp_path)
    assert cli.run_arguments([*line, "whole"]) == 0
    whole = files_below(tmp_path / "whole")
    owner, attribute = pydoc.locate(name.rpartition(".")[0]), name.rpartition(".")[2]
    original = getattr(owner, attribute)
    for fault in range(0, 200, 7):
        folder = f"p{fault}"
        left = [error if number == fault else None for number in range(fault + 1)]
        with monkeypatch.context() as patch:
            patch.setattr(owner, attribute, failing_once(original, left))
            status = cli.run_arguments([*line, folder])
        if left:
            assert fault > 7
            return
        plan = tmp_path / folder / PLAN
        assert not plan.exists() or plan.read_bytes() == whole[PLAN]
        if status != 0 and not plan.exists():
            assert cli.run_arguments([*line, folder]) == 0
        assert files_below(tmp_path / folder) == whole
    pytest.fail("every run failed")


def failing_once(original: Callable[..., object], left: list[BaseException | None]) -> Callable[..., object]:
    """Return a function that raises what is next in a list, or else does what it did."""

    def call(*arguments: object, **options: object) -> object:
        error = left.pop(0) if left else None
        if error:
            raise error
        return original(*arguments, **options)

    return call


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="its shell closes no streams")
@pytest.mark.skipif("faketime" in os.environ.get("LD_PRELOAD", ""), reason="libfaketime opens a file as that stream")
def test_nobody_to_answer(tmp_path: Path) -> None:
    """Where standard input is closed or empty, the questions end the command and nothing is written."""
    for given in ("<&-", "</dev/null"):
        line = f'exec "$0" -m itatrack init p {given}'
        done = subprocess.run(["sh", "-c", line, sys.executable], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert b"Aborted!" in done.stderr
        assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    ("year", "said"),
    [("2024", "did you mean 2567?"), ("ปีนี้", "is not a year of the Buddhist era"), ("24", "2524 or 2567?")],
)
def test_a_wrong_year(year: str, said: str, run: Run, tmp_path: Path) -> None:
    """A year that is none of the Buddhist era is refused, and nothing is written."""
    done = run("init", str(tmp_path / "p"), "--yes", "--fiscal-year", year)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("year", ["67", "๖๗", "พ.ศ. 2567"])
def test_a_year_that_can_mean_one_year_only(year: str, tmp_path: Path) -> None:
    """A year of two digits, or with words before it, is taken for what it says."""
    assert cli.run_arguments(["init", str(tmp_path / "p"), "--yes", "--fiscal-year", year]) == 0
    assert "\nfiscal_year: 2567" in (tmp_path / "p" / "data" / "measures.yaml").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """A file in place of the folder is named, without a traceback."""
    (tmp_path / "p").write_text("")
    done = run("init", str(tmp_path / "p" / "q"), "--yes")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("agency", "head"),
    [
        ("เทศบาลตำบลทดลอง", "นายกเทศมนตรีตำบลทดลอง"),
        ("องค์การบริหารส่วนตำบลทดลอง", "นายกองค์การบริหารส่วนตำบลทดลอง"),
        ("จังหวัดทดลอง", "ผู้ว่าราชการจังหวัดทดลอง"),
        ("โรงเรียนทดลอง", "ผู้อำนวยการโรงเรียนทดลอง"),
        ("กรมทดลอง", "อธิบดีกรมทดลอง"),
        ("สถาบันทดลอง", "(ตำแหน่งหัวหน้าหน่วยงาน)"),
    ],
)
def test_whom_the_memo_goes_to(agency: str, head: str, run: Run, tmp_path: Path) -> None:
    """The memo goes to the agency's head by the title that its kind has, or to words that are to be changed."""
    run("init", str(tmp_path / "p"), "--yes", "--agency", agency)
    plan = (tmp_path / "p" / PLAN).read_text(encoding="utf-8")
    assert f"  to: {head}  # เรียน\n" in plan
    assert f"    - of: {head}\n" in plan


def test_what_is_left_to_be_filled_in_is_told(run: Run, tmp_path: Path) -> None:
    """A report of a new project tells which of its words were printed as they came; one of a changed plan does not."""
    run("init", str(tmp_path / "p"), "--yes", "--agency", "กรมทดลอง")
    told = run("report", "-C", str(tmp_path / "p")).stderr.decode()
    assert "/p/data/measures.yaml: (ชื่อ นามสกุล), (ตำแหน่ง), " in told
    assert "to be filled in" not in run("report").stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no limit on the size of files")
def test_no_half_file_stays(run: Run, tmp_path: Path) -> None:
    """Where the disk is full, no half file stays, and there is a project as soon as there is room again."""
    limited = 'ulimit -f 1; exec "$0" -m itatrack init --yes .'
    done = subprocess.run(["sh", "-c", limited, sys.executable], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr
    assert not (tmp_path / "data" / "measures.yaml").exists()
    assert run("init", "--yes", ".", cwd=tmp_path).returncode == 0
    assert run("validate", cwd=tmp_path).returncode == 0


def test_a_wrong_answer_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says where it will write before it asks, and asks again where an answer is wrong."""
    monkeypatch.setattr("sys.stdin", io.StringIO("  \nเทศบาลเมืองใหม่\n\n24\nabc\n๖๗\n"))
    assert cli.run_arguments(["init", str(tmp_path / "p")]) == 0
    said = capsys.readouterr().err
    assert said.startswith(f"the project will be written to {tmp_path / 'p'}\n")
    assert said.count("Error: ") == 3
    assert said.endswith("`\n")
    assert "\nfiscal_year: 2567" in (tmp_path / "p" / PLAN).read_text(encoding="utf-8")


def test_checks_in_a_folder_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checks may be added later, and lie where git and the forge look; a file that is there is not changed."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    hooks, folders = tmp_path / ".pre-commit-config.yaml", ("ปี 2567", "2568")
    for folder in folders:
        assert cli.run_arguments(["init", folder, "--yes"]) == 0
    assert cli.run_arguments(["init", folders[0], "--checks-from", ADDRESS]) == 0
    before = hooks.read_text(encoding="utf-8")
    assert yaml.safe_load(before)["repos"][0]["hooks"][0]["entry"] == "itatrack validate -C 'ปี 2567'"
    workflow = (tmp_path / ".github" / "workflows" / "itatrack-ปี-2567.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(workflow)["jobs"]["validate"]["steps"][-1] == {"run": "itatrack validate -C 'ปี 2567'"}
    assert not (tmp_path / folders[0] / ".github").exists()
    capsys.readouterr()
    monkeypatch.chdir(folders[1])
    assert cli.run_arguments(["init", "--checks"]) == 0
    said = capsys.readouterr().err
    assert "kept ../.pre-commit-config.yaml: it is there already\nadd what is missing in it:\n" in said
    assert "        entry: itatrack validate -C 2568\n" in said
    assert hooks.read_text(encoding="utf-8") == before
    hooks.write_text(before + said.partition("hooks:\n")[2], encoding="utf-8")
    assert len(yaml.safe_load(hooks.read_text(encoding="utf-8"))["repos"][0]["hooks"]) == 2
    assert cli.run_arguments(["init", "--checks"]) == 0
    assert "missing" not in capsys.readouterr().err
    assert cli.run_arguments(["init", "--checks", "--agency", "ก"]) == 2


def test_the_plan_of_a_new_project_explains_itself() -> None:
    """It shows where the picture of the garuda goes, and sends nobody to a page in English."""
    plan = data_files(Answers("กรมตัวอย่าง", "กอง", 2567))[PLAN].decode()
    assert "  # garuda: garuda.png" in plan
    assert ".md" not in plan
