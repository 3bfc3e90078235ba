"""Markdown laid out for a terminal by Rich, with lines that end between Thai words."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console
from rich.containers import Lines
from rich.markdown import CodeBlock, Markdown, Paragraph, TableDataElement
from rich.measure import Measurement
from rich.text import Text
from rich.theme import Theme

from itatrack.thai import breaking
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, JustifyMethod, RenderResult
    from rich.markdown import MarkdownContext, MarkdownElement

_MAX_WIDTH = 100
_ONLY_IN_A_REPOSITORY = (
    (r"(?s)<!--.*?-->\n*", ""),
    (r"(?m)^(?:\|.*\n)*\|.*!\[.*\n(?:\|.*\n)*", ""),  # a table of pictures
    (r"!\[[^]]*\]\([^)]*\)", ""),
    (r"\[([^]]+)\]\((?!https?:)[^)\s]*\)", r"\1"),
)
# Rich has it on black, also where the terminal is white.
_THEME = Theme({"markdown.code": "bold cyan"})


def laid_out(text: str, width: int, *, has_colour: bool) -> str:
    """Return a page of documentation as a terminal shows it, without what only a repository has: files to link to."""
    for pattern, kept in _ONLY_IN_A_REPOSITORY:
        text = re.sub(pattern, kept, text)
    stream = StringIO()
    console = Console(
        file=stream,
        width=min(width, _MAX_WIDTH),
        force_terminal=has_colour,
        color_system="standard" if has_colour else None,
        legacy_windows=False,
        theme=_THEME,
    )
    console.print(_ThaiMarkdown(text, hyperlinks=False), crop=False)
    return re.sub(r"(?m) +$", "", stream.getvalue())


class _ThaiText(Text):
    """A text whose lines end between words: Thai has few spaces, at which Rich ends them."""

    def wrap(self, console: Console, width: int, *, justify: JustifyMethod | None = None, **_options: Any) -> Lines:  # noqa: ANN401  options of Rich
        lines = Lines()
        for line in self.split(allow_blank=True):
            start, starts = 0, []
            for part in breaking.wrap(line.plain, max(width, 1)):
                start = line.plain.index(part, start)
                starts.append(start)
                start += len(part)
            for ended in line.divide(starts[1:]):
                ended.rstrip()
                lines.append(ended)
        lines.justify(console, width, justify=justify or self.justify or "left")
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        del console, options
        widths = [cells(piece.rstrip()) for piece in breaking.pieces(self.plain)]
        return Measurement(max(widths, default=0), max(map(cells, self.plain.split("\n"))))


class _Paragraph(Paragraph):
    def on_enter(self, context: MarkdownContext) -> None:
        super().on_enter(context)
        self.text = _ThaiText(justify="left")


class _Cell(TableDataElement):
    def __init__(self, justify: JustifyMethod) -> None:
        super().__init__(justify)
        self.content = _ThaiText("", justify=justify)


class _Code(CodeBlock):
    """Code without colours of its own, whose lines stay whole so that they can be copied."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        del console, options
        lines = str(self.text).rstrip().splitlines()
        yield Text("\n".join(f"    {line}" for line in lines), style="cyan", no_wrap=True, overflow="ignore")


class _ThaiMarkdown(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = Markdown.elements | {
        "paragraph_open": _Paragraph,
        "td_open": _Cell,
        "th_open": _Cell,
        "fence": _Code,
        "code_block": _Code,
    }
