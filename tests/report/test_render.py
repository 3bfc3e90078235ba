"""Templates: slips become findings, data is never executed, and nothing escapes the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rendering import GivenTemplates, make, report_request
from support import ROOT, TODAY, documents

from itatrack.findings.finding import Finding
from itatrack.findings.message import ENGLISH
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.storage.template_folders import DiskFolder, TemplateFolders
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

WORKSPACE = Workspace(ROOT)
PROJECT = load(*documents(WORKSPACE), TODAY, WORKSPACE.has_file)
CONTEXT = report_context(PROJECT.complete()[0], progress(*PROJECT.complete(), TODAY), report_request())

VARIABLES_PAGE = "docs/templates.md lists every variable"
FILTERS_PAGE = "docs/templates.md lists every filter"
VALUES = "a filter or operation does not accept these values:"
FAILS = "the template fails:"


def rendered(text: str, name: str = "md", *, thai: bool = True, **others: str) -> str | Finding:
    """Render a template given as text; `others` are templates that it may include."""
    templates = GivenTemplates({"main": text, **others})
    document = make("main", report_request(name, thai=thai), CONTEXT, templates, ())
    assert not isinstance(document, bytes)
    return document


def found(text: str, **others: str) -> tuple[str, int, int, str, str | None]:
    """Render a template that has a slip and return the finding's essence."""
    result = rendered(text, **others)
    assert isinstance(result, Finding), result
    return result.code, result.span.line, result.span.column, result.message(ENGLISH), result.help(ENGLISH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ก\n{{ memo.subjct }}", ("T603", 2, 9, "`subjct` does not exist here", "did you mean `subject`?")),
        ("{{ titel }}", ("T603", 1, 4, "unknown variable `titel`", "did you mean `title`?")),
        ("{% if titel %}x{% endif %}", ("T603", 1, 7, "unknown variable `titel`", "did you mean `title`?")),
        ("{{ qqqq }}", ("T603", 1, 4, "unknown variable `qqqq`", VARIABLES_PAGE)),
        ("{{ title | tabel }}", ("T604", 1, 12, "unknown filter or test `tabel`", "did you mean `table`?")),
        ("{{ 'ก' | wordwrap }}", ("T604", 1, 10, "unknown filter or test `wordwrap`", FILTERS_PAGE)),
        ("{% if title is non %}{% endif %}", ("T604", 1, 16, "unknown filter or test `non`", "did you mean `none`?")),
        (
            "ก\n\n{% fro x in y %}",
            ("T602", 3, 4, "the template cannot be read: unknown tag `fro`", "did you mean `for`?"),
        ),
        ("{% if title %}", ("T602", 1, 1, None, None)),
        ("{{ title", ("T602", 1, 1, None, None)),
        ("{% include 'foot.j2' %}", ("T601", 1, 13, "the template `foot.j2` does not exist", None)),
        (
            "{{ measures[0].monitoring.due.x }}",
            ("T603", 1, 31, "`x` does not exist here", "allowed here: day, month, year, fiscal_year"),
        ),
        ("{{ measures }}", ("T605", 1, 1, f"{FAILS} a list cannot be printed as it is: print its parts", None)),
        ("{{ memo }}", ("T605", 1, 1, f"{FAILS} a record cannot be printed as it is: print its parts", None)),
        ("{{ 1 / 0 }}", ("T605", 1, 1, f"{VALUES} ZeroDivisionError: division by zero", None)),
        ("{{ title + 1 }}", ("T605", 1, 1, None, None)),
        (
            "{% include 'main' %}",
            ("T605", 1, 1, f"{FAILS} it includes or calls itself without end, or is nested too deep", None),
        ),
        ("{% for i in range(10000000) %}{% endfor %}", ("T605", 1, 1, None, None)),
        ("{{ 9**(9**9) }}", ("T605", 1, 1, f"{FAILS} the result of `**` is too large", None)),
        ("{{ 9**9**9**9 }}", ("T605", 1, 1, f"{FAILS} the result of `**` is too large", None)),
        ("{{ 'ก' * 10**9 }}", ("T605", 1, 1, f"{FAILS} the result of `*` is too large", None)),
        ("{{ 10**9 * [1] }}", ("T605", 1, 1, f"{FAILS} the result of `*` is too large", None)),
        (
            "{{ plan_rows | table(['ก', 'ข']) }}",
            ("T605", 1, 1, f"{FAILS} the table has 4 columns and 2 headings", None),
        ),
        ("{{ plan_rows | table([1, 2, 3, 4]) }}", ("T605", 1, 1, None, None)),
        ("{{ title | table(['ก']) }}", ("T605", 1, 1, None, None)),
    ],
)
def test_a_slip_in_a_template(text: str, expected: tuple[str, int, int, str | None, str | None]) -> None:
    """A slip is one finding at its own line and column, with a word on what was probably meant."""
    code, line, column, message, help_line = found(text)
    assert (code, line, column) == expected[:3]
    assert expected[3] in {message, None}
    assert expected[4] in {help_line, None}


def test_where_a_slip_stands() -> None:
    """The name is found in the template's code, behind its point if it is a part, and on Jinja's own lines."""
    assert found("titel {# titel #}{{ titel }}")[2] == 21
    assert found("ชื่อ nme: {{ memo.nme }}")[2] == 19
    assert found("a\u2028b\u2028\n{{ titel }}")[1:3] == (2, 4)
    assert found("foot.j2 {% include 'foot.j2' %}")[2] == 21
    unclosed = rendered("ก\n{# ข")
    assert isinstance(unclosed, Finding)
    assert (unclosed.span.path, unclosed.span.line, unclosed.span.excerpt) == ("templates/main", 2, "{# ข")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{% endif %}", "T602"),
        ("{{ [] | first }}", "T605"),
        ("{{ '\ud800' }}", "E103"),
        ("{{ '\\ud800' }}", "T605"),
        ("{{ '%s' % memo }}", "T605"),
        ("{{ '{}'.format(memo) }}", "T605"),
        ("{{ plan_rows | table('abcd') }}", "T605"),
        ("{{ plan_rows | table([{none: ['ก', 'ข', 'ค', 'ง']}]) }}", "T605"),
        ("{{ plan_rows | table([{'ก': ['ข', none, 'ค', 'ง']}]) }}", "T605"),
        ("{{ (plan_rows + result_rows) | table(['ก', 'ข', 'ค', 'ง']) }}", "T605"),
    ],
)
def test_more_slips(text: str, code: str) -> None:
    """What cannot be printed, set as a table or ended is a finding, and its message shows no Python object."""
    result = found(text)
    assert result[0] == code
    assert "<" not in result[3]
    assert "namespace(" not in result[3]


def test_a_filter_counts_what_others_choose() -> None:
    """The filters of the page go together: what one chooses another can count."""
    assert rendered("{{ measures | selectattr('overdue') | length }}") == "๐\n"


def test_blocks_are_not_escaped_for_html() -> None:
    """A long line in a block is wrapped as it stands; `&`, `<` and quotes never turn into HTML in plain text."""
    hard = "ก" * 90 + ' "รักษาการ" R&D <x>'
    for block in ("right_half", "centered"):
        text = rendered(f"{{% filter {block} %}}{{{{ {hard!r} }}}}{{% endfilter %}}", "txt")
        assert isinstance(text, str)
        assert '"รักษาการ"' in text
        assert "R&D" in text
        assert "<x>" in text


def test_an_absent_value_is_named() -> None:
    """Printing a key that the project leaves out is an error that shows the condition to write."""
    code, _, column, message, help_line = found("{{ measures[0].entry.note }}")
    assert (code, column) == ("T603", 22)
    assert message == "`measure.entry.note` has no value in this project"
    assert help_line == "print it only if it has one: `{% if measure.entry.note %}…{% endif %}`"
    assert rendered("{% if measures[0].entry.note %}x{% else %}ไม่มี{% endif %}") == "ไม่มี\n"
    assert rendered("{{ measures[0].entry.note | default('ไม่มี') }}") == "ไม่มี\n"


def test_a_slip_in_an_included_template() -> None:
    """The finding names the included template, not the one that includes it."""
    result = rendered("{% include 'foot' %}", foot="ก\n{{ titel }}")
    assert isinstance(result, Finding)
    assert (result.span.path, result.span.line, result.span.excerpt) == ("templates/foot", 2, "{{ titel }}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ assessment.fiscal_year }} {{ assessment.score }}", "๒๕๖๒ ๖๗.๘๗"),
        ("{{ assessment.fiscal_year | arabic }}", "2562"),
        ("{{ 'O42' | thai }} {{ 'O42' }}", "O๔๒ O42"),
        ("{{ as_of }} {{ as_of | short_date }}", "๓๑ มีนาคม ๒๕๖๔ ๓๑ มี.ค. ๒๕๖๔"),
        ("{{ units | join(', ') }}", "สำนักปลัด, กองคลัง, กองช่าง, กองการศึกษา"),
        ("{{ ['a*b', 'c|d'] | join('<br>') }}", "a\\*b\\<br>c\\|d"),
        ("{{ 'a*' ~ 'b_' ~ 1 }} {{ 'ก' ~ 1 }}", "a\\*b\\_1 ก๑"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('a*b') }} {{ m('x') ~ '_&<' }}", "<a\\*b> <x>\\_&\\<"),
        ("{% set x %}{{ 'a*b' }}{% endset %}{{ x }}", "a\\*b"),
        ("{{ 'R&D <x>' }}", "R&D \\<x>"),
        ("{{ measures[0].evidence | first }}", "ตรวจสอบข้อมูลที่เว็บไซต์ของหน่วยงาน"),
        ("{{ measures | map(attribute='number') | join(' ') }}", "๑ ๒ ๓ ๔ ๕ ๖ ๗ ๘ ๙ ๑๐ ๑๑ ๑๒"),
        (
            "{{ measures | selectattr('status', 'equalto', 'done') | map(attribute='id') | first }}",
            "property-guidelines",
        ),
        ("{{ summary.done.count }}/{{ summary.total }}", "๑๒/๑๒"),
        ("{{ 'a*ข 5' | right_half }}", "a\\*ข ๕"),
        ("{{ '{{ title }} {% x %}' }}", "{{ title }} {% x %}"),
    ],
)
def test_values_in_markdown(text: str, expected: str) -> None:
    """Values are set once: Thai digits and escapes come from the format, and set text stays as it is."""
    assert rendered(text) == expected + "\n"


def test_values_in_plain_text() -> None:
    """Plain text escapes nothing, pads by display cells, and ends a year with its own digits."""
    assert rendered("{{ 'ที่น้ำ' | pad(6) }}|{{ 'a*b & <c>' }}", "txt") == "ที่น้ำ   |a*b & <c>\n"
    assert rendered("{{ assessment.score }}", "txt", thai=False) == "67.87\n"
    assert rendered("{% filter right_half %}ก{% endfilter %}ข", "txt") == " " * 59 + "ก\nข\n"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.__init__.__globals__ }}",
        "{{ memo.__dict__ }}",
        "{{ memo['__class__'] }}",
        "{{ (title | map).__class__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ ('%s' % memo) }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ measures.append(1) }}",
        "{{ range.__self__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{% set measures.x = 1 %}",
        "{{ title.__class__.__base__ | attr('__subclasses__') }}",
        "{{ memo | attr('__class__') }}",
    ],
)
def test_the_sandbox_holds(attack: str) -> None:
    """Known ways out of a Jinja sandbox end in a finding, or in text that tells nothing of the program."""
    result = rendered(attack)
    assert isinstance(result, Finding) or ("class" not in result and "module" not in result)


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/hostname", "a/../../secret", "..\\secret", "link/secret", "a\0b", ""]
)
def test_no_name_leads_out_of_the_folders(name: str, tmp_path: Path) -> None:
    """A template is read only from the template folders, whatever path tricks its name plays."""
    folder = tmp_path / "templates"
    (folder / "a").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path)
    result = TemplateFolders([DiskFolder(folder)]).content(name)
    assert result is None or isinstance(result, Finding)
