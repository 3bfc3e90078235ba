"""What was appended to a PDF: signatures and annotations are named, and all else is a change of the document.

A program that signs or annotates a PDF leaves its bytes as they are and appends objects, some of them in the place of
earlier ones. So a document that begins with the very bytes that the tool wrote may still show something else: what
matters is which objects were replaced, and in what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from itatrack.findings.message import counted, message
from itatrack.verification.pdf_revisions import DAMAGE, UnclearError, reader_of, revisions

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdf

    from itatrack.findings.message import Message

# What a program that signs may set in the catalogue, in a page and in the properties.
_OF_CATALOGUE: Final = frozenset(("/AcroForm", "/DSS", "/Extensions", "/Version", "/Perms"))
_OF_PAGE: Final = frozenset(("/Annots", "/Tabs"))
_PAGE_LINKS: Final = frozenset(("/Parent", "/Annots", "/StructParents", "/B"))
_DAMAGED: Final = message("what was appended to the file is damaged")
_UNCLEAR: Final = message("what was appended to the file shows different things in different programs")


class Updates(NamedTuple):
    """What was appended that leaves the document as it is, and what changes it."""

    added: tuple[Message, ...] = ()
    changes: tuple[Message, ...] = ()


def updates(original: bytes, document: bytes) -> Updates:
    """Return what was appended to a PDF, which begins with the original's bytes."""
    appended = document[len(original) :]
    if not appended.strip(b"\0\t\n\f\r "):
        return Updates((message("spaces at the end of the file"),) if appended else ())
    if b"startxref" not in appended:
        return Updates((), (message("the end of the file contains what belongs to no PDF"),))
    before, found = reader_of(original), Updates()
    try:
        # Also what a later revision put right again: a reader may show, and a signature cover, an earlier one.
        for after in revisions(original, document):
            found = _Comparison(before, after).updates()
            if found.changes:
                break
    except UnclearError:
        return Updates((), (_UNCLEAR,))
    except DAMAGE:
        return Updates((), (_DAMAGED,))
    return found


class _Comparison:
    """Two readings of a PDF: as it was written, and as it is."""

    def __init__(self, before: pypdf.PdfReader, after: pypdf.PdfReader) -> None:
        self._before = before
        self._after = after
        self._pages = {_number(page): place for place, page in enumerate(self._before.pages, 1)}
        self._reached: list[set[int]] = []

    def updates(self) -> Updates:
        """Return what was added, and what was changed."""
        changes: dict[Message, None] = {}
        trailer, catalogue = self._before.trailer, _number(self._before.trailer.raw_get("/Root"))
        if _number(self._after.trailer.raw_get("/Root")) != catalogue:
            return Updates((), (message("it has another catalogue of its parts"),))
        properties = {_number(trailer.raw_get("/Info"))} if "/Info" in trailer else set()
        if "/Metadata" in self._before.root_object:
            properties.add(_number(self._before.root_object.raw_get("/Metadata")))
        for number in range(1, _size(trailer)):
            before, after = _object(self._before, number), _object(self._after, number)
            if _is_same(before, after) or number in properties:
                continue
            if number == catalogue and _is_same(before, after, _OF_CATALOGUE):
                if "/XFA" in self._after.root_object.get("/AcroForm", {}):
                    changes[message("a form of another kind (XFA) was added")] = None
            elif number in self._pages and _is_same(before, after, _OF_PAGE):
                changes |= dict.fromkeys(self._annotations_lost(before, after, self._pages[number]))
            elif not self._is_list_of_annotations(number):
                changes |= dict.fromkeys(self._changed(number))
        if _properties(self._before) != _properties(self._after):
            changes[message("its properties, such as the title, were changed")] = None
        return Updates(tuple(self._annotations()), tuple(changes))

    def _annotations(self) -> Iterator[Message]:
        """Yield the annotations that were added; a signature is one too."""
        known = {_name(each) for page in self._before.pages for each in _listed(page)}
        added = [
            (place, reference.get_object())
            for place, page in enumerate(self._after.pages, 1)
            for reference in _listed(page)
            if _name(reference) not in known
        ]
        signatures = [(place, annotation) for place, annotation in added if _is_signature(annotation)]
        if signatures:
            yield counted(
                len(signatures),
                "{number} signature, whose holder a PDF reader names",
                "{number} signatures, whose holders a PDF reader names",
            )
        for place, annotation in added:
            if (place, annotation) not in signatures:
                kind = str(annotation.get("/Subtype", ""))[1:31]
                yield message("an annotation ({kind}) on page {number}, which may cover text", kind=kind, number=place)
            elif _is_seen(annotation):
                yield message("a signature is shown on page {number}, and may cover text", number=place)

    def _annotations_lost(self, before: Any, after: Any, page: int) -> Iterator[Message]:  # noqa: ANN401  objects of a PDF
        kept = {_name(each) for each in _listed(after)}
        if not {_name(each) for each in _listed(before)} <= kept:
            yield message("links of page {number} were removed", number=page)

    def _is_list_of_annotations(self, number: int) -> bool:
        lists = (page.raw_get("/Annots") for page in self._before.pages if "/Annots" in page)
        return any(isinstance(each, IndirectObject) and each.idnum == number for each in lists)

    def _changed(self, number: int) -> Iterator[Message]:
        """Yield where an object is seen that was replaced."""
        if number in self._pages:
            yield message("page {number} was changed", number=self._pages[number])
            return
        for reader_page in self._before.pages if not self._reached else ():
            self._reached.append(_reachable(reader_page))
        places = [place for place, reached in enumerate(self._reached, 1) if number in reached]
        for place in places:
            yield message("page {number} was changed", number=place)
        if places:
            return
        name = str(_object(self._before, number).get("/Type", "")) if _is_record(_object(self._before, number)) else ""
        if name == "/Pages":
            yield message("pages were added, removed or moved")
        elif name in {"/EmbeddedFile", "/Filespec"}:
            yield message("an attached file was changed")
        else:
            yield message("a part that no page shows was changed ({kind})", kind=name.removeprefix("/") or number)


def _size(trailer: Any) -> int:  # noqa: ANN401  an object of a PDF
    return int(trailer["/Size"])


def _is_record(value: object) -> bool:
    return isinstance(value, DictionaryObject)


def _is_signature(annotation: Any) -> bool:  # noqa: ANN401  an object of a PDF
    """Check whether an annotation is a field that was signed; an empty one may be signed later, by anybody."""
    field = annotation if "/FT" in annotation else annotation.get("/Parent", NullObject()).get_object()
    if annotation.get("/Subtype") != "/Widget" or not _is_record(field) or field.get("/FT") != "/Sig":
        return False
    return "/V" in field and _is_record(field["/V"]) and {"/ByteRange", "/Contents"} <= field["/V"].keys()


def _is_seen(annotation: Any) -> bool:  # noqa: ANN401  an object of a PDF
    left, bottom, right, top = annotation["/Rect"]
    return bool(left != right and bottom != top)


def _properties(reader: pypdf.PdfReader) -> object:
    """Return what programs show of a document beside its pages; the day of the last change is not among it."""
    listed, described = reader.metadata, reader.xmp_metadata
    return (
        listed and (listed.title, listed.author, listed.subject, listed.keywords),
        described and (described.dc_title, described.dc_creator, described.dc_description, described.pdf_keywords),
    )


def _object(reader: pypdf.PdfReader, number: int) -> Any:  # noqa: ANN401  an object of a PDF
    try:
        return reader.get_object(IndirectObject(number, 0, reader))
    except PyPdfError:
        return None


def _number(value: Any) -> int:  # noqa: ANN401  an object of a PDF
    return _name(value)[0]


def _name(value: Any) -> tuple[int, int]:  # noqa: ANN401  an object of a PDF
    """Return number and generation of what is referred to, or of an object; zeros of one that has none."""
    reference = value if isinstance(value, IndirectObject) else getattr(value, "indirect_reference", None)
    return (reference.idnum, reference.generation) if reference else (0, 0)


def _listed(page: Any) -> list[Any]:  # noqa: ANN401  objects of a PDF
    """Return the annotations of a page, as references where they are such."""
    annotations = page.get("/Annots")
    return [*annotations.get_object()] if annotations is not None else []


def _is_same(first: Any, second: Any, without: frozenset[str] = frozenset()) -> bool:  # noqa: ANN401  objects of a PDF
    """Check whether two objects are written alike; a reference is like one to the same number and generation."""
    if isinstance(first, IndirectObject) or isinstance(second, IndirectObject):
        return type(first) is type(second) and _name(first) == _name(second)
    if isinstance(first, DictionaryObject) and isinstance(second, DictionaryObject):
        keys = {*first, *second} - without
        if getattr(first, "_data", None) != getattr(second, "_data", None):  # of streams
            return False
        return all(key in first and key in second and _is_same(first.raw_get(key), second.raw_get(key)) for key in keys)
    if isinstance(first, ArrayObject) and isinstance(second, ArrayObject):
        pairs = zip(list.__iter__(first), list.__iter__(second), strict=False)
        return len(first) == len(second) and all(_is_same(one, other) for one, other in pairs)
    return type(first) is type(second) and bool(first == second)


def _reachable(page: Any) -> set[int]:  # noqa: ANN401  an object of a PDF
    """Return the numbers of the objects that a page is drawn with."""
    reached: set[int] = set()
    waiting = [page.raw_get(key) for key in page if key not in _PAGE_LINKS]
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in reached:
                continue
            reached.add(value.idnum)
            value = value.get_object()
        if isinstance(value, DictionaryObject):
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            waiting += list.__iter__(value)
    return reached
