"""Drafts as text: whatever the values are, the files hold them, and comments cannot become data."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml_library import every_text

from itatrack.findings.message import ENGLISH, message
from itatrack.importing import draft_text
from itatrack.importing.draft import Draft
from itatrack.importing.draft_text import DraftError
from itatrack.importing.grid import clean_text
from itatrack.importing.notes import Notes

# What may stand in a cell: letters of all kinds, and the signs that mean something to YAML.
TEXTS = (
    st.text(st.sampled_from("กข ำ้๑1a:#-?&*!|>'\"%@`{}[],\n\v\t~=<\\…\u200b\u00a0\u0085\u2028"), min_size=1, max_size=12)
    .map(clean_text)
    .filter(bool)
    .map(lambda text: text.replace("\v", "\n"))
)
DATA = st.fixed_dictionaries(
    {"title": TEXTS, "units": st.lists(TEXTS, max_size=3), "memo": st.dictionaries(st.sampled_from("abc"), TEXTS)}
)


@given(DATA, st.lists(TEXTS, max_size=3))
def test_any_text_is_written_as_it_is(data: dict[str, object], comments: list[str]) -> None:
    """PyYAML reads what was to be written, whatever stands in the values and in the comments."""
    notes = Notes()
    for path, text in zip([(), ("title",), ("memo", "a")], comments, strict=False):
        notes.doubt(path, message("not found in the source: {what}", what=text))
        notes.keep(path, text)
    made = draft_text.draft_text(Draft(data, {}, notes), ENGLISH, "memo\n- x: y")  # type: ignore[arg-type]
    assert every_text(made.plan) == data
    assert yaml.safe_load(made.history) is None
    lines = made.plan.decode().splitlines()
    assert [lines[doubt.line - 1].lstrip().startswith("# ตรวจสอบ: ") for doubt in made.doubts] == [True] * len(comments)


def test_a_text_that_is_not_proven_is_not_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the writing is found by reading again."""
    monkeypatch.setattr(draft_text, "scalar", lambda text, *_args, **_keys: f"{text}x")
    with pytest.raises(DraftError):
        draft_text.draft_text(Draft({"title": "ก"}, {}, Notes()), ENGLISH, "memo")
