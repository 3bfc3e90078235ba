"""A clerk who does what the help of a finding says, to the letter, and nothing else.

Each rule knows a help by its English words and makes the edit that these ask for. Where several things are possible it
takes the one that the slip was, if `slip` names it, or else the first. A help without a rule fails the test: whoever
words a new one says here how it is followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import ENGLISH
from itatrack.thai.spelling import normalise

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding

# Warnings about what is so, which nothing in the files need change.
LEFT_ALONE = {"W503", "W504", "W506", "W507", "W508", "W511", "W513", "W520", "W521", "W522", "W529", "W533"}


class Place(NamedTuple):
    """A file's lines with the place of a finding in them; line and column count from 0."""

    lines: list[str]
    line: int
    column: int
    end: int
    slip: str

    @property
    def indent(self) -> int:
        """Return how far the line is indented."""
        return len(self.lines[self.line]) - len(self.lines[self.line].lstrip())

    def put(self, text: str) -> None:
        """Write a text in place of what the finding underlines."""
        line = self.lines[self.line]
        self.lines[self.line] = line[: self.column] + text + line[self.end :]


Rule = Callable[[Place, re.Match[str]], None]


def follow(finding: Finding, text: str, slip: str = "") -> str:
    """Return the file's text after the help of a finding was followed."""
    span = finding.span
    lines = text.split("\n")
    end = span.end_column - 1 if span.end_line == span.line else len(lines[span.line - 1])
    place = Place(lines, span.line - 1, span.column - 1, end, slip)
    for pattern, rule in RULES:
        match = re.search(pattern, finding.help(ENGLISH) or "")
        if match:
            rule(place, match)
            return "\n".join(lines)
    raise AssertionError(f"no rule for {finding.code}: {finding.message(ENGLISH)} ({finding.help(ENGLISH)})")


def _replace(place: Place, match: re.Match[str]) -> None:
    place.put(match[1])


def _mistyped(place: Place, match: re.Match[str]) -> None:
    if place.slip == "removed":
        _comment_out(place, match)
    else:
        place.put(match[1])


def _comment_out(place: Place, _: re.Match[str]) -> None:
    """Put `#` before the lines of a measure's entries."""
    line = place.line
    while line < len(place.lines) and (line == place.line or place.lines[line].startswith((" ", "-"))):
        place.lines[line] = "#" + place.lines[line]
        line += 1


def _mistyped_or_removed(place: Place, match: re.Match[str]) -> None:
    del match
    _comment_out(place, re.match("", ""))  # type: ignore[arg-type]


def _indent(place: Place, match: re.Match[str]) -> None:
    line = place.lines[place.line]
    assert len(line) - len(line.lstrip(" ")) == int(match[1])
    assert re.match(rf" *(?:- +)?{re.escape(match[3].removeprefix('- '))}", place.lines[int(match[4]) - 1])
    place.lines[place.line] = " " * int(match[2]) + line.lstrip(" ")


def _indent_to(place: Place, match: re.Match[str]) -> None:
    place.lines[place.line] = " " * int(match[1]) + place.lines[place.line].lstrip(" ")


def _quotes(place: Place, match: re.Match[str]) -> None:
    """Put the value of the line in the quotes that the help shows."""
    line = place.lines[place.line]
    before = re.match(r" *(?:- +)*(?:[\w-]+ *: +)?", line)
    assert before
    comment = re.search(r"\s+#.*$", line[before.end() :])
    place.lines[place.line] = line[: before.end()] + match[1] + (comment[0] if comment else "")


def _close(place: Place, match: re.Match[str]) -> None:
    """Add a quote where the shown text ends, in place of one from a word processor."""
    line = place.lines[place.line]
    end = place.column + len(match[1]) - 1
    assert line.startswith(match[1][:-1], place.column)
    place.lines[place.line] = line[: place.column] + match[1] + line[end:].lstrip("”’")


def _items_below(place: Place, _: re.Match[str]) -> None:
    """Begin the text above a line and the line itself with `- `, in the column of the line."""
    for line in (place.line - 1, place.line):
        text = re.sub(r"^\W{1,2} ", "", place.lines[line].lstrip(" "))
        place.lines[line] = f"{' ' * place.column}- {text}"


def _delete_marks(place: Place, _: re.Match[str]) -> None:
    """Delete the heap of marks from where it is found on."""
    line = place.lines[place.line]
    place.lines[place.line] = line[: place.column] + re.sub(r"[ั-ฺ็-๎]{3,}", "", line[place.column :], count=1)


def _any_quotes(place: Place, _: re.Match[str]) -> None:
    """Put an item in brackets, or the value of the line, in quotes."""
    line = place.lines[place.line]
    inside = re.compile(r"[^,\[\]{}]+").match(line, place.column)
    assert inside
    place.lines[place.line] = line[: place.column] + '"' + inside[0].strip() + '"' + line[inside.end() :]


def _remove_comment(place: Place, _: re.Match[str]) -> None:
    """Remove the comment that stands in the line, as of a score that is the new one."""
    place.lines[place.line] = place.lines[place.line].partition("  # ")[0]


def _items(place: Place, _: re.Match[str]) -> None:
    """Write each item on a line of its own, below the key."""
    first = place.line
    key = first
    while ":" not in place.lines[key].split("#")[0]:
        key -= 1
    if key == first:
        texts = [place.lines[first][place.column :]]
        place.lines[first] = place.lines[first][: place.column].rstrip()
    else:
        texts = []
    last = first + 1 if key == first else first
    while last < len(place.lines) and place.lines[last].startswith(" " * (place.indent + (key == first))):
        if re.match(r" *(?:- |[a-z_]+:)", place.lines[last]):
            break
        texts.append(place.lines[last].strip())
        last += 1
    texts = [part for text in texts if text.strip("|> ") for part in re.split(PARTS, text.strip("|> ")) if part.strip()]
    indent = len(place.lines[key]) - len(place.lines[key].lstrip()) + 2
    texts = [text.lstrip("-–－•* ") for text in texts]
    place.lines[key] = place.lines[key].rstrip("|> ")
    place.lines[key + 1 : last] = [f"{' ' * indent}- {text.strip()}" for text in texts]


# Where a person sees the parts of a text.
PARTS = (
    r"(?<=\S) {2,}[-–—] |^(?:[–—✓+*]|--) | [–—] |(?<=\S) - (?=\S)|(?<=[^\s(])\s+(?=\(?[0-9๐-๙]+[.)])"
    r"|\s*[,，]\s*|\s+(?:และ|กับ)\s+|(?<=\S)\s+(?=[•–]\s)"
)


def _apart(place: Place, match: re.Match[str]) -> None:
    units = re.findall("`([^`]+)`", match[0])
    if place.lines[place.line].lstrip().startswith("- "):
        indent = " " * place.indent
        place.lines[place.line : place.line + 1] = [f"{indent}- {unit}" for unit in units]
    else:
        place.put(", ".join(units))


def _next_item(place: Place, match: re.Match[str]) -> None:
    place.lines[place.line] = " " * int(match[2]) + "- " + place.lines[place.line].lstrip()


def _merge_entries(place: Place, match: re.Match[str]) -> None:
    """Move the entries below a second key of a measure to those below the first."""
    end = place.line + 1
    while end < len(place.lines) and place.lines[end].startswith((" ", "-")):
        end += 1
    moved = place.lines[place.line + 1 : end]
    del place.lines[place.line : end]
    first = next(index for index, line in enumerate(place.lines) if line.startswith(f"{match[1]}:"))
    after = first + 1
    while after < len(place.lines) and place.lines[after].startswith((" ", "-")):
        after += 1
    entries = re.split(r"\n(?=  - )", "\n".join([*place.lines[first + 1 : after], *moved]))
    entries.sort(key=lambda entry: re.findall(r"date: (\S+)", entry))
    place.lines[first + 1 : after] = "\n".join(entries).split("\n")


def _own_line(place: Place, match: re.Match[str]) -> None:
    """Begin a new line before a key that stands in a text: below the key of the line, or the `-` above it.

    A key right behind another, or behind a bracket, is indented deeper than that.
    """
    line = place.lines[place.line]
    if place.slip == "text":
        quoted = re.search(r"in quotes: `(.*)`$", match.string)
        assert quoted
        _quotes(place, quoted)
        return
    start = line.rindex(match[1] + ":", 0, place.column + len(match[1]) + 1)
    before, after = line[:start].rstrip(), line[start:]
    inside = len(re.match(r" *(?:- +)?", line)[0])  # type: ignore[index]
    if match[1].startswith("- "):
        inside = next(text.index("-") for text in place.lines[place.line :: -1] if text.lstrip().startswith("- "))
    elif before.endswith(("(", ":")):
        inside, before, after = inside + 2, before.rstrip("("), after.rstrip(")")
    elif place.slip == "id":
        inside = 0
    place.lines[place.line : place.line + 1] = [before, " " * inside + after]


def _below(place: Place, match: re.Match[str]) -> None:
    """Take the line away and write it below a key of its record, with what belongs there."""
    text = place.lines.pop(place.line).strip()
    indent = " " * (int(match[2]) - 2)
    key = f"{indent}{match[1]}:"
    if key in place.lines:
        place.lines.insert(place.lines.index(key) + 1, f"{indent}  {text}")
    else:
        place.lines[place.line : place.line] = [key, f"{indent}  {text}"]


def _line_without_key(place: Place, _: re.Match[str]) -> None:
    line = place.lines[place.line]
    stuck = re.match(r"( *(?:- +)?[\w-]+:)(?=\S)", line)
    if place.slip == "colon":
        place.lines[place.line] = re.sub(r"([\w-]+)(?: [=;]|;)?", r"\1:", line, count=1)
        return
    if stuck:
        place.lines[place.line] = stuck[1] + " " + line[stuck.end() :]
    else:
        place.lines[place.line] = _marked(line, "# " if place.slip == "heading" else "- ")


def _forgotten_dash(place: Place, _: re.Match[str]) -> None:
    place.lines[place.line] = _marked(place.lines[place.line], "# " if place.slip == "heading" else "- ")


def _with_needed(place: Place, match: re.Match[str]) -> None:
    line = place.lines[place.line]
    inside = " " * int(match[2])
    needed = [f"{inside}{key}: ข้อความ" for key in re.findall(r"`([\w-]+): …`", match[3])]
    head = f"{line[: place.indent]}{match[1]}:"
    place.lines[place.line : place.line + 1] = [head, inside + line.strip(), *needed]


def _item_at(place: Place, match: re.Match[str]) -> None:
    place.lines[place.line] = " " * int(match[1]) + "- " + place.lines[place.line].strip()


def _value_below(place: Place, match: re.Match[str]) -> None:
    """Write a value beside its key, or the items of a list below it."""
    if match[1] not in {"steps", "evidence", "responsible", "units"}:
        place.lines[place.line - 1] += " " + place.lines.pop(place.line).strip()
        return
    for line in range(place.line, len(place.lines)):
        if not re.match(r" *[^\s:-][^:]*$", place.lines[line]):
            break
        place.lines[line] = " " * int(match[2]) + "- " + place.lines[line].strip()


def _second_line(place: Place, match: re.Match[str]) -> None:
    if place.slip == "two lines":  # and they are to stay two
        above = place.lines[place.line - 1]
        key = above[: above.index(":") + 1]
        text = above[len(key) :].strip()
        place.lines[place.line - 1] = f"{key} |\n{' ' * int(match[1])}{text}"
    place.lines[place.line] = " " * int(match[1]) + place.lines[place.line].strip()


def _group(place: Place, match: re.Match[str]) -> None:
    """Write a heading as a key of each measure below it."""
    del place.lines[place.line]
    for number in range(len(place.lines) - 1, place.line - 1, -1):
        if re.match(r" *- +id *:", place.lines[number]):
            indent = " " * place.lines[number].index("id")
            place.lines.insert(number + 1, f"{indent}group: {match[1]}")


def _marked(line: str, mark: str) -> str:
    indent = len(line) - len(line.lstrip())
    return line[:indent] + mark + line[indent:]


def _dash(place: Place, _: re.Match[str]) -> None:
    line = place.lines[place.line]
    place.lines[place.line] = line[: place.column] + "- " + line[place.end :].lstrip()


def _straight(place: Place, _: re.Match[str]) -> None:
    place.lines[place.line] = re.sub("[“”„]", '"', place.lines[place.line])


def _no_tab(place: Place, _: re.Match[str]) -> None:
    above = re.match(r" *(?:- +)?", place.lines[place.line - 1])
    assert above
    place.lines[place.line] = " " * above.end() + place.lines[place.line].lstrip()


def _delete_line(place: Place, _: re.Match[str]) -> None:
    del place.lines[place.line]


def _delete_item(place: Place, _: re.Match[str]) -> None:
    """Delete a line with all that is indented deeper."""
    indent = place.indent
    del place.lines[place.line]
    while place.line < len(place.lines) and place.lines[place.line].startswith(" " * (indent + 1)):
        del place.lines[place.line]


def _delete_character(place: Place, _: re.Match[str]) -> None:
    place.put("")


def _blank(place: Place, _: re.Match[str]) -> None:
    place.put(" ")


def _ordinary_blanks(place: Place, _: re.Match[str]) -> None:
    place.lines[place.line] = re.sub(r"^[\s\u00a0]+", lambda found: " " * len(found[0]), place.lines[place.line])


def _cells(place: Place, _: re.Match[str]) -> None:
    """Write the cells of a pasted row under keys of their own, as a measure."""
    row = place.lines[place.line].strip()
    cells = [cell.strip() for cell in row.strip("|").split("\t" if "\t" in row else "|")]
    place.lines[place.line : place.line + 1] = [
        "  - id: pasted",
        f"    title: {cells[1]}",
        f"    steps: [{cells[2]}]",
        f"    responsible: [{cells[3]}]",
    ]


def _add(key: str, value: str) -> Rule:
    """Return the rule that adds a key beside the others of a record, in brackets or on a line of its own."""

    def rule(place: Place, _: re.Match[str]) -> None:
        line = place.lines[place.line]
        empty = re.search(rf"{key}: \[\]", line)
        if empty:
            place.lines[place.line] = line[: empty.start()] + f"{key}: {value}" + line[empty.end() :]
            return
        brace = line.rfind("{", 0, place.column + 1)
        if brace >= 0:
            while line[brace : place.column].count("}"):  # one that was closed before the place
                brace = line.rfind("{", 0, brace)
                place = place._replace(column=line.find("}", brace))
            place.lines[place.line] = line[: brace + 1] + f"{key}: {value}, " + line[brace + 1 :]
            return
        inside = re.match(r" *(?:- +)?", line)
        assert inside
        below = " " * inside.end() + line[inside.end() :]
        place.lines[place.line : place.line + 1] = [line[: inside.end()] + f"{key}: {value}", below]

    return rule


def _add_key(place: Place, match: re.Match[str]) -> None:
    place.lines.append("")
    number = sum("added" in line for line in place.lines)
    value = {"id": f"added-{number}", "choices": "[ก]", "status": "done"}.get(match[1], "ข้อความ")
    del place.lines[-1]
    _add(match[1], value)(place, match)


def _put(text: str) -> Rule:
    """Return the rule that writes a text in place of what is underlined."""
    return lambda place, _: place.put(text)


def _last_day(place: Place, match: re.Match[str]) -> None:
    place.put(re.sub("..$", match[1], _underlined(place)))


def _first_known(place: Place, match: re.Match[str]) -> None:
    place.put(match[1])


def _quoted_scalar(place: Place, _: re.Match[str]) -> None:
    """Put the text that begins at the place in quotes, up to the end of the line or the next bracket."""
    line = place.lines[place.line]
    inside = re.match(r"[^\[\]{}]+" if re.search(r"[\[{]", line[: place.column]) else r".*", line[place.column :])
    assert inside
    end = place.column + len(inside[0].rstrip())
    place.lines[place.line] = f'{line[: place.column]}"{line[place.column : end]}"{line[end:]}'


def _lone_dash(place: Place, match: re.Match[str]) -> None:
    if place.slip == "text":
        place.put('"-"')
    else:
        _delete_line(place, match)


def _brackets(place: Place, _: re.Match[str]) -> None:
    line = place.lines[place.line]
    start = line.rindex("{", 0, place.column + 1)
    end = line.index("}", start) + 1
    place.lines[place.line] = line[:start] + "[" + line[start:end] + "]" + line[end:]


def _dashes(place: Place, _: re.Match[str]) -> None:
    """Put `- ` before the first key of a record, and indent its other lines two columns more."""
    indent = place.indent
    line = place.line + 1
    while line < len(place.lines) and len(place.lines[line]) - len(place.lines[line].lstrip()) >= indent:
        if not place.lines[line].lstrip().startswith("- ") or place.lines[line].startswith(" " * (indent + 1)):
            place.lines[line] = "  " + place.lines[line]
        line += 1
    place.lines[place.line] = _marked(place.lines[place.line], "- ")


def _underlined(place: Place) -> str:
    return place.lines[place.line][place.column : place.end]


def _alone(place: Place, match: re.Match[str]) -> None:
    line = place.lines[place.line]
    place.lines[place.line] = line[: place.column] + re.sub(r"^\[[^\]]*\]", lambda _: match[1], line[place.column :])


def _fill(place: Place) -> None:
    line = place.lines[place.line]
    rest = re.sub(r"^\[ *\]|^$", lambda found: "[ข้อความ]" if found[0] else " [ข้อความ]", line[place.column :])
    place.lines[place.line] = line[: place.column] + rest


def _single_quotes(place: Place) -> None:
    place.lines[place.line] = place.lines[place.line].replace('"', "'")


def _without_item(place: Place) -> None:
    line = place.lines[place.line]
    place.lines[place.line] = line[: place.column].rstrip(", ") + line[place.end :]


def _without_dash(place: Place) -> None:
    line = place.lines[place.line]
    place.lines[place.line] = line[: place.column] + line[place.column :].removeprefix("- ")


def _into_brackets(place: Place) -> None:
    item = place.lines.pop(place.line).strip().removeprefix("- ")
    before, _, after = place.lines[place.line - 1].rpartition("]")
    place.lines[place.line - 1] = f"{before}, {item}]{after}"


def _undash(place: Place) -> None:
    line = place.lines[place.line]
    place.lines[place.line] = line.replace("- ", "  ", 1)


def _percent(place: Place) -> str:
    """Return the percent that fits the status of the entry: the nearest one above, or on the line."""
    above = "\n".join(place.lines[: place.line + 1])
    return {"done": "100", "in-progress": "50", "not-started": "0"}[re.findall(r"status: ([\w-]+)", above)[-1]]


def _without_tag(place: Place) -> None:
    place.lines[place.line] = re.sub(r"!\S+ ?", "", place.lines[place.line])


def _square(place: Place) -> None:
    line = place.lines[place.line]
    start, end = line.rindex("{", 0, place.column + 1), line.index("}", place.column)
    place.lines[place.line] = f"{line[:start]}[{line[start + 1 : end]}]{line[end + 1 :]}"


def _whole_item(place: Place) -> None:
    """Put the item in brackets that a comma divides in quotes as a whole."""
    line = place.lines[place.line]
    start = max(line.rfind(sign, 0, place.column) for sign in "[{:") + 1
    end = min(found for sign in "]}" if (found := line.find(sign, place.column)) >= 0)
    item = line[start:end]
    comma = re.search(r",(?=\s*\w+:)|,(?= )", item)
    end = start + comma.start() if comma else end
    place.lines[place.line] = f'{line[:start]} "{line[start:end].strip()}"{line[end:]}'


def _bracketed_text(place: Place, _: re.Match[str]) -> None:
    line = place.lines[place.line]
    start = max(line.rfind(sign, 0, place.column + 1) for sign in "[{")
    end = line.index("}" if line[start] == "{" else "]", place.column) + 1
    place.lines[place.line] = f'{line[:start]}"{line[start:end]}"{line[end:]}'


def _sorted_entries(place: Place) -> None:
    """Bring the entries of a measure into the order of their days."""
    first = place.line
    while place.lines[first].startswith(" "):
        first -= 1
    last = place.line
    while last < len(place.lines) and place.lines[last].startswith(" "):
        last += 1
    entries = re.split(r"\n(?=  - )", "\n".join(place.lines[first + 1 : last]))
    entries.sort(key=lambda entry: re.findall(r"date: ([^\s,}]+)", entry))
    place.lines[first + 1 : last] = "\n".join(entries).split("\n")


def _split_item(place: Place) -> None:
    """Write the numbered parts of an item on lines of their own."""
    last = place.line + 1
    while last < len(place.lines) and place.lines[last].startswith(" " * (place.indent + 1)):
        last += 1
    texts = re.split(PARTS, " ".join(line.strip() for line in place.lines[place.line : last]).removeprefix("- "))
    indent = " " * place.indent
    place.lines[place.line : last] = [f"{indent}- {text.strip()}" for text in texts if text.strip()]


def _column(place: Place, match: re.Match[str]) -> None:
    """Begin the columns of the table with one more."""
    line = next(at for at in range(place.line, len(place.lines)) if "columns: [" in place.lines[at])
    place.lines[line] = place.lines[line].replace("columns: [", f"columns: [{match[1]}, ", 1)


def _whole_value(place: Place) -> None:
    line = place.lines[place.line]
    start = line.index(": ") + 2
    place.lines[place.line] = line[:start] + "'" + line[start:].rstrip() + "'"


def _answer(place: Place, which: int, name: str) -> None:
    """Let a measure of the plan answer a weak point."""
    responsible = [line for line, text in enumerate(place.lines) if text.startswith("    responsible:")]
    place.lines.insert(responsible[which] + 1, f"    answers: {name}")


RULES: list[tuple[str, Rule]] = [
    (r"remove the comment from `#`", _remove_comment),
    (r"^did you mean `(.*)`\?$", _replace),
    (r"^if `([^`]+)` is meant, correct it", _mistyped),
    (r"^if it is mistyped, .*put `#` before the lines", _mistyped_or_removed),
    (r"^it is indented by (\d+) columns; indent it by (\d+), like `([^`]+)` on line (\d+)$", _indent),
    (r"^put the text in quotes: `(.*)`$", _quotes),
    (r"^if `([^`]+):` begins a line of its own", _own_line),
    (
        r"^if both belong together, write a key before the text",
        lambda place, _: place.put("text: " + _underlined(place)),
    ),
    (r"^if it belongs to the item above, type a space", lambda place, _: _undash(place)),
    (r"^write its keys after the `- `, or delete the line$", _delete_line),
    (r"^the target's year must come after", lambda place, _: place.put("2565")),
    (r"^type a space in place of the tab$", lambda place, _: place.put(" ")),
    (r"^begin a list on the next line; put a text in quotes: `(.*)`$", _quotes),
    (r"^put the text in quotes$", _any_quotes),
    (r"^write each item on its own line, after `- `", _items),
    (r"^if both are items, indent this line by (\d+) columns", _indent_to),
    (r"^if both are items, begin each with `- `", _items_below),
    (r"^write it as a list: `(.*)`$", _replace),
    (r"^write each as its own item: .*", _apart),
    (r"^if the next item begins here, write `- ([\w-]+):` with the `-` indented (\d+) columns", _next_item),
    (r"^move these entries below the first `([\w-]+):`, the oldest first, and delete this line$", _merge_entries),
    (r"^write it on its own line below `([\w-]+):`, indented (\d+) columns", _below),
    (r"^write `([\w-]+):` on a line of its own here, .* indented (\d+) columns, this key and (.*)$", _with_needed),
    (r"^type `:` and a space$", lambda place, _: place.put(": ")),
    (r"^write `key: value` with a space after the colon; put `- ` before", _line_without_key),
    (r"^put `- ` before a list item, and `#` before a heading", _forgotten_dash),
    (r"^if it is an item, indent it by (\d+) columns and write `- ` before it", _item_at),
    (r"^write `([\w-]+): .*` on the line above, .* indented by (\d+), after `- `$", _value_below),
    (r"^if it does, indent it by (\d+) columns, and both are read as one line", _second_line),
    (r"^delete the line, and write `group: (.*)` in each measure below it$", _group),
    (r"^begin the item with `- `: a hyphen and a space$", _dash),
    (r"^type straight quotes", _straight),
    (r"^put the text in straight quotes: `(.*)`$", _replace),
    (r"^type the missing mark, or delete this one$", _delete_character),
    (r"^add `.` at the end of this text: `(.*)`$", _close),
    (r"^delete the tab and type spaces", _no_tab),
    (r"^write the item inside the brackets above", lambda place, _: _into_brackets(place)),
    (r"and delete it here$", _delete_line),
    (r"^delete the `- ` here", lambda place, _: _without_dash(place)),
    (r"^delete the line$|^keep one document in a file: delete the line", _delete_line),
    (r"^delete the marks", _delete_marks),
    (r"^add `([a-z_]+)` to its `columns`$", _column),
    (r"^delete the column, or `each`$", lambda place, _: _without_item(place)),
    (r"^give its columns side by side, .*: `(columns)`$", _replace),
    (r"^delete the key; `totals` alone", _delete_line),
    (r"^delete the character$|^delete it$", _delete_character),
    (r"^delete it, or type a space$|^type an ordinary space(?:$|: )", _blank),
    (r"^indent with ordinary spaces", _ordinary_blanks),
    (r"^write each cell as the value of its own key", _cells),
    (r"^add `([\w-]+): …` next to the other keys", _add_key),
    (r"^delete the key if it has no value; put `-` in quotes", _lone_dash),
    (r"^put brackets around it: ", _brackets),
    (r"^put `- ` before the first key of each item", _dashes),
    (r"^write the text alone, `(.*)`, or in quotes", _alone),
    (r"^write the name and the cut-off date, such as: `(.*)`$", _replace),
    (r"^add it next to `name`, such as: `(.*)`$", lambda place, match: place.put(f"{_underlined(place)}, {match[1]}")),
    (r"^choose (?:one: |from )`([^`]+)`", _replace),
    (r"^write the text$", _put("ข้อความ")),
    (r"^it is indented by (\d+) columns; indent it by (\d+), as it belongs to `(.*):` on line (\d+)$", _indent),
    (r"^write the text, or delete the (?:key|item)", _delete_line),
    (r"such as `([a-z_-]+)`$", _replace),
    (r"^delete it: after it|^put an ordinary line break in its place, or delete it", _delete_character),
    (r"^put text that contains `: ` in quotes", _quoted_scalar),
    (r"^put the text in single quotes", lambda place, _: _single_quotes(place)),
    (r"^write digits only, such as (.*)$", _replace),
    (r"^correct the number$", _put("50")),
    (r"^write a year of the Buddhist era, such as", _put("2563")),
    (r"^write baht (?:and satang )?such as (\d+)", _replace),
    (r"^an address begins with `(https://)`", lambda place, match: place.put(match[1] + _underlined(place))),
    (r"^list at least one$", lambda place, _: _fill(place)),
    (r"^write the year of the Buddhist era, month and day: (.*)$", _replace),
    (r"^that month has (\d+) days$", _last_day),
    (r"^leap years follow", _put("2563-02-29")),
    (r"so such a date cannot be converted safely$", _put("2563-11-30")),
    (r"^correct the year$", _put("2564-03-31")),
    (r"^known (?:units|columns|rounds): ([^,;]+)", _first_known),
    (r"^its indicators, by name or number from 1: ([^,]+)", _first_known),
    (r"^known: 1 ([^,]+)", _first_known),
    (r"^weak points: `([^`]+)`", _replace),
    (r"^list the plan's weak points in `weak_points`, .*; or delete `answers`$", _delete_line),
    (r"^write `answers: ([\w-]+)` in the measure that does", lambda place, match: _answer(place, 0, match[1])),
    (r"^write `answers: ([\w-]+)` in another measure", lambda place, match: _answer(place, -1, match[1])),
    (r"^allowed here: ", _delete_line),
    (r"^write each as its own item, on a line after `- `$", lambda place, _: _split_item(place)),
    (r"^list them in `indicators` of the measure, or delete this result$", _delete_item),
    (r"^keep one of the two, with everything", _delete_item),
    (r"^keep 2 at most$", lambda place, _: _without_item(place)),
    (r"^compare the amounts", _put("0")),
    (r"^a fiscal year lasts", _put("2564-09-30")),
    (r"^only done is 100 percent", lambda place, _: place.put(_percent(place))),
    (r"^delete the tag", lambda place, _: _without_tag(place)),
    (r"^write `\[…\]` in place of", lambda place, _: _square(place)),
    (
        r"^type the vowel, then the tone mark|^type . as one letter$",
        lambda place, _: place.put(normalise(_underlined(place))),
    ),
    (r"^put text that contains a comma in quotes", lambda place, _: _whole_item(place)),
    (r"^write one text without `- ` before it, and put text with brackets in quotes", _bracketed_text),
    (r"^order the entries by date", lambda place, _: _sorted_entries(place)),
    (r"^put the whole text in quotes, or check the commas", lambda place, _: _whole_value(place)),
    (r"^give at least one of `text`", _add("text", "ข้อความ")),
    (r"^give a unit in `responsible`$", _add("responsible", "[กองคลัง]")),
    (r"^write `period: \{from: …, to: …\}`", _add("period", "{from: 2563-10-01, to: 2564-03-31}")),
    (r"^give the evidence, ", _add("evidence", "[ประกาศ]")),
    (r"^give the reason in `note`$", _add("note", "ต้องปรับปรุงใหม่")),
    (r"^list them in `steps`, ", _add("steps", "[จัดทำ]")),
    (r"^replace it with your agency's own words$", _put("อำเภอตัวอย่าง")),
    (r"^give one of them another id", lambda place, _: place.put(f"{_underlined(place)}-{place.line}")),
    (r"^save the picture as PNG or JPEG", _put("data/garuda.png")),
    (
        r"^put text that contains ` #` in quotes, or put two spaces",
        lambda place, _: place.put(" " + _underlined(place)),
    ),
]
