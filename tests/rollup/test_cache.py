"""What is kept of an agency is believed only where nothing that it came from has changed."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import agencies
import pytest
from calling import call
from hypothesis import given
from hypothesis import strategies as st

from itatrack.cli import rollup_pool, rollup_reading
from itatrack.cli.rollup_reading import AgencyReader, AgencySource
from itatrack.model.amounts import Baht
from itatrack.rollup.agency_row import AgencyRow, OverdueMeasure, RollupRequest
from itatrack.rollup.row_text import row_of_text, text_of_row
from itatrack.storage.result_cache import ResultCache

if TYPE_CHECKING:
    from itatrack.project import Project

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
ROWS = st.builds(
    AgencyRow,
    name=st.text(max_size=9),
    fiscal_year=st.none() | st.integers(2500, 2600),
    as_of=st.none() | DAYS,
    budget=st.none() | st.builds(Baht, st.decimals(0, 10**9, places=2)),
    last_entry=st.none() | DAYS,
    done_at=st.lists(st.integers(0, 40), max_size=4).map(tuple),
    overdue_measures=st.lists(st.builds(OverdueMeasure, st.text(), st.text(), DAYS), max_size=2).map(tuple),
    titles=st.lists(st.tuples(st.text(), st.booleans()), max_size=2).map(tuple),
)


class Watched:
    """A reader of one agency, with how often the agency was really read."""

    def __init__(self, folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.source = AgencySource(str(folder))
        self.reader = AgencyReader(RollupRequest(agencies.AS_OF, agencies.AS_OF), None, cache, b"code")
        self.reads = 0
        load = rollup_reading.load

        def counted(*arguments: object) -> Project:
            self.reads += 1
            return load(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(rollup_reading, "load", counted)

    def row(self, **changes: object) -> AgencyRow:
        """Return the row that a reader gives, which must be that of one without a cache."""
        reader = self.reader._replace(**changes)  # type: ignore[arg-type]
        row = reader.row(self.source)
        before = self.reads
        assert row == reader._replace(cache=None).row(self.source)
        self.reads = before
        return row


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Return a reader of a random agency."""
    planted = agencies.plant(tmp_path / "agencies", 1, 5, ())
    return Watched(Path(planted[0].path), tmp_path / "cache", monkeypatch)


def test_what_has_not_changed_is_not_read_again(watched: Watched) -> None:
    """The second run of the same question over the same bytes gives the same row without reading."""
    assert watched.row() == watched.row()
    assert watched.reads == 1


def test_other_bytes_of_the_same_size_and_time_are_read(watched: Watched) -> None:
    """A file with other bytes is read, though its size and times are the same."""
    assert watched.row().done
    path = Path(watched.source.path, "data", "status.yaml")
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"2564-05-0", b"2564-03-0", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    watched.row()
    assert watched.reads == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"request": RollupRequest(agencies.AS_OF, dt.date(2021, 1, 31))},
        {"request": RollupRequest(agencies.AS_OF + dt.timedelta(1), agencies.AS_OF)},
        {"request": RollupRequest(agencies.AS_OF, agencies.AS_OF, "3")},
        {"code": b"other code"},
    ],
    ids=["as of", "today", "round", "code"],
)
def test_another_question_is_answered_anew(watched: Watched, changes: dict[str, object]) -> None:
    """Another day, round or version of the tool is never answered by what was kept."""
    watched.row()
    watched.row(**changes)
    assert watched.reads == 2


def test_a_file_of_evidence_that_comes_or_goes_is_noticed(watched: Watched) -> None:
    """A row comes from which files of evidence are there, too: it is made anew when one is taken away."""
    history = Path(watched.source.path, "data", "status.yaml")
    text = history.read_text(encoding="utf-8")
    history.write_text(
        text.replace("status: done}", "status: done, evidence: [{text: ก, file: proof.pdf}]}", 1), encoding="utf-8"
    )
    assert "proof.pdf" in history.read_text(encoding="utf-8")
    Path(watched.source.path, "proof.pdf").write_bytes(b"%PDF-1.7")
    found = watched.row()
    assert watched.row() == found
    assert watched.reads == 1
    Path(watched.source.path, "proof.pdf").unlink()
    assert watched.row() != found
    assert watched.reads == 2


@pytest.mark.parametrize("damage", [b"", b"x", None], ids=["empty", "short", "one bit"])
def test_a_damaged_result_is_none(watched: Watched, tmp_path: Path, damage: bytes | None) -> None:
    """What the disk lost of a kept row is noticed, and the agency is read again."""
    watched.row()
    (kept,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    content = kept.read_bytes()
    kept.write_bytes(damage if damage is not None else content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    watched.row()
    assert watched.reads == 2


def test_troubles_are_never_kept(watched: Watched, tmp_path: Path) -> None:
    """An agency with errors is read at each run."""
    Path(watched.source.path, "data", "status.yaml").write_text("x", encoding="utf-8")
    assert watched.row().trouble == "broken"
    assert not [path for path in tmp_path.joinpath("cache").rglob("*") if path.is_file()]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """Where nothing can be kept everything is read anew."""
    (tmp_path / "file").write_bytes(b"")
    cache = ResultCache(tmp_path / "file" / "below")
    cache.put("a", b"key", b"result")
    assert cache.get("a", b"key") is None


@given(row=ROWS)
def test_a_row_comes_back_from_its_text(row: AgencyRow) -> None:
    """Whatever a row holds, the row of its text is the same."""
    assert row_of_text(text_of_row(row)) == row


@pytest.mark.slow
def test_processes_give_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several processes give what one gives, in the same order, with a cache and without."""
    planted = [each.path for each in agencies.plant(tmp_path / "p", 40, 11)]
    asked = ["rollup", *planted, "--year", "2564", "--round", "6", "--format", "json"]
    alone = json.loads(call(*asked, "--no-cache")[1])
    monkeypatch.setattr(rollup_pool, "_POOL_FROM", 2)
    monkeypatch.setattr(rollup_pool, "_processes", lambda: 2)
    for _ in range(2):
        assert json.loads(call(*asked, "--cache", str(tmp_path / "cache"))[1]) == alone
