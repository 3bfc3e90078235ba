"""What was appended to a PDF is told where it changes what any reader shows, however it is hidden from one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from itatrack.findings.message import ENGLISH
from itatrack.verification.pdf_updates import Updates, updates

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUE, PAGES, PAGE, CONTENT, OTHER, INFO, NEW = 1, 2, 3, 4, 5, 6, 7
_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
FORGED = b"<</Length 5>>stream\nBT ET\nendstream"


def revision(
    before: bytes,
    objects: Mapping[int, bytes],
    generation: int = 0,
    lines: Mapping[int, bytes] | None = None,
    hidden: bytes = b"",
    **trailer: int,
) -> bytes:
    """Return a PDF with a revision appended.

    Args:
        before: the PDF.
        objects: the objects by number.
        generation: the generation in which they are listed.
        lines: lines of the list in the place of those of the objects, or beside them.
        hidden: what stands between objects and list.
        trailer: other values of the trailer.
    """
    content, listed = before, {}
    for number, value in objects.items():
        listed[number] = b"%010d %05d n \n" % (len(content), generation)
        content += b"%d %d obj\n%s\nendobj\n" % (number, generation, value)
    content += hidden
    start, listed = len(content), listed | dict(lines or {})
    content += b"xref\n" + b"".join(b"%d 1\n%s" % (number, listed[number]) for number in sorted(listed))
    previous = re.findall(rb"startxref\n(\d+)", before)
    values: dict[str, Any] = {"Size": NEW + bool(previous), "Root": CATALOGUE} | (
        {"Prev": int(previous[-1])} if previous else {}
    )
    values |= trailer
    pairs = b"".join(b"/%s %d%s" % (key.encode(), values[key], b" 0 R" * (key == "Root")) for key in values)
    return content + b"trailer\n<<%s/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (pairs, start)


ORIGINAL = revision(
    b"%PDF-1.7\n",
    {
        CATALOGUE: _CATALOGUE,
        PAGES: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        PAGE: _PAGE,
        CONTENT: b"<</Length 3>>stream\nq Q\nendstream",
        OTHER: FORGED,
        INFO: b"<</Title(A)>>",
    },
)


def page(more: bytes) -> bytes:
    """Return the page with something more in it."""
    return _PAGE.removesuffix(b">>") + more + b">>"


def said(found: Updates) -> list[str]:
    """Return what is said, in English."""
    return [ENGLISH(each) for each in (*found.changes, *found.added)]


def place(number: int) -> bytes:
    """Return the line of a list for an object that stands in the original."""
    return b"%010d 00000 n \n" % ORIGINAL.index(b"%d 0 obj" % number)


_NEW = {NEW: b"<<>>"}
_CHANGED = revision(ORIGINAL, {CONTENT: FORGED})
_OLD_LIST = b"startxref\n%s\n%%%%EOF\n" % re.findall(rb"startxref\n(\d+)", ORIGINAL)[0]


SECRETS = {
    "plainly": _CHANGED,
    "in another generation": revision(ORIGINAL, {CONTENT: FORGED}, generation=1),
    "as nothing, by another generation": revision(ORIGINAL, {PAGE: _PAGE.replace(b"4 0 R", b"4 1 R")}),
    "in two generations": revision(revision(ORIGINAL, {NEW: b"<<>>"}), {NEW: b"<</A 1>>"}, generation=1),
    "taken away, of another generation": revision(
        revision(ORIGINAL, {NEW: b"<<>>"}, generation=1), {8: b"<<>>"}, lines={NEW: b"0000000000 00002 f \n"}, Size=9
    ),
    "taken away": revision(ORIGINAL, _NEW, lines={CONTENT: b"0000000000 00001 f \n"}),
    "not listed": revision(ORIGINAL, _NEW, hidden=b"4 0 obj\n" + FORGED + b"\nendobj\n"),
    "not listed, with a comment": revision(ORIGINAL, _NEW, hidden=b"4 %\n0 obj\n" + FORGED + b"\nendobj\n"),
    "listed as another": revision(ORIGINAL, _NEW, lines={CONTENT: place(OTHER)}),
    "listed as nothing": revision(ORIGINAL, _NEW, lines={CONTENT: b"0000000011 00000 n \n"}),
    "a key twice": revision(ORIGINAL, {PAGE: page(b"/Contents 5 0 R")}),
    "a key twice, with a number": revision(ORIGINAL, {PAGE: page(b"/#43ontents 5 0 R")}),
    "put right again": revision(_CHANGED, {CONTENT: b"<</Length 3>>stream\nq Q\nendstream"}),
    "left out of the chain": revision(_CHANGED, _NEW, Prev=int(_OLD_LIST.split()[1])),
    "behind the last mark": ORIGINAL + _OLD_LIST + _CHANGED[len(ORIGINAL) :].replace(b"%%EOF", b""),
    "before an old list": _CHANGED + _OLD_LIST,
    "a chain that never ends": revision(ORIGINAL, _NEW, Prev=len(revision(ORIGINAL, _NEW, lines={})) - 100),
    "a number too large": ORIGINAL + _OLD_LIST.replace(b"\n%", b"9" * 30 + b"\n%"),
    "numbers left out": revision(ORIGINAL, _NEW, Size=CONTENT),
    "the title": revision(ORIGINAL, {INFO: b"<</Title(B)>>"}),
    "a script": revision(ORIGINAL, {CATALOGUE: _CATALOGUE[:-2] + b"/OpenAction<</S/JavaScript/JS(x)>>>>"}),
}


@pytest.mark.parametrize("document", SECRETS.values(), ids=SECRETS)
def test_a_page_changed_in_secret(document: bytes) -> None:
    """What some reader shows otherwise, or not at all, is a change, though others show the page as it was."""
    assert document.startswith(ORIGINAL)
    assert updates(ORIGINAL, revision(ORIGINAL, _NEW)) == Updates()
    assert updates(ORIGINAL, document).changes


def test_a_new_object_of_another_generation() -> None:
    """Poppler, and so Okular, numbers what it adds from generation 1: who refers to it so finds it, and is told."""
    note = b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>"
    document = revision(revision(ORIGINAL, {NEW: note}, generation=1), {PAGE: page(b"/Annots[7 1 R]")})
    assert said(updates(ORIGINAL, document)) == ["an annotation (Text) on page 1, which may cover text"]
    assert updates(ORIGINAL, document.replace(b"7 1 R", b"7 0 R")).changes


def test_a_memo_is_signed_some_fifty_times_at_most() -> None:
    """What was appended a thousand times is not read a thousand times."""
    signed = ORIGINAL
    for _ in range(50):
        signed = revision(signed, {NEW: b"<<>>"})
    assert updates(ORIGINAL, signed) == Updates()
    assert updates(ORIGINAL, revision(signed, {NEW: b"<<>>"})).changes


def test_what_people_append() -> None:
    """A note, an empty field and a signature are no change; what is seen on a page is named with the page."""
    field = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/Rect[0 0 %d 9]%s>>"
    signature = b"/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"
    listed = page(b"/Annots[7 0 R]")
    for annotation, expected in (
        (b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>", ["an annotation (Text) on page 1, which may cover text"]),
        (field % (9, b""), ["an annotation (Widget) on page 1, which may cover text"]),
        (field % (0, signature), ["1 signature, whose holder a PDF reader names"]),
        (
            field % (9, signature),
            [
                "1 signature, whose holder a PDF reader names",
                "a signature is shown on page 1, and may cover text",
            ],
        ),
        (
            (field % (9, signature)).replace(b"Widget", b"FreeText"),
            ["an annotation (FreeText) on page 1, which may cover text"],
        ),
    ):
        document = revision(ORIGINAL, {PAGE: listed, NEW: annotation})
        document = revision(document, {INFO: b"<</Title(A)/ModDate(D:20260101)>>"})
        head, _, end = document.rpartition(b"startxref")
        document = head + b"%a program and its version\nstartxref" + end
        found = updates(ORIGINAL, document)
        assert (found.changes, said(found)) == ((), expected)
