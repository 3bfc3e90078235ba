"""The kinds of values that match a pattern: ids, names of columns, web addresses, fingerprints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from itatrack.model.kinds import Problem, ScalarKind, problem
from itatrack.model.number_kinds import YEAR_PATTERN
from itatrack.thai.digits import THAI_DIGITS, half_width, to_arabic

if TYPE_CHECKING:
    from itatrack.model.kinds import Schema

# Patterns are kept as text and compiled when first used; a schema has them too, so they hold nothing but what both
# Python and JavaScript understand.
_ID: Final = "[a-z0-9]+(-[a-z0-9]+)*"
NAME: Final = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
_URL: Final = r'https?://[^\s<>"/?#][^\s<>"]*'

# What people write instead of an address: a capital, one stroke or none, signs around it; what follows the host may be
# a file's name.
_ADDRESS = (
    r"(?i)<?(https?)s?\s*:?\s*[/\\]{1,3}\s*([^\s<>\"/\\:.]+(?:\.[^\s<>\"/\\:.]+)+(?::[0-9]+)?(?:[/?#][^<>\"]*)?)>?"
)
_ENDING = r"\.[A-Za-z0-9]{2,5}"
_FILE = rf"(?!www\.)[^\s:?]+{_ENDING}|(?i:file:|[a-z]:[/\\]).+"


class IdKind(ScalarKind[str]):
    """An id of a measure."""

    documented = "id"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read an id; a bad one is kept: the history may use it, and one slip needs one finding."""
        if re.fullmatch(_ID, text):
            return text
        # Words of another script cannot be told in letters that an id may have.
        bare = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-") if text.isascii() else ""
        arabic = to_arabic(text)
        if re.fullmatch(_ID, arabic):
            return Problem("E206", {"id": text, "meant": arabic}, text, THAI_DIGITS)
        return Problem("E206", {"id": text, "meant": bare or None}, text)

    def schema(self) -> Schema:
        """Accept integers too: `id: 5` is one."""
        return {"type": ["string", "integer"], "pattern": f"^{_ID}$"}


class ContinuesKind(ScalarKind[str]):
    """A measure of another year's plan: the fiscal year and the id, `2566/e-service`."""

    documented = "year/id"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read a year and an id."""
        return to_arabic(text) if re.fullmatch(f"{YEAR_PATTERN}/{_ID}", text) else problem("E206.continues", text=text)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": f"^{YEAR_PATTERN}/{_ID}$"}


class NameKind(ScalarKind[str]):
    """A name of a custom column."""

    documented = "name of a column"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read a name."""
        return text if re.fullmatch(NAME, text) else problem("E206.key", id=text)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": f"^{NAME}$"}


class UrlKind(ScalarKind[str]):
    """A web address."""

    documented = "web address"
    blank = ""
    is_verbatim = True

    def read(self, text: str) -> str | Problem:
        """Read an address, letter by letter."""
        if re.fullmatch(_URL, text):
            return text
        address = _meant_address(text)
        if address is None and len(text.split()) > 1:
            return problem("E209.several", text=text, meant=None)
        wording = "E209.file" if re.fullmatch(_FILE, text) else "E209"
        return problem(wording, text=text, meant=address)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": f"^{_URL}$"}


def _meant_address(text: str) -> str | None:
    """Return the address that was probably meant, or None where none can be told for certain."""
    match = re.fullmatch(_ADDRESS, half_width(text))
    if match is None:
        return None
    scheme, rest = match.groups()
    # Spaces in a file's name; words after an address are not part of it.
    if any(letter.isspace() for letter in rest) and not re.fullmatch(rf"\S+/[^/\s]+(?: [^/\s]+)*{_ENDING}", rest):
        return None
    address = f"{scheme.lower()}://{rest.replace(' ', '%20')}"
    return address if re.fullmatch(_URL, address) else None


class DigestKind(ScalarKind[str]):
    """A SHA-256, the fingerprint of a file."""

    documented = "SHA-256"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read 64 hexadecimal digits."""
        digest = text.lower()
        return digest if re.fullmatch("[0-9a-f]{64}", digest) else problem("E212", text=text)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"}
