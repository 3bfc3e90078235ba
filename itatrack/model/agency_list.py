"""The list of agencies that are looked at together, with the memo over them: `agencies.yaml`."""

from __future__ import annotations

from itatrack.model.choice_kinds import FlagKind
from itatrack.model.common_kinds import TEXT
from itatrack.model.fields import ListKind, Record, RecordKind, key
from itatrack.model.kinds import PathKind
from itatrack.model.memo import Opinion, Signature, Style


class ListedAgency(Record):
    """An agency: the folder of its project, counted from the list's own, and what it is called here."""

    path: str = key(PathKind())
    name: str | None = key(TEXT, optional=True)
    group: str | None = key(TEXT, optional=True)
    phone: str | None = key(TEXT, optional=True)


class MemoHead(Record):
    """The head and the foot of the memo over the agencies, under the keys that they have in the plan of one agency.

    The subject is by default the title of the document.
    """

    from_: str = key(TEXT, yaml="from")
    phone: str | None = key(TEXT, optional=True)
    email: str | None = key(TEXT, optional=True)
    number: str | None = key(TEXT, optional=True)
    subject: str | None = key(TEXT, optional=True)
    to: str = key(TEXT)
    section: str | None = key(TEXT, optional=True)
    garuda: str | None = key(PathKind(), optional=True)
    closing: str | None = key(TEXT, optional=True)
    signed_by: Signature = key(RecordKind(Signature))
    opinions: tuple[Opinion, ...] = key(ListKind(RecordKind(Opinion)), optional=True, default=())
    reference: bool = key(FlagKind(), optional=True, default=False)


class AgencyList(Record):
    """The agencies, in the order in which they are shown, and the memo over them: its head, and how it looks."""

    agencies: tuple[ListedAgency, ...] = key(ListKind(RecordKind(ListedAgency, short="path"), least=1))
    memo: MemoHead | None = key(RecordKind(MemoHead), optional=True)
    style: Style | None = key(RecordKind(Style), optional=True)
