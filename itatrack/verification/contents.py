"""What a reader finds in a document, page by page or paragraph by paragraph, to say where two documents differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from itatrack.findings.message import message
from itatrack.verification.package import parts_of, xml_root
from itatrack.verification.taken_out import taken_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from pypdf import PageObject

    from itatrack.findings.message import Message

MAX_NAMED: Final = 10
_NUMBER: Final = "#"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The parts of a Word document that hold text, in the order in which they are compared.
_WITH_TEXT: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_INLINE: Final = frozenset(("a", "span", "strong", "em", "b", "i", "wbr", "br"))


def differences(format_name: str, document: bytes, original: bytes) -> list[Message]:
    """Return where the text of a document differs from that of another one, by pages, paragraphs or lines.

    Raises:
        ValueError: the text of the document cannot be read.
    """
    if format_name == "pdf":
        return [*_page_differences(_pages(document), _pages(original))]
    return [*_differences(_TEXTS[format_name](document), _TEXTS[format_name](original), format_name)]


def _page_differences(document: Sequence[PageObject], original: Sequence[PageObject]) -> Iterator[Message]:
    """Yield the pages that differ; the text of one that was added is not read, as there may be any number of them."""
    for number in range(max(len(document), len(original))):
        if number >= len(original):
            yield message("page {number} was added", number=number + 1)
        elif number >= len(document):
            yield message("page {number} is missing", number=number + 1)
        elif _page_text(document[number]) != original[number].extract_text():
            yield message("page {number} has another text", number=number + 1)


def _differences(document: list[str], original: list[str], format_name: str) -> Iterator[Message]:
    matcher = SequenceMatcher(None, original, document, autojunk=False)
    for kind, first, end, start, stop in matcher.get_opcodes():
        for offset in range(max(end - first, stop - start) if kind != "equal" else 0):
            before = original[first + offset] if first + offset < end else None
            after = document[start + offset] if start + offset < stop else None
            yield _difference(before, after, min(start + offset, stop) + 1, by_lines=format_name in {"md", "txt"})


def _difference(before: str | None, after: str | None, number: int, *, by_lines: bool) -> Message:
    if before is not None and after is not None:
        start = _common(before, after)
        shown: dict[str, str | int] = {"before": _excerpt(before, start), "after": _excerpt(after, start)}
        shown["number"] = number
        if by_lines:
            return message("line {number} has '{after}' in the place of '{before}'", **shown)
        return message("paragraph {number} has '{after}' in the place of '{before}'", **shown)
    if after is not None:
        text = _excerpt(after, 0)
        if by_lines:
            return message("line {number} was added: '{text}'", number=number, text=text)
        return message("paragraph {number} was added: '{text}'", number=number, text=text)
    text = _excerpt(before or "", 0)
    if by_lines:
        return message("before line {number} is missing: '{text}'", number=number, text=text)
    return message("before paragraph {number} is missing: '{text}'", number=number, text=text)


def _common(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))


def _excerpt(text: str, start: int) -> str:
    """Return the part of a text around a place."""
    begin = max(start - 15, 0)
    part = " ".join(text[begin : start + 25].split())
    return f"{'…' if begin else ''}{part}{'…' if start + 25 < len(text) else ''}"


def _lines(document: bytes) -> list[str]:
    text = taken_out(document).rest
    return [line.rstrip() for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]


class _Blocks(HTMLParser):
    """Collects the texts of the blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self._is_hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style" or (tag == "script" and ("id", "itatrack") in attrs):
            self._is_hidden = tag
        self._end(tag)
        if tag == "script" and not self._is_hidden:  # which may change all that is seen
            self.blocks[-1] += "<script>"

    def handle_endtag(self, tag: str) -> None:
        if tag == self._is_hidden:
            self._is_hidden = ""
        self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self._is_hidden:
            self.blocks[-1] += data

    def _end(self, tag: str) -> None:
        if tag not in _INLINE:
            self.blocks.append("")
        elif tag == "br":
            self.blocks[-1] += " "


def _blocks(document: bytes) -> list[str]:
    parser = _Blocks()
    parser.feed(document.decode(errors="replace"))
    parser.close()
    return [text for text in (" ".join(block.split()) for block in parser.blocks) if text]


def _paragraphs(document: bytes) -> list[str]:
    parts = parts_of(document)
    texts: list[str] = []
    heads: list[str] = []
    for name in sorted(filter(_WITH_TEXT.fullmatch, parts), key=lambda part: (part != "word/document.xml", part)):
        root = xml_root(parts[name])
        if root is None:
            raise ValueError(name)
        if name.startswith(("word/header", "word/footer")):
            # Whatever saved the document numbered its pages, and may have given each section a head of its own.
            heads += [_paragraph(node, _page_numbers(node)) for node in root.iter(f"{_WORD}p")]
        else:
            texts += map(_paragraph, root.iter(f"{_WORD}p"))
    return [text for text in (*texts, *dict.fromkeys(heads)) if text]


def _paragraph(paragraph: Element, numbers: Collection[Element] = ()) -> str:
    shown = {f"{_WORD}br": " ", f"{_WORD}tab": " ", f"{_WORD}noBreakHyphen": "-"}
    texts = (
        _NUMBER if node in numbers else (node.text or "") if node.tag == f"{_WORD}t" else shown.get(node.tag, "")
        for node in paragraph.iter()
    )
    return " ".join("".join(texts).split())


def _page_numbers(paragraph: Element) -> set[Element]:
    """Return the nodes whose text is the number of the page, which Word and LibreOffice count themselves."""
    found: set[Element] = set()
    instruction, is_number = "", False
    for node in paragraph.iter():
        name = node.tag.removeprefix(_WORD)
        if name == "fldSimple" and _is_of_page(node.get(f"{_WORD}instr", "")):
            found |= {*node.iter(f"{_WORD}t")}
        elif name == "fldChar":
            is_number = node.get(f"{_WORD}fldCharType") == "separate" and _is_of_page(instruction)
            instruction = ""
        elif name == "instrText":
            instruction += node.text or ""
        elif name == "t" and is_number:
            found.add(node)
    return {node for node in found if (node.text or "").isdecimal()}


def _is_of_page(instruction: str) -> bool:
    return instruction.split()[:1] == ["PAGE"]


def _pages(document: bytes) -> Sequence[PageObject]:
    from itatrack.verification.pdf_revisions import DAMAGE, reader_of

    try:
        return [*reader_of(document).pages]
    except DAMAGE as error:
        raise ValueError(str(error)) from None


def _page_text(page: PageObject) -> str:
    from itatrack.verification.pdf_revisions import DAMAGE

    try:
        return page.extract_text()
    except DAMAGE as error:
        raise ValueError(str(error)) from None


_TEXTS: Final[dict[str, Callable[[bytes], list[str]]]] = {
    "md": _lines,
    "txt": _lines,
    "html": _blocks,
    "docx": _paragraphs,
}
