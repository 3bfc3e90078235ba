"""Family E1. The file and its YAML."""

from __future__ import annotations

from itatrack.findings.finding import Wording

_IN_QUOTES = "put the text in quotes: `{meant}`"
_INDENT = "it is indented by {found} columns; indent it by {columns}, like `{first}` on line {line}"

WORDINGS = {
    "E101": Wording(
        "the file does not exist",
        "create it, or give the project's folder with `-C`; an empty `status.yaml` is a plan without history",
    ),
    "E102": Wording("the file cannot be read: {reason}"),
    "E103": Wording("not UTF-8: the byte {byte} cannot be read here", "save the file again as UTF-8"),
    "E103.tis-620": Wording(
        "not UTF-8: the text looks like TIS-620 (the old Thai encoding, Windows-874)",
        "save the file again as UTF-8; in Notepad: Save As, Encoding: UTF-8",
    ),
    "E103.utf-16": Wording(
        "not UTF-8: the text looks like UTF-16 (`Unicode` in old Windows programs)",
        "save the file again as UTF-8; in Notepad: Save As, Encoding: UTF-8",
    ),
    "E103.document": Wording(
        "not plain text but {kind}",
        "open it in its own program, copy the text into a new file of Notepad, and save that here as UTF-8",
    ),
    "E104": Wording("the file is larger than {limit} MB", "a plan is a few kilobytes of text: is this the right file?"),
    "E104.values": Wording(
        "the file has more than {limit} values",
        "a history of 500 measures with 10,000 entries has fewer: is this the right file?",
    ),
    "E104.lines": Wording("the file has more than {limit} lines", "is this the right file?"),
    "E104.line": Wording("the line has more than {limit} characters", "break the line: write each key on its own line"),
    "E104.value": Wording(
        "the value has {length} characters; the limit is {limit}",
        "shorten the text, or give a file that contains it as evidence",
    ),
    "E104.report": Wording(
        "the report would be too long: about {pages} pages besides one for each measure; the limit is {limit}",
        "this is the longest text or list: shorten it, or give a file that contains it as evidence",
    ),
    "E104.measures": Wording(
        "the report would be too long: the plan has {number} measures; the limit is {limit}",
        "divide the plan into several projects, such as one for each unit",
    ),
    "E104.memory": Wording(
        "there is not enough memory to read the file", "close other programs and run the command again"
    ),
    "E105": Wording("control character {character} in the text", "delete the character"),
    "E105.hidden": Wording("invisible character {character} between the values", "delete it"),
    "E105.break": Wording(
        "invisible line break {character} between the values",
        "put an ordinary line break in its place, or delete it where none is meant",
    ),
    "E105.marks": Wording(
        "a letter has 50 marks or more, from {character} on", "delete the marks: no letter has more than a few"
    ),
    "E105.direction": Wording(
        "the character {character} reverses the direction of the text",
        "delete it: after it the text looks different from what it is",
    ),
    "E106": Wording("the YAML cannot be read: {problem}", "check the quotes, brackets and commas of the line"),
    "E106.colon": Wording(
        "unexpected value: a colon and a space begin a value, and none is allowed here",
        'put text that contains `: ` in quotes: `title: "ข้อ 1: ประกาศ"`; if the line is a key, check its indentation',
        _IN_QUOTES,
    ),
    "E106.merged": Wording(
        "unexpected value: a colon and a space begin a value, and none is allowed here",
        "if `{key}:` begins a line of its own, write it on the next line, indented as it belongs; otherwise put the "
        "whole text in quotes",
        "if `{key}:` begins a line of its own, write it on the next line, indented as it belongs; otherwise put the "
        "text in quotes: `{meant}`",
    ),
    "E106.text": Wording(
        "this item is text, but the next line begins with the key `{key}`",
        "if both belong together, write a key before the text too, such as `- text: …`; otherwise indent `{key}:` by "
        "{columns}, like `{first}` on line {line}",
    ),
    "E106.fence": Wording("the line is not part of the data: copied text had it around it", "delete the line"),
    "E106.column": Wording("wrong indentation", _INDENT),
    "E106.below": Wording(
        "wrong indentation",
        "it is indented by {found} columns; indent it by {columns}, as it belongs to `{first}:` on line {line}",
    ),
    "E106.key": Wording(
        "expected `key: value` or `- item`",
        "write `key: value` with a space after the colon; put `- ` before a list item, and `#` before a "
        "heading or a comment",
    ),
    "E106.dash": Wording("`{character}` does not begin a list item", "begin the item with `- `: a hyphen and a space"),
    "E106.item": Wording(
        "expected a list item: the line is indented like the list's `-` but does not begin with one",
        "put `- ` before a list item, and `#` before a heading or a comment",
    ),
    "E106.brackets": Wording(
        "the list above ends with `]`, and an item follows it",
        "write the item inside the brackets above, after a comma, and delete it here",
    ),
    "E106.indentation": Wording(
        "the line does not fit the lines above it: {problem}",
        "indent all keys of one record alike, and all `-` of one list",
    ),
    "E106.blank": Wording(
        "the line is indented with the unusual space {character}",
        "indent with ordinary spaces: such characters come with copied text",
    ),
    "E106.space": Wording(
        "unusual space {character} after the colon", "type an ordinary space: such characters come with copied text"
    ),
    "E106.curly": Wording("curly quote {character}: YAML takes it for a letter", 'type straight quotes: `"…"`'),
    "E106.conflict": Wording(
        "unfinished merge: git's conflict markers are still in the file",
        "keep what is right of both sides, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    "E106.hidden": Wording("invisible line break {character} ends the value", "delete it, or type a space"),
    "E106.wide-colon": Wording("`{character}` is not a colon", "type `:` and a space"),
    "E106.row": Wording(
        "unexpected row of a table with {number} cells: {known}",
        "write each cell as the value of its own key, such as `title: {text}`, and delete the row",
    ),
    "E106.heading": Wording(
        "a heading between measures", "delete the line, and write `group: {text}` in each measure below it"
    ),
    "E106.second-line": Wording(
        "this line has no key, and does not go on with the text of `{key}` above",
        "if it does, indent it by {columns} columns, and both are read as one line; to keep two lines, write only "
        "`{key}: |` above, and both lines below it, indented by {columns}; put `#` before a heading or a comment",
    ),
    "E106.value-below": Wording(
        "this line is indented too little to be the value of `{key}`",
        "write `{key}: {text}` on the line above, and delete this one; of a list, write each item on a line of its own "
        "below `{key}:`, indented by {columns}, after `- `",
    ),
    "E106.second-item": Wording(
        "this line has no `-`, and does not go on with the item above",
        "if it is an item, indent it by {dash} columns and write `- ` before it; if it goes on with the item above, "
        "indent it by {columns}; put `#` before a heading or a comment",
    ),
    "E106.list-here": Wording(
        "`- ` begins a list, which is not allowed on the line of a key",
        "begin a list on the next line; put text that begins with `- ` in quotes",
        "begin a list on the next line; put a text in quotes: `{meant}`",
    ),
    "E106.lone-dash": Wording(
        "a lone `-` begins a list, which is not allowed on the line of a key",
        "delete the key if it has no value; put `-` in quotes if it is the text",
    ),
    "E106.after": Wording(
        "unexpected text after the value", "put the whole text in quotes, or check the commas", _IN_QUOTES
    ),
    "E106.bracket": Wording(
        "invalid list or mapping in brackets: {problem}",
        "check the commas and the closing bracket, and put text that contains a bracket in quotes",
    ),
    "E106.character": Wording("an unquoted text cannot begin with `{character}`", "put the text in quotes", _IN_QUOTES),
    "E106.quote": Wording(
        "unterminated quoted string: the `{quote}` here is never closed",
        "add `{quote}` where the text ends",
        "add `{quote}` at the end of this text: `{meant}`",
    ),
    "E106.escape": Wording(
        "`{escape}` is not a valid escape sequence in double quotes",
        "put the text in single quotes; inside double quotes write each `\\` twice",
    ),
    "E107": Wording(
        "a tab is not allowed as indentation",
        "delete the tab and type spaces, until the line begins under the key it belongs with",
    ),
    "E107.dash": Wording("a tab is not allowed after `-`", "type a space in place of the tab"),
    "E108": Wording("a second YAML document begins here", "keep one document in a file: delete the line `---`"),
    "E108.astray": Wording(
        "this line does not belong to what is above it",
        "check the indentation of the lines above: one may have lost its key, or be a comment by mistake",
    ),
    "E109": Wording(
        "anchors and aliases are not part of the format: `{name}`",
        "write the value out; put text that begins with `&` or `*` in quotes",
    ),
    "E110": Wording("nested deeper than {deepest} levels", "delete the superfluous brackets or dashes"),
    "E111": Wording(
        "tags are not part of the format: `{tag}`", "delete the tag; put text that begins with `!` in quotes"
    ),
    "E111.directive": Wording("directives are not part of the format: `{directive}`", "delete the line"),
    "E112": Wording(
        "the change cannot be made in this place: {reason}",
        "make it by hand, for {ids}: `{entry}` and what belongs to it",
    ),
    "E112.change": Wording(
        "the change cannot be made in this place: {reason}",
        "make it by hand, for {ids}",
    ),
}
