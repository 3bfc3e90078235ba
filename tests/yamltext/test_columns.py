"""A line in the wrong column is answered with the column it belongs in."""

from __future__ import annotations

import re

import pytest
from support import CASES, TODAY
from yaml_library import every_text

from itatrack.project import every_file, load
from itatrack.yamltext.document import Document

NAMES = ("measures.yaml", "status.yaml")
TEXTS = [(CASES / "base" / name).read_text(encoding="utf-8") for name in NAMES]
KEYS = [
    (number, place)
    for number, text in enumerate(TEXTS)
    for place, line in enumerate(text.splitlines())
    if re.match(r" +(?:- )?[a-z_]+: \S", line)
]


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
def test_a_key_in_a_wrong_column(by: int) -> None:
    """Each line with a key and a value that is moved is found, with its right column; or its data is the same."""
    for number, place in KEYS:
        texts = [*TEXTS]
        lines = texts[number].splitlines()
        columns = len(lines[place]) - len(lines[place].lstrip())
        lines[place] = " " * (columns + by) + lines[place].lstrip()
        texts[number] = "\n".join(lines) + "\n"
        plan, history = (Document.read(name, text.encode()) for name, text in zip(NAMES, texts, strict=True))
        errors = load(plan, history, TODAY, every_file).errors
        if errors:
            found = [(error.span.path, error.span.line, error.values.get("columns")) for error in errors]
            assert found == [(NAMES[number], place + 1, columns)], lines[place]
        else:
            data = [every_text(text) for text in (texts[number], TEXTS[number])]
            assert data[0] == data[1], lines[place]
