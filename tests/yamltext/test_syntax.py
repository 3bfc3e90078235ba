"""What the YAML library refuses: the codes do not hang on its sentences, which change from version to version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from support import CASES

from itatrack.findings.message import ENGLISH
from itatrack.textfile.source import Source, decode
from itatrack.yamltext import compose as composing
from itatrack.yamltext import loader, syntax
from itatrack.yamltext.compose import compose
from itatrack.yamltext.syntax import syntax_finding

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.findings.finding import Finding

REFUSED = sorted(path for path in (CASES / "invalid").glob("E1*/*.yaml") if path.stem in {"measures", "status"})


def findings_of(text: str) -> list[Finding]:
    """Return the findings of a text."""
    return compose(Source("a", text))[1]


def scrambled(source: Source, error: yaml.MarkedYAMLError) -> Finding:
    """Return the finding of an error whose sentences nobody knows."""
    error.problem = "Something else is wrong"
    error.context = error.context and "while doing something else"
    return syntax_finding(source, error)


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.parent.name)
def test_unknown_sentences(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With other sentences of the library each refused file has the same codes, each with a place in the same lines."""
    source, _ = decode("a", path.read_bytes())
    if source is None:
        return
    known = findings_of(source.text)
    monkeypatch.setattr(syntax, "syntax_finding", scrambled)
    unknown = findings_of(source.text)
    assert [found.code for found in unknown] == [found.code for found in known]
    assert all(abs(one.span.line - two.span.line) <= 1 for one, two in zip(unknown, known, strict=True))


def test_a_sentence_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library says in unknown words is shown as it is, at its place."""
    monkeypatch.setattr(syntax, "syntax_finding", scrambled)
    (found,) = findings_of("a: b\nc: [d e: f: g\n")
    assert (found.code, found.message(ENGLISH)) == ("E106", "the YAML cannot be read: Something else is wrong")
    assert (found.span.line, found.span.column) == (2, 11)


@pytest.mark.parametrize("limit", [65, 200, 900])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")])
def test_a_library_with_a_limit_of_its_own(
    limit: int, opening: str, closing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner that reads ahead and refuses the depth by itself leads to the same finding as one that does not."""
    text = f"a:\n  {opening * 2000}{closing * 2000}\n"
    expected = findings_of(text)
    assert [found.code for found in expected] == ["E110"]
    at = 5 + limit * len(opening)
    mark = yaml.Mark("a", at, 1, at - 3, None, 0)
    real = composing.Loader.get_single_node

    def refusing(self: composing.Loader) -> object:
        if refused.pop():
            raise yaml.scanner.ScannerError("while increasing flow level", mark, "exceeded maximum nesting depth", mark)
        return real(self)

    refused = [False, True]
    monkeypatch.setattr(composing.Loader, "get_single_node", refusing)
    assert findings_of(text) == expected


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (r'a: "C:\Users"', 7),
        (r'a: "\q"', 5),
        (r'a: "\\\x5"', 7),
        pytest.param(r'a: "\ud800"', 5, marks=pytest.mark.skipif(not loader.IS_C, reason="found a little later")),
        (r'a: "\U00110000"', 5),
        ('a: "C:\\Users\\"\n', 7),
    ],
)
def test_an_escape_that_is_none(text: str, column: int) -> None:
    """A backslash in double quotes that begins no escape is named, and not the quote."""
    (found,) = findings_of(text)
    assert (found.code, found.span.column) == ("E106", column)
    assert "single quotes" in (found.help(ENGLISH) or "")
    assert findings_of(text.replace('\\"\n', '"').replace('"', "'")) == []
