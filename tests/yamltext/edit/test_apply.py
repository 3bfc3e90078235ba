"""Edits of nodes, and the proof that stands between a wrong text edit and the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from itatrack.findings.message import ENGLISH, Message
from itatrack.yamltext import loader
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit import emitter
from itatrack.yamltext.edit.apply import apply_edits
from itatrack.yamltext.edit.edits import EditRefusal, Insert, Move, Remove, Replace

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not loader.IS_C, reason="without libyaml no file is changed")


def composed(text: str) -> tuple[Document, Any]:
    """Return a document and its root node."""
    document = Document.read("a.yaml", text.encode())
    assert not document.findings
    return document, document.root


def inserted(text: str, at: int, new: list[Any]) -> str:
    """Insert into the collection that a text is, and return the new text."""
    document, root = composed(text)
    result = apply_edits(document, [Insert(root, at, new)])
    assert isinstance(result, Document), result
    return str(result.content, "utf-8")


@pytest.mark.parametrize(
    ("text", "at", "new", "expected"),
    [
        ("- b\n", 0, ["a"], "- a\n- b\n"),
        ("# head\n- b\n", 0, ["a"], "# head\n- a\n- b\n"),
        ("# head\r\n\r\n- b\r\n", 0, ["a"], "# head\r\n\r\n- a\r\n- b\r\n"),
        ("---\n# of b\n- b\n", 0, ["a"], "---\n- a\n# of b\n- b\n"),
        ("- a\n\n- c\n", 1, ["b"], "- a\n\n- b\n\n- c\n"),
        ("- a\n\n- c\n", 0, ["b"], "- b\n\n- a\n\n- c\n"),
        ("- a", 1, ["b", "c"], "- a\n- b\n- c"),
        ("a: 1\n", 1, [("b", "2")], "a: 1\nb: '2'\n"),
        ("a: 1\n", 1, [("b", {"c": "x"})], "a: 1\nb:\n  c: x\n"),
        ("a: {c: y}\n", 1, [("b", {"c": "x"})], "a: {c: y}\nb:\n  c: x\n"),
        ("[a]", 0, ["b"], "[b, a]"),
        ("[a]", 1, ["b, c"], "[a, 'b, c']"),
        ("{a: 1}", 1, [("b", ["x"])], "{a: 1, b: [x]}"),
        ("[\n  a\n]\n", 0, ["b"], "[\n  b,\n  a\n]\n"),
        ("[a]", 0, ["b", "c"], "[b, c, a]"),
        ("[a,]", 1, ["b", "c"], "[a, b, c,]"),
        ("{a: 1}", 0, [("b", "x"), ("c, d", "y")], "{b: x, 'c, d': y, a: 1}"),
        ("[\n  a,  # of a\n]\n", 1, ["b", "c"], "[\n  a,  # of a\n  b,\n  c,\n]\n"),
        ("[\n  a, b,\n]\n", 2, ["c"], "[\n  a, b, c,\n]\n"),
        ("- a\n- b\n\n- c\n", 1, ["x"], "- a\n- x\n- b\n\n- c\n"),
        ("- a\n- b\n\n- c\n", 2, ["x"], "- a\n- b\n\n- x\n\n- c\n"),
        ("- a\n- b\n\n- c\n", 3, ["x"], "- a\n- b\n\n- c\n\n- x\n"),
        ("- a\n- b\n\n- c\n", 0, ["x"], "- x\n- a\n- b\n\n- c\n"),
        ("- |+\n  a\n\n- b\n\n- c\n", 1, ["x"], "- |+\n  a\n\n- x\n- b\n\n- c\n"),
        ("- a: b\n", 1, [{"c": ["d", {"e": "f"}]}], "- a: b\n- c:\n    - d\n    - e: f\n"),
        (
            "a: 1\n",
            1,
            [("b: c", "x"), ("d", "y" * 60 + " " + "z" * 60)],
            "a: 1\n'b: c': x\nd: " + "y" * 60 + " " + "z" * 60 + "\n",
        ),
    ],
    ids=range(26),
)
def test_insert(text: str, at: int, new: list[Any], expected: str) -> None:
    """New parts stand at their place, on lines or in brackets as the others do."""
    assert inserted(text, at, new) == expected


def edited(text: str, *edits: Callable[[Any], Any]) -> str:
    """Return a text after edits of its root, or why they are refused."""
    document, root = composed(text)
    result = apply_edits(document, [edit(root) for edit in edits])
    return str(result.content, "utf-8") if isinstance(result, Document) else ENGLISH(result.reason)


@pytest.mark.parametrize(
    ("text", "positions", "expected"),
    [
        ("- a\n- b\n- c\n", [1], "- a\n- c\n"),
        ("- a\n- b\n- c\n", [1, 2], "- a\n"),
        ("- a\n\n- b\n\n- c\n", [0], "- b\n\n- c\n"),
        ("- a\n\n- b\n\n- c\n", [1], "- a\n\n- c\n"),
        ("- a\n\n- b\n\n- c\n", [2], "- a\n\n- b\n"),
        ("- a\n- b\n\n- c\n", [1], "- a\n\n- c\n"),
        ("# head\n- a\n# of b\n- b # x\n  # deeper\n- c", [0], "# head\n# of b\n- b # x\n  # deeper\n- c"),
        ("# head\n- a\n# of b\n- b # x\n  # deeper\n- c", [1], "# head\n- a\n- c"),
        ("# head\n- a\n# of b\n- b # x\n  # deeper\n- c", [2], "# head\n- a\n# of b\n- b # x\n  # deeper"),
        ("# head\n- a # - b\n- # - c\n  b: 1\n- c\n", [1], "# head\n- a # - b\n- c\n"),
        ("# head\n\na: 1\n", [0], "# head\n"),
        ("a: 1\r\n\r\nb:\r\n- x\r\n\r\nc: 3", [1], "a: 1\r\n\r\nc: 3"),
        ("a: 1\r\n\r\nb:\r\n- x\r\n\r\nc: 3", [2], "a: 1\r\n\r\nb:\r\n- x"),
        ("- |+\n  a\n\n- b\n\n- c\n", [0], "- b\n\n- c\n"),
        ("- |+\n  a\n\n- b\n\n- c\n", [1], "- |+\n  a\n\n- c\n"),
        ("- |+\n  a\n\n- b\n\n- c\n", [1, 2], "- |+\n  a\n\n"),
        ("a: |\n  x\nb: 1", [1], "a: |\n  x\n"),
        ("[a, b, c]", [0], "[b, c]"),
        ("[a, b, c]", [1], "[a, c]"),
        ("[a, b, c,]", [1, 2], "[a,]"),
        ("[ a ]", [0], "[  ]"),
        ("{a: 1, b: 2, c: 3}", [0, 2], "{b: 2}"),
        ("[\n  a,  # of a\n  b,  # of b\n  c  # of c\n]\n", [2], "[\n  a,  # of a\n  b,  # of b\n]\n"),
        ("[\n  a, b,\n  c,\n]", [1], "[\n  a,\n  c,\n]"),
        ("[a, # of a\n b]", [0], "there is a comment between its brackets"),
        ("a:\n", [0], ""),
    ],
    ids=range(26),
)
def test_remove(text: str, positions: list[int], expected: str) -> None:
    """Parts go with their lines, their comments and one run of blank lines, and nothing else does."""
    assert edited(text, lambda root: Remove(root, positions)) == expected


def test_remove_the_key_behind_a_dash() -> None:
    """What follows takes its place."""
    text = "- x: 1\n  # of y\n  y: 2\n  z: 3\n"
    assert edited(text, lambda root: Remove(root.value[0], [0])) == "- # of y\n  y: 2\n  z: 3\n"
    assert edited(text, lambda root: Remove(root.value[0], [0, 1])) == "- z: 3\n"


def test_remove_all_of_a_list() -> None:
    """A key keeps a list, so only one in brackets can lose all its items."""
    assert edited("a: [b]\n", lambda root: Remove(root.value[0][1], [0])) == "a: []\n"
    assert "would change its meaning" in edited("a:\n- b\n", lambda root: Remove(root.value[0][1], [0]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b # x\n\n# of c\n- c\n", "- a\n- n\n\n# of c\n- c\n"),
        ("- a\n- b\n", "- a\n- n\n"),
        ("[a, b]", "[a, n]"),
        ("[a, b, c]", "[a, n, c]"),
    ],
)
def test_remove_and_insert_in_one_place(text: str, expected: str) -> None:
    """What is new stands beside what stays."""
    for position in (1, 2):
        assert (
            edited(text, lambda root: Remove(root, [1]), lambda root, at=position: Insert(root, at, ["n"])) == expected
        )


@pytest.mark.parametrize(
    ("text", "position", "target", "expected"),
    [
        ("- a\n- b\n- c\n", 0, 2, "- b\n- a\n- c\n"),
        ("- a\n\n- b\n\n- c\n", 0, 3, "- b\n\n- c\n\n- a\n"),
        ("- a\n\n- b\n\n- c\n", 2, 0, "- c\n\n- a\n\n- b\n"),
        ("# head\n- a\n# of b\n- b # x\n  # deeper\n- c", 1, 0, "# head\n# of b\n- b # x\n  # deeper\n- a\n- c"),
        ("# head\n- a\n# of b\n- b # x\n  # deeper\n- c", 1, 3, "# head\n- a\n- c\n# of b\n- b # x\n  # deeper"),
        ("a: 1\r\n\r\nb: 2\r\n\r\nc: 3", 2, 0, "c: 3\r\n\r\na: 1\r\n\r\nb: 2"),
        ("[a, b, c,]", 0, 3, "[b, c, a,]"),
        ("{a: 1, b: 2}", 1, 0, "{b: 2, a: 1}"),
        ("[\n  a, # of a\n  b\n]", 0, 2, "there is a comment between its brackets"),
        ("a: |\n  x\nb: z", 0, 2, "the text around it would change its meaning"),
    ],
    ids=range(10),
)
def test_move(text: str, position: int, target: int, expected: str) -> None:
    """A part moves letter by letter with its comments, or not at all."""
    assert edited(text, lambda root: Move(root, position, target)) == expected


def test_a_list_that_begins_in_the_middle_of_a_line() -> None:
    """There is no line that a new first item could stand on."""
    document, root = composed("- - a\n")
    result = apply_edits(document, [Insert(root.value[0], 0, ["b"])])
    assert result == EditRefusal(2, Message("it begins in the middle of a line"))


@pytest.mark.parametrize("text", ["--- {}\n", "{\n# c\n}\n"])
def test_a_first_entry_without_a_place(text: str) -> None:
    """Braces with something around or in them are not replaced."""
    document, root = composed(text)
    result = apply_edits(document, [Replace(root, None, {"a": "b"})])
    assert isinstance(result, EditRefusal)
    assert "around or between its brackets" in result.reason.text


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("x", "the text around it would change its meaning"),
        ("b  # x", None),
        ("b\n- c", "the text around it would change its meaning"),
        ("[", "the YAML cannot be read"),
        ("&b b", "anchors and aliases are not part of the format"),
        ("b\0", "control character U+0000"),
        ("b\n---\n- c", "a second YAML document begins here"),
    ],
    ids=range(7),
)
def test_the_proof_bites(wrong: str, reason: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text edit that does not hold exactly the data intended never leaves the room."""
    monkeypatch.setattr(emitter, "scalar", lambda *_, **__: wrong)
    document, root = composed("- a\n")
    result = apply_edits(document, [Insert(root, 1, ["b"])])
    if reason is None:
        assert isinstance(result, Document)
    else:
        assert isinstance(result, EditRefusal)
        assert ENGLISH(result.reason).startswith(reason)
