"""The memo's body in the agency's own wording, and what is wrong in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rendering import TEXT_FORMATS
from support import CASES, ROOT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")


def with_body(*lines: str) -> str:
    """Return the base plan with a body."""
    return BASE.replace("  signed_by:", "\n".join(["  body:", *(f"    {line}" for line in lines), "  signed_by:"]))


@pytest.fixture
def written(make_project: Callable[..., Path], run: Run) -> Callable[..., str]:
    """Write the memo of a plan with a body, as of the day of the golden memo."""

    def write(*lines: str, file_format: str = "md", status: int = 0) -> str:
        folder = make_project(measures=with_body(*lines))
        arguments = ["report", "--bare", "--as-of", "2564-03-31", "--format", file_format]
        done = run(*arguments, cwd=folder, PYTHONPATH=str(ROOT))
        assert done.returncode == status, done.stderr.decode()
        return (done.stdout if status == 0 else done.stderr).decode().replace("<wbr>", "")

    return write


def test_parts_in_their_order(written: Callable[..., str]) -> None:
    """Parts are printed in the order of the plan, those left out are not, and a heading takes the place of its own."""
    text = written("- closing", "- {part: plan, heading: มาตรการของเรา}", "- heading: ข้อพิจารณา")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == ["มาตรการของเรา", "ข้อพิจารณา"]
    assert text.index("จึงเรียนมา") < text.index("มาตรการของเรา")
    assert "ตามที่" not in text
    assert len(re.findall(r"^\| ---", text, re.MULTILINE)) == 1


def test_the_item_that_a_memo_answers(make_project: Callable[..., Path], run: Run) -> None:
    """A memo that asks for it names its item, of this ITA or the next, and leaves blank what is not known."""
    asked = with_body("- ita-item")
    colleges = asked.replace("agency: {", "agency: {programme: vocational, ", 1)
    for plan, words in (
        (asked, "ข้อ O43 การดำเนินการตามมาตรการ"),
        ("fiscal_year: 2567\n" + asked, "ประจำปี พ.ศ. ๒๕๖๗ ของการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
        (colleges, "ข้อ ..........."),
        (BASE, None),
    ):
        folder = make_project(measures=plan)
        done = run(
            "report", "--bare", "--as-of", "2564-03-31", "--date", "2567-03-31", cwd=folder, PYTHONPATH=str(ROOT)
        )
        text = done.stdout.decode()
        assert "สรุป" in text or "OIT" in text or "ข้อ ..." in text, done.stderr.decode()
        assert words in text if words else "OIT" not in text


@pytest.mark.parametrize(
    ("outline", "headings", "words"),
    [
        ("usual", [], ["มีรายละเอียด ดังนี้", "สรุป ณ วันที่", "จึงเรียนมาเพื่อโปรดทราบ"]),
        ("three-parts", [], ["นั้น", "จึงขอรายงานผลการดำเนินการ ดังนี้", "สรุป ณ วันที่", "จึงเรียนมาเพื่อโปรดทราบ"]),
        (
            "headings",
            ["เรื่องเดิม", "ข้อเท็จจริง", "ข้อพิจารณา"],
            ["มีรายละเอียด ดังนี้", "สรุป ณ วันที่", "พิจารณาแล้ว เห็นควรเสนอ", "จึงเรียนมาเพื่อโปรดทราบ"],
        ),
    ],
)
def test_a_ready_body(
    outline: str, headings: list[str], words: list[str], make_project: Callable[..., Path], run: Run
) -> None:
    """One word of the plan chooses a body with its headings and its sentences, in their order."""
    folder = make_project(measures=BASE.replace("  signed_by:", f"  outline: {outline}\n  signed_by:"))
    done = run("report", "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT))
    text = done.stdout.decode()
    found = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert [heading for heading in found if heading in {"เรื่องเดิม", "ข้อเท็จจริง", "ข้อพิจารณา"}] == headings
    places = [text.index(word) for word in words]
    assert places == sorted(places)
    assert len(re.findall(r"^\| ---", text, re.MULTILINE)) == (1 if outline == "three-parts" else 2)


@pytest.mark.parametrize("outline", ["usual", "three-parts", "headings"])
@pytest.mark.parametrize("title", ["แผนปฏิบัติการป้องกันการทุจริต", "โครงการโรงเรียนสุจริต", "ยุทธศาสตร์ความโปร่งใส"])
def test_the_words_follow_the_title(title: str, outline: str, make_project: Callable[..., Path], run: Run) -> None:
    """A plan that is called otherwise is called measures nowhere outside its tables, its subject and its count."""
    plan = re.sub(r"(?m)^title: .*$", f"title: {title}", BASE)
    folder = make_project(measures=plan.replace("  signed_by:", f"  outline: {outline}\n  signed_by:"))
    text = run("report", "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT)).stdout.decode()
    told = [line for line in text.splitlines() if "ดังนี้" in line or line.startswith("## ")]
    assert any(f"ผลการดำเนินการตาม{title}" in line for line in told)
    assert not any("มาตรการ" in line for line in told)


def test_words_are_set_like_values(written: Callable[..., str]) -> None:
    """Own words become Thai numerals and are escaped, line by line, and what a variable holds is not read again."""
    text = written(
        "- text: |",
        "    ข้อ 5 *สำคัญ* {{ memo.subject }} เมื่อ {{ as_of }}",
        "    {% if summary.total > 1 %}มี {{ summary.total }} มาตรการ{% endif %}",
    )
    assert r"ข้อ ๕ \*สำคัญ\* รายงานผล เมื่อ ๓๑ มีนาคม ๒๕๖๔" in text
    assert "\n\nมี ๒ มาตรการ\n\n" in text


@pytest.mark.parametrize("file_format", TEXT_FORMATS)
@pytest.mark.parametrize("part", ["part: plan, ", "table: result, ", ""])
def test_a_heading_is_written_like_a_text(written: Callable[..., str], part: str, file_format: str) -> None:
    """A heading may hold variables, as a text may; its own words are set like values."""
    heading = "มาตรการ 5 ปี {{ fiscal_year }} {% if round %}x{% endif %}"
    text = written(f"- {{{part}heading: '{heading}'}}", file_format=file_format)
    assert "มาตรการ ๕ ปี ๒๕๖๔" in text
    assert "{" not in re.sub(r"(?s)<style>.*?</style>", "", text)


def test_a_renamed_text_of_the_wording(make_project: Callable[..., Path], run: Run) -> None:
    """A text that the wording no longer sets is reported at the name it has now; an empty one prints nothing."""
    folder = make_project(measures=BASE)
    templates = folder / "templates"
    templates.mkdir()
    usual = (ROOT / "templates" / "wording.j2").read_text(encoding="utf-8")
    names = re.findall(r"set (\w+) %", usual.partition("memo.outline")[0])
    # The plan has one year's result, so there is no table of it; the other parts stand in a body that asks for them.
    unused = ("assessment_heading", "changes_", "ita_item_", "weak_points_")
    names = [name for name in names if not name.startswith(unused)]
    assert len(names) == 6
    for name in names:
        (templates / "wording.j2").write_text(usual.replace(f"set {name} ", f"set {name}s "), encoding="utf-8")
        done = run("report", "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT))
        line = next(number for number, one in enumerate(usual.splitlines(), 1) if f"set {name} " in one)
        assert done.returncode == 1
        said = done.stderr.decode()
        assert f"error[T606]: the wording does not set the text `{name}`\n" in said
        assert f"--> templates/wording.j2:{line}:8\n" in said
    emptied = re.sub(r"(?s)(set closing %\}).*?(\{% endset)", r"\1\2", usual)
    (templates / "wording.j2").write_text(emptied, encoding="utf-8")
    done = run("report", "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == 0
    assert "จึงเรียนมา" not in done.stdout.decode()
    (templates / "wording.j2").write_text(usual.replace("set closing ", "set farewell "), encoding="utf-8")
    done = run("report", "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT))
    assert "error[T606]" in done.stderr.decode()
    (folder / "data" / "measures.yaml").write_text(with_body("- plan"), encoding="utf-8")
    assert run("report", "--as-of", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT)).returncode == 0


def test_text_has_an_indent_and_a_heading_none(written: Callable[..., str]) -> None:
    """In plain text a heading stands at the margin, a paragraph is indented, and a table's heading is centred."""
    text = written("- {heading: เรื่องเดิม, text: ตามที่ทราบ, table: result}", "- {heading: สรุป}", file_format="txt")
    assert re.search(r"^ {20,}เรื่องเดิม\n {10}ตามที่ทราบ\n\n┌", text, re.MULTILINE)
    assert "\nสรุป\n" in text


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("- text: ตามที่ {{ memo.secton }}", "T603", "12:28"),
        ("- text: ตามที่ {{ memo.phone }}", "T603", "12:23"),
        ("- text: ตามที่ {{ unknown }}", "T603", "12:23"),
        ("- text: ตามที่ {% iff %}", "T602", "12:23"),
        ("- text: ตามที่ {{ as_of | shortt }}", "T604", "12:31"),
        ("- text: ตามที่ {{ as_of", "T602", "12:13"),
        ("- text: ตามที่ {% include '../measures.yaml' %}", "T601", "12:32"),
        ("- heading: ปี {{ fiscal_yaer }}", "T603", "12:22"),
        ("- {part: plan, heading: 'ปี {{ fiscal_year }'}", "T602", "12:30"),
    ],
)
def test_a_slip_in_a_text(written: Callable[..., str], line: str, code: str, place: str) -> None:
    """A slip in a text of the plan is reported in the plan, at the word that is wrong."""
    said = written(line, status=1)
    assert f"error[{code}]" in said
    assert f"--> data/measures.yaml:{place}\n" in said


def test_a_text_that_includes_a_file_of_another_kind(make_project: Callable[..., Path], run: Run) -> None:
    """What is wrong with a file that a text includes is said as it is of a template."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    text = "  body: [{text: '{% include \"memo.docx\" %}'}]\n  section:"
    done = run("report", "--as-of", "2564-03-31", cwd=make_project(measures=plan.replace("  section:", text)))
    assert done.returncode == 1
    assert b"memo.docx" in done.stderr
    assert b"a Word document" in done.stderr
    assert b"SlipError" not in done.stderr
