"""A quoted text that was never closed is found where it was opened, and closed only where nobody can doubt its end."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from itatrack.textfile.source import Source
from itatrack.yamltext.compose import compose

_TEXTS = st.text("กขคงอา้ 12", min_size=1, max_size=8).map(str.strip).filter(bool)
_SHAPES = st.sampled_from(["{quote}", "- {quote}", "- key: {quote}", "  - {quote}", "[{quote}]", "[{quote}, {quote}]"])


@pytest.mark.parametrize(
    "text",
    [
        'a: "ก\n   ข\nb: c\n',  # the text may end on either line
        'a: "ก\n  - ข\nb: c\n',
        'a: ["ก, ข]\n',
        'a: {b: "ก, c: ข}\n',
        'a: "\nb: c\n',
    ],
)
def test_an_open_end(text: str) -> None:
    """Where the text may end at several places the opening quote is shown, and nothing is fixed."""
    (found,) = compose(Source("a", text))[1]
    assert (found.code, found.span.line, found.fix) == ("E106", 1, None)
    assert found.span.excerpt[found.span.column - 1] == '"'


@given(st.lists(st.tuples(_SHAPES, _TEXTS), min_size=1, max_size=6), st.sampled_from("\"'"), st.data())
def test_one_quote_of_many(shapes: list[tuple[str, str]], quote: str, data: st.DataObject) -> None:
    """Whichever closing quote is left out of quoted texts, its opening is found, and the fix brings the quote back."""
    text = "".join(
        f"key{number}:{' ' if shape[0] in '[{' else chr(10)}{shape.format(quote=quote + value + quote)}\n"
        for number, (shape, value) in enumerate(shapes)
    )
    assert yaml.safe_load(text)
    closings = [place for number, place in enumerate(_quotes(text, quote)) if number % 2]
    place = data.draw(st.sampled_from(closings))
    opening = _quotes(text[:place], quote)[-1]
    source = Source("a", text[:place] + text[place + 1 :])
    found, *_ = compose(source)[1]
    assert source.index(found.span.line, found.span.column) == opening
    assert found.fix is not None
    (replacement,) = found.fix.replacements
    start = source.index(replacement.span.line, replacement.span.column)
    assert source.text[:start] + replacement.text + source.text[start:] == text


def _quotes(text: str, quote: str) -> list[int]:
    return [number for number, sign in enumerate(text) if sign == quote]
