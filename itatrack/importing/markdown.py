"""Read the tables and the lines of a Markdown text."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from itatrack.findings.message import message
from itatrack.importing.grid import SOFT_BREAK, Block, clean_text, table_of

_RULE = r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*"


def is_markdown(text: str) -> bool:
    """Check whether a text has a table as Markdown writes it."""
    lines = text.splitlines()
    return any("|" in head and "|" in rule and re.fullmatch(_RULE, rule) for head, rule in pairwise(lines))


def read(text: str) -> list[Block]:
    """Return the lines and tables of a text, in order."""
    blocks: list[Block] = []
    lines = re.sub("<!--.*?-->", "", text, flags=re.DOTALL).splitlines()
    index = tables = 0
    while index < len(lines):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else ""
        index += 1
        if "|" in line and "|" in after and re.fullmatch(_RULE, after):
            rows = [_cells(line)]
            index += 1
            while index < len(lines) and "|" in lines[index]:
                rows.append(_cells(lines[index]))
                index += 1
            tables += 1
            blocks.append(table_of(message("table {number}", number=tables), rows, heads=1))
        elif cleaned := clean_text(_plain(line.lstrip("#> "))):
            blocks += cleaned.split("\n")
    return blocks


def _cells(line: str) -> list[str]:
    inner = re.sub(r"^\s*\||(?<!\\)\|\s*$", "", line)
    return [clean_text(_plain(cell).replace("\n", SOFT_BREAK)) for cell in re.split(r"(?<!\\)\|", inner)]


def _plain(text: str) -> str:
    """Return a text without the signs of Markdown; a link becomes its text and its address."""
    text = re.sub(r"<br ?/?>", "\n", text)
    text = re.sub(r"(?<!!)\[([^\]]*)\]\(<?([^)>\s]+)>?\)", r"\1 \2", text)
    text = re.sub(r"(\*\*|__)(.+?)\1", r"\2", text)
    text = re.sub(r"<(https?://[^>\s]+)>", r"\1", text)
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)).replace("\N{EM SPACE}", " ")
