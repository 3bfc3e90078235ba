"""The plan and its history as values: what the keys of the YAML files mean.

A record's fields are its keys. A new optional key is one line here: `reading` checks and converts it by its
kind, and templates see it under its name.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from itatrack.keys import Kind, Record, key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal


class Status(Enum):
    """How far a measure is, with the words for it in the memo and in short."""

    NOT_STARTED = ("not-started", "ยังไม่ดำเนินการ", "ยังไม่เริ่ม")
    IN_PROGRESS = ("in-progress", "อยู่ระหว่างดำเนินการ", "กำลังทำ")
    DONE = ("done", "ดำเนินการเสร็จเรียบร้อยแล้ว", "เสร็จ")

    def __init__(self, code: str, label: str, short: str) -> None:
        self.code = code
        self.label = label
        self.short = short
        # From not started (0) to done (2): the members before this one.
        self.rank = len(type(self).__members__)


TEXT = Kind("text")
DAY = Kind("day")
YEAR = Kind("year")


class Agency(Record):
    """The agency that the plan belongs to."""

    name: str = key(TEXT)
    district: str | None = key(TEXT, optional=True)
    province: str | None = key(TEXT, optional=True)


class Assessment(Record):
    """The ITA result that the plan rests on; years are fiscal years of the Buddhist era."""

    fiscal_year: int = key(YEAR)
    score: Decimal = key(Kind("number", low=0, high=100))
    level: str = key(TEXT)
    target_fiscal_year: int | None = key(YEAR, optional=True)


class Signature(Record):
    """Who signs: name and position as they are printed."""

    name: str = key(TEXT)
    position: str = key(TEXT)


class Opinion(Record):
    """A superior who writes an opinion: whose it is, and the signature under it."""

    of: str = key(TEXT)
    name: str = key(TEXT)
    position: str = key(TEXT)


class RefersTo(Record):
    """The earlier memo that set the measures, and the item of it."""

    subject: str = key(TEXT)
    item: str | None = key(TEXT, optional=True)


class Memo(Record):
    """The head and the foot of the memo."""

    from_: str = key(TEXT, yaml="from")
    phone: str | None = key(TEXT, optional=True)
    number: str | None = key(TEXT, optional=True)
    subject: str = key(TEXT)
    to: str = key(TEXT)
    section: str = key(TEXT)
    refers_to: RefersTo | None = key(Kind("record", RefersTo), optional=True)
    closing: str | None = key(TEXT, optional=True)
    signed_by: Signature = key(Kind("record", Signature))
    opinions: tuple[Opinion, ...] = key(Kind("records", Opinion), optional=True, default=())


class Monitoring(Record):
    """How a measure is followed up, and by which day."""

    text: str = key(TEXT)
    due: dt.date | None = key(DAY, optional=True)


class Measure(Record):
    """One measure of the plan; `responsible` are names of `units`."""

    id: str = key(Kind("id"))
    title: str = key(TEXT)
    steps: tuple[str, ...] = key(Kind("texts", least=1))
    responsible: tuple[str, ...] = key(Kind("texts"), optional=True, default=())
    monitoring: Monitoring | None = key(Kind("record", Monitoring), optional=True)


class Plan(Record):
    """`data/measures.yaml`: the agency's measures and what the memo says besides them."""

    agency: Agency = key(Kind("record", Agency))
    assessment: Assessment | None = key(Kind("record", Assessment), optional=True)
    memo: Memo = key(Kind("record", Memo))
    units: tuple[str, ...] = key(Kind("texts", least=1))
    title: str = key(TEXT)
    monitoring: Monitoring | None = key(Kind("record", Monitoring), optional=True)
    measures: tuple[Measure, ...] = key(Kind("records", Measure, least=1))


class Evidence(Record):
    """What shows that a measure is as far as stated: a text, a web address, a file of the project."""

    text: str | None = key(TEXT, optional=True)
    url: str | None = key(Kind("url"), optional=True)
    file: str | None = key(Kind("path"), optional=True)


class StatusEntry(Record):
    """The state of a measure from a day on; `steps` are what was really done, where it differs from the plan."""

    date: dt.date = key(DAY)
    status: Status = key(Kind("status"))
    evidence: tuple[Evidence, ...] = key(Kind("evidence"), optional=True, default=())
    steps: tuple[str, ...] = key(Kind("texts", least=1), optional=True, default=())
    note: str | None = key(TEXT, optional=True)


class History(Record):
    """`data/status.yaml`: the dated entries of each measure id, in the order of the file."""

    entries: Mapping[str, tuple[StatusEntry, ...]]
