"""W519: a comma inside a number splits a text in a list in brackets.

In `[…]` and `{…}` a comma begins the next item, even inside a number.

Wrong: `result: [ผู้ใช้ 1,204 ราย]`, which is read as `ผู้ใช้ 1` and `204 ราย`.
Right: `result: ["ผู้ใช้ 1,204 ราย"]`, or a line after `- ` for each item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.yamltext.nodes import items_in_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node

# What stands around the comma: 1,204 and not 1, 2 or 15,16. It begins with the comma, which is rare.
_THOUSANDS = r",[0-9๐-๙]{3}(?![0-9๐-๙])"
_BEFORE = r"(?<![0-9๐-๙])[0-9๐-๙]{1,3}$"
_MAX_BEFORE = 4


def check(source: Source, root: Node) -> Iterator[Finding]:
    """Yield a finding for every item in brackets that is divided from the one before inside a number."""
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
