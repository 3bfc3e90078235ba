"""Records and statuses: declared once, never changed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from itatrack.model.fields import fields_of
from itatrack.model.memo import Memo, Signature
from itatrack.model.records import Evidence
from itatrack.model.status import Status

NOWHERE = cast("Any", SimpleNamespace())


def test_a_record_cannot_be_changed() -> None:
    """A record refuses any change, and shows its keys but not its place."""
    signature = Signature(location=NOWHERE, name="ก", position="ข")
    with pytest.raises(AttributeError, match="a record cannot be changed"):
        signature.name = "ค"  # type: ignore[misc]
    assert repr(signature) == "Signature(name='ก', position='ข')"


def test_required_keys_and_defaults() -> None:
    """A required key must be given, an optional one has its default, and nothing is unread unless said."""
    with pytest.raises(TypeError, match="Signature lacks position"):
        Signature(location=NOWHERE, name="ก")  # type: ignore[call-arg]
    evidence = Evidence(location=NOWHERE, text="ก")  # type: ignore[call-arg]
    assert (evidence.text, evidence.url, evidence.file, evidence.invalid_fields) == ("ก", None, None, frozenset())


def test_keys_by_their_names_in_yaml() -> None:
    """Fields are known by their names in the files, in the order of the model."""
    fields = fields_of(Memo)
    assert next(iter(fields)) == "from"
    assert fields["from"].name == "from_"
    assert not fields["subject"].optional
    assert fields["opinions"].default == ()


def test_statuses() -> None:
    """The statuses have the codes and words of the format, and their order of progress."""
    assert [(status.code, status.label, status.short, status.rank) for status in Status] == [
        ("not-started", "ยังไม่ดำเนินการ", "ยังไม่เริ่ม", 0),
        ("in-progress", "อยู่ระหว่างดำเนินการ", "กำลังทำ", 1),
        ("done", "ดำเนินการเสร็จเรียบร้อยแล้ว", "เสร็จ", 2),
        ("cancelled", "ยกเลิก", "ยกเลิก", -1),
    ]


def test_which_changes_of_status_need_a_reason() -> None:
    """A step back, a cancellation and going on after one need a reason; every other change needs none."""
    free = {(before, after) for before in Status for after in Status if not after.needs_reason(before)}
    n, i, d, c = Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.CANCELLED
    assert free == {(n, n), (n, i), (n, d), (i, i), (i, d), (d, d), (c, c)}
