"""`validate` finds what `report` would refuse, at the same place, and nothing else."""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import product
from typing import TYPE_CHECKING, get_args

import pytest
from attacks import SLOW_BOMBS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rendering import TEXT_FORMATS
from support import CASES, PIXEL, ROOT

from itatrack import cli
from itatrack.cli.documents import SHARED
from itatrack.report import worker
from itatrack.report.formats import registry
from itatrack.report.render import render
from itatrack.report.request import FormatName

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
# Right and wrong ones; of the wrong ones some fail when the template is read, others only when it runs.
SNIPPETS = (
    "ข้อความ 5",
    "{{ agency.name }}",
    "{% if round %}{{ round }}{% endif %}",
    "{% for one in measures %}{{ one.title }} {% endfor %}",
    "{{ agency.nmae }}",
    "{{ unknown }}",
    "{{ round }}",
    "{% if round %}{{ unknown }}{% endif %}",
    "{{ 1 | thia }}",
    "{{ agency.name",
    "{% if %}",
    "{% endfor %}",
    "{{ 1 / 0 }}",
    "{{ agency.district }}",
    "{% include 'nothing.j2' %}",
)
TEMPLATES = ("memo.md.j2", "memo.txt.j2", "bs4.html.j2", "wording.j2", "page.css.j2", "letter.md.j2")
PICTURES = (PIXEL, PIXEL[:40], b"\x89PNG\r\n\x1a\nnone", b"\xff\xd8\xffnone", b"text")


def project(folder: Path, plan: str, **files: bytes) -> Path:
    """Write a project whose history is empty."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "data" / "measures.yaml").write_text(plan, encoding="utf-8")
    (folder / "data" / "status.yaml").write_text("", encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def with_snippet(name: str, snippet: str, place: int) -> bytes:
    """Return a template that comes with the tool, or a letter of one line, with a snippet behind some line."""
    path = ROOT / "templates" / name
    lines = (path.read_text(encoding="utf-8") if path.exists() else "ถึง {{ memo.to }}\n").splitlines(keepends=True)
    # Not within a tag or a comment that goes over several lines.
    whole = [number for number in range(len(lines) + 1) if balanced("".join(lines[:number]))]
    at = whole[place % len(whole)]
    return "".join([*lines[:at], f"{snippet}\n", *lines[at:]]).encode()


def balanced(text: str) -> bool:
    """Check whether no tag, comment or block of Jinja is open at the end of a text."""
    opened = len(re.findall(r"\{[{%#]", text)) - len(re.findall(r"[}%#]\}", text))
    blocks = len(re.findall(r"\{%-?\s*(?:if|for|set \w+ %|filter)", text)) - len(re.findall(r"\{%-?\s*end", text))
    return opened == 0 and blocks == 0


def errors_of(told: str) -> set[tuple[str, str]]:
    """Return code and place of each error of findings in full."""
    found = re.findall(r"(?m)^error\[(\w+)\]: .*\n *--> (\S+)$", told)
    return {(place, code) for code, place in found}


def run(*arguments: str) -> set[tuple[str, str]]:
    """Run a command in this process, and return place and code of each error that it tells."""
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        status = cli.run_arguments([*arguments, "--as-of", "2564-03-31"])
    errors = errors_of(told.getvalue())
    assert status == (1 if errors else 0), told.getvalue()
    return errors


def refused(folder: Path, formats: Iterable[str], *own: Path) -> set[tuple[str, str]]:
    """Return what the reports of a project are refused for: those of both forms, on a round and on none."""
    errors: set[tuple[str, str]] = set()
    for one_round in ([], ["--round", "6"]):
        for form, name in product(("memo", "bs4"), formats):
            output = ["--output", str(folder / f"out.{name}")]
            errors |= run("report", "-C", str(folder), "--form", form, "--format", name, *output, *one_round)
        for template in own:
            errors |= run("report", "-C", str(folder), "--template", str(template), "-o", str(folder / "o"), *one_round)
    return errors


@pytest.fixture
def without_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make documents in this process, and take the packages for Word and PDF as not installed, to save time."""
    monkeypatch.setattr(worker, "render_apart", lambda jobs: (render(*job) for job in jobs))
    monkeypatch.setattr(registry, "find_spec", lambda _: None)


@pytest.mark.slow
@pytest.mark.usefixtures("without_worker")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from((*TEMPLATES, "text", "heading")), st.sampled_from(SNIPPETS), st.integers(0, 40))
def test_templates_and_texts_of_the_plan(tmp_path: Path, where: str, snippet: str, place: int) -> None:
    """Whatever stands in a template or in a text of the memo's body, both commands agree on what is wrong in it."""
    if where in TEMPLATES:
        folder = project(tmp_path / "p", BASE, **{f"templates/{where}": with_snippet(where, snippet, place)})
    else:
        text = snippet.replace("'", "''")
        body = f"  body: [plan, {{{where}: '{text}'}}]\n  signed_by:"
        folder = project(tmp_path / "p", BASE.replace("  signed_by:", body))
    own = [folder / "templates" / where] if where == "letter.md.j2" else []
    assert run("validate", "-C", str(folder)) == refused(folder, TEXT_FORMATS, *own)


@pytest.mark.slow
@pytest.mark.parametrize("content", PICTURES)
def test_the_garuda(tmp_path: Path, content: bytes) -> None:
    """A garuda that no format can show is found where the report finds it."""
    plan = BASE.replace("memo:\n", "memo:\n  garuda: garuda.png\n")
    folder = project(tmp_path / "p", plan, **{"garuda.png": content})
    assert run("validate", "-C", str(folder)) == refused(folder, ("docx", "pdf"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content"), [("memo.docx", b"none"), ("memo.typ", b"#let x = (\n"), ("page.typ", b"#y")]
)
def test_templates_of_word_and_typst(tmp_path: Path, name: str, content: bytes) -> None:
    """Templates of Word and Typst are tried too."""
    folder = project(tmp_path / "p", BASE, **{f"templates/{name}": content})
    errors = run("validate", "-C", str(folder))
    assert errors
    assert errors == refused(folder, ("docx", "pdf"))


@pytest.mark.slow
def test_a_template_that_others_include(tmp_path: Path) -> None:
    """A template with variables of the one that includes it is no document by itself."""
    include = b"{% set who = memo.to %}{% include 'greeting.md.j2' %}\n"
    files = {"templates/letter.md.j2": include, "templates/greeting.md.j2": "เรียน {{ who }}\n".encode()}
    folder = project(tmp_path / "p", BASE, **files, **{"templates/~$letter.md.j2": b"{{", "templates/notes.txt": b"{{"})
    assert run("validate", "-C", str(folder)) == set()


def test_data_with_errors(tmp_path: Path) -> None:
    """Over data with errors no template can be tried, and that is said."""
    folder = project(tmp_path / "p", BASE.replace("score: 85.50", "score: none"), **{"templates/memo.md.j2": b"{{"})
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(StringIO()):
        assert cli.run_arguments(["validate", "-C", str(folder), "--format", "concise"]) == 1
    assert re.search(r"warning\[W522\] .*T601, T602", told.getvalue())


def test_every_shared_template_is_known() -> None:
    """The table of templates that others include has all that come with the tool and make no document."""
    names = {path.name for path in (ROOT / "templates").iterdir()}
    assert {name for name in names if not re.match(r"(?:memo|bs4|table)\.", name)} == SHARED.keys()


def test_every_format_can_be_asked_for() -> None:
    """The command line offers the formats of the table, and no others: its type is written out for the checker."""
    assert get_args(FormatName) == tuple(registry.FORMATS)


@pytest.mark.slow
def test_one_process_for_all_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents that a changed wording may spoil are made in one process, and none fails unseen."""
    monkeypatch.setattr(registry, "find_spec", lambda _: None)
    started = []
    start = worker.subprocess.run
    monkeypatch.setattr(worker.subprocess, "run", lambda *a, **k: started.append(a) or start(*a, **k))
    folder = project(tmp_path / "p", BASE, **{"templates/wording.j2": with_snippet("wording.j2", "{# x #}", 0)})
    assert run("validate", "-C", str(folder)) == set()
    assert len(started) == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit the time only")
def test_a_document_that_is_ended_between_others(tmp_path: Path) -> None:
    """Of several documents the one that takes too much is named, by its own template."""
    templates = {f"templates/memo.{name}.j2": b"x" for name in ("html", "md")}
    templates["templates/memo.txt.j2"] = SLOW_BOMBS["compare"].encode()
    folder = project(tmp_path / "p", BASE, **templates)
    ((place, code),) = run("validate", "-C", str(folder))
    assert (place.rpartition("/")[2], code) == ("memo.txt.j2:1:1", "T605")
