"""Hostile templates and texts of a plan, in every format: they reach nothing, make no markup, and end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import cmarkgfm
import pypdfium2
import pytest
from attacks import BOMBS, ESCAPES, HIDDEN, SECRETS, SLOW_BOMBS, TYPST_BOMBS, TYPST_ESCAPES, WAYS
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from rendering import TEXT_FORMATS, make, report_request
from support import CASES, PIXEL, ROOT, TODAY, without_coverage

from itatrack.findings.finding import Finding
from itatrack.findings.message import ENGLISH
from itatrack.model.memo import Part
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.report.formats.registry import FORMATS
from itatrack.report.worker import render_apart
from itatrack.storage.files import read
from itatrack.storage.workspace import Workspace
from itatrack.yamltext import document as yaml_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WORKSPACE = Workspace(ROOT)
BASE = [yaml_document.Document.read(*read(CASES / "base" / name)) for name in ("measures.yaml", "status.yaml")]
PLAN_READ, HISTORY_READ = load(*BASE, TODAY, WORKSPACE.has_file).complete()
CONTEXT = report_context(PLAN_READ, progress(PLAN_READ, HISTORY_READ, TODAY), report_request())
PAYLOADS = {
    "md": [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "| a | b |",
        "# x",
        "- x",
        "1. x",
        "```x",
        "***x***",
    ],
    "txt": ["<script>"],
    "html": [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "&lt;script&gt;",
        "</style></title><script>",
    ],
    "docx": [
        '</w:t></w:r><w:fldSimple w:instr="DDE cmd"/><w:r><w:t>',
        "<w:p><w:r><w:instrText>DDEAUTO c</w:instrText></w:r></w:p>",
        "{{ 7 * 7 }}{_{ 7 * 7 }_}",
        "&lt;w:p/&gt;",
    ],
    "pdf": ['#read("/etc/passwd")', '#eval("1")', "*x* _y_ @z <l>", "= x"],
}


def written(name: str, body: str | None = None, own: Path | None = None) -> str | bytes | Finding:
    """Make a document in this process: with a text in its body, or with a template of its own."""
    parts = [Part(location=PLAN_READ.location, text=body)] if body is not None else ()
    templates = WORKSPACE.templates(own)
    return make(own.name if own else f"memo.{FORMATS[name].template}", report_request(name), CONTEXT, templates, parts)


# Printed, which shows that an escape is refused for what it is.
HARMLESS = "{{ ['zeb', 'ra'] | join }}"


def shown(name: str, document: str | bytes) -> str:
    """Return all that a document says, by readers that are not ours."""
    if isinstance(document, str):
        return document
    if name == "pdf":
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(document))
    with zipfile.ZipFile(BytesIO(document)) as package:
        return "".join(package.read(part).decode(errors="replace") for part in package.namelist())


def word_template(text: str) -> bytes:
    """Return a Word template that holds a text."""
    document = Document(ROOT / "templates" / "memo.docx")
    document.paragraphs[0].text = text
    content = BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of templates with links to what no template may read."""
    (tmp_path / "link.j2").symlink_to("/etc/passwd")
    (tmp_path / "link.typ").symlink_to("/etc/passwd")
    (tmp_path / "secret.yaml").write_text("SECRET")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_a_plan_gets_out(name: str) -> None:
    """A text of the plan reaches neither Python's insides nor a file, whatever the format."""
    harmless = written(name, HARMLESS)
    assert not isinstance(harmless, Finding), harmless
    assert "zebra" in shown(name, harmless)
    for escape in ESCAPES:
        made = written(name, escape)
        if isinstance(made, Finding):
            assert made.code in {"T601", "T602", "T603", "T604", "T605", "E102"}, (escape, made)
        else:
            assert SECRETS.search(shown(name, made)) is None, escape


@pytest.mark.slow
@pytest.mark.parametrize("name", [*TEXT_FORMATS, "docx"])
def test_no_template_gets_out(name: str, folder: Path) -> None:
    """Nor does a template; those of PDF are Typst."""
    path = folder / f"own.{FORMATS[name].template}"
    for escape in (HARMLESS, *ESCAPES):
        path.write_bytes(word_template(escape) if name == "docx" else escape.encode())
        made = written(name, own=path)
        if escape == HARMLESS:
            assert not isinstance(made, Finding), made
            assert "zebra" in shown(name, made)
            continue
        if isinstance(made, Finding):
            assert made.code in {"T601", "T602", "T603", "T604", "T605", "E102"}, (escape, made)
        else:
            assert SECRETS.search(shown(name, made)) is None, escape


@pytest.mark.slow
@pytest.mark.parametrize("escape", TYPST_ESCAPES)
def test_no_typst_template_gets_out(escape: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Typst template reads, runs and fetches nothing that is no template."""
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    path = folder / "own.typ"
    path.write_text(escape, encoding="utf-8")
    made = written("pdf", own=path)
    assert isinstance(made, Finding), shown("pdf", made)
    assert made.code in {"T601", "T605", "E102"}
    assert SECRETS.search(made.message(ENGLISH)) is None


def attempts(payload: str) -> Iterator[str]:
    """Yield each way of printing a text."""
    quoted = '"' + payload.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for way in WAYS:
        if "TEXT" not in way or "{" not in payload:
            yield re.sub(r"\bP\b", lambda _: quoted, way).replace("TEXT", payload)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, *sorted(name for name, _ in attrs)))


def markup(name: str, document: str | bytes) -> Any:  # noqa: ANN401  what each format has of it
    """Return the kinds of markup in a document."""
    if isinstance(document, str):
        parser = _Tags()
        parser.feed(cmarkgfm.github_flavored_markdown_to_html(document) if name == "md" else document)
        return parser.found
    with zipfile.ZipFile(BytesIO(document)) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    fields = {node.get(qn("w:instr")) for node in tree.iter(qn("w:fldSimple"))}
    return {node.tag for node in tree.iter()} | fields | {node.text for node in tree.iter(qn("w:instrText"))}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["md", "html", "docx"])
def test_what_a_text_says_is_text(name: str) -> None:
    """However a text of a plan is put together, it makes no markup that a plain text does not."""
    tables = [
        "{{ plan_rows | table(plan_headings, 'x') }}",
        "{{ 'x' | leader }}{{ 'x' | centered }}{{ 'x' | right_half }}",
    ]
    usual: set[Any] = set()
    for text in ("x", "x\n\nx", *tables):
        plain = written(name, text)
        assert not isinstance(plain, Finding)
        usual |= markup(name, plain)
    # Two headings over one, and a break for each line of a text.
    usual |= (
        {("br",), ("th", "colspan", "scope"), ("th", "rowspan", "scope")}
        if name != "docx"
        else {qn(f"w:{tag}") for tag in ("br", "vMerge", "gridSpan", "sz", "szCs", "trHeight")}
    )
    printed = 0
    # A third of the ways for each hostile text, another third for the next: every way is taken with several.
    for number, payload in enumerate(PAYLOADS[name]):
        for attempt in islice(attempts(payload), number % 3, None, 3):
            made = written(name, attempt)
            if not isinstance(made, Finding):
                printed += 1
                assert markup(name, made) <= usual, attempt
    assert printed > 7 * len(PAYLOADS[name])


@pytest.mark.slow
def test_what_a_text_says_is_text_in_pdf() -> None:
    """In a PDF it stands as it is written."""
    for payload in PAYLOADS["pdf"]:
        for attempt in ("{{ P }}", "{{ units | join(P) }}", "{{ ('a' | arabic) ~ P }}", "TEXT"):
            made = written("pdf", re.sub(r"\bP\b", repr(payload), attempt).replace("TEXT", payload))
            assert isinstance(made, bytes), made
            assert re.sub(r"\s", "", payload) in re.sub(r"\s", "", shown("pdf", made))


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_signs_that_are_not_seen(name: str, tmp_path: Path) -> None:
    """Signs that steer a terminal or turn the order of reading come into no document, from a text or a template."""
    for sign in HIDDEN:
        for text in (f'{{{{ "a\\u{ord(sign):04x}b" }}}}', f'{{{{ ["a\\u{ord(sign):04x}"] | join }}}}'):
            made = written(name, text)
            assert isinstance(made, Finding), (name, text)
            assert f"U+{ord(sign):04X}" in made.message(ENGLISH)
            if name != "pdf":
                path = tmp_path / f"own.{FORMATS[name].template}"
                path.write_bytes(word_template(text) if name == "docx" else text.encode())
                made = written(name, own=path)
                assert isinstance(made, Finding)
                assert f"U+{ord(sign):04X}" in made.message(ENGLISH)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"])
def test_signs_in_headings_and_words(sign: str) -> None:
    """Nor do they from the headings of a table, or as they stand."""
    for text in (f"ก{sign}ข", "{{ plan_rows | table(['" + f"\\u{ord(sign):04x}" + "', 'ข', 'ค', 'ง']) }}"):
        made = written("md", text)
        assert isinstance(made, Finding)
        assert f"U+{ord(sign):04X}" in made.message(ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "{{ as_of.today() }}",
        "{{ as_of.strftime('%s') }}",
        "{{ as_of.now() }}",
        "{{ date.fromtimestamp(0) }}",
        "{{ as_of.date }}",
        "{{ '%s' % range }}",
        "{{ '%r' % measures }}",
        "{{ '%s' % ([measures],) }}",
        "{{ '%(a)s' % {'a': memo.opinions} }}",
        "{{ '%s' % ''.upper }}",
    ],
)
def test_no_clock_and_no_addresses(text: str) -> None:
    """A template learns neither the time nor what a value is in the machine's memory: both differ each time."""
    made = written("md", text)
    assert isinstance(made, Finding), made
    assert made.code in {"T603", "T605"}
    assert "0x" not in made.message(ENGLISH)


def test_what_a_day_has() -> None:
    """A day has its parts in the Buddhist era, and comes before or after others; a finding names the parts."""
    parts = "{{ as_of.day }}/{{ as_of.month }}/{{ as_of.year }} {{ as_of.fiscal_year }} {{ as_of | short_date }}"
    made = written("md", parts + "{{ ' same' if as_of == date }}{{ ' and' if as_of <= date and not as_of < date }}")
    assert isinstance(made, str)
    assert "๓๑/๓/๒๕๖๔ ๒๕๖๔ ๓๑ มี.ค. ๒๕๖๔ same and" in made
    wrong = written("md", "{{ as_of.yaer }}")
    assert isinstance(wrong, Finding)
    assert (wrong.code, wrong.help(ENGLISH)) == ("T603", "did you mean `year`?")


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_clock_of_typst(zone: str, folder: Path, run: Callable[..., Any]) -> None:
    """What a template of Typst takes for today is the memo's own date, in every time zone."""
    (folder / "own.typ").write_text("#datetime.today().display()", encoding="utf-8")
    files = ("--template", str(folder / "own.typ"), "-o", str(folder / "memo.pdf"))
    assert run("report", "--as-of", "2564-03-31", *files, TZ=zone).returncode == 0
    assert shown("pdf", (folder / "memo.pdf").read_bytes()).strip() == "2021-03-31"


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_work_that_is_counted(name: str) -> None:
    """Work that grows without a bound is a finding in this process already, in a text and in a template."""
    for made in (written("md", BOMBS[name]), written("pdf", BOMBS[name])):
        assert isinstance(made, Finding)
        assert made.code == "T605"


# It runs the tool as the command line does, and says how much processor time and memory it and its processes took.
MEASURED = """
import resource, sys
from itatrack.__main__ import main
code = 0
try:
    main()
except SystemExit as ended:
    code = ended.code
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
seconds = sum(one.ru_utime + one.ru_stime for one in used)
sys.stderr.write(f"\\n{code} {seconds} {used[1].ru_maxrss // 1024}")
"""
MAX_SECONDS, MAX_MEGABYTES = 2, 500


def taken(folder: Path, name: str) -> tuple[str, int, float, int]:
    """Write a project's memo, and return what was said, the exit status, the seconds and the megabytes."""
    command = [sys.executable, "-c", MEASURED, "report", "--as-of", "2564-03-31", "-o", f"memo.{name}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    said, _, figures = done.stderr.decode().rpartition("\n")
    code, seconds, memory = figures.split()
    return said, int(code), float(seconds), int(memory)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Return the seconds that the memo of a small plan takes in each format."""
    folder = tmp_path_factory.mktemp("usual")
    shutil.copytree(CASES / "base", folder / "data")
    made = {name: taken(folder, name) for name in ("md", "pdf")}
    assert {code for _, code, _, _ in made.values()} == {0}
    return {name: seconds for name, (_, _, seconds, _) in made.items()}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit the time only")
@pytest.mark.parametrize(
    ("name", "bomb"),
    [("text", one) for one in SLOW_BOMBS]
    + [("template", one) for one in SLOW_BOMBS]
    + [("pdf", one) for one in TYPST_BOMBS],
)
def test_work_that_is_ended(name: str, bomb: str, make_project: Callable[..., Path], usual: dict[str, float]) -> None:
    """Work that cannot be counted is ended by the system: within two seconds more than usual, and 500 MB."""
    base = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    form = "pdf" if name == "pdf" else "md"
    if name == "text":
        folder = make_project(
            measures=base.replace("  signed_by:", f"  body:\n    - text: |\n        {SLOW_BOMBS[bomb]}\n  signed_by:")
        )
        path = "data/measures.yaml"
    else:
        folder = make_project()
        (folder / "templates").mkdir()
        path = f"templates/memo.{FORMATS[form].template}"
        (folder / path).write_text(TYPST_BOMBS[bomb] if name == "pdf" else SLOW_BOMBS[bomb], encoding="utf-8")
    said, code, seconds, memory = taken(folder, form)
    assert code == 1
    assert "error[T605]" in said
    assert f"--> {path}:" in said
    assert seconds < usual[form] + MAX_SECONDS
    assert memory < MAX_MEGABYTES
    assert not (folder / f"memo.{form}").exists()


@pytest.mark.parametrize("kind", ["text", "link", "link of a folder", "html"])
def test_the_garuda_is_a_picture_of_the_project(kind: str, make_project: Callable[..., Path], run: Any) -> None:  # noqa: ANN401
    """What is no picture, or lies elsewhere behind a link, comes into no document, and `validate` says so."""
    base = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    file = "data/folder/garuda.png" if kind == "link of a folder" else "data/garuda.png"
    project = make_project(measures=base.replace("  section:", f"  garuda: {file}\n  section:"))
    outside = project.parent / "garuda.png"
    outside.write_bytes(PIXEL if kind.startswith("link") else b"SECRET")
    if kind == "link":
        (project / file).symlink_to(outside)
    elif kind == "link of a folder":
        (project / "data" / "folder").symlink_to("../..")
    else:
        (project / file).write_bytes(b"<svg onload=alert(1)>" if kind == "html" else b"SECRET")
    for arguments in (("validate",), ("report", "--as-of", "2564-03-31", "--format", "html")):
        done = run(*arguments, cwd=project)
        assert done.returncode == 1
        assert b"error[E310]" in done.stdout + done.stderr
        assert b"SECRET" not in done.stdout


def test_a_breakdown_of_typst(
    make_project: Callable[..., Path], run: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    """Where Typst breaks down over a text, the stack of it is not shown: it is a finding, or Typst has been fixed."""
    base = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    project = make_project(measures=base.replace("title: E-Service", "title: " + "\u0915\u094d" * 4000))
    done = run("report", "--as-of", "2564-03-31", "-o", "memo.pdf", cwd=project)
    assert b"panicked" not in done.stderr
    assert b"stack backtrace" not in done.stderr
    assert done.returncode == 0 or b"error[T605]" in done.stderr


def test_one_bomb_is_enough(make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """`validate` makes no other document once one takes too much: each may."""
    base = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    text = BOMBS["loops"]
    project = make_project(measures=base.replace("  signed_by:", f"  body: [{{text: '{text}'}}]\n  signed_by:"))
    done = run("validate", cwd=project)
    assert done.returncode == 1
    assert done.stdout.count(b"error[T605]") == 1


@pytest.mark.slow
def test_no_document_is_made_behind_a_bomb() -> None:
    """The process that makes several documents ends with the first that takes too much, also where that is counted."""
    context = CONTEXT._replace(parts=(Part(location=PLAN_READ.location, text=BOMBS["loops"]),))
    request = report_request(template="memo.md.j2", templates=WORKSPACE.templates(None))
    (made,) = render_apart([(request, context)] * 3)
    assert isinstance(made, Finding)
    assert made.code == "T605"


# A library's lock that an error from outside leaves closed, as a tracer of coverage does.
LOCKED = """\
import threading
from itatrack.report import worker
from itatrack.report.template_limits import BudgetError
worker._WAITED_FOR_END = 0.2
worker._limit_time(0.05)
lock = threading.Lock()
try:
    with lock:
        while True:
            pass
except BudgetError:
    lock.acquire()
    lock.acquire()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows looks at the clock from outside")
def test_a_document_that_waits_for_ever_behind_its_end() -> None:
    """Where nothing runs any more after the time is over, the system ends the process by the clock."""
    done = subprocess.run([sys.executable, "-c", LOCKED], env=without_coverage(), check=False, timeout=30)
    assert done.returncode == -signal.SIGALRM
