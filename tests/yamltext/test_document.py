"""A document is read once and holds what is wrong in the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from itatrack import cli
from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Span
from itatrack.yamltext import document as room
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("content", "codes", "is_readable", "has_data"),
    [
        (b"a: b\n", [], True, True),
        (b"", [], True, False),
        (b"# nothing\n", [], True, False),
        (b"a: [\n", ["E106"], False, False),
        (b"\xff\xfea\0", ["E103"], False, False),
        (b"a: !x b\n", ["E111"], True, True),
        (finding("E101", Span("a.yaml", 1, 1, 1, 1, "")), ["E101"], False, False),
    ],
    ids=range(7),
)
def test_what_a_document_holds(content: Any, codes: list[str], is_readable: bool, has_data: bool) -> None:  # noqa: ANN401, FBT001  bytes or a finding
    """Its data, its findings, and whether there is anything to read on."""
    document = Document.read("a.yaml", content)
    assert [found.code for found in document.findings] == codes
    assert (document.is_readable, document.root is not None) == (is_readable, has_data)
    assert document.content == (content if isinstance(content, bytes) else None)


def test_too_little_memory_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be composed for want of memory is not read on."""

    def fail(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(room, "compose", fail)
    document = Document.read("a.yaml", b"a: b\n")
    assert [found.code for found in document.findings] == ["E104"]
    assert not document.is_readable


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "--format", "json"],
        ["status", "list"],
        ["status", "set", "e-service", "done", "--date", "2564-03-31", "--dry-run"],
        ["status", "set", "e-service", "เสร็จสมบูรณ์", "--date", "2564-03-31"],
        ["measure", "add", "new-one", "--title", "ก", "--dry-run"],
        ["report", "--as-of", "2564-03-31"],
    ],
    ids=range(6),
)
def test_no_file_is_read_twice(
    arguments: list[str], make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command decodes or composes the same text of a file twice."""
    monkeypatch.chdir(make_project())
    decoded: Counter[tuple[str, bytes]] = Counter()
    composed: Counter[tuple[str, str]] = Counter()
    decode, compose = room.decode, room.compose

    def counting_decode(path: str, data: bytes) -> object:
        decoded[path, data] += 1
        return decode(path, data)

    def counting_compose(source: Any) -> object:  # noqa: ANN401  a source
        composed[source.path, source.text] += 1
        return compose(source)

    monkeypatch.setattr(room, "decode", counting_decode)
    monkeypatch.setattr(room, "compose", counting_compose)
    cli.run_arguments(arguments)
    assert set(decoded.values()) == set(composed.values()) == {1}
