"""All that the tool says exists in both languages, and a person chooses which one is spoken."""

from __future__ import annotations

import ast
import io
import os
import re
import runpy
import string
from gettext import GNUTranslations
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from support import CASES, ROOT

from itatrack.cli.language import translator
from itatrack.findings.full import full
from itatrack.findings.message import ENGLISH, counted, message
from itatrack.translations import compiled, refresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.project import Project

TOOL = runpy.run_path(str(ROOT / "tools" / "make_messages.py"))
MESSAGES: dict[str, str | None] = TOOL["messages"]()

THAI = translator("th")
SAID = {"message", "counted", "translate", "_"}

# Code and what is quoted stays as it is.
_CODE = r"\{%.*?%\}|`[^`]*`|'[^']*'|itatrack [a-z ]+|status set|measure add|git checkout"


def english(text: str) -> list[str]:
    """Return what is English in a Thai text: two words in a row that are no code. Single names and keys are none."""
    return re.findall(r"\b[A-Za-z]{2,} [a-z]{2,}\b", re.sub(_CODE, "", text))


def _catalogue() -> Catalog:
    with TOOL["CATALOGUE"].open("rb") as file:
        return read_po(file, locale="th")


def _translations() -> list[tuple[str, str]]:
    """Yield every message with its translation."""
    found = ((one.id, one.string) for one in _catalogue() if one.id)
    return [(id_[0], said[0]) if isinstance(id_, tuple) else (id_, said) for id_, said in found]


@pytest.mark.slow
def test_no_message_stands_in_an_f_string() -> None:
    """From Python 3.12 on Babel finds messages in f-strings, before it does not: the catalogue would depend on it."""
    for path in (ROOT / "itatrack").rglob("*.py"):
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            calls = (
                [call for call in ast.walk(text) if isinstance(call, ast.Call)]
                if isinstance(text, ast.JoinedStr)
                else []
            )
            for call in calls:
                is_said = isinstance(call.func, ast.Name) and call.func.id in {"_", "message", "counted", "translate"}
                literal = bool(call.args) and isinstance(call.args[0], ast.Constant)
                assert not (is_said and literal), f"{path.name}:{call.lineno}"


@pytest.mark.slow
def test_the_catalogue_is_that_of_the_code() -> None:
    """Every message of the code is in the catalogue and no other, each with a translation that was read."""
    fresh = TOOL["written"](TOOL["catalogue"]()) == TOOL["CATALOGUE"].read_bytes()
    assert fresh, "python tools/regenerate.py"
    left = TOOL["untranslated"](_catalogue())
    assert left == [], f"translate these in {TOOL['CATALOGUE'].name}, and take `fuzzy` away"


def test_a_changed_message_keeps_its_translation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Thai of a changed message stays for a person to read, and is not spoken until then."""
    names = TOOL["catalogue"].__globals__
    monkeypatch.setitem(names, "CATALOGUE", tmp_path / "itatrack.po")
    said = {"the file is full of text": None, "{number} day": "{number} days", "nothing like it": None}
    monkeypatch.setitem(names, "messages", lambda: said)
    old = "the file is filled with text"
    catalogue = Catalog(locale="th")
    catalogue.add(old, "ไฟล์เต็ม")
    catalogue.add(("{number} day", "{number} days"), ("{number} วัน",))
    names["CATALOGUE"].write_bytes(TOOL["written"](catalogue))
    for _ in range(2):  # it stays so until somebody has read it
        new = TOOL["catalogue"]()
        changed = new["the file is full of text"]
        assert (changed.string, changed.fuzzy, changed.user_comments) == ("ไฟล์เต็ม", True, [f"It was: {old}"])
        assert not new["{number} day"].fuzzy
        assert TOOL["untranslated"](new) == ["the file is full of text", "nothing like it"]
        names["CATALOGUE"].write_bytes(TOOL["written"](new))
    spoken = GNUTranslations(io.BytesIO(compiled(names["CATALOGUE"].read_bytes())))
    assert spoken.gettext("the file is full of text") == "the file is full of text"
    assert spoken.ngettext("{number} day", "{number} days", 2) == "{number} วัน"
    names["CATALOGUE"].write_bytes(names["CATALOGUE"].read_bytes().replace(b"#, fuzzy\n", b""))
    assert TOOL["catalogue"]()["the file is full of text"].user_comments == []


@pytest.mark.slow
def test_translations_are_compiled_where_they_changed(tmp_path: Path) -> None:
    """A checkout speaks what its source says, also before anything was installed anew."""
    source = tmp_path / "itatrack.po"
    source.write_bytes(TOOL["CATALOGUE"].read_bytes())
    target = refresh(source)
    assert target.read_bytes() == compiled(source.read_bytes())
    target.write_bytes(b"of a source that is older")
    refresh(source)
    assert target.read_bytes() == b"of a source that is older"
    os.utime(source, (2**32, 2**32))
    refresh(source)
    assert target.read_bytes() == compiled(source.read_bytes())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["itatrack.mo", "itatrack.po"]


def test_a_translation_names_the_same_values() -> None:
    """A translation names in braces what its message names, so that nothing is left out."""
    for text, said in _translations():
        if text in EXAMPLES:
            continue
        assert _values(said) == _values(text), text


def _values(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:  # braces that are an example, in a text without values
        return set()


# Texts that are shown as they stand: examples, and what has braces of its own.
EXAMPLES = {text for one in TOOL["explanations"]() for text in one.texts} | {
    "a heading is a text, or {text: [text, …]} over several columns"
}


def test_a_translation_is_thai() -> None:
    """A translation has Thai in it and no English words, but for what is code."""
    for text, said in _translations():
        assert text in EXAMPLES or re.search("[ก-๙]", said), text
        assert english(said) == [], text


@pytest.mark.slow
def test_every_literal_that_is_said_is_known() -> None:
    """Every text that becomes a message is in the catalogue; one inside an f-string would escape the search."""
    for path in (ROOT / "itatrack").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                assert [text for text in texts[:1] if text and text not in MESSAGES] == [], path


def test_counting() -> None:
    """English has a singular and a plural, Thai one form for both."""
    days = [counted(number, "{number} day", "{number} days") for number in (1, 2)]
    assert [ENGLISH(one) for one in days] == ["1 day", "2 days"]
    assert [THAI(one) for one in days] == ["1 วัน", "2 วัน"]
    assert THAI("no such message") == "no such message"


def test_a_message_within_a_message() -> None:
    """A value that is a message is translated too, and braces of the data stay as they are."""
    outer = message("wrote {path}", path=message("{day} overdue", day="{x}"))
    assert (ENGLISH(outer), THAI(outer)) == ("wrote {x} overdue", "เขียน {x} เกินกำหนด แล้ว")


def test_one_run_writes_its_findings_in_both_languages(
    make_project: Callable[..., Path], load_project: Callable[[Path], Project]
) -> None:
    """Findings are data: what was found once is written in English, in Thai, and in English again."""
    project = make_project(CASES / "invalid" / "E303-duplicate-id")
    findings = load_project(project).findings
    texts = [full(findings, translate) for translate in (ENGLISH, THAI, ENGLISH)]
    assert texts[0] == texts[2]
    assert "error[E303]: duplicate measure id `property`" in texts[0]
    assert "ข้อผิดพลาด[E303]: " in texts[1]
    assert english(texts[1].replace("data/", "")) == []


@pytest.mark.parametrize("case", sorted((CASES / "invalid").iterdir()), ids=lambda case: case.name)
def test_findings_in_thai(
    case: Path, make_project: Callable[..., Path], load_project: Callable[[Path], Project]
) -> None:
    """No finding of the corpus has an English word in Thai."""
    for finding in load_project(make_project(case)).findings:
        related = (THAI(place.message) for place in finding.related)
        for text in (finding.message(THAI), finding.help(THAI) or "", *related):
            assert english(text) == [], finding.code


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ((), {}, "en"),
        ((), {"LANG": "th_TH.UTF-8"}, "th"),
        ((), {"LANG": "th_TH.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "th_TH.UTF-8", "LC_ALL": "C"}, "en"),
        ((), {"LANG": "fr_FR.UTF-8"}, "en"),
        ((), {"LANG": "en_US.UTF-8", "ITATRACK_LANG": "th"}, "th"),
        ((), {"LANG": "th_TH.UTF-8", "ITATRACK_LANG": "klingon"}, "th"),
        (("--lang", "en"), {"ITATRACK_LANG": "th"}, "en"),
        (("--lang=th",), {"ITATRACK_LANG": "en"}, "th"),
        (("--lang", "th", "--lang", "en"), {}, "en"),
    ],
)
def test_who_chooses_the_language(
    arguments: tuple[str, ...], environment: dict[str, str], language: str, run: Callable[..., Any]
) -> None:
    """`--lang` goes before `ITATRACK_LANG`, that before the system's language; a language that there is not is none."""
    bare = {"ITATRACK_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    before = run(*arguments, "explain", "W502", **{**bare, **environment})
    behind = run("explain", "W502", *arguments, **{**bare, **environment})
    assert before.stdout == behind.stdout
    assert ("ถูก: " in before.stdout.decode()) is (language == "th")


def test_a_language_that_there_is_not(run: Callable[..., Any]) -> None:
    """An unknown language and a missing one are wrong use, wherever the option stands; behind `--` it is none."""
    for arguments in (("--lang", "xx", "validate"), ("validate", "--lang", "xx")):
        done = run(*arguments)
        assert done.returncode == 2
        assert "Invalid value for '--lang': 'xx' is not one of 'en', 'th'." in done.stderr.decode()
    assert "Option '--lang' requires an argument." in run("validate", "--lang").stderr.decode()
    assert "unknown code '--LANG'" in run("explain", "--", "--lang").stderr.decode()


COMMANDS = ["", "explain", "init", "measure", "measure add", "report", "status", "status list", "status log"]
COMMANDS += ["status set", "validate", "completion"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_thai(command: str, run: Callable[..., Any]) -> None:
    """The help of every command is Thai, within the width of the terminal, and names the options of English."""
    shown = run(*command.split(), "--help", "--lang", "th", COLUMNS="70").stdout.decode()
    plain = run(*command.split(), "--help", COLUMNS="70").stdout.decode()
    assert english(shown) == []
    placed = re.findall(r"(?m)^(?:วิธีใช้: .*?|  (?:-\w, )?--[\w-]+ )([A-Z]{2,})", shown)
    assert placed == []  # such as DATE of `--date DATE`
    assert {*re.findall(r"(?m)^  .*?(--[a-z-]+)", shown)} == {*re.findall(r"(?m)^  .*?(--[a-z-]+)", plain)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("validat",), "ไม่มีคำสั่ง 'validat' หมายถึง 'validate' หรือไม่"),
        (("xyzzy",), "ไม่มีคำสั่ง 'xyzzy'"),
        (("status", "st"), "ไม่มีคำสั่ง 'st' หมายถึง"),
        (("explain",), "ไม่ได้ระบุ 'รหัส'\n"),
        (("measure", "add", "x"), "ไม่ได้ระบุตัวเลือก '--title'"),
        (("validate", "--strct"), "ไม่มีตัวเลือก --strct (ที่ใกล้เคียง: --project, --strict)"),
        (("validate", "--xyzzy"), "ไม่มีตัวเลือก --xyzzy"),
        (("validate", "--as-of"), "ตัวเลือก '--as-of' ต้องมีค่าต่อท้าย"),
        (("validate", "--strict=yes"), "ตัวเลือก '--strict' ไม่รับค่า"),
        (("validate", "a", "b"), "ระบุเกินมา: a b"),
        (("validate", "--format", "x"), "ค่าของ '--format' ใช้ไม่ได้: 'x' ไม่อยู่ในตัวเลือก 'auto', 'full'"),
        (("report", "--width", "x"), "'x' ไม่ใช่จำนวนเต็ม"),
        (("report", "--width", "3"), "3 ไม่อยู่ในช่วง 40<=x<=1000"),
        (("validate", "-C", "nowhere"), "ไม่มีโฟลเดอร์ 'nowhere'"),
        (("validate", "-C", "README.md"), "'README.md' เป็นไฟล์ ไม่ใช่โฟลเดอร์"),
        (("report", "--template", "nothing.j2"), "ไม่มีไฟล์ 'nothing.j2'"),
        (("report", "--template", "docs"), "'docs' เป็นโฟลเดอร์ ไม่ใช่ไฟล์"),
        (("report", "--as-of", "2564-02-30"), "ไม่มีวันที่ '2564-02-30'"),
        (("status", "set", "e-servise", "done", "--dry-run"), "'e-servise' (หมายถึง 'e-service' หรือไม่)"),
        (("status", "--unit", "กองคลงั"), "ไม่มีหน่วยงาน"),
        (("report", "--round", "99"), "แผนไม่มีรอบ '99'"),
        (("status", "set", "e-service", "xyz", "--dry-run"), "ค่าของ 'สถานะ' ใช้ไม่ได้"),
        (("status", "set", "xyz", "done", "--dry-run"), "ค่าของ 'ชื่อย่อ' ใช้ไม่ได้"),
        (("explain", "W999"), "ค่าของ 'รหัส' ใช้ไม่ได้"),
        (("init", "."), "ค่าของ 'โฟลเดอร์' ใช้ไม่ได้"),
    ],
)
def test_wrong_use_in_thai(arguments: tuple[str, ...], said: str, run: Callable[..., Any]) -> None:
    """What Typer says of wrong use, and what the tool says itself, is Thai, with usage and a hint at help."""
    done = run("--lang", "th", *arguments)
    assert done.returncode == 2
    shown = done.stderr.decode()
    assert re.match(r"(?s)(วิธีใช้: itatrack .*\nดูวิธีใช้ได้ด้วยคำสั่ง 'itatrack[^\n]+\n\n)?ผิดพลาด: ", shown)
    assert said in shown
    assert english(shown) == []
