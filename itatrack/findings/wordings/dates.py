"""Family E4. Dates and the order of the history."""

from __future__ import annotations

from itatrack.findings.finding import Wording

WORDINGS = {
    "E401": Wording("`{text}` is not a date", "write the year of the Buddhist era, month and day: 2564-03-31"),
    "E402": Wording(
        "the date `{text}` does not exist", "write the year of the Buddhist era, month and day: 2564-03-31"
    ),
    "E402.month": Wording("the date `{text}` does not exist", "that month has {days} days"),
    "E402.leap": Wording(
        "the date `{text}` does not exist",
        "leap years follow the common era: 29 February exists in 2563 and 2567, not in 2564",
    ),
    "E403": Wording("the year of `{text}` looks like the common era", "write the year of the Buddhist era: add 543"),
    "E404": Wording(
        "`{text}` is before 2484",
        "until 2483 the Thai year began on 1 April, so such a date cannot be converted safely",
    ),
    "E405": Wording("the entry of {day} comes after a later one", "order the entries by date, the oldest first"),
    "E406": Wording("two entries for the same day: {day}", "merge them into one entry"),
    "E407": Wording("unknown status `{status}`", "choose one: {known}"),
    "E408": Wording("the year of `{text}` is after 2700", "correct the year"),
    "E409": Wording("the period of measure `{id}` ends before it begins", "compare `from` and `to`"),
}
