"""A place of the text is named by where in the data it lies."""

from __future__ import annotations

import re

import pytest

from itatrack.textfile.source import decode
from itatrack.yamltext.compose import compose
from itatrack.yamltext.data_paths import path_at

TEXT = """\
# before
units: [ก, ข]
measures:
  - id: one
    steps:
      - ขั้นตอน
      - {text: ย่อย}
  - id: two
"ลำดับ ที่": 1
สี: แดง
aสี: [1,2]
[ผสม]: ดำ
e-service: x
"""


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("# before", ""),
        ("units", "units"),
        ("ก", "units[0]"),
        ("ข]", "units[1]"),
        ("one", "measures[0].id"),
        ("ขั้นตอน", "measures[0].steps[0]"),
        ("ย่อย", "measures[0].steps[1].text"),
        ("two", "measures[1].id"),
        ("ลำดับ", '["ลำดับ ที่"]'),
        ("สี", '["สี"]'),
        ("แดง", '["สี"]'),
        ("1,2", '["aสี"][0]'),
        ("2]", '["aสี"][1]'),
        ("ดำ", "[?]"),
        ("e-service", "e-service"),
    ],
)
def test_the_path_of_a_place(word: str, path: str) -> None:
    """The path goes through keys and items, counted from 0, to the innermost that begins at or before the place."""
    source, _ = decode("a.yaml", TEXT.encode())
    assert source
    root, _ = compose(source)
    assert root
    start = re.search(re.escape(word), TEXT)
    assert start
    assert path_at(root, source.span(*start.span())) == path


@pytest.mark.parametrize("text", ["", "ข้อความ", "[]", "{}"])
def test_a_file_without_keys(text: str) -> None:
    """A file that is no mapping has no paths but its items'."""
    source, _ = decode("a.yaml", text.encode())
    assert source
    root, _ = compose(source)
    if root is not None:
        assert path_at(root, source.span(0, 1)) == ""
