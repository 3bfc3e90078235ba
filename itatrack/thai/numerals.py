"""The official memo's rule for which numbers of a value turn Thai."""

from __future__ import annotations

import re

from itatrack.thai.digits import to_thai

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_DIGIT = re.compile("[0-9]")
_RUN = re.compile(r"(\S+)(\s*)")
_ADDRESS = re.compile(r"(?i)://|@|^\W*www\.")
# Thai is written without spaces, so a Thai letter ends a token just as a space does.
_TOKEN = re.compile(r"[^\u0e01-\u0e4f\u0e5a\u0e5b]+")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_LATIN_END = re.compile(f"[{_LATIN}]$")


def thai_numerals(text: str) -> str:
    """Return the text with its numbers in Thai digits, as an official memo prints one value.

    Three things stay as they are: a token holding a Latin letter (``E-Service``, ``PLAN-7/2564``), an address
    (a token up to the next space that holds ``://`` or ``@`` or begins with ``www.``), and a number after
    a Latin word and one space (``ISO 9001:2015``). Nothing but digits ever changes, and never the length.
    The rule fits every real memo seen; no regulation states it.
    """
    if not _DIGIT.search(text):
        return text
    start = len(text) - len(text.lstrip())
    parts = [text[:start]]
    follows_latin_word = False
    for run, spaces in _RUN.findall(text):
        is_address = _ADDRESS.search(run) is not None
        parts += [run if is_address else _convert(run, keep_first_number=follows_latin_word), spaces]
        follows_latin_word = spaces == " " and not is_address and _LATIN_END.search(run) is not None
    return "".join(parts)


def _convert(run: str, *, keep_first_number: bool) -> str:
    def converted(match: re.Match[str]) -> str:
        token = match.group()
        belongs_to_latin_word = keep_first_number and match.start() == 0 and token[0] in "0123456789"
        return token if belongs_to_latin_word or _LATIN_LETTER.search(token) else to_thai(token)

    return _TOKEN.sub(converted, run)
