"""Marks in a web page where its lines may end, as browsers cut Thai words."""

from __future__ import annotations

import re
from html import unescape
from itertools import accumulate
from typing import Final

from itatrack.thai.breaking import pieces
from itatrack.thai.width import cells

_BREAK: Final = "<wbr>"
_LONG: Final = '<span class="long">'
# A tag, a comment, a character reference, or a run of text.
_TOKEN: Final = re.compile(
    r"(?P<comment><!--.*?-->|<[!?][^>]*>)|(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>)"
    r"|(?P<reference>&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);)|(?P<text>[^<&]+|[<&])",
    re.DOTALL,
)
# Elements whose text is no text of the page, or is set by other rules.
_OPAQUE: Final = frozenset(("head", "script", "style", "title", "textarea", "pre", "select", "svg", "math"))
# Elements inside a line; all others end it.
_INLINE: Final = frozenset(
    ("a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr")
)
_CELLS: Final = frozenset(("td", "th"))
_LONGEST: Final = 20  # display cells; a longer piece, an address, may be wider than a phone and ends a line anywhere


def with_line_ends(page: str) -> str:
    """Return a page with `<wbr>` between the words of its texts, which a style sheet makes the only ends of lines.

    What is too long for a line stands in `<span class="long">`. Tags, comments and scripts stay as they are.
    """
    done: list[str] = []
    line: list[re.Match[str]] = []  # what stands on one line: texts, and the tags inside it
    opaque, cell_depth = "", 0

    def end_line() -> None:
        done.append(_broken(line, narrow=cell_depth > 0))
        line.clear()

    for token in _TOKEN.finditer(page):
        name = (token["name"] or "").lower()
        is_end = token[0].startswith("</")
        if opaque:
            done.append(token[0])
            opaque = "" if is_end and name == opaque else opaque
        elif (not token["tag"] and not token["comment"]) or name in _INLINE or token["comment"]:
            line.append(token)
        else:
            end_line()
            done.append(token[0])
            opaque = name if name in _OPAQUE and not is_end else ""
            cell_depth += (-1 if is_end else 1) if name in _CELLS else 0
    end_line()
    return "".join(done)


def _broken(line: list[re.Match[str]], *, narrow: bool) -> str:
    """Return the tokens of a line with its breaks."""
    texts = [_text_of(token) for token in line]
    whole = "".join(texts)
    if not whole.strip():
        return "".join(token[0] for token in line)
    parts = pieces(whole, narrow=narrow)
    ends = list(accumulate(map(len, parts)))
    long = {end for part, end in zip(parts, ends, strict=True) if cells(part.strip()) > _LONGEST}
    done, at, index = [], 0, 0
    for token, text in zip(line, texts, strict=True):
        shown, here = "", 0
        while here < len(text):
            stop = min(len(text), ends[index] - at)
            shown += _piece(token, text, here, stop, is_long=ends[index] in long)
            here = stop
            if at + here == ends[index]:
                shown += _BREAK if ends[index] < len(whole) and whole[ends[index] :].strip() else ""
                index += 1
        done.append(shown if text else token[0])
        at += len(text)
    return "".join(done).replace(f"</span>{_LONG}", "")


def _piece(token: re.Match[str], text: str, start: int, stop: int, *, is_long: bool) -> str:
    source = (token[0] if start == 0 else "") if token["reference"] else text[start:stop]
    return f"{_LONG}{source}</span>" if is_long and source.strip() else source


def _text_of(token: re.Match[str]) -> str:
    """Return the text that a token stands for; a tag stands for none."""
    if token["text"]:
        return token[0]
    return unescape(token[0]) if token["reference"] else ""
