"""Family W5. The quality of the plan: warnings."""

from __future__ import annotations

from itatrack.findings.finding import Wording

WORDINGS = {
    "W501": Wording("measure `{id}` has no responsible unit", "give a unit in `responsible`"),
    "W502": Wording("measure `{id}` is done without evidence", "give the evidence, preferably as a stable `url`"),
    "W503": Wording(
        "measure `{id}` repeats a step of measure `{other}`",
        "leave it if both measures have that step; otherwise write the step of this measure",
    ),
    "W503.unit": Wording("the unit `{unit}` is listed twice", "keep it once, and delete it here"),
    "W504": Wording("measure `{id}` was reported with steps that differ from the plan"),
    "W505": Wording("measure `{id}` goes back from {before} to {after} without a note", "give the reason in `note`"),
    "W505.cancelled": Wording("measure `{id}` is cancelled without a note", "give the reason in `note`"),
    "W505.resumed": Wording(
        "measure `{id}` continues as {after} after it was cancelled, without a note", "give the reason in `note`"
    ),
    "W506": Wording(
        "a score of {score} in fiscal year {year} is level {expected}, not {level}",
        "the memo keeps the level as given: compare it with the announcement",
    ),
    "W507": Wording(
        "the plan of fiscal year {year} is based on the result of {given}, which is older than expected",
        "measures of {year} are usually based on the result of {expected}",
    ),
    "W507.later": Wording(
        "the plan of fiscal year {year} is based on the result of {given}, which came later",
        "measures of {year} are usually based on the result of {expected}",
    ),
    "W507.target": Wording(
        "the result is of fiscal year {given}, but the year in which a better score is aimed at is {target}",
        "the target's year must come after the result's: correct one of the two",
    ),
    "W508": Wording(
        "measure `{id}` was due on {due} and is {status}", "record it as done once it is, or set a new due date"
    ),
    "W509.nikhahit": Wording("nikhahit and า in place of ำ", "type ำ as one letter"),
    "W509.double-sara-e": Wording("two เ in place of แ", "type แ as one letter"),
    "W509.zero-width": Wording("invisible character {character} in the text", "delete it"),
    "W509.no-break-space": Wording("unusual space {character} in the text", "type an ordinary space"),
    "W509.line-separator": Wording("unusual line break {character} in the text", "type an ordinary space"),
    "W509.mark-order": Wording(
        "marks in the wrong order, or the same mark twice", "type the vowel, then the tone mark, each once"
    ),
    "W510": Wording(
        "the rest of the line is a comment and not part of the text",
        "put text that contains ` #` in quotes, or put two spaces before a comment",
    ),
    "W511": Wording(
        "the evidence file `{file}` does not exist",
        "give its path from the project's folder on, such as `data/scan.pdf`",
    ),
    "W512": Wording(
        "too many findings of this kind: only the first {most} are shown", "correct these, and check again"
    ),
    "W513": Wording(
        "the entry of {day} for measure `{id}` is after today, {today}",
        "an entry records what was true on its day: correct the date",
    ),
    "W514": Wording("measure `{id}` is {status} at {percent} percent", "only done is 100 percent; not started is 0"),
    "W515": Wording(
        "measure `{id}` has spent {spent} baht of a budget of {budget}",
        "compare the amounts, or change the plan's budget",
    ),
    "W515.none": Wording(
        "measure `{id}` has spent {spent} baht, although the plan says {budget}",
        "compare the amounts, or change the plan's budget",
    ),
    "W516": Wording(
        "the round `{name}` ends on {day}, outside fiscal year {year}",
        "a fiscal year lasts from 1 October of the previous year to 30 September",
    ),
    "W517": Wording(
        "the group `{group}` is interrupted by another one",
        "its heading is printed twice: put its measures next to each other",
    ),
    "W518": Wording("measure `{id}` has no steps", "list them in `steps`, or choose columns without them in `tables`"),
    "W519": Wording(
        "a comma inside a number splits the text", 'put text that contains a comma in quotes: `["1,204 คน"]`'
    ),
    "W520": Wording(
        "the entry of {day} for measure `{id}` is before fiscal year {year} and is not counted",
        "keep it in the files of its own year; if the plan is for another year, correct its `fiscal_year` or "
        "the date in `monitoring`",
    ),
    "W520.later": Wording(
        "the entry of {day} for measure `{id}` is more than a year after fiscal year {year}",
        "correct the date; if the plan is for another year, correct its `fiscal_year` or the date in `monitoring`",
    ),
    "W521": Wording(
        "measure `{id}` has spent {spent} baht, less than the {before} of {day}",
        "`spent` is the total spent up to the day; if money was returned, add a `note`",
    ),
    "W522": Wording("some checks were skipped: {codes}", "correct what is found here, and check again"),
    "W523": Wording(
        "several numbered texts in one item of `{key}`", "write each as its own item, on a line after `- `"
    ),
    "W523.dashes": Wording(
        "several texts after dashes in one item of `{key}`", "write each as its own item, on a line after `- `"
    ),
    "W524": Wording("`{text}` is still a placeholder of a new project", "replace it with your agency's own words"),
    "W524.score": Wording(
        "`{text}`: the score on this line was taken over from the year before",
        "write the new score, and remove the comment from `#` to the end of the line",
    ),
    "W524.doubt": Wording(
        "not looked at yet: `{text}`",
        "look whether it is right, and remove the comment from `#` to the end of the line",
    ),
    "W524.dots": Wording("`{text}` is a placeholder, not a text", "write the text"),
    "W525": Wording(
        "the font `{font}` is not installed on this machine, and another one is printed",
        "install it, or leave `font` out of `style`: the font that comes with the tool looks like the official one",
    ),
    "W526": Wording(
        "no font has the character {character} ({code}): the PDF shows an empty box in its place",
        "write it in other words, or name a font in `style` that has it",
    ),
    "W527": Wording("the layout program Typst warns: {problem}"),
    "W528": Wording(
        "the margins leave {width} cm of the page, too little for two columns beside each other: words are cut",
        "make the margins in `style` smaller, or take `page: portrait` away from the table",
    ),
    "W529": Wording(
        "{day} is far from fiscal year {year}: mostly the year is mistyped",
        "correct the year; if it is right, correct the plan's `fiscal_year`",
    ),
    "W531": Wording("no measure has `{text}` as its `{key}`, so the table lacks its rows", "there are: {known}"),
    "W532": Wording(
        "the evidence file `{file}` was changed since it was checked",
        "put the old file back; if the new one is right, record it: "
        "`itatrack evidence pin{folder} {id} --evidence {quoted}`",
    ),
    "W533": Wording(
        "the evidence is said to be checked on {day}, which is in the future",
        "give the day on which somebody looked at it",
    ),
    "W534": Wording(
        "the quotation mark `{character}` has no partner in this text",
        "type the missing mark, or delete this one",
        "put the text in straight quotes: `{meant}`",
    ),
    "W535": Wording(
        "no measure answers the weak point `{id}`",
        "write `answers: {id}` in the measure that does; if there is none yet, plan one",
    ),
    "W535.cancelled": Wording(
        "the weak point `{id}` is answered by cancelled measures alone: {measures}",
        "write `answers: {id}` in another measure that responds to it; if there is none yet, plan one",
    ),
    "W536": Wording(
        "measure `{id}` has no period that tells its months, and a table shows its months or quarters",
        "write `period: {{from: …, to: …}}` with the days, or `recurring: yes` for what is carried out all year",
    ),
    "W530": Wording("`{code}` is turned off, and would find nothing", "delete it from `checks`"),
}
