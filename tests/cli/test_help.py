"""The pages of documentation that the tool shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from calling import call
from support import ROOT

from itatrack.cli import help_topics
from itatrack.cli.markdown import laid_out
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from pathlib import Path

FOR_DEVELOPERS = {"architecture", "benchmarks"}
PAGES = [help_topics.page(topic, language) for topic in help_topics.TOPICS for language in ("en", "th")]


def test_every_page_for_users_is_a_topic() -> None:
    """Each topic has a page, and each page of the documentation but those for developers is one."""
    assert [page for page in PAGES if not page.is_file()] == []
    names = {path.name.removesuffix(".md").removesuffix(".th") for path in (ROOT / "docs").glob("*.md")}
    assert names - FOR_DEVELOPERS == {*help_topics.TOPICS} - {"start"}


def test_the_topics_are_listed() -> None:
    """Without a topic all are listed, each with what it is about."""
    for language in ("en", "th"):
        status, out, _err = call("help", "--lang", language)
        assert status == 0
        assert re.findall(r"(?m)^  ([a-z]+)  +\S", out) == [*help_topics.TOPICS]
        elsewhere = {topic for topic in help_topics.TOPICS if call("help", topic, "--lang", language)[2]}
        note = " (in Thai)" if language == "en" else " (ภาษาอังกฤษ)"
        assert {line.split()[0] for line in out.splitlines() if line.endswith(note)} == elsewhere


@pytest.mark.parametrize(("name", "topic"), [("ข้อผิดพลาด", "errors"), ("คู่มือ", "guide"), ("แม่แบบ", "templates")])
def test_thai_names_of_topics(name: str, topic: str) -> None:
    """A page is found by its Thai name too."""
    assert call("help", name, "--lang", "th") == call("help", topic, "--lang", "th")


@pytest.mark.parametrize("name", ["errors", "ERRORS", "errors.md", "errors.th.md"])
def test_a_page_in_both_languages(name: str) -> None:
    """A page is printed as it is written where nobody looks on, in the language that is asked for."""
    for language, file in (("en", "errors.md"), ("th", "errors.th.md")):
        status, out, err = call("help", name, "--lang", language)
        assert (status, err) == (0, "")
        assert out == (ROOT / "docs" / file).read_text(encoding="utf-8")


def test_a_page_of_one_language() -> None:
    """Where a page is not written in the language, it is shown in the other, and that is said."""
    _status, out, err = call("help", "json", "--lang", "th")
    assert out == (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert err == "หน้านี้มีเฉพาะภาษาอังกฤษ\n"
    assert call("help", "guide")[2] == "this page is in Thai only\n"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["status", "set"], ["status", "set", "--help"]),
        (["report"], ["report", "--help"]),
        (["e302"], ["explain", "E302"]),
    ],
    ids=["command-of-a-group", "command", "code"],
)
def test_commands_and_codes(words: list[str], same: list[str]) -> None:
    """The name of a command shows its help, and a code what it means, in the language asked for."""
    for language in ("en", "th"):
        assert call("help", *words, "--lang", language) == call(*same, "--lang", language)


def test_unknown_topics() -> None:
    """What is neither is refused with what was probably meant."""
    status, out, err = call("help", "fromat")
    assert (status, out) == (2, "")
    assert "unknown topic 'fromat' (did you mean 'format'?); there are: start, guide, " in err
    assert call("help", "status", "sett")[0] == 2


@pytest.mark.parametrize("page", sorted({*PAGES}), ids=lambda path: path.name)
def test_a_page_on_a_terminal(page: Path) -> None:
    """Laid out, a page says all its words, in lines that fit but for code, which can be copied, and rows of tables."""
    text = page.read_text(encoding="utf-8")
    shown = laid_out(text, 80, has_colour=False)
    code = {
        f"    {line}".rstrip() for block in re.findall(r"(?ms)^```\w*\n(.*?)^```", text) for line in block.splitlines()
    }
    assert code <= {*shown.splitlines()}
    assert [line for line in shown.splitlines() if cells(line) > 80 and line not in code] == []
    paragraphs = re.sub(r"(?ms)^```.*?^```|<!--.*?-->|^[|#!].*?$", "", text)
    words = re.findall(r"[ก-๙]{2,}", re.sub(r"\]\([^)]*\)", "]", paragraphs))
    joined = re.sub(r"\s+", "", shown)
    assert [word for word in words if word not in joined] == []
    assert not re.search(r"(?m)^ *[ะาำ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", shown)


def test_pictures_and_links_of_a_repository() -> None:
    """A picture and a link to a file are left out, with the words of the link kept; an address stays."""
    text = "| a |\n| --- |\n| ![ภาพ](a.png) |\n\nดู [คู่มือ](guide.th.md#x) ที่ [เว็บ](https://example.go.th)\n"
    assert laid_out(text, 80, has_colour=False).strip() == "ดู คู่มือ ที่ เว็บ (https://example.go.th)"
