"""Replace stretches of a document's text as fixes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.textfile.source import BOM, Source
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.apply import apply_text_edits
from itatrack.yamltext.edit.edits import TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.fix import Fix


def replaced(document: Document, fixes: Iterable[Fix]) -> Document | None:
    """Return the document that fixes make of one, or None where they change nothing or there is no text.

    Of two replacements that overlap the first one counts.
    """
    if document.content is None:
        return None
    body = document.content.removeprefix(BOM)
    source = Source(document.path, body.decode())  # a document that cannot be read has an empty one
    replacements = {replacement for fix in fixes for replacement in fix.replacements}
    edits: list[TextEdit] = []
    for span, text in sorted(replacements, key=lambda one: (one.span.line, one.span.column)):
        start, end = source.index(span.line, span.column), source.index(span.end_line, span.end_column)
        if not edits or start >= edits[-1].end:
            edits.append(TextEdit(start, end, text))
    new = apply_text_edits(source.text, edits)
    head = document.content[: len(document.content) - len(body)]
    return None if new == source.text else Document.read(document.path, head + new.encode())
