"""Unified diffs that `git apply` and `patch` read."""

from __future__ import annotations

import difflib
import re

_LINE = r"[^\n]*\n|[^\n]+"


def unified_diff(path: str, before: bytes, after: bytes) -> str:
    """Return the diff from one UTF-8 text of a file to another; empty where they are the same.

    Lines end at LF only, as they do for git; carriage returns and a byte order mark are part of the lines.
    """
    old, new = (re.findall(_LINE, content.decode()) for content in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
