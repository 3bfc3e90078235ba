"""What the memo says besides the measures, as values: the agency, its assessments, head, body and foot.

A record's fields are its keys.
"""

from __future__ import annotations

from decimal import Decimal

from itatrack.model.choice_kinds import ChoiceKind, FlagKind
from itatrack.model.common_kinds import ONE_OR_MORE_TEXTS, SCORE, TEXT, YEAR
from itatrack.model.fields import ListKind, Record, RecordKind, key
from itatrack.model.kinds import PathKind
from itatrack.model.number_kinds import NumberKind
from itatrack.model.pattern_kinds import IdKind


class Signature(Record):
    """Who signs: name and position as they are printed."""

    name: str = key(TEXT)
    position: str = key(TEXT)


class Agency(Record):
    """The agency that the plan belongs to; `head` signs the forms that ask for the head of the agency.

    `programme` says whose numbers the items of the ITA have: those of local government, colleges or health units.
    """

    name: str = key(TEXT)
    district: str | None = key(TEXT, optional=True)
    province: str | None = key(TEXT, optional=True)
    head: Signature | None = key(RecordKind(Signature), optional=True)
    programme: str = key(ChoiceKind("local", "vocational", "health"), optional=True, default="local")


class Assessment(Record):
    """The ITA result of a year, and of its three instruments; years are fiscal years of the Buddhist era."""

    fiscal_year: int = key(YEAR)
    score: Decimal = key(SCORE)
    level: str = key(TEXT)
    iit: Decimal | None = key(SCORE, optional=True)
    eit: Decimal | None = key(SCORE, optional=True)
    oit: Decimal | None = key(SCORE, optional=True)
    target_fiscal_year: int | None = key(YEAR, optional=True)


class WeakPoint(Record):
    """What an assessment found weak: measures name it by its `id` as what they answer."""

    id: str = key(IdKind())
    text: str = key(TEXT)
    ita_indicator: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    score: Decimal | None = key(SCORE, optional=True)


class Opinion(Record):
    """A superior who writes an opinion: whose it is, and the signature under it."""

    of: str = key(TEXT)
    name: str = key(TEXT)
    position: str = key(TEXT)


class RefersTo(Record):
    """The earlier memo that set the measures, and the item of it."""

    subject: str = key(TEXT)
    item: str | None = key(TEXT, optional=True)


class Part(Record):
    """A part of the memo's body: one that comes with the tool, or a heading, a text and a table of the agency's own.

    `text` is written like a template, with its variables.
    """

    part: str | None = key(
        ChoiceKind(
            "opening", "plan", "assessment", "weak_points", "result", "changes", "summary", "ita-item", "closing"
        ),
        optional=True,
    )
    heading: str | None = key(TEXT, optional=True)
    text: str | None = key(TEXT, optional=True)
    table: str | None = key(TEXT, optional=True)


_POINTS = NumberKind(low=6, high=72)
_LEGIBLE_POINTS = NumberKind(low=9, high=72)
_CENTIMETRES = NumberKind(low=0, high=10)


class Style(Record):
    """How the memo looks on paper: sizes in points, margins and indent in centimetres.

    The defaults are those of guides to official letters; they agree on all but the margins at top and bottom, which no
    source states, and agencies differ in a third of them.
    """

    font: str = key(TEXT, optional=True, default="TH SarabunPSK")
    title_size: Decimal = key(_POINTS, optional=True, default=Decimal(29))
    label_size: Decimal = key(_POINTS, optional=True, default=Decimal(20))
    text_size: Decimal = key(_POINTS, optional=True, default=Decimal(16))
    table_size: Decimal = key(_LEGIBLE_POINTS, optional=True, default=Decimal(14))
    indent: Decimal = key(_CENTIMETRES, optional=True, default=Decimal("2.5"))
    margin_left: Decimal = key(_CENTIMETRES, optional=True, default=Decimal(3))
    margin_right: Decimal = key(_CENTIMETRES, optional=True, default=Decimal(2))
    margin_top: Decimal = key(_CENTIMETRES, optional=True, default=Decimal("2.5"))
    margin_bottom: Decimal = key(_CENTIMETRES, optional=True, default=Decimal(2))


class Memo(Record):
    """The head and the foot of the memo, and what stands between them where the agency words it in its own way."""

    from_: str = key(TEXT, yaml="from")
    phone: str | None = key(TEXT, optional=True)
    email: str | None = key(TEXT, optional=True)
    number: str | None = key(TEXT, optional=True)
    subject: str = key(TEXT)
    to: str = key(TEXT)
    section: str = key(TEXT)
    garuda: str | None = key(PathKind(), optional=True)
    refers_to: RefersTo | None = key(RecordKind(RefersTo), optional=True)
    outline: str = key(ChoiceKind("usual", "three-parts", "headings"), optional=True, default="usual")
    body: tuple[Part, ...] = key(ListKind(RecordKind(Part, short="part")), optional=True, default=())
    changes_since: str | None = key(TEXT, optional=True)
    closing: str | None = key(TEXT, optional=True)
    evidence_checked: bool = key(FlagKind(), optional=True, default=False)
    signed_by: Signature = key(RecordKind(Signature))
    opinions: tuple[Opinion, ...] = key(ListKind(RecordKind(Opinion)), optional=True, default=())
    reference: bool = key(FlagKind(), optional=True, default=False)
