"""Checks of one file's text and nodes, whatever its keys mean."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.fix import Replacement, spelling
from itatrack.scaffold.placeholders import AGENCY, DOUBT, OLD_SCORE, PLACEHOLDERS
from itatrack.thai.spelling import anomalies, may_have_anomalies, repaired
from itatrack.yamltext.nodes import ScalarNode, is_plain, items_in_brackets, leaf_at, scalars, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.textfile.source import Source
    from itatrack.thai.spelling import AnomalyKind
    from itatrack.yamltext.nodes import Node


# Anomalies of one value; once these are corrected, the next run shows the others.
_MAX_LOOKED_AT = 100


def thai_text(source: Source, root: Node) -> Iterator[Finding]:
    """W509: the text contains characters that look right but are wrong: ํา for ำ, เเ for แ, invisible characters.

    They come with text pasted from Word or PDF. Two names that look alike then differ. The value is corrected before
    it is compared or printed; the file is not changed.

    Wrong: `สํานักปลัด` with nikhahit and า.
    Right: `สำนักปลัด` with ำ.
    """
    if source.is_ordinary or not may_have_anomalies(source.text):
        return
    for node in scalars(root):
        start = node.start_mark.index
        written = source.text[start : node.end_mark.index]
        of_kind: dict[AnomalyKind, list[Replacement]] = {}
        for anomaly in islice(anomalies(written), _MAX_LOOKED_AT):
            span = source.span(start + anomaly.start, start + anomaly.end)
            text = repaired(anomaly.kind, written[anomaly.start : anomaly.end])
            of_kind.setdefault(anomaly.kind, []).append(Replacement(span, text))
        for kind, replacements in of_kind.items():
            span = replacements[0].span
            character = f"U+{ord(span.excerpt[span.column - 1]):04X}"
            # An address leads where it leads letter by letter, and a line may have been meant to end.
            fix = spelling(replacements, is_safe="://" not in node.value and kind != "line-separator")
            yield finding(f"W509.{kind}", span, character=character)._replace(fix=fix)


# A comment with fewer than two spaces before it. It begins with the sign, which is rare: a long text is looked through
# thirty times as fast.
_CLOSE_COMMENT = re.compile(r"#(?<=\S[ \t]#)")


def cut_text(source: Source, root: Node) -> Iterator[Finding]:
    """W510: a comment directly after an unquoted text may have cut it short.

    YAML takes ` #` and everything after it for a comment, without notice.

    Wrong: `title: ประกาศฉบับที่ #1`, which is read as `ประกาศฉบับที่`.
    Right: `title: "ประกาศฉบับที่ #1"`, or two spaces before a comment.
    """
    for sign in _CLOSE_COMMENT.finditer(source.text):
        end = sign.start() - 1
        node = leaf_at(root, end - 1)
        if isinstance(node, ScalarNode) and is_plain(node) and node.value and node.end_mark.index == end:
            yield finding("W510", source.span(end + 1, end + 2))


# What stands around the comma: 1,204 and not 1, 2 or 15,16. It begins with the comma, which is rare.
_THOUSANDS = r",[0-9๐-๙]{3}(?![0-9๐-๙])"
_BEFORE = r"(?<![0-9๐-๙])[0-9๐-๙]{1,3}$"
_MAX_BEFORE = 4


def split_number(source: Source, root: Node) -> Iterator[Finding]:
    """W519: a comma inside a number splits a text in a list in brackets.

    In `[…]` and `{…}` a comma begins the next item, even inside a number.

    Wrong: `result: [ผู้ใช้ 1,204 ราย]`, which is read as `ผู้ใช้ 1` and `204 ราย`.
    Right: `result: ["ผู้ใช้ 1,204 ราย"]`, or a line after `- ` for each item.
    """
    text = source.text
    commas = {
        comma.start()
        for comma in re.finditer(_THOUSANDS, text)
        if re.search(_BEFORE, text[max(0, comma.start() - _MAX_BEFORE) : comma.start()])
    }
    if not commas:
        return
    for item in items_in_brackets(root):
        start = item.start_mark.index
        if start - 1 in commas:
            yield finding("W519", source.span(start - 1, start))


# What an example of a key has in place of its text.
_DOTS = ("…", "...")
_PLACEHOLDERS = "|".join(map(re.escape, PLACEHOLDERS))
# What may be such a value; `https://...` in a comment is none. Each begins with its sign, which is rare.
_LONE_DOTS = tuple(
    rf"{re.escape(dots[0])}(?<![^\s\"'\[{{,:].)(?={re.escape(dots[1:])}(?![^\s\"'\]}},:]))" for dots in _DOTS
)


def placeholder(source: Source, root: Node) -> Iterator[Finding]:
    """W524: a placeholder that a new project has for the agency to replace is still there.

    It would be printed in the memo as it stands. No text stands for a number: beside a score that the next year's plan
    took over from the year before is a comment that says so. A comment that begins with `ตรวจสอบ:` tells what an
    imported memo left in doubt.

    Wrong: `name: (ชื่อ นามสกุล)`.
    Right: `name: นางสาวสมใจ ใจดี`, the name of the person who signs.
    """
    for doubt in re.finditer(rf"(?<=# ){DOUBT}.*", source.text) if DOUBT in source.text else ():
        text = doubt[0].rstrip()
        before = leaf_at(root, doubt.start())
        if before is None or before.end_mark.index <= doubt.start():  # it is no comment in a text of several lines
            code = "W524.score" if text == OLD_SCORE else "W524.doubt"
            yield finding(code, source.span(doubt.start(), doubt.start() + len(text)), text=text)
    # All begin with the same sign: one search takes a tenth of the time of one for each.
    left = dict.fromkeys(re.findall(_PLACEHOLDERS, source.text))
    if not left and not any(re.search(pattern, source.text) for pattern in _LONE_DOTS):
        return
    for node in scalars(root):
        value = node.value.strip()
        if value in _DOTS:
            yield finding("W524.dots", span_of(source, node), text=value)
        for text in left:
            start = source.text.find(text, node.start_mark.index, node.end_mark.index)
            if start >= 0 and (value == text or value.endswith(f" {AGENCY}")):
                yield finding("W524", source.span(start, start + len(text)), text=text)
