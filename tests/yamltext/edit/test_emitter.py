"""What is written is read back as the same text, by any YAML library, in the style of its hints."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml_library import every_text

from itatrack.textfile.source import Source
from itatrack.yamltext.compose import compose
from itatrack.yamltext.edit.emitter import StyleHint, in_block, in_flow, scalar

# All that YAML can hold at all, without lone surrogates and what no file of ours may hold.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t:#-?*&!|>'\"%@`{}[], ~="),
    max_size=30,
)


def hint(text: str) -> StyleHint:
    """Compose a text as the value whose style is taken."""
    root, _ = compose(Source("", text))
    assert root is not None
    return StyleHint(root)


@pytest.mark.slow
@given(TEXTS, st.booleans(), st.sampled_from(["ข้อความ", "'ข้อความ'", '"ข้อความ"', "2564-03-31", "yes"]))
def test_a_text_is_read_back(text: str, flow: bool, style: str) -> None:  # noqa: FBT001  a generated case
    """Any text comes back as it was, on one line, bare or quoted, in brackets or not."""
    written = scalar(text, [hint(style)], flow=flow)
    assert "\n" not in written
    document = f"[{written}, x]" if flow else f"- {written}\n- x\n"
    assert every_text(document) == [text, "x"]


@given(TEXTS)
def test_other_readers_see_a_text(text: str) -> None:
    """Without a hint of the same type nothing is left bare that another reader takes for a date or a number."""
    assert yaml.safe_load(f"- {scalar(text, flow=False)}\n") == [text]


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ("2564-03-31", "2563-12-31", "2564-03-31"),
        ("2564-03-31", "ข้อความ", "'2564-03-31'"),
        ("2564-03-31", '"2563-12-31"', '"2564-03-31"'),
        ("done", "'in-progress'", "'done'"),
        ("~", "~", "'~'"),
        ("ก\nข", "ก", '"ก\\nข"'),
        ("ก: ข", "ก", "'ก: ข'"),
    ],
    ids=range(7),
)
def test_quotes_follow_the_hint(text: str, style: str, written: str) -> None:
    """Quotes are those of the hint; a date stays bare only beside a bare date."""
    assert scalar(text, [hint(style)], flow=False) == written


VALUES = st.recursive(
    TEXTS.filter(bool),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, min_size=1),
    max_leaves=6,
)


@pytest.mark.slow
@given(VALUES, st.sampled_from(["a: {b: [x]}", "a:\n- b: 'x'\n", "a:\n    -   b:\n          - c\n", "x"]))
def test_any_value_is_read_back(value: Any, style: str) -> None:  # noqa: ANN401  a generated case
    """Lists and mappings come back whole, whatever the style of their hints."""
    flow = in_flow(value, [hint(style)])
    assert every_text(f"[{flow}]") == [value]
    block = in_block(value, [hint(style)], 2, "\n")
    assert every_text(f"- {block}\n") == [value]
