"""The reference of a document: a few letters in its foot, by which paper and file are compared."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

# Sixteen consonants, of letters that look alike one each (of ข ช ซ the first); no three of them make a rude word.
LETTERS: Final = "กขงจญฐตทบพมยรลวอ"
_HALF: Final = 5


def reference(days: tuple[dt.date, dt.date], round_name: str | None, document: str, digests: Mapping[str, str]) -> str:
    """Return ten letters that stand for the data and what was asked for, in two groups.

    A memo has the same ones in all formats, with any numerals, and from any version of the tool.

    Args:
        days: the day that the document speaks of, and its own date.
        round_name: the round that is reported on, if it is one.
        document: the kind of the document, and of a table alone its name.
        digests: those of the files of data, by path.
    """
    asked = [*map(calendar.iso, days), round_name, document, dict(digests)]
    content = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    half_bytes = hashlib.sha256(content.encode()).hexdigest()[: 2 * _HALF]
    letters = "".join(LETTERS[int(half_byte, 16)] for half_byte in half_bytes)
    return f"{letters[:_HALF]}-{letters[_HALF:]}"
