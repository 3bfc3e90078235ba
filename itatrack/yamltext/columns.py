"""In which column a line belongs that YAML cannot read where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from itatrack.textfile.source import Source

# The dash of an item and the key of a line; keys of the format have no other letters.
_LINE = r"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*) *:(?=\s|$)|(?P<text>[^\s#]))"


# A key whose value is to follow on the lines below, with what stands before it.
_EMPTY_KEY = r"( *(?:- +)?)[A-Za-z_][A-Za-z0-9_-]* *:[ \t]*(?:#.*)?"
# How much farther a level may be than the nearest for a line to belong with it.
_NEAR = 2


class Alignment(NamedTuple):
    """How far a line is indented, and how far it should be, as the line `line` is, which begins with `first`.

    `is_known` tells whether its key stands in that column elsewhere in the file.
    """

    found: int
    columns: int
    line: int
    first: str
    is_known: bool


class _Level(NamedTuple):
    column: int
    line: int
    key: str
    is_dash: bool


def alignment(source: Source, line: int) -> Alignment | None:
    """Return where a line belongs that begins with a key or the `-` of an item.

    It belongs with the levels that are open above it in whose column its key stands elsewhere in the file, or else with
    any of them: with the nearest, and of two that are as near with that in whose column the line above stands, or the
    line below, or with the deeper one. Returns None where it begins with something else, where nothing of its kind is
    open, or where it fits.
    """
    this = re.match(_LINE, source.line(line))
    if this is None or not (this["key"] or this["dash"]):
        return None
    found = len(this["indent"])
    levels = [level for level in _open_above(source, line) if level.is_dash is bool(this["dash"])]
    near = min((abs(level.column - found) for level in levels), default=0)
    alike = [
        level
        for level in levels
        # What stands at the edge has often the same name as what stands inside: `title`, `name`.
        if (level.is_dash or abs(level.column - found) <= near + (_NEAR if level.column else 0))
        and _holds(source, level, this["key"] or "", line)
    ]
    beside = [_column_of(source, _next_line(source, line, step)) for step in (-1, 1)]
    first_key = None if alike or not this["key"] else _of_first_key(source, line, levels)
    best = first_key or min(
        alike or levels,
        key=lambda level: (abs(level.column - found), *(level.column != column for column in beside), -level.column),
        default=None,
    )
    if best is None or best.column == found:
        return None
    first = f"- {best.key}".strip() if best.is_dash else best.key
    return Alignment(found, best.column, best.line, first, is_known=bool(alike))


def _of_first_key(source: Source, line: int, levels: list[_Level]) -> _Level | None:
    """Return the record that a key with a value goes on with, where the line above began it in a list at the edge.

    However near the edge the key stands, a key there would end the record behind its first one.
    """
    if [level.column for level in levels[1:]] != [0] or levels[0].line != _next_line(source, line, -1):
        return None
    text = source.line(line)
    return levels[0] if text.startswith(" ") and not re.fullmatch(_EMPTY_KEY, text) else None


def slipped_item(source: Source, line: int) -> tuple[int, Alignment] | None:
    """Return the first of the items at a line that stand to the left of their list, and where it belongs.

    They are texts. The line above is the key of that list, which has no value, or an item of it. Returns None where it
    is neither.
    """
    this, number = re.match(_LINE, source.line(line)), _next_line(source, line, -1)
    if this is None or not this["dash"] or this["key"]:
        return None
    found = len(this["indent"])
    above = re.match(_LINE, source.line(number))
    while above and above["text"] and above["dash"] and found == len(above["indent"]) and number < line:
        line, number = number, _next_line(source, number, -1)
        above = re.match(_LINE, source.line(number))
    if above is None or number >= line:
        return None
    inside = len(above["indent"]) + len(above["dash"] or "")
    if above["text"] and above["dash"] and found < len(above["indent"]):
        return line, Alignment(found, len(above["indent"]), number, "-", is_known=True)
    if re.fullmatch(_EMPTY_KEY, source.line(number)) and found < inside:
        return line, Alignment(found, inside + 2, number, above["key"], is_known=False)
    return None


def odd_one(source: Source, line: int, place: Alignment) -> tuple[int, Alignment] | None:
    """Return the line above another one, and where it belongs, if rather that is the one in the wrong column.

    So it is between two lines of one column; as the first line below a key, where those below it are indented as usual
    or are more; and as the first line of an item, where the lines below it fit the `-` of others. Returns None where it
    is not.
    """
    number = _next_line(source, line, -1)
    above, below = re.match(_LINE, source.line(number)), re.match(_LINE, source.line(line))
    if above is None or below is None or place.first.startswith("-"):
        return None
    if above["dash"]:
        is_item = above["key"] and number == place.line
        odd = _odd_item(source, place, len(above["indent"]), above["key"]) if is_item else None
        return (number, odd) if odd else None
    before = _next_line(source, number, -1)
    head = re.match(_LINE, source.line(before))
    if head is None or not above["key"]:
        return None
    column, inside = len(head["indent"]) + len(head["dash"] or ""), len(above["indent"])
    found = Alignment(inside, place.found, line, below["key"], is_known=False)
    if column == place.found and number == place.line:
        return number, found._replace(line=before, first=head["key"] or "-")
    is_first = re.fullmatch(_EMPTY_KEY, source.line(before)) and column < place.found != inside
    is_odd = inside <= column or place.found == column + 2 or _are_more(source, number, line)
    return (number, found) if is_first and is_odd else None


def slipped_above(source: Source, line: int) -> tuple[int, Alignment] | None:
    """Return the line above another one, and where it belongs, if it slipped out of a record to the left.

    Its key stands in the column of a level that was open there, in the same record of the list or in others.
    """
    number = _next_line(source, line, -1)
    above, below = re.match(_LINE, source.line(number)), re.match(_LINE, source.line(line))
    if above is None or below is None or above["dash"] or not above["key"]:
        return None
    found = len(above["indent"])
    if found >= len(below["indent"]) or re.fullmatch(_EMPTY_KEY, source.line(number)):
        return None
    levels = [level for level in _open_above(source, number) if not level.is_dash and level.column > found]
    known = [level for level in levels if _holds(source, level, above["key"], number)]
    best = min(known, key=lambda level: level.column, default=None)
    return (number, Alignment(found, best.column, best.line, best.key, is_known=True)) if best else None


def _column_of(source: Source, number: int) -> int:
    this = re.match(_LINE, source.line(number))
    return len(this["indent"]) if this else -1


def _next_line(source: Source, number: int, step: int) -> int:
    """Return the nearest line behind or before one that holds more than a comment, or the first line."""
    last = source.position(len(source.text))[0]
    while 1 <= (number := number + step) <= last:
        if re.match(_LINE, source.line(number)):
            return number
    return 1


def _are_more(source: Source, first: int, line: int) -> bool:
    """Check whether more lines go on in the column of a line than in that of an earlier one, up to it."""
    columns = [len(source.line(number)) - len(source.line(number).lstrip(" ")) for number in (first, line)]
    between = sum(_begins_in(source, number, columns[0]) for number in range(first, line))
    after = 0
    for number in range(line, source.position(len(source.text))[0] + 1):
        this = re.match(_LINE, source.line(number))
        if this and len(this["indent"]) < columns[1]:
            break
        after += _begins_in(source, number, columns[1])
    return after > between


def _begins_in(source: Source, line: int, column: int) -> bool:
    this = re.match(_LINE, source.line(line))
    return this is not None and len(this["indent"]) == column


def _odd_item(source: Source, place: Alignment, column: int, key: str) -> Alignment | None:
    """Return where an item belongs whose `-` stands in a column, if others of its kind fit the lines below it."""
    wanted = column + place.found - place.columns
    pattern = rf"(?m)^ {{{wanted}}}- +{re.escape(key)} *:(?=\s|$)" if wanted >= 0 else "(?!)"
    others = [source.position(match.start())[0] for match in re.finditer(pattern, source.text)]
    nearest = min(others, key=lambda other: abs(other - place.line), default=None)
    return Alignment(column, wanted, nearest, f"- {key}", is_known=True) if nearest else None


def column_below(source: Source, line: int) -> int | None:
    """Return the column in which a line belongs whose own indentation tells nothing; None where that cannot be told.

    It belongs with a level that is open above it in whose column its key stands elsewhere in the file; or, directly
    below a key without a value, with the next line or two columns behind that; or else with the innermost level.
    """
    this = re.match(_LINE, source.line(line))
    if this is None or not (this["key"] or this["dash"]):
        return None
    levels = [level for level in _open_above(source, line) if level.is_dash is bool(this["dash"])]
    alike = [level.column for level in levels if level.column and _holds(source, level, this["key"] or "", line)]
    above = re.fullmatch(_EMPTY_KEY, source.line(line - 1)) if line > 1 and not alike else None
    below = [_column_inside(source, line, len(above[1]), bool(this["dash"]))] if above else []
    return next(iter([*alike, *below, *(level.column for level in levels)]), None)


def _column_inside(source: Source, line: int, column: int, is_dash: bool) -> int:  # noqa: FBT001
    """Return the column of the first line that belongs to a key in a column: as the next line shows it."""
    for below in range(line + 1, source.position(len(source.text))[0] + 1):
        this = re.match(_LINE, source.line(below))
        if this:
            shown = len(this["indent"]) - (2 if is_dash and not this["dash"] else 0)
            return shown if shown > column else column + 2
    return column + 2


def _holds(source: Source, level: _Level, key: str, line: int) -> bool:
    """Check whether a key, or the `-` of an item that begins with it, stands in the column of a level.

    A key is looked for in the record of the level and in those of its list, not in others that stand as far inside; the
    line that is to be placed does not count.
    """
    if level.is_dash:
        return level.key == key
    last = source.position(len(source.text))[0]
    for numbers in (range(level.line, 0, -1), range(level.line + 1, last + 1)):
        for number in numbers:
            this = re.match(_LINE, source.line(number))
            if this is None or number == line:
                continue
            column = len(this["indent"]) + len(this["dash"] or "")
            if column < level.column:
                break
            if column == level.column and this["key"] == key:
                return True
    return False


def begins_an_item(source: Source, line: int) -> bool:
    """Check whether a line begins with the key that the items of the list in its column begin with."""
    this = re.match(_LINE, source.line(line))
    return this is not None and any(
        level.is_dash and level.column == len(this["indent"]) and level.key == this["key"]
        for level in _open_above(source, line)
    )


def _open_above(source: Source, line: int) -> list[_Level]:
    """Return the keys and dashes of the collections that have not ended before a line, the innermost first."""
    levels: list[_Level] = []
    limit = of_keys = 1 << 30
    while line > 1 and of_keys:
        line -= 1
        above = re.match(_LINE, source.line(line))
        if above is None:
            continue
        column = len(above["indent"])
        inside = column + len(above["dash"] or "")
        if above["key"] and inside < of_keys:
            levels.append(_Level(inside, line, above["key"], is_dash=False))
        if above["dash"] and column < limit:
            levels.append(_Level(column, line, above["key"] or "", is_dash=True))
        if (above["key"] or above["dash"]) and column < of_keys:
            limit = column
            # The `-` of a list may stand in the column of its key.
            of_keys = column + 1 if above["dash"] else column
    return levels
