"""Findings for programs: JSON, GitHub's workflow commands and SARIF say what the full form says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import CASES, TESTS

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Related, Span, Wording
from itatrack.findings.json_reporter import as_json
from itatrack.findings.message import ENGLISH, Values
from itatrack.findings.reporters import github
from itatrack.findings.sarif import sarif

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.project import Project

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

SCHEMA = json.loads((TESTS / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
SARIF = jsonschema.Draft202012Validator(SCHEMA)
INVALID = sorted((CASES / "invalid").iterdir())
TEXT = st.text(min_size=1, max_size=30)
WORDS = TEXT.map(lambda text: text.replace("{", "{{").replace("}", "}}"))
SPANS = st.builds(
    lambda path, line, column, more, width: Span(path, line, column, line + more, column + width, "ก"),
    TEXT,
    st.integers(1, 99),
    st.integers(1, 99),
    st.integers(0, 1),
    st.integers(1, 9),
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["E101", "W501", "E203"]),
    st.builds(Wording, WORDS, st.none() | WORDS),
    SPANS,
    st.just(Values()),
    st.lists(st.builds(Related, TEXT, SPANS), max_size=2).map(tuple),
)


@pytest.mark.slow
@given(st.lists(FINDINGS, max_size=4))
def test_json_holds_everything(findings: list[Finding]) -> None:
    """Each finding is in the JSON with its whole place, in order, and the counts are right."""
    read = json.loads(as_json(findings, ENGLISH))
    assert (read["schema_version"], read["kind"]) == (1, "findings")
    assert read["summary"]["errors"] == sum(found.severity == "error" for found in findings)
    for item, found in zip(read["findings"], findings, strict=True):
        assert (item["code"], item["severity"], item["message"], item["help"]) == (
            found.code,
            found.severity,
            found.message(ENGLISH),
            found.help(ENGLISH),
        )
        for place, span in [
            (item, found.span),
            *zip(item["related"], (one.span for one in found.related), strict=True),
        ]:
            keys = ("file", "line", "column", "end_line", "end_column")
            assert [place[key] for key in keys] == list(span[:5])


@pytest.mark.slow
@given(FINDINGS)
def test_a_workflow_command_is_one_line(found: Finding) -> None:
    """Whatever path and message hold, the command is one line whose parts can be told apart and read back."""
    command = github([found], ENGLISH)
    assert command.count("\n") == 1
    read = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)\n", command, re.DOTALL)
    assert read is not None
    properties = dict(one.split("=", 1) for one in read[2].split(","))
    back = {"%0A": "\n", "%0D": "\r", "%3A": ":", "%2C": ",", "%25": "%"}

    def plain(text: str) -> str:
        return re.sub("|".join(back), lambda code: back[code[0]], text)

    assert plain(properties["file"]) == found.span.path
    assert plain(read[3]) == "\n".join(filter(None, (found.message(ENGLISH), found.help(ENGLISH))))
    assert ("col" in properties) is (found.span.line == found.span.end_line)


def test_errors_come_first_on_github() -> None:
    """Since few of each kind are shown, errors stand before warnings."""
    span = Span("a", 1, 1, 1, 2, "ก")
    commands = github([finding("W502", span, id="w"), finding("E101", span)], ENGLISH).splitlines()
    assert [line.split(" ")[0] for line in commands] == ["::error", "::warning"]


@pytest.mark.slow
@given(st.lists(FINDINGS, max_size=4))
def test_sarif(findings: list[Finding]) -> None:
    """A SARIF log has a rule for each code, columns in code points from 1, and addresses that read back."""
    log = json.loads(sarif(findings, ENGLISH, "1.2"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({found.code for found in findings})
    for result, found in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == found.code
        assert result["level"] == found.severity
        (location,) = result["locations"]
        place = location["physicalLocation"]
        uri, path = place["artifactLocation"]["uri"], found.span.path
        assert unquote(uri) in {path, f"file://{path}", f"file:///{path}"}
        assert re.fullmatch(r"(?:file://(?:/[A-Za-z]:)?)?[A-Za-z0-9._~/%-]*", uri)
        assert place["region"]["startColumn"] == found.span.column
        assert len(result.get("relatedLocations", [])) == len(found.related)


def test_sarif_is_checked_by_its_schema() -> None:
    """The published schema of SARIF refuses a log that is none."""
    log = json.loads(sarif([finding("W502", Span("a", 1, 1, 1, 2, ""), id="w")], ENGLISH, "1"))
    assert [*SARIF.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "fatal"
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert len([*SARIF.iter_errors(log)]) == 2


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("data/status.yaml", "data/status.yaml"),
        ("งาน ๑/data/status.yaml", "%E0%B8%87%E0%B8%B2%E0%B8%99%20%E0%B9%91/data/status.yaml"),
        ("/srv/ก/status.yaml", "file:///srv/%E0%B8%81/status.yaml"),
        ("C:/data/status.yaml", "file:///C:/data/status.yaml"),
    ],
)
def test_addresses_of_files(path: str, uri: str) -> None:
    """A path from the folder is a relative address; one from the root says so, as readers of logs ask for."""
    log = json.loads(sarif([finding("W502", Span(path, 1, 1, 1, 2, ""), id="w")], ENGLISH, "1"))
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.slow
def test_every_case_in_every_form(make_project: Callable[..., Path], load_project: Callable[[Path], Project]) -> None:
    """Each invalid project of the corpus can be written in each form, and each counts the same findings."""
    for case in INVALID:
        findings = load_project(make_project(case)).findings
        assert len(json.loads(as_json(findings, ENGLISH))["findings"]) == len(findings)
        log = json.loads(sarif(findings, ENGLISH, "1"))
        assert len(log["runs"][0]["results"]) == len(findings)
        assert [error.message for error in SARIF.iter_errors(log)] == []
        assert github(findings, ENGLISH).count("\n") == len(findings)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_nothing_else_is_on_standard_output(form: str, run: Run) -> None:
    """The data is on standard output alone, in any encoding; the summary is on standard error."""
    for environment in ({}, {"PYTHONIOENCODING": "ascii"}):
        done = run("validate", "--format", form, **environment)
        assert done.returncode == 0
        assert json.loads(done.stdout)
        assert done.stderr.decode().endswith("warnings in 2 files\n")


def test_auto_is_github_inside_actions(run: Run) -> None:
    """Inside GitHub Actions findings are commands unless another form is asked for, and elsewhere the full form."""
    inside = {"GITHUB_ACTIONS": "true"}
    assert run("validate", **inside).stdout.startswith(b"::warning file=data/measures.yaml,line=")
    assert run("validate", "--format", "full", **inside).stdout == run("validate", GITHUB_ACTIONS="").stdout
