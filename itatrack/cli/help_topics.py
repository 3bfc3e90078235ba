"""`itatrack help`: the pages of documentation that come with the tool, for those who have it and no repository."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer
from typer.core import TyperGroup

from itatrack.cli import lookup
from itatrack.cli.console import info, print_paged
from itatrack.cli.language import _
from itatrack.findings.message import message

if TYPE_CHECKING:
    from pathlib import Path

    # Typer's own types, which have no public names.
    from typer._click.core import Command

# A page's name without its ending, and what it is about.
TOPICS: Final = {
    "start": message("the first page: what the tool is, and its first commands"),
    "guide": message("step by step through a clerk's year, from installing to the next year's plan"),
    "format": message("the two files, every key with an example"),
    "keys": message("every key in one table, with its Thai name"),
    "templates": message("change the wording and the layout of reports"),
    "formats": message("Word, PDF, web page, plain text and Markdown: what each is for"),
    "rollup": message("many agencies at one look: who keeps records, who is late, what is stuck"),
    "cli": message("every command with its options and examples"),
    "errors": message("every error and warning, with a wrong and a right example"),
    "glossary": message("the terms, in Thai and English"),
    "json": message("the JSON of lists and findings, for programs"),
    "trust": message("what is tested: writing, locking, reading, reports"),
}
_FIRST_PAGE: Final = "start"
# What else a page is called, as in the Thai pages.
_THAI_NAMES: Final = {
    "เริ่ม": "start",
    "หน้าแรก": "start",
    "คู่มือ": "guide",
    "รูปแบบไฟล์": "format",
    "ไฟล์": "format",
    "หัวข้อ": "keys",
    "แม่แบบ": "templates",
    "รูปแบบเอกสาร": "formats",
    "เอกสาร": "formats",
    "ภาพรวม": "rollup",
    "คำสั่ง": "cli",
    "ข้อผิดพลาด": "errors",
    "คำเตือน": "errors",
    "คำศัพท์": "glossary",
}


def _offered(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the topics that begin with a word, as the only one."""
    topics = {} if ctx.params.get("words") else TOPICS
    return [(topic, _(about)) for topic, about in topics.items() if topic.startswith(incomplete)]


def help_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TOPIC",
            help="A topic, a command such as status set, or the code of a finding.",
            show_default=False,
            autocompletion=_offered,
        ),
    ] = None,
) -> None:
    """Show a page of the documentation, such as `itatrack help guide`; without a topic, list them."""
    if not words:
        _list_topics()
        return
    # Pages name each other by their files.
    topic = words[0].lower().removesuffix(".md").removesuffix(".th") if len(words) == 1 else ""
    topic = _THAI_NAMES.get(topic, topic)
    if topic in TOPICS:
        path = page(topic, _.language)
        if not _is_in(path, _.language):
            info(_("this page is in English only") if _.language == "th" else _("this page is in Thai only"))
        print_paged(path.read_text(encoding="utf-8"))
        return
    if _command(ctx, words):
        root = ctx.find_root().command
        root([*words, "--lang", _.language, "--help"], prog_name="itatrack", standalone_mode=False)
        return
    if topic:
        from itatrack.checks.explanations import codes, explained

        if topic.upper() in codes():
            sys.stdout.write(explained(topic.upper(), _))
            return
    raise lookup.unknown(
        [" ".join(words)], [*TOPICS, *_commands(ctx), *_THAI_NAMES], "TOPIC", _("unknown topic {names}")
    )


def page(topic: str, language: str) -> Path:
    """Return the file of a topic in a language, or in the one language that it is written in."""
    from itatrack.storage.template_folders import packaged_docs

    folder = packaged_docs()
    stem = folder.parent / "README" if topic == _FIRST_PAGE else folder / topic
    translated, english = stem.with_name(f"{stem.name}.th.md"), stem.with_name(f"{stem.name}.md")
    return translated if translated.is_file() and (language == "th" or not english.is_file()) else english


def _is_in(path: Path, language: str) -> bool:
    """Check whether a page is written in a language."""
    return path.name.endswith(".th.md") is (language == "th")


def _list_topics() -> None:
    from itatrack.thai.width import pad

    width = max(map(len, TOPICS))
    other = _(" (in English)") if _.language == "th" else _(" (in Thai)")
    for topic, about in TOPICS.items():
        note = "" if _is_in(page(topic, _.language), _.language) else other
        sys.stdout.write(f"  {pad(topic, width)}  {_(about)}{note}\n")
    info(_("show one with `itatrack help TOPIC`, and a command's options with `itatrack help COMMAND`"))


def _commands(ctx: typer.Context) -> list[str]:
    root = ctx.find_root().command
    return root.list_commands(ctx) if isinstance(root, TyperGroup) else []


def _command(ctx: typer.Context, words: list[str]) -> Command | None:
    """Return the command that words name, or None."""
    command: Command | None = ctx.find_root().command
    for word in words:
        command = command.get_command(ctx, word) if isinstance(command, TyperGroup) else None
    return command
