"""The documentation is true: its install lines run, and every variable, filter and key is listed."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attacks import ESCAPES, TYPST_ESCAPES, WAYS
from PIL import Image, ImageChops, ImageStat
from rendering import make, report_request
from support import CASES, ROOT, TODAY, documents, without_coverage
from test_trust import BOMBS

from itatrack.audit.remarks import Remark
from itatrack.audit.tracing import trail
from itatrack.checks.explanations import codes
from itatrack.cli.verify import document_json
from itatrack.cli.verify_project import Comparison
from itatrack.findings.json_reporter import as_json
from itatrack.findings.message import ENGLISH
from itatrack.model import memo, records, tables
from itatrack.model.columns import HEADINGS
from itatrack.model.commits import Commit, Version
from itatrack.model.fields import Record, fields_of
from itatrack.model.status import Status
from itatrack.overview.audit import audit_envelope
from itatrack.overview.diff import Side, diff_envelope
from itatrack.overview.evidence import ListedEvidence, evidence_envelope
from itatrack.overview.evidence_check import CheckedEvidence, check_envelope
from itatrack.overview.status_json import list_envelope, log_envelope
from itatrack.progress.comparison import MeasureChange
from itatrack.progress.evidence import given_evidence
from itatrack.progress.state import progress
from itatrack.progress.values import ValueChange
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.report.environment import MemoEnvironment
from itatrack.report.formats.registry import text_format
from itatrack.report.values import Absent
from itatrack.rollup.agency_row import OverdueMeasure, RollupRequest, agency_row
from itatrack.rollup.rollup import roll_up
from itatrack.rollup.rollup_json import envelope
from itatrack.storage.workspace import Workspace
from itatrack.verification.manifest import Manifest
from itatrack.verification.verdict import Answer, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

README = (ROOT / "README.md").read_text(encoding="utf-8")
# The page in each language, with the headings of its variables, of its filters, and of what follows.
TEMPLATES = [
    ((ROOT / "docs" / name).read_text(encoding="utf-8"), *headings)
    for name, *headings in (
        ("templates.md", "## Variables", "## Filters", "## Which"),
        ("templates.th.md", "## ข้อมูลที่ใช้ได้", "## ตัวกรอง", "## เลขใด"),
    )
]
each_page_on_templates = pytest.mark.parametrize(
    ("page", "variables_from", "filters_from", "end"), TEMPLATES, ids=["en", "th"]
)
README_TH = (ROOT / "README.th.md").read_text(encoding="utf-8")
FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
FORMAT_PAGES = ("format.md", "format.th.md")
_SHELL = r"(?s)```sh\n(.*?)```"
SHELL = re.findall(_SHELL, README)


def clone(folder: Path) -> Path:
    """Copy what git would check out; from the source archive, which is no checkout, all that is there."""
    if not (ROOT / ".git").exists():
        litter = shutil.ignore_patterns(".venv", "__pycache__", "*.mo", ".*_cache", ".hypothesis", "dist")
        return Path(shutil.copytree(ROOT, folder, ignore=litter, dirs_exist_ok=True, copy_function=shutil.copyfile))
    # The checkout may be another user's.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return folder


def test_the_lines_of_the_thai_readme() -> None:
    """The Thai pages install by the lines of the English ones, which are run."""
    thai = README_TH + (ROOT / "docs" / "guide.th.md").read_text(encoding="utf-8")
    assert {*re.findall(_SHELL, thai)} <= {*SHELL, *re.findall(_SHELL, FORMATS)}


@pytest.mark.slow
def test_the_pictures_are_fresh() -> None:
    """The pictures are the memo as it is drawn today, but for what a drawing library changes between releases."""
    tool = runpy.run_path(str(ROOT / "tools" / "make_pictures.py"))
    for name, drawn in tool["pictures"]().items():
        with Image.open(tool["FOLDER"] / name) as kept:
            assert kept.size == drawn.size
            difference = ImageStat.Stat(ImageChops.difference(kept.convert("L"), drawn.convert("L"))).mean[0]
        # Of 255: colours reduced to sixteen greys give 0.4, lines moved by their height 25.
        assert difference < 2, f"{name}: python tools/make_pictures.py"


@pytest.mark.slow
@pytest.mark.index
def test_the_line_from_clone_to_memo(tmp_path: Path) -> None:
    """The README's first line, in a new clone, installs the tool and prints the memo."""
    # What the index has today is tried by `.ci/run`; here the line itself is.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = without_coverage(PATH=path, PIP_CONSTRAINT=str(ROOT / "requirements-dev.txt"))
    done = subprocess.run(SHELL[0], shell=True, cwd=clone(tmp_path), env=environment, capture_output=True, check=False)  # noqa: S602
    assert done.returncode == 0, done.stderr.decode()
    memo, _, data = done.stdout.rpartition(b"\n<!-- itatrack ")
    assert memo == (ROOT / "tests" / "golden" / "memo-2564-03-31.md").read_bytes()
    assert data.endswith(b" -->\n")


def test_the_line_to_word_and_pdf() -> None:
    """The line for Word and PDF asks for the extras that there are; their formats have tests of their own."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    (line,) = re.findall(_SHELL, FORMATS)
    (asked,) = re.findall(r"\[([\w,]+)\]'", line)
    assert set(asked.split(",")) <= set(extras)
    assert re.findall(r"-o memo\.(\w+)", line) == ["docx", "pdf"]


def test_the_line_from_clone_to_tests() -> None:
    """The README has one more line, for the tests, and it is the one that CI takes from it."""
    assert len(SHELL) == 2
    line = SHELL[1].strip()
    assert "-r requirements-dev.txt" in line
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = re.search(r"grep -m 1 '(.*)' README.md", script)
    assert taken is not None
    assert [one for one in README.splitlines() if re.search(taken[1], one)] == [line]


def variables() -> dict[str, Any]:
    """Return the variables of the real memo's template."""
    workspace = Workspace(ROOT)
    project = load(*documents(workspace), TODAY, workspace.has_file)
    plan, history = project.complete()
    states = progress(plan, history, TODAY)
    forms = [report_context(plan, states, report_request(form=form)).variables() for form in ("bs4", "memo")]
    return {**forms[0], **forms[1], "body": ()}  # which is added when a template is rendered


def names(value: Any, path: str) -> set[str]:  # noqa: ANN401  whatever a template may print
    """Return the paths of all variables below one, lists and evidence aside."""
    inner = getattr(value, "__dict__", {})
    if not inner or isinstance(value, Absent | Sequence):
        return {path}
    return {path} | {name for key, one in inner.items() for name in names(one, f"{path}.{key}")}


@each_page_on_templates
def test_every_variable_is_documented(page: str, variables_from: str, filters_from: str, end: str) -> None:
    """The page lists each variable by its path or, under it, by its own name."""
    del variables_from, filters_from, end
    given = variables()
    measure = given["measures"][0]
    paths = {name for key, value in given.items() for name in names(value, key)} | names(measure, "measure")
    rows = [row for row in page.splitlines() if row.startswith("|")]
    for path in paths:
        parent, _, own = path.rpartition(".")
        named = any(f"`{parent}" in row and f"`{own}`" in row for row in rows)
        assert f"`{path}`" in page or f"`{path}." in page or named, path


@each_page_on_templates
def test_every_documented_variable_exists(page: str, variables_from: str, filters_from: str, end: str) -> None:
    """The page names no variable that a template does not have."""
    del end
    given = variables()
    paths = {name for key, value in given.items() for name in names(value, key)}
    paths |= names(given["measures"][0], "measure")
    listed = re.findall(
        r"^\| ((?:`[\w.]+`(?:, )?)+) \|",
        page.partition(variables_from)[2].partition(filters_from)[0],
        re.MULTILINE,
    )
    assert {name for row in listed for name in re.findall(r"`([\w.]+)`", row)} <= paths


@each_page_on_templates
def test_every_filter_is_documented(page: str, variables_from: str, filters_from: str, end: str) -> None:
    """The page lists exactly the filters that there are."""
    del variables_from
    filters = page.partition(filters_from)[2].partition(end)[0]
    listed = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", filters, re.MULTILINE)
    environment = MemoEnvironment(text_format(report_request("md")), lambda _: None)
    assert {name for row in listed for name in re.findall(r"`(\w+)`", row)} == {*environment.filters, "picture"}


def test_every_json_key_is_documented() -> None:
    """The page lists each key of what `--json` writes, and no other."""
    workspace = Workspace(ROOT)
    loaded = load(*documents(workspace), TODAY, workspace.has_file)
    plan, history = loaded.complete()
    states = progress(plan, history, TODAY)
    of_findings = json.loads(as_json(loaded.findings, ENGLISH))
    commit = Commit("a" * 40, "b" * 40, (), "ก", "a@example.go.th", 0)
    recorded = trail([Version(commit, (), *(document.content for document in loaded.documents))])
    log = log_envelope(states.states[0], {}, recorded)
    manifest = Manifest({}, TODAY, TODAY, None, "memo", "md", True, 80, "memo.md.j2", {})  # noqa: FBT003
    row = agency_row(loaded, RollupRequest(TODAY))._replace(overdue_measures=(OverdueMeasure("a", "ก", TODAY),))
    row = row._replace(titles=(("ก", False),), district="ก")
    remark = Remark("a", recorded.traces[0], recorded.traces[0].events[0], None, ())
    change = MeasureChange(plan.measures[0], "kept", None, (ValueChange("status", Status.DONE, None),), ())
    written = {
        **log,
        **diff_envelope([change], (Side(TODAY, commit), Side(TODAY, None))),
        **audit_envelope([remark], 30, 1),
        **check_envelope([CheckedEvidence(next(given_evidence(plan, history)), "a", "same")], plan, TODAY, ENGLISH),
        **evidence_envelope([ListedEvidence(given, None) for given in given_evidence(plan, history)], TODAY),
        **list_envelope(states, states.states, plan.units),
        **of_findings,
        **envelope(roll_up([row, row, row], 2567), "district"),
        "documents": [document_json(ROOT, Verdict(Answer.AUTHENTIC, manifest=manifest), [], Comparison())],
    }
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|", page, re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    nested = {"all", "unit", "text", "url", "gregorian", "buddhist", "errors", "warnings"}
    nested |= {"commit", "author", "email", "known", "months"}  # named in the text of a row
    assert keys_of(written) == listed | nested
    assert all(f"`{name}`" in page or f'"{name}"' in page for name in nested)


def keys_of(value: Any) -> set[str]:  # noqa: ANN401  whatever JSON holds
    """Return the keys of all objects within a value."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_of(one)}
    return {key for one in value for key in keys_of(one)} if isinstance(value, list) else set()


@pytest.mark.parametrize("name", FORMAT_PAGES)
def test_every_key_of_the_files_is_documented(name: str) -> None:
    """The page on the format names every key of every record, and every column of a table."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    rows = [row.split(" | ")[0] for row in page.splitlines() if row.startswith("| `")]
    named = {key for row in rows for key in re.findall(r"`([\w-]+)`", row)}
    inline = {key for group in re.findall(r"\{([\w, ]+)\}", page) for key in group.split(", ")}
    values = (vars(memo) | vars(records) | vars(tables)).values()
    classes = [one for one in values if isinstance(one, type) and issubclass(one, Record)]
    keys = {key for record in classes for key in fields_of(record)} - {"entries"}
    assert keys - named - inline == set()
    assert set(HEADINGS) - named == set()
    assert named - keys - set(HEADINGS) == set()


@pytest.mark.slow
def test_the_page_of_all_keys_is_fresh() -> None:
    """docs/keys.md is what `tools/make_keys_page.py` writes, and every code of the data guards something there."""
    tool = runpy.run_path(str(ROOT / "tools" / "make_keys_page.py"))
    page = tool["PAGE"].read_text(encoding="utf-8")
    assert page == tool["page"]()
    assert [code for code in codes() if re.match("E[234]|W", code) and code not in page] == []


@pytest.mark.parametrize("name", FORMAT_PAGES)
def test_the_examples_of_the_format_are_right(name: str, make_project: Callable[..., Path]) -> None:
    """The examples on the page, put together into a project, are read without an error."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    *of_plan, history = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    plan = plan.replace("id: property", "id: integrity-training\n    indicators: [ร้อยละของบุคลากรที่ผ่านการอบรม]")
    for example in of_plan:
        if example.startswith("memo:"):
            plan = plan.replace("memo:\n", example)
            continue
        for key in re.findall(r"(?m)^\w+:", example):  # in the place of the base's
            plan = re.sub(rf"(?ms)^{key}.*?(?=^\w)", "", plan)
        plan = example + plan
    workspace = Workspace(make_project(measures=plan, status=history))
    loaded = load(*documents(workspace), TODAY, workspace.has_file)
    assert len(of_plan) >= 5
    assert [found for found in loaded.findings if found.severity == "error"] == []
    states = progress(*loaded.complete(), TODAY)
    context = report_context(loaded.complete()[0], states, report_request())
    text = make("memo.md.j2", report_request("md"), context, workspace.templates(None))
    assert isinstance(text, str), text
    assert "## ข้อเท็จจริง" in text


def test_every_promise_has_its_test() -> None:
    """Each test that docs/trust.md names exists."""
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w./-]*)?(?:::(\w+))?`", page)
    last = ""
    for path, function in named:
        last = path or last
        assert (ROOT / last).exists(), last
        if function:
            assert f"def {function}(" in (ROOT / last).read_text(encoding="utf-8"), function
    assert len([one for one in named if any(one)]) > 25
    rows = re.findall(r"(?m)^\| (?!promise|---)(.*) \|$", page)
    assert [row for row in rows if not re.search(r"`(?:tests/|::)", row.rpartition(" | ")[2])] == []


def test_the_figures_of_the_promises() -> None:
    """The numbers of hostile inputs that docs/trust.md names are those that the tests try."""
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    assert f"{len(BOMBS)} hostile files" in page
    assert f"{len(ESCAPES)} known escapes" in page
    assert f"{len(TYPST_ESCAPES)} escapes of Typst" in page
    assert f"{len(WAYS)} ways to print hostile text" in page
