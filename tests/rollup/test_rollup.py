"""A roll-up says of every agency what is so, leaves none out, and names first those to call."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import agencies
import openpyxl
import pytest
from calling import call
from repositories import Repo
from support import TODAY

from itatrack.cli import options, rollup_reading


def rolled(*arguments: str, status: int = 1) -> dict[str, Any]:
    """Return the JSON of a roll-up that is read anew."""
    code, out, err = call("rollup", *arguments, "--format", "json", "--no-cache")
    assert code == status, err
    return dict(json.loads(out))


@pytest.mark.parametrize("seed", [1, 2])
def test_every_agency_is_counted_or_said_to_be_missing(tmp_path: Path, seed: int) -> None:
    """Of thirty random agencies each has its row with the figures planted, or its trouble; the sums are theirs."""
    planted = agencies.plant(tmp_path, 30, seed)
    said = rolled(*(each.path for each in planted), "--year", "2564", "--round", "6")
    assert [row["path"] for row in said["agencies"]] == [each.path for each in planted]
    sums: Counter[str] = Counter()
    for row, each in zip(said["agencies"], planted, strict=True):
        assert row["trouble"] == (each.trouble or None), row
        if each.trouble in {"missing", "empty", "broken"}:
            assert row["measures"] is None
            continue
        count = Counter(each.statuses)
        figures = {
            "measures": len(each.statuses),
            "done": count["done"],
            "in_progress": count["in-progress"],
            "not_started": count["not-started"],
            "evidence": each.with_evidence,
            "budget": each.budget,
        }
        assert {name: row[name] or 0 for name in figures} == figures, each
        assert row["name"] == each.name
        if each.trouble != "other-year":
            assert (row["overdue"], row["reported"]) == (each.overdue, each.reported), each
            assert (row["last_entry"] or {}).get("gregorian") == (each.last_entry and each.last_entry.isoformat())
        sums.update(figures if not each.trouble else {})
    assert {name: said["totals"][name] for name in sums} == sums
    assert said["totals"]["agencies"] == 30
    assert said["totals"]["counted"] == 25


def test_the_agencies_to_call_stand_first(tmp_path: Path) -> None:
    """Three agencies in trouble among thirty good ones are the first that a clerk sees, with telephone and why."""
    planted = agencies.plant(tmp_path, 30, 3, ("missing", "broken", "other-year"))
    code, out, _ = call(
        "rollup", *(each.path for each in planted), "--year", "2564", "--round", "6", "--no-cache", "--lang", "th"
    )
    assert code == 1
    lines = out.splitlines()
    first = lines.index("หน่วยงานที่ควรโทรหาก่อน")
    assert first <= 3
    in_trouble = [each for each in planted if each.trouble]
    shown = "\n".join(lines[first + 2 : first + 5])
    assert all((each.name or each.path) in shown for each in in_trouble), shown
    assert "0-4301-" in shown
    assert "คนละ" in out


def test_shared_measures_that_few_have_done_are_named(tmp_path: Path) -> None:
    """What at least three agencies plan under one title and fewer than half have done is listed with its figures."""
    planted = agencies.plant(tmp_path, 12, 4, ())
    counts: dict[str, list[int]] = {}
    for each in planted:
        text = (Path(each.path) / "data" / "measures.yaml").read_text(encoding="utf-8")
        titles = [line.split("title: ")[1].split(",")[0] for line in text.splitlines() if "title: " in line][1:]
        titles = titles if len(titles) == len(each.statuses) else titles[-len(each.statuses) :]
        for title, status in zip(titles, each.statuses, strict=True):
            known = counts.setdefault(title, [0, 0])
            known[0] += 1
            known[1] += status == "done"
    few = {(title, many, done) for title, (many, done) in counts.items() if many >= 3 and 2 * done < many}
    said = rolled(*(each.path for each in planted), "--year", "2564", "--round", "6", status=0)
    assert few
    assert {tuple(each.values()) for each in said["shared_measures"]} == few


def test_a_list_names_and_groups_agencies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list file gives paths from its own folder, names and groups; their sums are those of their agencies."""
    planted = agencies.plant(tmp_path / "a b", 9, 5, ("missing",))
    lines = [
        f"  - {{path: {Path(each.path).name}, name: ที่ {number}, group: สาย {number % 2}}}"
        for number, each in enumerate(planted)
    ]
    listed = tmp_path / "a b" / "agencies.yaml"
    listed.write_text("agencies:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    said = rolled("a b/agencies.yaml", "--as-of", "2564-03-31")
    assert [row["name"] for row in said["agencies"]] == [f"ที่ {number}" for number in range(9)]
    for group in said["groups"]:
        rows = [row for row in said["agencies"] if row["group"] == group["group"] and not row["trouble"]]
        assert group["done"] == sum(row["done"] for row in rows)
    assert {group["group"] for group in said["groups"]} == {"สาย 0", "สาย 1"}
    by_district = rolled("a b/agencies.yaml", "--group-by", "district")["groups"]
    assert {group["group"] for group in by_district} == {None, "อำเภอ0", "อำเภอ1", "อำเภอ2"}


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", ":1:1", "the list of agencies is empty"),
        ("agencies:\n  - name: ก\n", ":2:5", "missing key `path`"),
        ("agencies:\n  - path: a\n    gruop: ก\n", ":3:5", "unknown key `gruop`"),
        ("agencies: []\n", ":1:11", "`agencies` is empty"),
        ("- a\n- b\n", ":1:1", "write `agencies:` on a line above them"),
    ],
)
def test_a_wrong_list_is_a_finding(tmp_path: Path, text: str, place: str, said: str) -> None:
    """What is wrong in a list file is said with its line and column, and nothing is shown over it."""
    path = tmp_path / "agencies.yaml"
    path.write_text(text, encoding="utf-8")
    code, out, err = call("rollup", str(path), "--no-cache")
    assert (code, out) == (1, "")
    assert said in err
    assert f"agencies.yaml{place}" in err


def test_a_folder_counts_once_whatever_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agency that a list has twice under two names, or that is named beside the list, is summed once."""
    (planted,) = agencies.plant(tmp_path, 1, 3, ())
    name = Path(planted.path).name
    listed = f"agencies: [{{path: {name}, name: ก}}, {{path: ./x/../{name}, name: ข}}]\n"
    (tmp_path / "agencies.yaml").write_text(listed, encoding="utf-8")
    (tmp_path / "x").mkdir()
    monkeypatch.chdir(tmp_path)
    said = rolled(str(tmp_path / "agencies.yaml"), name, "--as-of", "2564-03-31")
    assert [row["trouble"] for row in said["agencies"]] == [None, "duplicate", "duplicate"]
    assert said["totals"]["measures"] == len(planted.statuses)


def test_csv_and_json_lines_have_a_line_for_each_agency(tmp_path: Path) -> None:
    """CSV and JSON lines are read back by Python's own readers, a row an agency."""
    planted = agencies.plant(tmp_path, 10, 6)
    paths = [each.path for each in planted]
    _, out, _ = call("rollup", *paths, "--year", "2564", "--round", "6", "--format", "csv", "--no-cache")
    rows = [*csv.DictReader(io.StringIO(out))]
    assert [row["โฟลเดอร์"] for row in rows] == paths
    assert [int(row["มาตรการ"] or 0) for row in rows] == [
        len(each.statuses) if each.trouble != "broken" else 0 for each in planted
    ]
    _, out, _ = call("rollup", *paths, "--year", "2564", "--round", "6", "--format", "jsonl", "--no-cache")
    assert [json.loads(line)["path"] for line in out.splitlines()] == paths


def test_no_name_is_a_formula(tmp_path: Path) -> None:
    """In CSV and a workbook, read by openpyxl, a name like a formula is text, and figures are numbers."""
    (planted,) = agencies.plant(tmp_path / "p", 1, 12, ())
    plan = Path(planted.path) / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(planted.name, "'=1+1'"), encoding="utf-8")
    path = tmp_path / "a.xlsx"
    assert call("rollup", planted.path, "--year", "2564", "--round", "6", "--no-cache", "-o", str(path))[0] == 0
    book = openpyxl.load_workbook(path)
    heads, row = book["หน่วยงาน"].iter_rows()
    cells = {head.value: cell for head, cell in zip(heads, row, strict=True)}
    assert (cells["หน่วยงาน"].value, cells["หน่วยงาน"].data_type) == ("=1+1", "s")
    assert cells["มาตรการ"].value == len(planted.statuses)
    assert cells["บันทึกล่าสุด"].value.date() == planted.last_entry
    _, out, _ = call("rollup", planted.path, "--year", "2564", "--round", "6", "--no-cache", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["หน่วยงาน"] == "'=1+1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "DIR..."),
        (["--as-of", "2564-02-30", "x"], "28 days"),
        (["--year", "2021", "x"], "2564"),
        (["--format", "csv", "-o", "a.json", "x"], ".json"),
        (["--bom", "x"], "--bom"),
        (["-o", "measures.yaml", "x"], ".yaml"),
        (["--rev", " ", "x"], "--rev"),
        (["no-such.yaml"], "does not exist"),
        (["a/data/measures.yaml"], "name its folder: a"),
        (["a/data/status.yaml"], "name its folder: a"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], said: str) -> None:
    """Wrong use ends with status 2 and a sentence, before anything is read."""
    code, out, err = call("rollup", *arguments)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


def test_the_folder_above_the_agencies_leads_to_them(tmp_path: Path) -> None:
    """Who names the folder that holds the agencies is told what to name; a heading has no gaps where nothing counts."""
    planted = agencies.plant(tmp_path / "p", 2, 7, ())
    code, out, _ = call("rollup", str(tmp_path / "p"), "--no-cache")
    assert code == 1
    assert f"the projects are in the folders inside, such as {planted[0].path}" in " ".join(out.split())
    _, out, _ = call("rollup", planted[0].path, "--year", "2560", "--no-cache")
    assert out.splitlines()[0] == "agencies in the fiscal year 2560"


def test_a_round_that_a_plan_does_not_have(tmp_path: Path) -> None:
    """An agency without the round that is asked for is a row that names those it has; one that none has is refused."""
    planted = agencies.plant(tmp_path, 3, 7, ("broken",))
    paths = [each.path for each in planted]
    code, out, err = call("rollup", *paths, "--year", "2564", "--round", "7", "--no-cache")
    assert (code, out) == (2, "")
    assert "'--round': no agency has the round '7' with its last day; there are: รอบ 3 เดือน, รอบ 6 เดือน" in err
    plan = next(Path(each.path) for each in planted if not each.trouble) / "data" / "measures.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f"{text}rounds:\n  - {{name: งวดที่ 7, cut_off: 2564-04-30}}\n", encoding="utf-8")
    rows = rolled(*paths, "--year", "2564", "--round", "7")["agencies"]
    assert sorted(str(row["trouble"]) for row in rows) == ["None", "broken", "no-round"]
    assert any("รอบ 6 เดือน" in str(row["detail"]) for row in rows)


def test_one_plan_under_two_names(tmp_path: Path) -> None:
    """A plan that a list names twice, as where a folder was copied, counts once, and is told where it came before."""
    planted = agencies.plant(tmp_path, 2, 7, ())
    shutil.copytree(planted[0].path, tmp_path / "copy")
    listed = tmp_path / "agencies.yaml"
    paths = (*(Path(each.path).name for each in planted), "copy")
    entries = "".join(f"  - {{path: {path}, name: ทต.{number}}}\n" for number, path in enumerate(paths))
    listed.write_text(f"agencies:\n{entries}", encoding="utf-8")
    rows = rolled(str(listed), "--year", "2564")["agencies"]
    assert [row["trouble"] for row in rows] == [None, None, "duplicate"]
    assert (rows[2]["name"], f"that of {planted[0].name}, as in" in rows[2]["detail"]) == ("ทต.2", True)


def test_a_name_of_two_lines_stays_on_one(tmp_path: Path) -> None:
    """Each agency has one line in plain text and Markdown, whatever its name or folder holds."""
    planted = agencies.plant(tmp_path / "a\nb", 2, 7, ())
    plan = Path(planted[0].path) / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(planted[0].name, '"ก\\nข|ค"'), encoding="utf-8")
    for format_, shown in (("txt", "ก ข|ค"), ("md", "ก ข\\|ค")):
        _, out, _ = call("rollup", *(each.path for each in planted), "--format", format_, "--no-cache")
        assert f"\n{shown}" in out.replace("| ก", "ก"), out
        assert "a\nb" not in out


def test_a_number_means_months(tmp_path: Path) -> None:
    """Of agencies with rounds of other names, each is shown as of the end of as many months."""
    planted = agencies.plant(tmp_path, 2, 7, ())
    plan = Path(planted[0].path) / "data" / "measures.yaml"
    quarters = "rounds: [ไตรมาสที่ 1, ไตรมาสที่ 2, ไตรมาสที่ 3, ไตรมาสที่ 4]\n"
    plan.write_text(quarters + plan.read_text(encoding="utf-8"), encoding="utf-8")
    said = rolled(*(each.path for each in planted), "--year", "2564", "--round", "๓", status=0)["agencies"]
    assert [row["as_of"]["buddhist"] for row in said] == ["2563-12-31"] * 2
    assert [row["round"] for row in said] == ["ไตรมาสที่ 1", "รอบ 3 เดือน"]


def test_one_error_hides_no_other_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the program itself at one agency is a row that says so."""
    planted = agencies.plant(tmp_path, 3, 8, ())

    def load(*_: object) -> None:
        raise RuntimeError("ข")

    monkeypatch.setattr(rollup_reading, "load", load)
    said = rolled(*(each.path for each in planted))
    assert [row["trouble"] for row in said["agencies"]] == ["broken"] * 3


def test_agencies_in_git(tmp_path: Path) -> None:
    """`--rev` reads a commit of each repository, and a bare repository is read at its head without being asked."""
    planted = agencies.plant(tmp_path / "p", 2, 9, ())
    repos = [Repo(Path(each.path)) for each in planted]
    for repo in repos:
        repo.commit({}, TODAY)
    before = rolled(*(each.path for each in planted), "--as-of", "2564-03-31", status=0)["agencies"]
    for each in planted:
        (Path(each.path) / "data" / "status.yaml").write_text("", encoding="utf-8")
    bare = tmp_path / "bare.git"
    repos[0].git("clone", "-q", "--bare", ".", str(bare))
    paths = [each.path for each in planted]
    after = rolled(*paths, str(bare), "--as-of", "2564-03-31", "--rev", "HEAD")["agencies"]
    assert after[:2] == before
    assert after[2]["trouble"] == "duplicate"
    assert rolled(str(bare), "--as-of", "2564-03-31", status=0)["agencies"][0] | {"path": ""} == before[0] | {
        "path": ""
    }
    code, _, err = call("rollup", *paths, "--rev", "no-such", "--no-cache")
    assert (code, "'--rev': no agency has this commit: the repository has no commit 'no-such'" in err) == (2, True)
    repos[0].git("tag", "no-such")
    nowhere = rolled(*paths, "--year", "2564", "--rev", "no-such")["agencies"]
    assert [row["trouble"] for row in nowhere] == [None, "no-revision"]
    assert "no-such" in nowhere[1]["detail"]


def on(day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand at a day."""
    monkeypatch.setattr(options, "today", lambda: day)


def test_a_round_that_runs_is_shown_as_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before its last day a round shows today, says so, accuses nobody of silence, and nothing is overdue yet."""
    planted = agencies.plant(tmp_path, 10, 7, ())
    paths = [each.path for each in planted]
    assert not all(each.reported for each in planted)
    on(agencies.DUE, monkeypatch)
    said = rolled(*paths, "--round", "6", status=0)
    assert {row["as_of"]["buddhist"] for row in said["agencies"]} == {"2564-02-28"}
    assert {row["round_end"]["buddhist"] for row in said["agencies"]} == {"2564-03-31"}
    assert (said["totals"]["overdue"], said["totals"]["without_report"], said["call_first"]) == (0, 0, [])
    _, out, err = call("rollup", *paths, "--round", "6", "--no-cache")
    assert "not over until 2564-03-31), as of 2564-02-28" in out.splitlines()[0]
    assert "the round is not over until 2564-03-31" in err
    assert call("rollup", *paths, "--as-of", "2564-03-31", "--no-cache")[0] == 2
    on(agencies.AS_OF, monkeypatch)
    over = rolled(*paths, "--round", "6", status=0)
    assert over["totals"]["without_report"] == sum(not each.reported for each in planted)
    assert call("rollup", *paths, "--round", "6", "--no-cache")[2] == ""


def test_the_year_is_that_of_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked at is the year of the day, whatever most plans are of; a warning says where they are."""
    first, *others = agencies.plant(tmp_path, 4, 7, ())
    for each in others:
        plan = Path(each.path, "data", "measures.yaml")
        plan.write_text(plan.read_text(encoding="utf-8").replace("fiscal_year: 2564", "fiscal_year: 2563"), "utf-8")
        Path(each.path, "data", "status.yaml").write_text("", "utf-8")
    on(dt.date(2020, 10, 20), monkeypatch)
    paths = [first.path, *(each.path for each in others)]
    said = rolled(*paths)
    assert said["fiscal_year"] == 2564
    assert [row["trouble"] for row in said["agencies"]] == [None, *["other-year"] * 3]
    assert first.path not in said["call_first"]
    assert "most plans are of the fiscal year 2563" in call("rollup", *paths, "--no-cache")[2]
    before = rolled(*paths, "--as-of", "2563-09-30")
    assert before["fiscal_year"] == 2563
    assert before["agencies"][0]["trouble"] == "other-year"
    # Whose plan of the year is here is not called for the one of another.
    plan = Path(others[0].path, "data", "measures.yaml")
    plan.write_text(plan.read_text(encoding="utf-8").replace(others[0].name, first.name), "utf-8")
    plan.write_text(plan.read_text(encoding="utf-8").replace(others[0].district, first.district), "utf-8")
    assert rolled(*paths)["call_first"] == [each.path for each in others[1:]]


@pytest.mark.parametrize(
    ("rounds", "asked", "is_of_it"),
    [
        ("", "6", True),
        ("[ไตรมาสที่ 1, ไตรมาสที่ 2]", "6", True),
        ("[ไตรมาสที่ 1, ไตรมาสที่ 2]", "ไตรมาสที่ 2", False),
        ("[ไตรมาสที่ 1, ไตรมาสที่ 2]", "ไตรมาสที่ 1", True),
        ("[{name: ต้น, cut_off: 2563-12-31}, {name: ปลาย, cut_off: 2564-03-31}]", "ปลาย", False),
        ("[{name: ต้น, cut_off: 2563-12-31}, {name: ปลาย, cut_off: 2564-03-31}]", "ต้น", True),
    ],
)
def test_which_entries_are_of_a_round(tmp_path: Path, rounds: str, asked: str, *, is_of_it: bool) -> None:
    """An entry of November is of the first six months, and neither of the second quarter nor of a later round."""
    (planted,) = agencies.plant(tmp_path, 1, 3, ())
    data = Path(planted.path, "data")
    data.joinpath("status.yaml").write_text("m-0: [{date: 2563-11-20, status: in-progress}]\n", encoding="utf-8")
    plan = data / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + (f"rounds: {rounds}\n" if rounds else ""), encoding="utf-8")
    (row,) = rolled(planted.path, "--year", "2564", "--round", asked, status=0)["agencies"]
    assert row["reported"] is is_of_it


def test_long_silence_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agency whose last entry is a month old says how old, and one that has recorded nothing is called then."""
    quiet, silent, _ = agencies.plant(tmp_path, 3, 3, ())
    Path(quiet.path, "data", "status.yaml").write_text("m-0: [{date: 2563-10-12, status: in-progress}]\n", "utf-8")
    Path(silent.path, "data", "status.yaml").write_text("", "utf-8")
    words = []
    for day in (dt.date(2020, 10, 20), dt.date(2020, 11, 25)):
        on(day, monkeypatch)
        _, out, _ = call("rollup", quiet.path, silent.path, "--no-cache")
        table = out[out.index("\nagencies\n") :]
        words.append(
            [
                next(word for word in ("has entries", "44 days ago", "none yet", "nothing recorded") if word in line)
                for line in table.splitlines()[3:5]
            ]
        )
    assert words == [["has entries", "none yet"], ["44 days ago", "nothing recorded"]]
    assert rolled(quiet.path, silent.path, status=0)["call_first"] == [silent.path]


def test_a_slip_in_a_path_is_told_with_its_line(tmp_path: Path) -> None:
    """A folder that a list mistypes is told with file, line and guess; an agency without data has the list's number."""
    planted = agencies.plant(tmp_path, 2, 7, ("broken",))
    broken, sound = sorted(planted, key=lambda each: not each.trouble)
    for each, name in ((broken, "phralap"), (sound, "nongwaeng")):
        Path(each.path).rename(tmp_path / name)
    listed = tmp_path / "agencies.yaml"
    text = "agencies:\n  - {path: phralap, name: อบต.พระลับ, phone: 0-4300-1111}\n  - path: nongwang\n"
    listed.write_text(text, encoding="utf-8")
    _, out, _ = call("rollup", str(listed), "--no-cache")
    assert f"there is no such folder: correct {listed}:3; did you mean nongwaeng?" in out
    (line,) = (line for line in out.splitlines() if line.startswith("อบต.พระลับ") and "0-4300-1111" in line)
    assert "error in the data" in line
    listed.write_text("agencies:\n  - path:nongwaeng\n    group:ก\n", encoding="utf-8")
    code, _, err = call("rollup", str(listed), "--no-cache")
    assert code == 1
    assert "agencies.yaml:2:5" in err
    assert "path: nongwaeng" in err
