"""What was appended to a PDF, revision by revision, read so strictly that no reader can find anything else in it.

Readers of PDF forgive much, each in its own way: where a list of objects is broken, one looks for them elsewhere, and
another takes an earlier one. So a page may be shown by one reader that another never sees. What is not written exactly
as the standard says is refused here, and all readers agree on the rest.
"""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject, read_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    # The number of an object and its generation, which is nearly always 0.
    Name = tuple[int, int]
    # Where an object is: its place in the file, or the stream that holds it and its place in that.
    Place = int | tuple[int, int]

# What pypdf raises where a document is damaged; the text of a number alone may be too large for the system.
DAMAGE: Final = (
    *(PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError),
    *(struct.error, zlib.error),
)
_MAX_REVISIONS: Final = 50
_END: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*")
_OBJECT: Final = re.compile(rb"(?:(?<!\d)(\d+)[\0\s]{1,9}(\d+))?[\0\s]{1,9}obj(?![A-Za-z])")
_TABLE: Final = re.compile(rb"xref\s+((?:\d+ \d+\s+(?:\d{10} \d{5} [nf][ \r\n]{1,2})*)+)\s*trailer\s*")
_LINE: Final = re.compile(rb"(\d+) (\d+)(?: ([nf]))?")
_COMMENT: Final = re.compile(rb"%[^\r\n]*")  # such as the name of the program
_STREAM: Final = re.compile(rb"(\d+) 0 obj\s*")


class UnclearError(ValueError):
    """What was appended may be read in several ways."""


class _Section(NamedTuple):
    """The list of the objects that a revision brings: None for one that it takes away."""

    places: Mapping[Name, Place | None]
    trailer: DictionaryObject


def revisions(original: bytes, document: bytes) -> Iterator[pypdf.PdfReader]:
    """Yield a reader of each revision of a PDF after the original, which it begins with.

    Raises:
        UnclearError: other readers might find other objects in it.
        Exception: one of `DAMAGE`, where it is damaged.
    """
    before = reader_of(original, strict=True)
    places = _places_of(before)
    start, previous = len(original), int(_END.findall(original)[-1])
    # Each is read with all before it; nobody signs and annotates a memo so often.
    if document.count(b"startxref", start) > _MAX_REVISIONS:
        raise UnclearError("revisions")
    while start < len(document):
        end = _END.match(document, document.find(b"startxref", start))
        if end is None or not start <= (section_start := int(end[1])) < end.start():
            raise UnclearError("end")
        reader = reader_of(document[: end.end()], strict=True)
        section = _section(reader, document, section_start, end.start())
        trailer = section.trailer
        size, root = trailer.raw_get("/Size"), trailer.raw_get("/Root")
        if trailer.raw_get("/Prev") != previous or {"/XRefStm", "/Encrypt"} & trailer.keys() or root.generation:
            raise UnclearError("trailer")
        _require_listed(reader, document[start : end.end()], start, section, places)
        places |= {name: place for name, place in section.places.items() if place is not None}
        numbers = {number for number, _ in places}
        if int(size) <= max(numbers) or len(numbers) < len(places) or _places_of(reader) != places:
            raise UnclearError("size")
        yield reader
        start, previous = end.end(), section_start


def reader_of(document: bytes, *, strict: bool = False) -> pypdf.PdfReader:
    """Return a reader of a PDF, which looks for its catalogue where it is said to be, and nowhere else.

    Raises:
        Exception: one of `DAMAGE`, now or later, where it is damaged.
    """
    # Without the limit each number up to the largest is looked for in the whole of the file.
    return pypdf.PdfReader(BytesIO(document), strict, root_object_recovery_limit=0)


def _places_of(reader: pypdf.PdfReader) -> dict[Name, Place]:
    """Return where a reader finds each object."""
    tables = reader.xref.items()
    plain = {(number, generation): place for generation, table in tables for number, place in table.items()}
    return {**plain, **{(number, 0): place for number, place in reader.xref_objStm.items()}}


def _section(reader: pypdf.PdfReader, document: bytes, start: int, end: int) -> _Section:
    """Return the list of objects at a place, behind which nothing may stand but the end of the revision."""
    table, stream = _TABLE.match(document, start), _STREAM.match(document, start)
    found = table or stream
    if found is None:
        raise UnclearError("list")
    reader.stream.seek(found.end())
    trailer: Any = read_object(reader.stream, reader)
    behind = _COMMENT.sub(b"", document[reader.stream.tell() : end]).strip()
    if behind != (b"" if table else b"endobj"):
        raise UnclearError("behind the list")
    listed = _of_table(table[1]) if table else _of_stream(trailer)
    places = dict(listed)
    if len(places) < len(listed):
        raise UnclearError("twice")
    return _Section(places, trailer)


def _of_table(text: bytes) -> list[tuple[Name, Place | None]]:
    listed: list[tuple[Name, Place | None]] = []
    number = end = 0
    for first, second, kind in _LINE.findall(text):
        if bool(kind) != (number < end):
            raise UnclearError("line")
        if kind:
            listed.append(((number, int(second)), int(first)) if kind == b"n" else ((number, 0), None))
            number += 1
        else:
            number, end = int(first), int(first) + int(second)
    return listed


def _of_stream(stream: Any) -> list[tuple[Name, Place | None]]:  # noqa: ANN401  an object of a PDF
    widths = [int(width) for width in stream["/W"]]
    pairs = [int(each) for each in stream.get("/Index", ArrayObject([0, stream["/Size"]]))]
    numbers = [first + step for first, count in zip(pairs[::2], pairs[1::2], strict=True) for step in range(count)]
    content, listed = BytesIO(stream.get_data()), []
    for number in numbers:
        fields = [content.read(width) for width in widths]
        kind, second, third = (int.from_bytes(field, "big") if field else None for field in fields)
        place: Place | None = None
        if kind == _COMPRESSED:
            place = (second or 0, third or 0)
        elif kind in {None, _PLAIN} and not third:
            place = second
        elif kind:
            raise UnclearError("generation")
        listed.append(((number, 0), place))
    return listed


_PLAIN, _COMPRESSED = 1, 2


def _require_listed(
    reader: pypdf.PdfReader, revision: bytes, start: int, section: _Section, known: Mapping[Name, Place]
) -> None:
    """Require that the list names the very objects that stand in a revision, and takes none away.

    Raises:
        UnclearError: it does not.
    """
    written, numbers = _written(reader, revision, start), {number for number, _ in known}
    for name, place in section.places.items():
        if place != written.pop(name, known.get(name)) or (place is None and name[0] in numbers):
            raise UnclearError("places")
    for number, generation in written:  # a list that is an object itself may leave itself out
        stream = reader.get_object(IndirectObject(number, generation, reader))
        if number in numbers or not isinstance(stream, DictionaryObject) or stream.get("/Type") != "/XRef":
            raise UnclearError("objects")


def _written(reader: pypdf.PdfReader, revision: bytes, start: int) -> dict[Name, Place]:
    """Return the objects that stand in a revision, those within streams among them.

    Raises:
        UnclearError: a number is that of several.
    """
    written: dict[Name, Place] = {}
    for match in _OBJECT.finditer(revision):
        number, generation = match.groups()
        if number is None or (name := (int(number), int(generation))) in written:
            raise UnclearError("objects")
        written[name] = start + match.start()
    for number, generation in [*written]:
        stream: Any = reader.get_object(IndirectObject(number, generation, reader))
        if isinstance(stream, StreamObject) and stream.get("/Type") == "/ObjStm":
            head: Any = stream["/First"]
            inside = [(int(each), 0) for each in stream.get_data()[:head].split()[::2]]
            if len({*inside}) < len(inside) or written.keys() & {*inside}:
                raise UnclearError("objects")
            written |= {each: (number, place) for place, each in enumerate(inside)}
    if len({number for number, _ in written}) < len(written):
        raise UnclearError("objects")
    return written
