"""Every code with its wording, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.finding import Finding, Wording
from itatrack.findings.message import Values

if TYPE_CHECKING:
    from itatrack.findings.finding import Related, Span
    from itatrack.findings.message import Value

_IN_QUOTES = "put the text in quotes: `{meant}`"
_INDENT = "its indentation is {found}, and should be {columns}, as of `{first}` in line {line}"


# A code may have several wordings: `E103.utf-16` is a wording of `E103`.
WORDINGS: dict[str, Wording] = {
    # Family E1, the file and its YAML
    "E101": Wording(
        "there is no such file",
        "create it, or name the project's folder with `-C`; an empty `status.yaml` is a plan without history",
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
    "E104": Wording("the file is larger than {limit} MB", "a plan is text of some kilobytes: is this the right file?"),
    "E104.values": Wording(
        "the file holds more than {limit} values",
        "a history of 2,000 measures with 50,000 entries has fewer: is this the right file?",
    ),
    "E104.lines": Wording("the file has more than {limit} lines", "is this the right file?"),
    "E104.line": Wording("a line of more than {limit} characters", "break the line: each key on a line of its own"),
    "E104.value": Wording(
        "a value of {length} characters: more than {limit} are not read",
        "shorten the text, or name a file that holds it as evidence",
    ),
    "E105": Wording("control character {character} in the text", "delete the character"),
    "E105.hidden": Wording("an invisible character {character} stands between the values", "delete it"),
    "E105.break": Wording(
        "an invisible line break {character} stands between the values",
        "put an ordinary line break in its place, or delete it where none is meant",
    ),
    "E105.direction": Wording(
        "a character that turns the direction of the text: {character}",
        "delete it: behind it the text looks different from what it is",
    ),
    "E106": Wording("the YAML cannot be read: {problem}", "check the quotes, brackets and commas of the line"),
    "E106.colon": Wording(
        "a colon and a blank begin a value here, where none can stand",
        'put text that holds `: ` in quotes: `title: "ข้อ 1: ประกาศ"`; if the line is a key, check its indentation',
        _IN_QUOTES,
    ),
    "E106.column": Wording("the line begins in the wrong column", _INDENT),
    "E106.key": Wording(
        "a line that is neither `key: value` nor `- item`",
        "write `key: value` with a blank after the colon; put `- ` before an item of a list, and `#` before a heading "
        "or a remark",
    ),
    "E106.dash": Wording("`{character}` begins no item of a list", "begin the item with `- `: a hyphen and a blank"),
    "E106.item": Wording(
        "a line in the column of the list's `-` that has none",
        "put `- ` before an item of the list, and `#` before a heading or a remark",
    ),
    "E106.indentation": Wording(
        "the line does not fit the lines above it: {problem}",
        "keys of one record begin in the same column, and so do the `-` of one list",
    ),
    "E106.blank": Wording(
        "an unusual blank {character} indents the line",
        "indent with ordinary blanks: such a sign comes with copied text",
    ),
    "E106.curly": Wording("a curly quote {character} is a letter to YAML", 'type straight quotes: `"…"`'),
    "E106.conflict": Wording(
        "an unfinished merge: the marks of git stand in the file",
        "keep what is right of both sides, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    "E106.hidden": Wording("an invisible line break {character} ends the value here", "delete it, or type a blank"),
    "E106.wide-colon": Wording("the sign `{character}` is no colon", "type `:` and a blank"),
    "E106.row": Wording(
        "a row of a table stands here, with tabs between its cells",
        "write each cell as the value of its own key, such as `title: …`",
    ),
    "E106.list-here": Wording(
        "`- ` begins a list, which cannot stand beside a key",
        "begin a list on the line below; put text that begins with `- ` in quotes",
        "begin a list on the line below; put a text in quotes: `{meant}`",
    ),
    "E106.lone-dash": Wording(
        "a lone `-` begins a list, which cannot stand beside a key",
        "delete the key where there is nothing to say; put the sign in quotes where it is the text",
    ),
    "E106.after": Wording(
        "text stands behind the end of a value", "put the whole text in quotes, or check the commas", _IN_QUOTES
    ),
    "E106.bracket": Wording(
        "a list or mapping in brackets goes wrong here: {problem}",
        "check commas and the closing bracket, and put text that holds a bracket in quotes",
    ),
    "E106.character": Wording(
        "an unquoted text cannot begin with `{character}`",
        "put the text in quotes",
        _IN_QUOTES,
    ),
    "E106.quote": Wording(
        "the quote opened here is never closed rightly",
        "close the quote; a quote inside the text is written twice inside '…'",
    ),
    "E106.escape": Wording(
        "`{escape}` is not a valid escape sequence in double quotes",
        r"put the text in single quotes; inside double quotes write each `\` twice",
    ),
    "E107": Wording(
        "a tab cannot indent YAML",
        "delete the tab and type blanks, until the line begins under the key it belongs with",
    ),
    "E108": Wording("a second YAML document begins here", "keep one document in a file: delete the line `---`"),
    "E108.astray": Wording(
        "what begins here does not belong to what stands above it",
        "check the indentation of the lines above: one may have lost its key, or be a comment by mistake",
    ),
    "E109": Wording(
        "anchors and aliases are not part of the format: `{name}`",
        "write the value out; put text that begins with `&` or `*` in quotes",
    ),
    "E110": Wording("nested deeper than {deepest} levels", "delete the brackets or dashes that are too many"),
    "E111": Wording(
        "tags are not part of the format: `{tag}`", "delete the tag; put text that begins with `!` in quotes"
    ),
    "E111.directive": Wording("directives are not part of the format: `{directive}`", "delete the line"),
    "E112": Wording(
        "the change cannot be made in this place: {reason}",
        "make it by hand, for {ids}: `{entry}` and what belongs to it",
    ),
    # Family E2, shape
    "E201": Wording("unknown key `{key}`", "known here: {known}"),
    "E201.column": Wording(
        "unknown key `{key}`", "known here: {known}; a column of your own is declared in the plan's `columns`"
    ),
    "E201.deep": Wording(
        "the key `{key}` stands in the wrong column",
        _INDENT,
    ),
    "E201.below": Wording(
        "the key `{key}` belongs below `{above}`",
        "write it on a line of its own below `{above}:`, indented {columns} columns; known there: {known}",
    ),
    "E202": Wording("missing key `{key}`", "add `{key}: …` beside the other keys, indented as they are"),
    "E203": Wording("duplicate key `{key}`", "keep one of the two; what belongs to both stands under one"),
    "E203.item": Wording(
        "duplicate key `{key}`",
        "if the next item begins here, write `- {key}:` with the `-` indented {columns} columns; else keep one of the "
        "two",
    ),
    "E203.history": Wording(
        "measure `{key}` has entries in two places",
        "move these entries below the first `{key}:`, the oldest first, and delete this line",
    ),
    "E204": Wording("expected {expected}, found {found}", "write {expected} here"),
    "E204.key": Wording("expected a key, found {found}", "write a key and a colon here, such as `title:`"),
    "E204.empty": Wording("the plan is empty", "write its keys at the beginning of lines: {known}"),
    "E204.history": Wording(
        "expected the id of a measure, found {found}",
        "write the id and a colon on the line above, such as `{first}:`, for the entries of each measure",
    ),
    "E204.heading": Wording(
        "expected a measure, found {found}",
        "a measure begins with `- {first}: …`; a heading over measures is written as `group: …` in each of them, "
        "so delete it here",
    ),
    "E204.entry": Wording("expected an entry, found {found}", "an entry begins with `- {first}: …`"),
    "E204.colon": Wording(
        "expected text, found a key and its value",
        'put text that holds `: ` in quotes: `"ข้อ 1: ประกาศ"`',
    ),
    "E204.list": Wording("expected a list, found text", "write it as a list: `[{text}]`"),
    "E204.text": Wording(
        "expected text, found {found}", "write one text without `- ` before it, and put text with brackets in quotes"
    ),
    "E204.alone": Wording(
        "expected text, found {found}", "write the text alone, `{text}`, or in quotes where the brackets belong to it"
    ),
    "E204.dash": Wording(
        "expected a list, found {found}",
        "put `- ` before the first key of each item, also where there is only one, and indent its other lines two "
        "columns more",
    ),
    "E204.braces": Wording("expected a list, found {found}", "write `[…]` in place of `{{…}}`"),
    "E204.brackets": Wording("expected a list, found {found}", "put brackets around it: `[{{…}}]`"),
    "E204.records": Wording(
        "expected a list, found text",
        "write each item below the key: `- ` and its first key, the others under that one",
    ),
    "E204.mapping": Wording(
        "expected keys and values, found {found}", "write its keys on lines of their own below: {known}"
    ),
    "E204.items": Wording(
        "expected a list, found text", "write each item on a line of its own, after `- `: a hyphen and a blank"
    ),
    "E205": Wording("empty text for `{key}`", "write the text, or delete the key if it may be left out"),
    "E205.item": Wording("empty text in the list", "write the text, or delete the item"),
    "E206": Wording(
        "`{id}` is no id",
        "an id is made of a-z, 0-9 and single `-` between them, such as `property-guidelines`",
    ),
    "E206.key": Wording(
        "`{id}` is no name for a column",
        "a name is made of a-z, 0-9 and single `_` between them, such as `risk_level`",
    ),
    "E207": Wording("`{text}` is not a number", "write digits alone, such as 67.87"),
    "E207.range": Wording("`{text}` is not between {low} and {high}", "correct the number"),
    "E207.whole": Wording("`{text}` is not a whole number", "write a year of the Buddhist era, such as 2569"),
    "E207.year": Wording("`{text}` is not a year of four digits", "write a year of the Buddhist era, such as 2569"),
    "E207.money": Wording("`{text}` is not an amount of money", "write baht and satang such as 12500 or 12,500.50"),
    "E207.budget": Wording(
        "`{text}` is not an amount of money",
        "write baht such as 12500, or `{none}`; other words stand in a column of your own",
    ),
    "E208": Wording("`{key}` is empty", "list at least one"),
    "E208.most": Wording("`{key}` lists more than {most}", "keep {most} at most"),
    "E209": Wording("`{text}` is no web address", "an address begins with `https://` or `http://`"),
    "E209.several": Wording(
        "more than an address stands here: `{text}`",
        "write one address only: a text stands under `text`, and another address in an item of its own",
    ),
    "E209.file": Wording(
        "`{text}` is no web address", "write a file of the project under `file`; an address begins with `https://`"
    ),
    "E210": Wording("nothing is said here", "give at least one of {known}"),
    "E211": Wording("`{text}` is none of the choices", "choose from {known}"),
    "E211.flag": Wording("`{text}` is neither yes nor no", "write `yes` or `no`"),
    # Family E3, references between records
    "E301": Wording(
        "unknown measure id `{id}`",
        "if it is mistyped, write the id as it stands in `{path}`: {known}; if the measure was taken out of the plan, "
        "put `#` before the lines of its entries",
        "if it is `{meant}` mistyped, correct it; if the measure was taken out of the plan, put `#` before the lines "
        "of its entries",
    ),
    "E302": Wording(
        "unknown unit `{unit}`",
        "known units: {known}; a new unit is added to `units`",
        "if it is `{meant}` misspelt, correct it; a new unit is added to `units`",
    ),
    "E302.several": Wording("several units stand as one: `{unit}`", "write each in an item of its own: {apart}"),
    "E303": Wording(
        "duplicate measure id `{id}`",
        "give one of them another id; the entries in the history belong to the measure that keeps it",
    ),
    "E304": Wording("unknown column `{name}`", "known columns: {known}; one of your own is declared in `columns`"),
    "E304.one": Wording("a column of a table is neither one nor several", "give `column`, or `heading` and `columns`"),
    "E304.statuses": Wording(
        "`{name}` are three columns and cannot stand under a heading", "choose `status`, or let `{name}` stand alone"
    ),
    "E305": Wording("the name `{name}` is taken", "give the column another name, such as `own_{name}`"),
    "E306": Wording("unknown round `{name}`", "known rounds: {known}"),
    "E307": Wording("unknown ITA indicator `{name}`", "known: {known}"),
    "E308": Wording("measure `{id}` has no indicator `{name}`", "its indicators, by name or number from 1: {known}"),
    "E308.none": Wording(
        "measure `{id}` has no indicators", "list them in `indicators` of the measure, or delete this result"
    ),
    "E309": Wording(
        "the last day of the round `{name}` is not known",
        "write name and last day, such as: `{{name: {quoted}, cut_off: {day}}}`",
    ),
    "E309.key": Wording(
        "the last day of the round `{name}` is not known", "add it beside `name`, such as: `cut_off: {day}`"
    ),
    "E310": Wording("the picture `{file}` is not there", "the path counts from the project's folder"),
    "E310.kind": Wording("`{file}` is no picture that all formats can show", "take a `.png` or `.jpg` file"),
    # Family E4, dates and history
    "E401": Wording("`{text}` is not a date", "write the year of the Buddhist era, month and day: 2564-03-31"),
    "E402": Wording("there is no such day: `{text}`", "write the year of the Buddhist era, month and day: 2564-03-31"),
    "E402.month": Wording("there is no such day: `{text}`", "that month has {days} days"),
    "E402.leap": Wording(
        "there is no such day: `{text}`",
        "leap years follow the common era: 29 February exists in 2563 and 2567, not in 2564",
    ),
    "E403": Wording("the year of `{text}` looks like the common era", "years are of the Buddhist era: add 543"),
    "E404": Wording(
        "`{text}` lies before 2484",
        "until 2483 the Thai year began on 1 April, so such a date cannot be converted safely",
    ),
    "E405": Wording("the entry of {day} stands after a later one", "order the entries by date, the oldest first"),
    "E406": Wording("two entries on one day: {day}", "make them one entry"),
    "E407": Wording("unknown status `{status}`", "choose one: {known}"),
    "E408": Wording("the year of `{text}` lies after 2700", "correct the year"),
    "E409": Wording("the period of measure `{id}` ends before it begins", "compare `from` and `to`"),
    # Family W5, quality of the plan
    "W501": Wording("measure `{id}` has no responsible unit", "name a unit in `responsible`"),
    "W502": Wording("measure `{id}` is done without evidence", "name the evidence, best as a stable `url`"),
    "W503": Wording("measure `{id}` repeats a step of measure `{other}`", "is it the right step?"),
    "W504": Wording("measure `{id}` was reported with other steps than planned"),
    "W505": Wording("measure `{id}` goes back from {before} to {after} without a note", "say why in `note`"),
    "W506": Wording(
        "a score of {score} in fiscal year {year} is level {expected}, not {level}",
        "the level as given is kept in the memo: compare it with the announcement",
    ),
    "W507": Wording(
        "the plan of fiscal year {year} rests on the result of {given}, an older one than expected",
        "measures of {year} usually rest on the result of {expected}",
    ),
    "W508": Wording(
        "measure `{id}` was due on {due} and is {status}", "record it as done once it is, or set a new due date"
    ),
    "W509.nikhahit": Wording("nikhahit and า stand for ำ here", "type ำ as one letter"),
    "W509.double-sara-e": Wording("two เ stand for แ here", "type แ as one letter"),
    "W509.zero-width": Wording("an invisible character stands in the text: {character}", "delete it"),
    "W509.no-break-space": Wording("an unusual blank stands in the text: {character}", "type an ordinary blank"),
    "W509.line-separator": Wording("an unusual line break stands in the text: {character}", "type an ordinary blank"),
    "W509.mark-order": Wording(
        "marks stand in the wrong order or twice here", "type the vowel, then the tone mark, each once"
    ),
    "W510": Wording(
        "the rest of the line is a comment and not part of the text",
        "put text that holds ` #` in quotes, or set a comment two blanks off",
    ),
    "W511": Wording("the evidence file `{file}` is not there", "the path counts from the project's folder"),
    "W512": Wording(
        "there are more findings of this kind: only the first {most} are shown",
        "mend these, and check again",
    ),
    "W513": Wording(
        "the entry of {day} for measure `{id}` lies after today, {today}",
        "an entry says what was so on its day: correct the date",
    ),
    "W514": Wording(
        "measure `{id}` is {status} at {percent} percent", "done is 100 percent, and nothing else is; not started is 0"
    ),
    "W515": Wording(
        "measure `{id}` has spent {spent} baht of a budget of {budget}",
        "compare the amounts, or change the plan's budget",
    ),
    "W516": Wording(
        "the round `{name}` ends on {day}, outside fiscal year {year}",
        "a fiscal year lasts from 1 October of the year before to 30 September",
    ),
    "W517": Wording(
        "the group `{group}` comes again after another one",
        "its heading is printed twice: let its measures follow each other",
    ),
    "W518": Wording("measure `{id}` has no steps", "list them in `steps`, or choose columns without them in `tables`"),
    "W519": Wording(
        "a comma inside a number divides the text here", 'put text that holds a comma in quotes: `["1,204 คน"]`'
    ),
    "W520": Wording(
        "the entry of {day} for measure `{id}` lies before fiscal year {year}, and is not counted",
        "keep it in the files of its own year; if the plan is of another year, correct its `fiscal_year` or the day "
        "in `monitoring`",
    ),
    "W521": Wording(
        "measure `{id}` has spent {spent} baht, less than the {before} of {day}",
        "`spent` is what has been spent in all up to the day; where money came back, say so in a `note`",
    ),
    "W522": Wording("some checks did not run: {codes}", "mend what is found here, and check again"),
    "W523": Wording(
        "several numbered texts stand in one item of `{key}`", "write each in an item of its own, on a line after `- `"
    ),
    "W524": Wording(
        "`{text}` still stands here as `itatrack init` wrote it", "replace it with your agency's own words"
    ),
    # Family T6, templates
    "T601": Wording("there is no template `{name}`"),
    "T602": Wording("the template cannot be read: {problem}"),
    "T602.open": Wording("the template cannot be read: {problem}", "nothing is open here that it could end"),
    "T603": Wording("unknown variable `{name}`", "docs/templates.md lists every variable"),
    "T603.key": Wording("there is no `{name}` here", "known here: {known}"),
    "T603.empty": Wording(
        "`{name}` has no value in this project",
        "print it only where there is one: `{{% if {name} %}}…{{% endif %}}`",
    ),
    "T604": Wording("unknown filter or test `{name}`", "docs/templates.md lists every filter"),
    "T605": Wording("the template fails here: {problem}"),
    "T605.budget": Wording(
        "the template fails here: {problem}",
        "look for a loop within a loop, or for a number of repetitions that is far too large",
    ),
    "T605.values": Wording("a filter or operation does not fit the values it is given: {problem}"),
    "T606": Wording(
        "the wording sets no text `{name}`",
        "name it so: `{{% set {name} %}}…{{% endset %}}`; where nothing is to be printed, leave it empty",
    ),
}


def finding(wording: str, span: Span, related: tuple[Related, ...] = (), /, **values: Value) -> Finding:
    """Return the finding of a wording, with the values it names.

    Args:
        wording: a key of `WORDINGS`, such as `E103` or `E103.utf-16`.
        span: where it stands.
        related: second places that explain it.
        **values: what the wording names in braces; `meant`, if given and not None, brings the help for a word that
            is near in place of the other.
    """
    return Finding(wording.partition(".")[0], WORDINGS[wording], span, Values(values), related)
