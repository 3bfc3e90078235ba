"""Read one value by its kind: text, choice, number, amount, year, day, status, id, address."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from itatrack.findings.suggest import ALIKE, nearest
from itatrack.model import amounts
from itatrack.model.fields import fields_of
from itatrack.model.records import NO_BUDGET, Evidence, Status
from itatrack.reading.scalars import is_empty, name_of, plain, plain_text
from itatrack.thai import calendar
from itatrack.thai.digits import half_width, to_arabic
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode
from itatrack.yamltext.source import forbidden_in_value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from itatrack.model.fields import Kind
    from itatrack.reading.records import Reader


class _Unread(Enum):
    UNREAD = "unread"


UNREAD: Final = _Unread.UNREAD

BLANKS: Final[dict[str, Any]] = {
    "text": "",
    "texts": (),
    "id": "",
    "number": Decimal(0),
    "year": 0,
    "day": date.min,
    "status": Status.NOT_STARTED,
    "url": "",
    "records": (),
    "percent": Decimal(0),
    "money": amounts.Baht(0),
    "budget": amounts.Baht(0),
    "choice": "",
    "name": "",
    "flag": False,
}

# Patterns are kept as text and compiled when first used.
_NAME = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_URL = r"https?://[^\s<>\"]+"
# What people write instead: a capital, one stroke or none, signs around it; what follows the host may be a file's name.
_ADDRESS = r"(?i)<?(https?)\s*:?\s*[/\\]{1,2}\s*([^\s<>\"/\\:.]+(?:\.[^\s<>\"/\\:.]+)+(?::[0-9]+)?(?:[/?#][^<>\"]*)?)>?"
_ENDING = r"\.[A-Za-z0-9]{2,5}"
_FILE = rf"(?!www\.)[^\s:?]+{_ENDING}"
# Words and signs that say nothing that a number or an amount does not say.
_YEAR_WORDS = r"ประจำ|ปีงบประมาณ|ปี|พ\s*\.?\s*ศ\s*\.?|\s+"
_NUMBER_WORDS = r"ร้อยละ|เปอร์เซ็นต์|คะแนน|%|\s+"
_MONEY_WORDS = r"จำนวน|ถ้วน|บาท|บ\.|฿|\.?-$|\s+"
_FLAGS = dict.fromkeys(("yes", "true", "บรรลุ", "ใช่"), True) | dict.fromkeys(("no", "false", "ไม่บรรลุ", "ไม่ใช่"), False)
_DATE_WORDINGS = {
    "form": "E401",
    "no-such-day": "E402",
    "common-era": "E403",
    "before-2484": "E404",
    "after-2700": "E408",
}


def text(reader: Reader, node: Node, key: str | None) -> Any:  # noqa: ANN401  a text or UNREAD
    """Read a text that is not empty; `key` names it in the message, None means an item of a list."""
    if not isinstance(node, ScalarNode):
        slip = isinstance(node, MappingNode) and colon_slip(reader, node, fields_of(Evidence))
        alone = node.value[0].value if isinstance(node, SequenceNode) and len(node.value) == 1 else None
        wording = "E204.colon" if slip else "E204.alone" if isinstance(alone, str) and alone else "E204.text"
        reader.add(wording, node, found=name_of(node), text=alone)
        return UNREAD
    value = plain_text(node)
    if not value or is_empty(node):
        reader.add("E205" if key else "E205.item", node, key=key)
        return UNREAD
    forbidden = forbidden_in_value(value)
    if forbidden:
        wording, character = forbidden
        reader.add(wording, node, character=character)
        return UNREAD
    return value


def colon_slip(reader: Reader, node: MappingNode, known: Collection[str]) -> bool:
    """Say whether a mapping looks like a text that holds a colon and a blank."""
    # A colon in an item of a list in brackets makes keys and values too, without braces.
    if len(node.value) != 1 or reader.source.text.startswith("{", node.start_mark.index):
        return False
    key = node.value[0][0]
    return isinstance(key, ScalarNode) and plain_text(key) not in known


def scalar(reader: Reader, kind: Kind, node: Node, key: str) -> Any:  # noqa: ANN401  as many types as kinds
    """Read a single value of any kind that is no record and no list."""
    if kind.name in _OFTEN and isinstance(node, ScalarNode):
        known = _known(kind.name, node.value)
        if known is not None:
            return known
    value = text(reader, node, key)
    if value is UNREAD or kind.name == "text":
        return value
    if kind.name in {"url", "path"}:
        # Addresses and file names mean what they say, letter by letter.
        value = node.value.strip(" \n")
    if kind.name == "path":
        return value
    if kind.name in {"number", "year", "percent"}:
        return _number(reader, kind, node, to_arabic(value))
    if kind.name == "choice":
        return _choice(reader, kind, node, value)
    return _BY_KIND[kind.name](reader, node, value)


_OFTEN: Final = {"day", "status"}


@lru_cache(maxsize=4096)
def _known(kind: str, value: str) -> date | Status | None:
    """Give the day or status that is written rightly, else None; the same few stand in a history again and again."""
    written = plain(value)
    if kind == "status":
        return _CODES.get(written)
    found = calendar.parse_iso(written)
    return found if isinstance(found, date) else None


def _day(reader: Reader, node: Node, value: str) -> Any:  # noqa: ANN401  a date or UNREAD
    found = calendar.parse_iso(value)
    if isinstance(found, date):
        return found
    meant = calendar.iso(found.meant) if found.meant else None
    wording = _DATE_WORDINGS[found.kind]
    if found.days:
        leap_day = "29" in re.findall(r"[0-9]+", to_arabic(value))
        wording = "E402.leap" if leap_day else "E402.month"
    reader.add(wording, node, text=value, meant=meant, days=found.days)
    return UNREAD


_ALIKE_IN_THAI: Final = 0.9
_CODES: Final = {status.code: status for status in Status}


def _status(reader: Reader, node: Node, value: str) -> Any:  # noqa: ANN401  a Status or UNREAD
    by_word = {word: status.code for status in Status for word in (status.code, status.label, status.short)}
    typed = value.lower()
    # A word too few or too many turns a Thai status into another one, as does a `not`.
    close = nearest(typed, by_word, ALIKE if typed.isascii() else _ALIKE_IN_THAI)
    if close and _denies(close) is not _denies(typed):
        close = None
    known = ", ".join(f"`{status.code}` ({status.label})" for status in Status)
    reader.add("E407", node, status=value, known=known, meant=by_word[close] if close else None)
    return UNREAD


def _denies(word: str) -> bool:
    return re.search("ไม่|ยัง|^no|^un", word) is not None


def _choice(reader: Reader, kind: Kind, node: Node, value: str) -> Any:  # noqa: ANN401  a text or UNREAD
    if value in kind.choices:
        return value
    known = ", ".join(f"`{one}`" for one in kind.choices)
    reader.add("E211", node, text=value, known=known, meant=nearest(value, kind.choices))
    return UNREAD


def _flag(reader: Reader, node: Node, value: str) -> Any:  # noqa: ANN401  a bool or UNREAD
    found = _FLAGS.get(value.lower())
    if found is None:
        reader.add("E211.flag", node, text=value)
        return UNREAD
    return found


def _money(reader: Reader, node: Node, value: str) -> Any:  # noqa: ANN401  an amount or UNREAD
    found = amounts.money(value)
    if found is None:
        reader.add("E207.money", node, text=value, meant=_meant_money(value))
        return UNREAD
    return found


def _meant_money(value: str) -> str | None:
    """Return an amount without the words and signs that people put around it, or None where that is none."""
    bare = re.sub(_MONEY_WORDS, "", half_width(value))
    return bare if amounts.money(bare) is not None else None


def _budget(reader: Reader, node: Node, value: str) -> Any:  # noqa: ANN401  an amount, the words for none, or UNREAD
    found = NO_BUDGET if value == NO_BUDGET else amounts.money(value)
    if found is None:
        meant = _meant_money(value) or nearest(value, [NO_BUDGET])
        reader.add("E207.budget", node, text=value, none=NO_BUDGET, meant=meant)
        return UNREAD
    return found


def _number(reader: Reader, kind: Kind, node: Node, value: str) -> Any:  # noqa: ANN401  a number or UNREAD
    number = amounts.percent(value) if kind.name == "percent" else amounts.number(value)
    if number is None:
        bare = re.sub(_YEAR_WORDS if kind.name == "year" else _NUMBER_WORDS, "", half_width(value))
        meant = bare if amounts.number(bare) is not None else None
        reader.add("E207.year" if kind.name == "year" else "E207", node, text=value, meant=meant)
        return UNREAD
    if kind.name != "year":
        low, high = kind.low, kind.high
        if (low is not None and number < low) or (high is not None and number > high):
            reader.add("E207.range", node, text=value, low=low, high=high)
            return UNREAD
        return number
    if "," in value and number == int(number):
        reader.add("E207.year", node, text=value, meant=int(number))
        return UNREAD
    if number != int(number) or "." in value:
        reader.add("E207.whole", node, text=value)
        return UNREAD
    return _year(reader, node, int(number))


def _year(reader: Reader, node: Node, year: int) -> Any:  # noqa: ANN401  a year of the Buddhist era or UNREAD
    if 0 <= year <= 99:  # noqa: PLR2004  written with two digits
        reader.add("E207.year", node, text=str(year), meant=2500 + year)
        return UNREAD
    # A year is judged as the first of its January is.
    found = calendar.parse_iso(f"{year:04d}-01-01") if 0 <= year <= 9999 else None  # noqa: PLR2004
    if isinstance(found, date):
        return year
    wording = _DATE_WORDINGS[found.kind] if found else "E207.range"
    meant = calendar.be_year(found.meant) if found and found.meant else None
    reader.add(wording, node, text=str(year), low=2484, high=2700, meant=meant)
    return UNREAD


def _id(reader: Reader, node: Node, value: str) -> str:
    # A bad id is kept as it stands: the history may use it, and one slip needs one finding.
    if not re.fullmatch(_ID, value):
        reader.add("E206", node, id=value)
    return value


def _name(reader: Reader, node: Node, value: str) -> Any:  # noqa: ANN401  a text or UNREAD
    if not re.fullmatch(_NAME, value):
        reader.add("E206.key", node, id=value)
        return UNREAD
    return value


def _url(reader: Reader, node: Node, value: str) -> Any:  # noqa: ANN401  a text or UNREAD
    if re.fullmatch(_URL, value):
        return value
    address = _meant_address(value)
    several = address is None and len(value.split()) > 1
    file = re.fullmatch(_FILE, value) is not None
    wording = "E209.several" if several else "E209.file" if file else "E209"
    reader.add(wording, node, text=value, meant=address)
    return UNREAD


def _meant_address(value: str) -> str | None:
    """Return the address that was probably meant, or None where none can be told for certain."""
    found = re.fullmatch(_ADDRESS, value)
    if found is None:
        return None
    scheme, rest = found.groups()
    # Blanks of a file's name; words behind an address are none of it.
    if any(letter.isspace() for letter in rest) and not re.fullmatch(rf"\S+/[^/\s]+(?: [^/\s]+)*{_ENDING}", rest):
        return None
    address = f"{scheme.lower()}://{rest.replace(' ', '%20')}"
    return address if re.fullmatch(_URL, address) else None


_BY_KIND: Final[dict[str, Callable[[Reader, Node, str], Any]]] = {
    "budget": _budget,
    "day": _day,
    "flag": _flag,
    "id": _id,
    "money": _money,
    "name": _name,
    "status": _status,
    "url": _url,
}
