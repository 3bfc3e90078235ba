"""Family E2. The shape of plan and history: keys, lists, numbers and texts."""

from __future__ import annotations

from itatrack.findings.finding import Wording

_INDENT = "it is indented by {found} columns; indent it by {columns}, like `{first}` on line {line}"

WORDINGS = {
    "E201": Wording("unknown key `{key}`", "allowed here: {known}"),
    "E201.column": Wording(
        "unknown key `{key}`", "allowed here: {known}; a custom column is declared in the plan's `columns`"
    ),
    "E201.named": Wording(
        "unknown key `{key}`", "allowed here: {known}, and names of your own in a-z, 0-9 and single `_` between them"
    ),
    "E201.deep": Wording("wrong indentation of the key `{key}`", _INDENT),
    "E201.comma": Wording(
        "unknown key `{key}`: the comma before it ends the value",
        'put text that contains a comma in quotes: `["1,204 คน"]`',
    ),
    "E201.below": Wording(
        "the key `{key}` belongs below `{above}`",
        "write it on its own line below `{above}:`, indented {columns} columns; allowed there: {known}",
    ),
    "E201.below.needs": Wording(
        "the key `{key}` belongs below `{above}`",
        "write `{above}:` on a line of its own here, and below it, indented {columns} columns, this key and {needed}",
    ),
    "E202": Wording("missing key `{key}`", "add `{key}: …` next to the other keys, with the same indentation"),
    "E203": Wording("duplicate key `{key}`", "keep one of the two, with everything that belongs to both"),
    "E203.item": Wording(
        "duplicate key `{key}`",
        "if the next item begins here, write `- {key}:` with the `-` indented {columns} columns; otherwise "
        "keep one of the two",
    ),
    "E203.history": Wording(
        "measure `{key}` has entries in two places",
        "move these entries below the first `{key}:`, the oldest first, and delete this line",
    ),
    "E204": Wording("expected {expected}, found {found}", "write {expected} here"),
    "E204.key": Wording("expected a key, found {found}", "write a key and a colon here, such as `title:`"),
    "E204.empty": Wording("the plan is empty", "write its keys at the beginning of lines: {known}"),
    "E204.agencies": Wording("the list of agencies is empty", "write `{known}:`, and below it an item for each agency"),
    "E204.unnamed": Wording("the items stand under no heading", "write `{known}:` on a line above them"),
    "E204.history": Wording(
        "expected the id of a measure, found {found}",
        "write the id and a colon on the line above, such as `{first}:`, for the entries of each measure",
    ),
    "E204.heading": Wording(
        "expected a measure, found {found}",
        "a measure begins with `- {first}: …`; write a heading over measures as `group: …` in each of them, "
        "and delete it here",
    ),
    "E204.split": Wording(
        "`{key}` stands in an item of its own, without `{first}`",
        "if it belongs to the item above, type a space in place of its `-`; otherwise add `{first}: …` to it",
    ),
    "E204.nothing": Wording("the item is empty", "write its keys after the `- `, or delete the line"),
    "E204.entry": Wording("expected an entry, found {found}", "an entry begins with `- {first}: …`"),
    "E204.colon": Wording(
        "expected text, found a key and its value", 'put text that contains `: ` in quotes: `"ข้อ 1: ประกาศ"`'
    ),
    "E204.list": Wording("expected a list, found text", "write it as a list: `[{text}]`"),
    "E204.text": Wording(
        "expected text, found {found}", "write one text without `- ` before it, and put text with brackets in quotes"
    ),
    "E204.alone": Wording(
        "expected text, found {found}", "write the text alone, `{text}`, or in quotes if the brackets belong to it"
    ),
    "E204.dashes": Wording("expected text, found {found}", "delete the `- ` here: it begins a list within the list"),
    "E204.below": Wording(
        "the `{dash}` here begins no item: the line is read as part of the text above it",
        "if both are items, begin each with `- `, and no other sign, on a line of its own, in the same column; "
        'if both are one text, put it in quotes: `"…"`',
    ),
    "E204.below.item": Wording(
        "the `{dash}` here begins no item: the line is read as part of the text above it",
        "if both are items, indent this line by {columns} columns, so that its `-` stands below the `-` above; "
        'if both are one text, put it in quotes: `"…"`',
    ),
    "E204.below.brackets": Wording(
        "the `{dash}` here begins no item: the line is read as part of the text above it",
        'if both are items, write a comma in place of the `{dash}`; if both are one text, put it in quotes: `"…"`',
    ),
    "E204.below.one": Wording(
        "the `{dash}` here begins no item: the line is read as part of the text above it",
        'write one text and put it in quotes: `"…"`; there is no list here',
    ),
    "E204.dash": Wording(
        "expected a list, found {found}",
        "put `- ` before the first key of each item, even if there is only one, and indent its other lines "
        "two columns more",
    ),
    "E204.braces": Wording("expected a list, found {found}", "write `[…]` in place of `{{…}}`"),
    "E204.brackets": Wording("expected a list, found {found}", "put brackets around it: `[{{…}}]`"),
    "E204.records": Wording(
        "expected a list, found text",
        "write each item below the key: `- ` and its first key, with the other keys under that one",
    ),
    "E204.mapping": Wording(
        "expected keys and values, found {found}", "write its keys below, each on its own line: {known}"
    ),
    "E204.items": Wording(
        "expected a list, found text", "write each item on its own line, after `- `: a hyphen and a space"
    ),
    "E205": Wording("empty text for `{key}`", "write the text, or delete the key if it is optional"),
    "E205.item": Wording("empty text in the list", "write the text, or delete the item"),
    "E205.comment": Wording(
        "empty text for `{key}`: `#` begins a comment",
        "write the text, or delete the key if it is optional; put text that begins with `#` in quotes",
    ),
    "E205.item.comment": Wording(
        "empty text in the list: `#` begins a comment",
        "write the text, or delete the item; put text that begins with `#` in quotes",
    ),
    "E206": Wording(
        "`{id}` is not a valid id", "use a-z, 0-9 and single `-` between them, such as `property-guidelines`"
    ),
    "E206.key": Wording(
        "`{id}` is not a valid column name", "use a-z, 0-9 and single `_` between them, such as `risk_level`"
    ),
    "E206.continues": Wording(
        "`{text}` does not name a measure of another year",
        "write its fiscal year, `/` and its id, such as `2566/property-guidelines`",
    ),
    "E207": Wording("`{text}` is not a number", "write digits only, such as 67.87"),
    "E207.range": Wording("`{text}` is not between {low} and {high}", "correct the number"),
    "E207.whole": Wording("`{text}` is not a whole number", "write a year of the Buddhist era, such as 2569"),
    "E207.year": Wording("`{text}` is not a year of four digits", "write a year of the Buddhist era, such as 2569"),
    "E207.money": Wording("`{text}` is not an amount of money", "write baht and satang such as 12500 or 12,500.50"),
    "E207.budget": Wording(
        "`{text}` is not an amount of money",
        "write baht such as 12500, or `{none}`; other words belong in a custom column",
    ),
    "E208": Wording("`{key}` is empty", "list at least one"),
    "E208.most": Wording("`{key}` lists more than {most}", "keep {most} at most"),
    "E209": Wording("`{text}` is not a web address", "an address begins with `https://` or `http://`"),
    "E209.several": Wording(
        "more than one web address or text: `{text}`",
        "write one address only: put a text under `text`, and another address in its own item",
    ),
    "E209.file": Wording(
        "`{text}` is not a web address", "give a file of the project under `file`; an address begins with `https://`"
    ),
    "E212": Wording(
        "`{text}` is not a SHA-256", "delete it: `itatrack evidence pin` records it, once the file has been looked at"
    ),
    "E210": Wording("this entry is empty", "give at least one of {known}"),
    "E211": Wording("`{text}` is not one of the choices", "choose from {known}"),
    "E211.flag": Wording("`{text}` is neither yes nor no", "write `yes` or `no`"),
}
