"""The proof of an edit says yes only where the new text holds what the old one does, as edited."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from itatrack.textfile.source import decode
from itatrack.yamltext.compose import compose
from itatrack.yamltext.edit.edits import Insert, Replace
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.edit.proof import has_intended_data

if TYPE_CHECKING:
    from itatrack.yamltext.nodes import Node

LINES = (
    "a: 1",
    "b:",
    "  - x",
    "  - y",
    "c: [1, 2]",
    "d: {e: f}",
    "# c",
    "",
    "g: 'h",
    "  i'",
    "j: k # l",
    "a: 2",
    "  m: n",
    "b: 1",
    "a: ~",
    "a: '~'",
    'b: ""',
)
# Null and text, which reading tells apart, in each way of writing them.
SCALARS = (
    "",
    "~",
    "'~'",
    '"~"',
    "|-\n      ~",
    "null",
    "'null'",
    "Null",
    '"Null"',
    "NULL",
    "'NULL'",
    "''",
    '""',
    "x",
    "'x'",
)
TEXTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=7).map(lambda lines: "\n".join(lines) + "\n")


def composed(text: str) -> tuple[str, Node | None] | None:
    """Return a text with its root; None for one that the format does not take."""
    source, found = decode("a.yaml", text.encode())
    root, more = compose(source) if source else (None, [])
    return None if found or more else (text, root)


def pairs_of(node: Any) -> Any:  # noqa: ANN401  whatever YAML holds
    """Return the data of a node by PyYAML's own way: the order and the doubles of keys, and null apart from text."""
    if isinstance(node, yaml.MappingNode):
        return [(pairs_of(key), pairs_of(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [pairs_of(one) for one in node.value]
    return node and (node.value, node.tag == "tag:yaml.org,2002:null")


def is_same(old: str, new: str) -> bool:
    """Check whether PyYAML reads the same from two texts."""
    return bool(pairs_of(yaml.compose(old, yaml.SafeLoader)) == pairs_of(yaml.compose(new, yaml.SafeLoader)))


@pytest.mark.slow
@given(TEXTS, TEXTS)
def test_texts_without_edits(old: str, new: str) -> None:
    """Without edits, two texts hold the same exactly where PyYAML reads the same from them."""
    was, now = composed(old), composed(new)
    assume(was and now)
    assert was
    assert now
    assert has_intended_data(was[1], now[1], []) is is_same(old, new)


@pytest.mark.parametrize("around", ["a: {}", "- {}", "b:\n  - a: {}"])
def test_null_and_text(around: str) -> None:
    """A null is no text that is written with the same letters, in whatever style."""
    for old, new in product(SCALARS, repeat=2):
        texts = [around.format(scalar) + "\n" for scalar in (old, new)]
        was, now = map(composed, texts)
        assert was
        assert now
        assert has_intended_data(was[1], now[1], []) is is_same(*texts), texts


@pytest.mark.slow
@given(TEXTS, st.integers(0, 3), st.booleans())
def test_an_inserted_key(old: str, at: int, other: bool) -> None:  # noqa: FBT001  drawn
    """A key that was to be inserted must be there, in its place and with its value, and nothing else may be new."""
    was = composed(old)
    assume(was and isinstance(was[1], yaml.MappingNode) and at <= len(was[1].value))
    assert was
    root = was[1]
    assert isinstance(root, yaml.MappingNode)
    pairs = pairs_of(yaml.compose(old, yaml.SafeLoader))
    pairs[at:at] = [(("new", False), ("v", False))]
    text = yaml.serialize(_node(pairs))
    now = composed(text)
    assert now
    edit = Insert(root, at, [("new", "w" if other else "v")], [StyleHint(root)])
    assert has_intended_data(root, now[1], [edit]) is not other


def _node(data: Any) -> yaml.Node:  # noqa: ANN401  as above
    if isinstance(data, list) and data and isinstance(data[0][0], tuple):
        pairs = [(_node(key), _node(value)) for key, value in data]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    if isinstance(data, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(one) for one in data], flow_style=False)
    value, is_null = data
    return yaml.ScalarNode(f"tag:yaml.org,2002:{'null' if is_null else 'str'}", value, style=None if is_null else "'")


def test_a_replaced_value_must_be_replaced() -> None:
    """Where a value was to be replaced and the text is still the old one, nothing is proven."""
    old = "a: 1\nb: 2\nc: 3\n"
    was = composed(old)
    assert was
    assert isinstance(was[1], yaml.MappingNode)
    key, value = was[1].value[1]
    edit = Replace(value, key, "9", [])
    for new, proven in ((old, False), ("a: 1\nb: 9\nc: 3\n", True), ("a: 1\nb: 9\nc: 4\n", False)):
        now = composed(new)
        assert now
        assert has_intended_data(was[1], now[1], [edit]) is proven
