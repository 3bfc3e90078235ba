"""A text file as it stands on disk: decoded text, byte order mark, and positions of code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, count, islice
from operator import add

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MAX_FINDINGS, Finding, Span
from itatrack.findings.fix import Replacement, spelling
from itatrack.findings.message import Message
from itatrack.textfile.file_kinds import document_kind
from itatrack.thai.spelling import is_ordinary

# 2,000 dated entries with long texts have a megabyte; two make a PDF of some 500 pages.
MAX_BYTES = 2 * 1024 * 1024
# In characters: ten pages of A4. The longest value of the real plan has 150.
MAX_VALUE = 20_000
# 2,000 dated entries have some 20,000 lines.
MAX_LINES = 1_000_000
MAX_LINE = 500_000
BOM = b"\xef\xbb\xbf"

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# What no YAML may hold.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
# Characters that turn the direction of the text around them: what is read is not what is there.
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
# What makes the text read otherwise than it is typed, and so may have been meant.
_OVERRIDES = "\u202d\u202e"
# Where Word ends a line or a page within a text, a space parts the words.
_WHITE = "\x0b\x0c"
# One set of characters is looked for eight times as fast as what may be forbidden in its place: 0.7 ms for 160,000.
_SUSPICIOUS = re.compile(f"[{_CONTROLS}{_DIRECTION}\ufeff]")
_FORBIDDEN = (
    f"[{_CONTROLS}]|(?P<direction>[{_DIRECTION}])"
    # Inside a text it is a finding of the value; before a key libyaml skips it, and the key stands elsewhere than seen.
    r"|(?<![^\n\r\x85\u2028\u2029])(?P<hidden>\ufeff)"
)
_ASCII = frozenset(range(0x80))
_THAI_BYTES = frozenset(range(0xA1, 0xDB)) | frozenset(range(0xDF, 0xFC))
# What may come into a value by an escape in double quotes, or from the command line.
_FORBIDDEN_IN_VALUES = rf"[\r{_CONTROLS}]|(?P<direction>[{_DIRECTION}])"
# More marks than any letter has: setting them takes time with the square of their number.
_MAX_MARKS = 49
_HEAP_OF_MARKS = (
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    f"{{{_MAX_MARKS + 1}}}"
)


class Source:
    """The text of one file, with its path as shown to people.

    Lines end where an editor ends them (LF, CRLF or CR), so that a line number can be typed into one;
    YAML's own line breaks (U+0085, U+2028, U+2029) do not count.
    """

    def __init__(self, path: str, text: str, *, bom: bool = False) -> None:
        self.path = path
        self.text = text
        self.bom = bom
        self._last_line = 0, ""

    @cached_property
    def is_ordinary(self) -> bool:
        """Check whether it is all Thai and ASCII as they are typed rightly, and so every value without an escape."""
        return is_ordinary(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        # The break that ends each line is counted by the line's number.
        return [*map(add, accumulate(map(len, self.text.split("\n")[:-1]), initial=0), count())]

    def position(self, index: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a code point's index."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def index(self, line: int, column: int) -> int:
        """Return the index of the code point at a line and column, both from 1."""
        return self._starts[line - 1] + column - 1

    def line_end(self, line: int) -> int:
        """Return the index after the last code point of a line, without its line break."""
        return self._starts[line - 1] + len(self.line(line))

    def span(self, start: int, end: int) -> Span:
        """Return the span from one code point's index to another, the end exclusive."""
        line, column = self.position(start)
        end = max(start, end)
        is_on_line = line == len(self._starts) or end < self._starts[line]
        end_line, end_column = (line, column + end - start) if is_on_line else self.position(end)
        return Span(self.path, line, column, end_line, end_column, self.line(line))

    def line(self, line: int) -> str:
        """Return a line, counted from 1, without its line break."""
        # Many findings may stand on one line of megabytes: they share its text.
        if self._last_line[0] != line:
            after = self._starts[line] if line < len(self._starts) else len(self.text)
            self._last_line = line, self.text[self._starts[line - 1] : after].rstrip("\r\n")
        return self._last_line[1]


def decode(path: str, data: bytes) -> tuple[Source | None, list[Finding]]:
    """Decode a file's bytes, or return why they are not text that YAML can be read from.

    Returns:
        The source and no findings, or None and what is wrong: too large, not UTF-8 (TIS-620 and UTF-16 are
        named), or a control character.
    """
    if len(data) > MAX_BYTES:
        return None, [finding("E104", Span(path, 1, 1, 1, 1, ""), limit=MAX_BYTES // 1024 // 1024)]
    kind = document_kind(data)
    if kind:
        return None, [finding("E103.document", Span(path, 1, 1, 1, 1, ""), kind=Message(kind))]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [finding("E103.utf-16", Span(path, 1, 1, 1, 1, ""))]
    body = data.removeprefix(BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, body, error.start)]
    source = Source(path, text, bom=len(body) != len(data))
    refused = _refused(source)
    if refused:
        return None, [refused]
    matches = () if source.is_ordinary or not _SUSPICIOUS.search(text) else re.finditer(_FORBIDDEN, text)
    forbidden = [_forbidden(source, match) for match in islice(matches, MAX_FINDINGS)]
    return (None if forbidden else source), forbidden


def _refused(source: Source) -> Finding | None:
    """Return the finding for a text that is UTF-16, has too many lines, or one that is too long."""
    text = source.text
    # Every other byte of UTF-16 is the same: 0 for Latin letters, 14 for Thai ones.
    if not source.is_ordinary and (text.count("\0") + text.count("\x0e")) * 4 >= len(text) > 0:
        start = next(index for index, letter in enumerate(text) if letter in "\0\x0e")
        return finding("E103.utf-16", source.span(start, start + 1))
    if len(text) <= MAX_LINE:
        return None
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        return finding("E104.lines", Span(source.path, 1, 1, 1, 1, ""), limit=f"{MAX_LINES:,}")
    place = 0
    for line in re.split("[\n\r]", text):
        if len(line) > MAX_LINE:
            number, column = source.position(place)
            return finding("E104.line", Span(source.path, number, column, number, column, ""), limit=f"{MAX_LINE:,}")
        place += len(line) + 1
    return None


def forbidden_in_value(text: str) -> tuple[str, str] | None:
    """Return the wording and the name of the first character that no value may hold, or None where there is none."""
    if not text.isprintable() and (match := re.search(_FORBIDDEN_IN_VALUES, text)):
        return _wording(match), f"U+{ord(match[0]):04X}"
    if len(text) > _MAX_MARKS and not text.isascii() and (match := re.search(_HEAP_OF_MARKS, text)):
        return "E105.marks", f"U+{ord(match[0][0]):04X}"
    return None


def _forbidden(source: Source, match: re.Match[str]) -> Finding:
    span, sign = source.span(*match.span()), match[0]
    fix = spelling([Replacement(span, " " if sign in _WHITE else "")], is_safe=sign not in _OVERRIDES)
    return finding(_wording(match), span, character=f"U+{ord(sign):04X}")._replace(fix=fix)


def _wording(match: re.Match[str]) -> str:
    return f"E105.{match.lastgroup}" if match.lastgroup else "E105"


def _not_utf8(path: str, body: bytes, start: int) -> Finding:
    thai = set(body) <= _THAI_BYTES | _ASCII
    shown = Source(path, body.decode("tis-620" if thai else "utf-8", errors="replace"))
    # In TIS-620 one byte is one character; otherwise all before the bad byte decodes, so its length is the index.
    index = start if thai else len(body[:start].decode("utf-8"))
    return finding("E103.tis-620" if thai else "E103", shown.span(index, index + 1), byte=f"0x{body[start]:02X}")
