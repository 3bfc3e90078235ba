"""Family E3. References between records."""

from __future__ import annotations

from itatrack.findings.finding import Wording

WORDINGS = {
    "E301": Wording(
        "unknown measure id `{id}`",
        "if it is mistyped, write the id as in `{path}`: {known}; if the measure was removed from the plan, "
        "put `#` before the lines of its entries",
        "if `{meant}` is meant, correct it; if the measure was removed from the plan, put `#` before the "
        "lines of its entries",
    ),
    "E302": Wording(
        "unknown unit `{unit}`",
        "known units: {known}; add a new unit to `units`",
        "if `{meant}` is meant, correct it; add a new unit to `units`",
    ),
    "E302.several": Wording("several units are written as one: `{unit}`", "write each as its own item: {apart}"),
    "E303": Wording(
        "duplicate measure id `{id}`",
        "give one of them another id; the entries in the history belong to the measure that keeps it",
    ),
    "E303.weak-point": Wording(
        "duplicate id `{id}` of a weak point", "give one of them another id, and correct the `answers` that mean it"
    ),
    "E304": Wording("unknown column `{name}`", "known columns: {known}; a custom column is declared in `columns`"),
    "E304.one": Wording(
        "a table column needs one of `column`, `columns` and `lines`",
        "give `column`, or `heading` and `columns` for a heading over several, or `heading` and `lines` for several in "
        "one cell",
    ),
    "E304.statuses": Wording(
        "`{name}` is three columns, which are not allowed under a heading",
        "choose `status`, or use `{name}` without a heading",
    ),
    "E304.each": Wording(
        "a table cannot have a row for each `{name}`", "it can for each of these columns of texts: {known}"
    ),
    "E304.unnamed": Wording(
        "no column says what the rows are: there is one for each `{name}`", "add `{name}` to its `columns`"
    ),
    "E304.summed": Wording(
        "column `{name}` has no sum, and this table has a row for each `{each}`, not for each measure",
        "delete the column, or `each`",
    ),
    "E304.lines": Wording(
        "`lines` have no sums, which this table shows",
        "give its columns side by side, under one heading if they belong together: `columns`",
    ),
    "E304.groups": Wording(
        "`group_totals` in a table that has a row for each text of a column",
        "delete the key; `totals` alone give the sums at the foot",
    ),
    "E304.several": Wording(
        "`{name}` is several columns, which are not allowed under a heading", "use `{name}` without a heading"
    ),
    "E304.total": Wording(
        "the table has no column `{name}` to be summed or counted", "columns of this table with a sum: {known}"
    ),
    "E305": Wording("the name `{name}` is already in use", "give it another name, such as `own_{name}`"),
    "E305.each": Wording("`{name}` is listed twice in `each`", "each part of a series has its own name: delete one"),
    "E306": Wording("unknown round `{name}`", "known rounds: {known}"),
    "E306.since": Wording(
        "`{name}` is neither a round nor a date", "known rounds: {known}; a date is written like 2564-03-31"
    ),
    "E306.day": Wording("the cut-off date of the round `{name}` is unknown", "write `fiscal_year` of the plan"),
    "E307": Wording("unknown ITA indicator `{name}`", "known: {known}"),
    "E308": Wording("measure `{id}` has no indicator `{name}`", "its indicators, by name or number from 1: {known}"),
    "E308.none": Wording(
        "measure `{id}` has no indicators", "list them in `indicators` of the measure, or delete this result"
    ),
    "E309": Wording(
        "the cut-off date of the round `{name}` is unknown",
        "write the name and the cut-off date, such as: `{{name: {quoted}, cut_off: {day}}}`",
    ),
    "E309.key": Wording(
        "the cut-off date of the round `{name}` is unknown", "add it next to `name`, such as: `cut_off: {day}`"
    ),
    "E310": Wording(
        "the image `{file}` does not exist", "give its path from the project's folder on, such as `data/garuda.png`"
    ),
    "E310.kind": Wording(
        "`{file}` is not an image that all formats can show",
        "save the picture as PNG or JPEG in a program for pictures, and give that file; another name is not enough",
    ),
    "E311": Wording("unknown table `{name}`", "choose from {known}; a table of your own is declared in `tables`"),
    "E311.rows": Wording("`{key}` of a measure is never `{text}`", "choose from {known}"),
    "E312": Wording(
        "`{name}` is not a column of numbers above this one",
        "a column is computed from others declared above it: {known}",
    ),
    "E312.written": Wording(
        "no value is written for a computed column, here `{text}`", "delete it here; it is computed from {of}"
    ),
    "E312.kind": Wording(
        "`{key}` is for computed columns only", "delete `{key}`, or choose one of these kinds: {kinds}"
    ),
    "E312.number": Wording("`{kind}` is not computed from so many columns", "name {number} columns in `of`"),
    "E312.levels": Wording(
        "`levels` is for a column of the kind `level` only", "delete `levels`, or write `kind: level`"
    ),
    "E312.each": Wording(
        "a computed column has no `each`",
        "delete `each`, and declare a computed column for each part, such as `of: [yearly.2566, yearly.2567]`",
    ),
    "E313": Wording("the check `{code}` cannot be turned off", "warnings that can be: {known}"),
    "E314": Wording("the group `{name}` is not declared in `groups`", "declared groups: {known}"),
    "E315": Wording(
        "`sha256` is of no file",
        "give the file next to it, as `file` or for a web address as `copy`; or delete `sha256`",
    ),
    "E315.copy": Wording("`copy` is for the page of a web address", "write `file` instead of `copy`"),
    "E315.both": Wording("`file` and `copy` stand next to each other", "delete one of the two"),
    "E316": Wording("no weak point has the id `{name}`", "weak points: {known}"),
    "E316.none": Wording(
        "no weak point has the id `{name}`",
        "list the plan's weak points in `weak_points`, such as `- {{id: budget, text: …}}`; or delete `answers`",
    ),
    "E314.twice": Wording("the group `{name}` is declared twice", "keep one of the two"),
    "E312.order": Wording(
        "the level `{name}` does not begin above `{before}`", "list the levels from the lowest to the highest"
    ),
}
