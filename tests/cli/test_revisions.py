"""`--rev` reads what git recorded, and nothing of what is in the folder now."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from calling import call
from repositories import Repo
from support import CASES, PIXEL, ROOT

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2021, 3, 1)
BASE = {f"data/{name}": (CASES / "base" / name).read_bytes() for name in ("measures.yaml", "status.yaml")}
COMMANDS = (
    ["report", "--as-of", "2564-03-31", "--format", "html"],
    ["report", "--as-of", "2564-03-31", "--format", "txt", "--form", "bs4", "--digits", "arabic"],
    ["report", "--as-of", "2564-03-31", "--template", "templates/own.md.j2"],
    ["status", "list", "--as-of", "2564-03-31", "--json"],
    ["validate", "--as-of", "2564-03-31"],
)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Make a repository with the corpus' base, recorded on 1 March 2564, and go there."""
    made = Repo(tmp_path / "agency")
    made.commit(BASE, DAY)
    monkeypatch.chdir(made.folder)
    return made


def change(repo: Repo, kind: int, choose: random.Random) -> None:
    """Change the project as people do: other data, templates, pictures and links come, change and go."""
    data, templates = repo.folder / "data", repo.folder / "templates"
    valid = [case for case in sorted((CASES / "valid").iterdir()) if (case / "status.yaml").exists()]
    if kind == 0:
        for name, content in BASE.items():
            (repo.folder / name).unlink(missing_ok=True)
            (repo.folder / name).write_bytes(content)
        case = choose.choice([*valid, CASES / "invalid" / "E301-unknown-measure"])
        shutil.copytree(case, data, dirs_exist_ok=True)
    elif kind == 1:
        templates.mkdir(exist_ok=True)
        (templates / "own.md.j2").write_text(f"{choose.random()} {{{{ agency.name }}}}\n{{% include 'part.j2' %}}\n")
        (templates / "part.j2").write_text("{{ as_of }}\n")
    elif kind == 2:
        templates.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "templates" / "wording.j2", templates / "wording.j2")
        if choose.random() < 0.5:
            with (templates / "wording.j2").open("a") as stream:
                stream.write(f"{{# {choose.random()} #}}\n")
    elif kind == 3:
        shutil.rmtree(templates, ignore_errors=True)
    elif kind == 4 and not (data / "status.yaml").is_symlink():
        (data / "status.yaml").rename(repo.folder / "kept.yaml")
        (data / "status.yaml").symlink_to("../kept.yaml")
    elif kind == 5:
        (repo.folder / "evidence").mkdir(exist_ok=True)
        (repo.folder / "evidence" / "a.png").write_bytes(PIXEL)


@pytest.mark.slow
def test_a_revision_reads_as_its_checkout(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every commit of a random history a command prints what it prints in a checkout of the commit."""
    choose = random.Random(1)  # noqa: S311  no secret
    commits = []
    kinds = [*range(6)]
    choose.shuffle(kinds)
    for number, kind in enumerate(kinds):
        change(repo, kind, choose)
        commits.append(repo.commit_all(DAY + dt.timedelta(number)))
    shutil.rmtree(repo.folder / "templates", ignore_errors=True)
    (repo.folder / "data" / "measures.yaml").write_text("not: what was")
    for commit in commits:
        checkout = repo.checkout(commit, tmp_path / "checkout")
        for command in COMMANDS:
            monkeypatch.chdir(repo.folder)
            status, out, err = call(*command, "--rev", commit)
            monkeypatch.chdir(checkout)
            expected = call(*command)
            said = [line for line in err.splitlines() if not line.startswith("read from commit")]
            said = [line.replace(f" --rev {commit}", "") for line in said]
            if "does not exist" in expected[2]:
                assert (status, out) == (1, "")
                continue
            assert (status, out, said) == (*expected[:2], expected[2].splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_a_revision_makes_the_same_files(
    repo: Repo, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word and PDF of a revision have the bytes of those of its checkout, with its garuda too."""
    plan = BASE["data/measures.yaml"].decode().replace("memo:\n", "memo:\n  garuda: garuda.png\n")
    commit = repo.commit({"data/measures.yaml": plan, "garuda.png": PIXEL}, DAY)
    repo.commit({"garuda.png": None}, DAY)
    made = []
    for folder, revision in ((repo.folder, ["--rev", commit]), (repo.checkout(commit, tmp_path / "checkout"), [])):
        monkeypatch.chdir(folder)
        memo = tmp_path / f"{len(made)}.{name}"
        assert call("report", "--as-of", "2564-03-31", "-o", str(memo), *revision)[0] == 0
        made.append(memo.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("@2564-03-02", 1),
        ("@2564-03-09", 1),
        ("@๑๐ มี.ค. ๒๕๖๔", 10),
        ("@10/3/2564", 10),
        ("@2021-03-10", 10),
        ("@today", 20),
        ("@วันนี้", 20),
        ("main", 20),
        ("@", 20),
        ("@~1", 10),
        ("HEAD^{/Record}", 20),
        ("first", 1),
        ("refs/tags/first", 1),
    ],
)
def test_names_of_commits(repo: Repo, asked: str, day: int) -> None:
    """A commit is named as git names it, or by the day of either era on which it was the last."""
    repo.git("tag", "-a", "-m", "x", "first")
    for number in (10, 20):
        repo.commit({}, dt.date(2021, 3, number))
    status, _, err = call("status", "list", "--rev", asked)
    assert status == 0
    assert f"of 2564-03-{day:02}, by สมศรี ใจดี\n" in err


def test_a_day_ends_at_midnight_of_thailand(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit is of the day that it is in Thailand, whatever the zones of its author and of this machine."""
    monkeypatch.setenv("TZ", "America/New_York")
    for moment in ("2021-03-02T23:59:59+07:00", "2021-03-02T12:00:01-05:00"):
        repo.git("commit", "-q", "--allow-empty", "-m", moment, GIT_COMMITTER_DATE=moment)
    assert "of 2564-03-02," in call("status", "list", "--rev", "@2564-03-02")[2]
    assert "of 2564-03-03," in call("status", "list", "--rev", "@2564-03-03")[2]


def test_a_day_follows_first_parents(repo: Repo) -> None:
    """What a branch held is known from the day on which it was merged; until then its commits are named, audit too."""
    status = (repo.folder / "data" / "status.yaml").read_text(encoding="utf-8")
    repo.git("checkout", "-q", "-b", "branch")
    branch = repo.commit({"data/status.yaml": status + "# ก\n"}, dt.date(2021, 3, 5))
    repo.git("checkout", "-q", "main")
    repo.commit({"b": "1"}, dt.date(2021, 3, 3))
    day = dt.date(2021, 3, 8)
    repo.git("merge", "-q", "--no-commit", "branch")
    repo.commit_all(day)
    said = "1 commit up to that day is not in it, as its branch was merged later"
    before, merged = (call("status", "list", "--rev", f"@2564-03-0{day}")[2] for day in (7, 8))
    assert ("of 2564-03-03," in before, said in before) == (True, True)
    assert ("of 2564-03-08," in merged, said in merged) == (True, False)
    assert said not in call("status", "list", "--rev", "@2564-03-04")[2]
    assert "an entry of a branch counts from the day of its commit" in call("audit")[2]
    assert "an entry of a branch" not in call("audit", "--rev", "@2564-03-07")[2]
    assert branch[:10] in call("status", "list", "--rev", branch)[2]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("no-such", "the repository has no commit 'no-such'; there are: main"),
        ("mian", "the repository has no commit 'mian' (did you mean 'main'?)"),
        ("--output=x", "the repository has no commit '--output=x'"),
        ("main\nx", "the repository has no commit"),
        ("main blob 3", "the repository has no commit"),
        ("HEAD^{tree}", "the repository has no commit"),
        ("@2564-02-28", "the first commit is of 2564-03-01, after the day that is asked for"),
        ("@2500-01-01", "the first commit is of 2564-03-01"),
        ("@2564-13-01", "there is no such day as '2564-13-01'"),
        ("@1/2/64", "the first commit is of 2564-03-01, after the day that is asked for"),
        ("main:nowhere", "the project is not in the folder nowhere; there is one with --rev 'main:/'"),
        ("", "the text is empty"),
        (" ", "the text is empty"),
    ],
)
def test_no_such_revision(repo: Repo, asked: str, said: str) -> None:
    """A name that is no commit of the repository is refused, and no name becomes an option of git."""
    status, out, err = call("status", "list", f"--rev={asked}")
    assert (status, out) == (2, "")
    assert said in err
    assert sorted(path.name for path in repo.folder.iterdir()) == [".git", "data"]


def test_a_name_of_several_commits(repo: Repo) -> None:
    """A name that is a tag and a branch is refused with the full names, which are taken."""
    repo.git("tag", "main")
    repo.commit({"a": "1"}, DAY)
    status, _, err = call("status", "list", "--rev", "main")
    assert status == 2
    assert "'main' may be several commits: write refs/tags/main / refs/heads/main" in err
    assert [call("status", "list", "--rev", f"refs/{kind}/main")[0] for kind in ("tags", "heads")] == [0, 0]


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, without a commit, and without git a revision is refused with the reason."""
    shutil.copytree(CASES / "base", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert "the project is not in a git repository" in call("validate", "--rev", "HEAD")[2]
    Repo(tmp_path)
    for asked in ("HEAD", "@2564-03-01", "main"):
        status, _, err = call("validate", "--rev", asked)
        assert status == 2
        assert "the repository has no commit" in err
    monkeypatch.setenv("PATH", f".{os.pathsep}{tmp_path}")
    assert "git is not installed" in call("validate", "--rev", "HEAD")[2]
    assert call("validate", "--as-of", "2564-03-31")[0] == 0


def test_a_project_that_moved(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that was in another folder is named with it, as the refusal says; one that was not there yet too."""
    first = repo.git("rev-parse", "HEAD").strip()
    empty = repo.git("commit-tree", repo.git("mktree", "--missing").strip() or "", "-m", "x").strip()
    (repo.folder / "สำนัก ปลัด").mkdir()
    repo.git("mv", "data", "สำนัก ปลัด/data")
    repo.commit_all(DAY)
    monkeypatch.chdir(repo.folder / "สำนัก ปลัด")
    status, _, err = call("status", "list", "--rev", first)
    assert status == 2
    assert f"the project is not in the folder สำนัก ปลัด; there is one with --rev '{first}:/'" in err
    assert [call("status", "list", "--rev", f"{first}:{place}")[0] for place in ("/", "", ".", "nowhere")] == [
        0,
        0,
        0,
        2,
    ]
    assert call("status", "list", "--rev", "HEAD:สำนัก ปลัด")[0] == 0
    assert "there is no project yet" in call("status", "list", "--rev", empty)[2]


def test_a_shallow_clone(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day before the cut of a shallow clone is refused with how the rest is brought; one after it is right."""
    first = repo.git("rev-parse", "HEAD").strip()
    repo.commit({"a": "1"}, dt.date(2021, 4, 1))
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    said = "the clone is shallow: it begins on 2564-04-01, and `git fetch --unshallow` gets the rest"
    assert said in call("status", "list", "--rev", "@2564-03-31")[2]
    assert "the clone is shallow" in call("status", "list", "--rev", first)[2]
    assert call("status", "list", "--rev", "@2564-04-01")[0] == 0
    monkeypatch.chdir(tmp_path)
    assert "`git -C clone fetch --unshallow`" in call("status", "list", "-C", "clone", "--rev", "@2564-03-31")[2]


def test_a_bare_repository(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository without a folder of files is read like any other."""
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path)
    assert call("status", "list", "--rev", "main", "-C", "bare.git")[:2] == call("status", "list", "-C", "agency")[:2]


def test_nothing_of_the_repository_runs(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No program that a repository or a variable names is started, no object is replaced, and nothing is written."""
    mark = tmp_path / "ran"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    first = repo.git("rev-parse", "HEAD").strip()
    attributes = "* filter=evil diff=evil merge=evil text working-tree-encoding=UTF-16\n"
    second = repo.commit({"data/status.yaml": "{}\n"}, DAY)
    (repo.folder / ".git" / "info" / "attributes").write_text(attributes)
    for key in (
        "core.fsmonitor", "core.pager", "pager.cat-file", "core.sshCommand", "core.editor", "filter.evil.smudge",
        "filter.evil.clean", "filter.evil.process", "diff.evil.textconv", "diff.external", "gpg.program",
        "credential.helper", "core.askPass", "core.alternateRefsCommand", "uploadpack.packObjectsHook",
        "alias.rev-list", "alias.cat-file",
    ):  # fmt: skip
        repo.git("config", key, str(program))
    repo.git("config", "core.hooksPath", str(tmp_path))
    shutil.copyfile(program, tmp_path / "post-index-change")
    repo.git("replace", "-f", first, second)
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(program))
    monkeypatch.setenv("GIT_TRACE", str(mark))
    mark.unlink(missing_ok=True)
    before = {path: path.stat().st_mtime_ns for path in (repo.folder / ".git").rglob("*")}
    for asked in (first, "@2564-03-01"):
        assert call("status", "list", "--rev", asked)[0] == 0
    assert "2564-03-31" in call("status", "list", "--rev", first, "--as-of", "2564-03-31")[1].splitlines()[1]
    assert not mark.exists()
    assert {path: path.stat().st_mtime_ns for path in (repo.folder / ".git").rglob("*")} == before


def test_a_partial_clone_fetches_nothing(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a partial clone lacks is named as missing: nothing is fetched."""
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{repo.folder}", str(tmp_path / "clone"))
    (tmp_path / "clone" / "data").mkdir()
    monkeypatch.chdir(tmp_path / "clone")
    status, out, _ = call("validate", "--rev", "HEAD")
    assert status == 1
    assert out.count("the repository is damaged, or a partial clone") == 2


def test_a_damaged_object(repo: Repo) -> None:
    """An object whose content is not that of its hash is not believed."""
    blob = repo.git("rev-parse", "HEAD:data/status.yaml").strip()
    (repo.folder / "other.yaml").write_text("{}\n")
    other = repo.git("hash-object", "-w", "other.yaml").strip()
    path = {name: repo.folder / ".git" / "objects" / name[:2] / name[2:] for name in (blob, other)}
    path[blob].unlink()
    shutil.copyfile(path[other], path[blob])
    status, out, err = call("validate", "--rev", "HEAD")
    assert status == 1
    assert "the repository is damaged, or a partial clone" in out + err


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/etc/hostname", "its link leads out of the repository"),
        ("../../../x", "its link leads out of the repository"),
        ("status.yaml", "its link leads in a circle"),
        ("nowhere", "the file does not exist"),
        (".", "it is not an ordinary file"),
    ],
)
def test_links_of_a_revision(repo: Repo, link: str, said: str) -> None:
    """A link is followed inside the commit only."""
    (repo.folder / "data" / "status.yaml").unlink()
    (repo.folder / "data" / "status.yaml").symlink_to(link)
    repo.commit_all(DAY)
    (repo.folder / "data" / "status.yaml").unlink()
    status, out, _ = call("validate", "--rev", "HEAD")
    assert (status, said in out) == (1, True), out


def test_what_a_repository_keeps_elsewhere(repo: Repo) -> None:
    """A pointer of Git LFS and a submodule are named as such."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    repo.commit({"data/status.yaml": pointer}, DAY)
    assert "has only a pointer of Git LFS in its place" in call("validate", "--rev", "HEAD")[1]
    (repo.folder / "data" / "status.yaml").unlink()
    repo.git("add", "-A")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/status.yaml")
    repo.git("commit", "-q", "-m", "x")
    assert "it is in a submodule, which is another repository" in call("validate", "--rev", "HEAD")[1]


def test_evidence_of_a_revision(repo: Repo) -> None:
    """Files of evidence are looked for in the revision: what came later is not there yet, what went is there still."""
    entry = "property:\n  - date: 2564-03-31\n    status: done\n    evidence: [{text: ก, file: proof.pdf}]\n"
    without = repo.commit({"data/status.yaml": entry}, DAY)
    with_it = repo.commit({"proof.pdf": "x"}, DAY)
    repo.commit({"proof.pdf": None}, DAY)
    lacking = ["proof.pdf" in call("validate", "--rev", commit)[1] for commit in (without, with_it)]
    assert lacking == [True, False]


def test_large_evidence_of_a_revision(repo: Repo) -> None:
    """Of a file of any size all is compared with its SHA-256, though only the beginning is kept in memory."""
    pinned, changed = b"0" * 17_000_000, b"0" * 16_999_999 + b"1"
    entry = (
        "property:\n  - date: 2564-03-31\n    status: done\n    evidence: [{{text: ก, file: proof.pdf, sha256: {}}}]\n"
    )
    history = entry.format(hashlib.sha256(pinned).hexdigest())
    as_pinned = repo.commit({"data/status.yaml": history, "proof.pdf": pinned}, DAY)
    later = repo.commit({"proof.pdf": changed}, DAY)
    assert ["W532" in call("validate", "--rev", commit)[1] for commit in (as_pinned, later)] == [False, True]


def test_a_sha256_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repositories with longer hashes are read too."""
    repo = Repo(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    repo.git("init", "-q", "-b", "main", "--object-format=sha256")
    repo.commit(BASE, DAY)
    monkeypatch.chdir(tmp_path)
    assert call("status", "list", "--rev", "main")[:2] == call("status", "list")[:2]


def test_the_log_says_who_recorded_what_and_when(repo: Repo) -> None:
    """Each entry of a log has its commit, also under a new id; a change is told, and what is not committed yet."""
    entry = "  - date: 2564-02-15\n    status: done\n    note: {}\n"
    repo.commit({"data/status.yaml": "property:\n" + entry.format("ก")}, dt.date(2021, 4, 1), "สมชาย")
    repo.commit({"data/status.yaml": "# ข\nproperty:\n" + entry.format("ข")}, dt.date(2021, 4, 9))
    assert call("measure", "rename", "property", "assets")[0] == 0
    repo.commit_all(dt.date(2021, 5, 1))
    assert call("status", "set", "assets", "in-progress", "--date", "2564-02-01")[0] == 0
    out = call("status", "log", "assets", "--as-of", "2564-03-31")[1]
    assert re.findall(r"(?m)^    (?:recorded|changed) .*|^ +note: .*", out) == [
        "    recorded  not committed yet",
        "    recorded  on 2564-04-01 by สมชาย (" + repo.git("rev-parse", "HEAD~2")[:10] + ")",
        "    changed   on 2564-04-09 by สมศรี ใจดี (" + repo.git("rev-parse", "HEAD~1")[:10] + ")",
        "              note: ก → ข",
    ]
    entries = json.loads(call("status", "log", "assets", "--json")[1])["entries"]
    told = [[(event["kind"], event["recorded"]) for event in each["events"]] for each in entries]
    assert [[(kind, commit and commit["author"]) for kind, commit in events] for events in told] == [
        [("recorded", None)],
        [("recorded", "สมชาย"), ("changed", "สมศรี ใจดี")],
    ]
    at_first = call("status", "log", "property", "--rev", "HEAD~2")[1]
    assert ("สมชาย" in at_first, "changed" in at_first) == (True, False)


def test_the_log_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository a log is as it was; without git it says why nothing is known of commits."""
    shutil.copytree(CASES / "base", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    plain = call("status", "log", "property")
    assert "recorded" not in plain[1] + plain[2]
    entries = json.loads(call("status", "log", "property", "--json")[1])["entries"]
    assert {entry["events"] for entry in entries} == {None}
    Repo(tmp_path)
    status, out, err = call("status", "log", "property")
    assert (status, out) == plain[:2]
    assert "when entries were recorded is not known: the repository has no commit yet" in err
