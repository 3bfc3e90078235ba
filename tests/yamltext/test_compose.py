"""Composing: marks are right, every value stays text, and bombs are refused at once."""

from __future__ import annotations

import gc

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from itatrack.findings.message import Message
from itatrack.textfile.source import MAX_VALUE, Source
from itatrack.yamltext import loader
from itatrack.yamltext.compose import compose
from itatrack.yamltext.nodes import MappingNode, leaf_at, nodes_of, span_of

VALUES = st.text(alphabet=st.sampled_from("กำ่ที้a1 :#-'\"{}[]&*!|>%@`,?"), min_size=1, max_size=15)


@given(st.lists(VALUES, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_spans_of_scalars(values: list[str], newline: str) -> None:
    """The span of a quoted scalar covers exactly what was written, whatever the newline."""
    written = ["'" + value.replace("'", "''") + "'" for value in values]
    text = newline.join(f"k{number}: {value}" for number, value in enumerate(written)) + newline
    source = Source("a", text)
    root, findings = compose(source)
    assert findings == []
    assert isinstance(root, MappingNode)
    for (_, node), value in zip(root.value, written, strict=True):
        span = span_of(source, node)
        assert source.text[source.index(span.line, span.column) : source.index(span.end_line, span.end_column)] == value


def test_every_scalar_is_text() -> None:
    """No plain scalar is read as a date, number or truth value."""
    root, _ = compose(Source("a", "a: 2564-02-29\nb: no\nc: 012\nd: 12:30\ne: ~\nf: <<\n"))
    assert isinstance(root, MappingNode)
    assert {node.tag for pair in root.value for node in pair} == {"tag:yaml.org,2002:str"}


def test_the_leaf_at_a_place() -> None:
    """The leaf at a place is the last that begins there or before; before the first there is none."""
    text = "# a\nb: c\nd: {e: [f, 'g']}\nh:\n  - []\n  - i: j\nk: \n"
    root, _ = compose(Source("a", text))
    assert root is not None
    assert [leaf_at(root, index) for index in range(text.index("b"))] == [None] * text.index("b")
    for leaf in ("b", "c", "d", "e", "f", "'g'", "h", "[]", "i", "j", "k"):
        found = [leaf_at(root, index) for index in range(text.index(leaf), text.index(leaf) + len(leaf))]
        assert {node and text[node.start_mark.index : node.end_mark.index] for node in found} == {leaf}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 1_000_000, "E110"),
        ("a: " + "{a: " * 100_000, "E110"),
        ("- " * 100_000 + "a", "E110"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "E109"),
        ("a: &a\n  <<: *a\n", "E109"),
        ("a: !!python/name:os.system x\n", "E111"),
        ("!x a: b\n", "E111"),
        ("%TAG ! tag:x,2000:\n---\na: b\n", "E111"),
        ("# x\n\n%YAML 1.1\n---\na: b\n", "E111"),
        ("a: >\n  x\n%\n", "E106"),
        ("---\na: |\n  %b\n", None),
        ("a: b\n--- c\n", "E108"),
        ("a: b\n...\nc: d\n", "E108"),
        ("a: [\n", "E106"),
        ("a: 'b\n", "E106"),
        ("\ta: b\n", "E107"),
        ("a:\n\t- b\n", "E107"),
        ("a: b: c\n", "E106"),
        ("a: @b\n", "E106"),
        ("? \n: [", "E106"),
        ("e-service:\n\ufeff&a [\n\ufeff*a, x]\n", "E109"),
        ("\ufeff&a a: \ufeff*a\n", "E109"),
        ("a: &a b\n", "E109"),
        ("a: *b\n", "E109"),
        ("a: &a b\nc: &a d\n", "E109"),
        ("? &a\n: b\n", "E109"),
        ("[&a b,*a ]", "E109"),
        ("a: b & *c*\nd: https://a.go.th/?b&c\n", None),
        ("a: [b&c" + ", b" * 600_000 + "]", "E104"),
        ("a: [b" + ", b" * 600_000 + "]", "E104"),
        ("- b\n" * 600_000, "E104"),
        (f"a: {'b' * 20_001}\n", "E104"),
        (f"? {'b' * 20_001}\n: c\n", "E104"),
        (f"a: {'b' * 20_000}\n", None),
        ("# a\u2028b: c\n", "E105"),
        ("a: b\n\u2029c: d\n", "E105"),
        ("a: 'b\u2028c'\n", None),
    ],
)
def test_what_the_format_does_not_use(text: str, code: str | None) -> None:
    """Bombs, anchors, tags, tabs and slips are a finding each, and collecting garbage goes on."""
    if not loader.IS_C and (len(text) > 100_000 or "\ufeff" in text):
        pytest.skip("takes minutes without libyaml, or is refused when the file is decoded")
    root, findings = compose(Source("a", text))
    assert root is None or code in {None, "E111", "E109", "E105"}
    assert {found.code for found in findings} == ({code} if code else set())
    assert gc.isenabled()


@pytest.mark.skipif(not loader.IS_C, reason="PyYAML's own scanner refuses more")
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@`,? \n\tก"), max_size=60))
def test_any_text(text: str) -> None:
    """Any text gives nodes or findings, never an exception, and agrees with PyYAML on which it is."""
    root, findings = compose(Source("a", text))
    try:
        expected = list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        assert findings
        return
    assert root is not None or findings or not any(isinstance(event, yaml.ScalarEvent) for event in expected)


@given(st.text(alphabet=st.sampled_from("?,:[]{}- \n'a"), min_size=1, max_size=40), st.integers(1, 40))
def test_a_short_text_has_few_nodes(text: str, times: int) -> None:
    """No text has so many nodes for each character that a short one could have more than the budget."""
    for written in (text * times, f"[{text * times}]", f"{{{text * times}}}"):
        root, _ = compose(Source("a", written))
        assert root is None or sum(1 for _ in nodes_of(root)) * MAX_VALUE <= loader.MAX_NODES * len(written)


@pytest.mark.parametrize("behind", ["", "# " + "x" * MAX_VALUE], ids=["short", "long"])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("- ", ""), ("{a: ", "}"), ("? ", "")])
def test_how_deep_a_text_may_be(opening: str, closing: str, behind: str) -> None:
    """Sixty-four levels are read in a short text and in a long one, and one more is refused where it stands."""
    for depth in (loader.MAX_DEPTH - 1, loader.MAX_DEPTH):
        root, findings = compose(Source("a", f"{opening * depth}b{closing * depth}\n{behind}"))
        assert (root is not None) is (depth < loader.MAX_DEPTH)
        expected = [("E110", (depth - 1) * len(opening) + 1)] if root is None else []
        assert [(found.code, found.span.column) for found in findings] == expected


def test_shared_nodes_are_never_composed() -> None:
    """No node stands in two places of a tree, so no edit of one place changes another."""
    for text in ("a: &x [b]\nc: *x\n", "a:\n\ufeff&x [b]\nc: *x\n", "&x a: *x\n", "a: &x [*x]\n"):
        root, _ = compose(Source("a", text))
        assert root is None


@pytest.mark.parametrize(
    "beginning", ["<html>", "<!-- ", "<div>", "<?xml version", "MIME-Version: 1.0\n", "From: <Saved by"]
)
def test_a_page_of_a_browser_or_of_word(beginning: str) -> None:
    """A page that was saved under the name of a data file is named as what it is."""
    root, findings = compose(Source("a", f"\n{beginning} x"))
    assert root is None
    assert [found.values["kind"] for found in findings] == [Message("a web page")]
