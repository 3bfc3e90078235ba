"""Map each glyph of a PDF to what it means, so that every reader finds and copies its text.

Typst writes the text of a syllable as an `ActualText` around its glyphs, and maps the first glyph alone to the whole
syllable. Readers that know no `ActualText`, such as those of Firefox and of most programs in Python, then see the
letter and lose or double its marks. Here each glyph is mapped to its own part of the syllable.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    # The text of each glyph of a font by the glyph's number.
    Glyphs = dict[int, str]
    # What the content of a page shows: the name of a font, glyphs, and the text that stands for them, if any does.
    Shown = tuple[bytes, list[int], str | None]

_OBJECT: Final = re.compile(rb"(?<=\n)(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STREAM: Final = re.compile(rb"(<<.*?>>)\nstream\n(.*)\nendstream", re.DOTALL)
_FONT: Final = re.compile(rb"<</Type/Font/Subtype/Type0.*/ToUnicode (\d+) 0 R")
_PAGE: Final = re.compile(rb"<</Type/Page/.*?Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONT_NAMES: Final = re.compile(rb"/(f\d+) (\d+) 0 R")
_TOKEN: Final = re.compile(rb"/ActualText<FEFF(?P<text>[0-9A-F]*)>|/(?P<font>f\d+) [\d.]+ Tf|(?P<end>EMC)|\(")
# What a text in parentheses is made of; parentheses that are in pairs stand in it as they are.
_CHARACTER: Final = re.compile(rb"\\([0-7]{1,3}|.)|[^\\]", re.DOTALL)
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MAPPING: Final = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_MAPPINGS: Final = re.compile(rb"\d+ beginbfchar\n.*endbfchar\n", re.DOTALL)
_MOST: Final = 100  # mappings that may stand in one block
_AM, _NIKHAHIT, _AA = "\u0e33", "\u0e4d", "\u0e32"


def with_mapped_glyphs(pdf: bytes) -> bytes:
    """Return a PDF of Typst in which every glyph is mapped to the text that it stands for; all else is as it was."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    mapped: dict[int, list[Shown]] = defaultdict(list)
    for body in objects.values():
        if page := _PAGE.match(body):
            fonts = {name: int(number) for name, number in _FONT_NAMES.findall(objects[int(page[1])])}
            for font, glyphs, text in _shown(_content(objects[int(page[2])])):
                mapped[fonts[font]].append((font, glyphs, text))
    changed: dict[int, bytes] = {}
    for number, shown in mapped.items():
        if described := _FONT.match(objects[number]):
            target = int(described[1])
            changed[target] = _with_mappings(_content(objects[target]), shown)
    return _with_objects(pdf, changed)


def _content(body: bytes) -> bytes:
    stream = _STREAM.fullmatch(body)
    if stream is None:
        return b""
    return zlib.decompress(stream[2]) if b"/FlateDecode" in stream[1] else stream[2]


def _shown(content: bytes) -> Iterator[Shown]:
    """Yield what is shown one after the other; the glyphs for which a text stands are together."""
    font, text, together = b"", None, list[int]()
    end = 0
    while token := _TOKEN.search(content, end):
        end = token.end()
        if token["font"]:
            font = token["font"]
        elif token["text"] is not None:
            text, together = bytes.fromhex(token["text"].decode()).decode("utf-16-be"), []
        elif token["end"]:
            if text is not None and together:
                yield font, together, text
            text = None
        else:
            codes, end = _string(content, end)
            glyphs = [int.from_bytes(codes[index : index + 2], "big") for index in range(0, len(codes), 2)]
            if text is None:
                yield font, glyphs, None
            else:
                together += glyphs


def _string(content: bytes, start: int) -> tuple[bytes, int]:
    """Return the bytes of the text that is in parentheses, and where it ends."""
    codes = bytearray()
    depth = 1
    for character in _CHARACTER.finditer(content, start):
        escape = character[1]
        if escape is None:
            depth += (character[0] == b"(") - (character[0] == b")")
            if not depth:
                return bytes(codes), character.end()
            codes += character[0]
        else:
            codes += bytes([int(escape, 8)]) if escape.isdigit() else _ESCAPED.get(escape, escape)
    return bytes(codes), len(content)


def _with_mappings(cmap: bytes, shown: list[Shown]) -> bytes:
    """Return a CMap with a mapping for each glyph that is shown."""
    written = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _MAPPING.findall(cmap)}
    known: Glyphs = {}
    for _, glyphs, text in shown:
        if text is None:
            known |= {glyph: written[glyph] for glyph in glyphs if glyph in written and glyph not in known}
    # What has as many glyphs as letters is plain, and helps with what has fewer.
    syllables = [(glyphs, text) for _, glyphs, text in shown if text is not None]
    for glyphs, text in sorted(syllables, key=lambda syllable: len(syllable[0]) != len(syllable[1])):
        for glyph, part in zip(glyphs, _parts(text, glyphs, known), strict=False):
            known.setdefault(glyph, part)
    lines = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>\n".encode()
        for glyph, text in sorted({**written, **known}.items())
        if text
    ]
    blocks = [lines[start : start + _MOST] for start in range(0, len(lines), _MOST)]
    mappings = b"".join(b"%d beginbfchar\n%bendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
    return _MAPPINGS.sub(lambda _: mappings, cmap)


def _parts(text: str, glyphs: list[int], known: Glyphs) -> list[str]:
    """Return the part of a syllable that each glyph stands for, as far as that is plain."""
    letters = [*text]
    if len(letters) < len(glyphs) and _AM in text:
        # Drawn as two, the first of them below the tone mark.
        base, _, _ = text.partition(_AM)
        letters = [base[:1], _NIKHAHIT, *base[1:], _AA]
    if len(letters) == len(glyphs):
        return letters
    parts = []
    for glyph in glyphs[:-1]:
        part = known.get(glyph, text[:1])
        part = part if text.startswith(part) else text[:1]
        parts.append(part)
        text = text.removeprefix(part)
    return [*parts, text]


def _with_objects(pdf: bytes, changed: dict[int, bytes]) -> bytes:
    """Return a PDF with other content of some streams, and the table that says where each object stands."""
    start = pdf.rindex(b"xref\n0 ", 0, pdf.rindex(b"startxref"))
    places: dict[int, int] = {}
    parts: list[bytes] = []
    length = end = 0
    for found in _OBJECT.finditer(pdf, 0, start):
        number = int(found[1])
        between, body = pdf[end : found.start()], found[2]
        if number in changed:
            content = changed[number]
            head = b"<</Length %d/Type/CMap/WMode 0>>" % len(content)
            body = b"%b\nstream\n%b\nendstream" % (head, content)
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places[number] = length + len(between)
        parts += [between, whole]
        length += len(between) + len(whole)
        end = found.end()
    parts.append(pdf[end:start])
    length += start - end
    entries = b"".join(b"%010d 00000 n\r\n" % places[number] for number in sorted(places))
    head = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(places) + 1)
    trailer = pdf[pdf.index(b"trailer", start) : pdf.rindex(b"startxref")]
    return b"".join([*parts, head, entries, trailer, b"startxref\n%d\n%%%%EOF" % length])
