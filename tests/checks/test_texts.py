"""Tests of the checks of one file's text."""

from __future__ import annotations

import pytest

from itatrack.checks.texts import placeholder
from itatrack.yamltext.document import Document

WRITTEN = (
    "…", "a: …", "a: ...  # ข", "a: '...'", 'a: "… "', "a: [ข,…]", "a: […, ข]", "a: {b: …}", '{"a":…}', "{…: ข}",
    '{"…":ข}', "? …\n: ข", "…:", "- …\n- ข", "- |\n  ...\n  \n", "- >-\r\n  …\r\n", "a: !!str …", "a: &x …",
    "'a':\n  …\n", "a:\t...\t",
)  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_dots_alone_are_found_however_they_are_written(text: str) -> None:
    """Dots that stand in place of a text are found in every way to write it, also next to a comment that has dots."""
    document = Document.read("status.yaml", f"# https://...\n{text}".encode())
    assert document.root is not None
    assert [found.values["text"] in "…..." for found in placeholder(document.source, document.root)] == [True]


@pytest.mark.parametrize("text", ["a: ข…", "a: https://...", "a: ข  # …", "a: ข ... ค", "a: …ข", "a: ....", "a: ……"])
def test_dots_in_a_text_are_part_of_it(text: str) -> None:
    """Dots behind, before or within a text, or in a comment, stand for nothing that is missing."""
    document = Document.read("status.yaml", text.encode())
    assert document.root is not None
    assert not [*placeholder(document.source, document.root)]
