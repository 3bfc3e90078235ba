"""The option `--rev`: which commit is meant, and the project's files in it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from itatrack.cli import lookup, options
from itatrack.cli.console import info
from itatrack.cli.language import _

if TYPE_CHECKING:
    from itatrack.model.commits import Commit
    from itatrack.storage.git import Repository, RevisionError
    from itatrack.storage.revisions import RevisionFiles
    from itatrack.storage.workspace import ProjectFiles

Rev = Annotated[
    str | None,
    typer.Option(
        "--rev",
        metavar="REV",
        help="Read data and templates from a commit: a hash, branch or tag of git, or @DATE, the last one of a day."
        "  [default: the files as they are]",
    ),
]
_NAME = "'--rev'"
# A colon in braces belongs to git: HEAD^{/fix: a}.
_WITH_FOLDER = re.compile(r"((?:[^:{]|\{[^}]*\}?)*)(?::(.*))?", re.DOTALL)
# What follows the @ of a day, and of nothing that git knows by an @.
_DAY = re.compile(r"@\s*(?:[0-9๐-๙]|[ก-ฮเ-ไ]|today\b)", re.IGNORECASE)


class RevisionName(NamedTuple):
    """What is asked for: a name that git knows or the day of the last commit, and where the project was in it."""

    text: str
    day: dt.date | None
    folder: str | None


def project_files(project: Path | None, rev: str | None) -> ProjectFiles:
    """Return the files of a project: those in its folder, or those of the commit that is asked for.

    Raises:
        typer.BadParameter: there is no project, no repository or no such commit.
    """
    if rev is None:
        from itatrack.storage.workspace import Workspace

        return Workspace(options.project_folder(project))
    name = revision_name(rev)
    files = revision_files(project, name)
    commit, author = files.commit, shown_author(files.commit)
    info(_("read from commit {commit} of {day}, by {author}", commit=commit.short, day=day_of(commit), author=author))
    if name.day:
        _tell_merged_later(files, name.day)
    return files


def _tell_merged_later(files: RevisionFiles, day: dt.date) -> None:
    """Print how many commits up to a day, in which `audit` has entries recorded, were not known then."""
    from itatrack.findings.message import counted
    from itatrack.model.commits import end_of
    from itatrack.storage import revisions
    from itatrack.storage.workspace import HISTORY, PLAN

    head = revisions.commit_named(files.repository, "HEAD")
    place = f"{files.place.strip('/')}/".lstrip("/")
    paths = [f"{place}{name}" for name in (PLAN, HISTORY)]
    later = revisions.merged_later(files.repository, files.commit, head, end_of(day), paths)
    if later:
        told = counted(
            later,
            "{number} commit up to that day is not in it, as its branch was merged later; audit has its entries from "
            "the day of the commit on",
            "{number} commits up to that day are not in it, as their branches were merged later; audit has their "
            "entries from the days of the commits on",
        )
        info(_(told))


def day_of(commit: Commit) -> str:
    """Return the day of a commit as it is shown."""
    from itatrack.thai import calendar

    return calendar.iso(commit.day)


def shown_author(commit: Commit) -> str:
    """Return who wrote a commit, as it is shown."""
    from itatrack.findings.message import clean

    return clean(commit.author or commit.email or "?")


def revision_name(text: str) -> RevisionName:
    """Read the value of `--rev`.

    Raises:
        typer.BadParameter: it is blank, or begins like a day and is none.
    """
    match = _WITH_FOLDER.fullmatch(text)
    name, folder = match.groups() if match else (text, None)
    if not name.strip():
        raise typer.BadParameter(_("the text is empty"), param_hint=_NAME)
    day = _day(name[1:]) if _DAY.match(name) else None
    return RevisionName(name, day, folder)


def range_of(text: str | None) -> tuple[RevisionName, RevisionName | None] | None:
    """Read two commits as `A..B`: without A the first is `HEAD`, without B the second are the files as they are.

    Returns:
        Both, or None for a text that has no two dots.

    Raises:
        typer.BadParameter: there are three dots, or one of them is no commit's name.
    """
    first, dots, second = (text or "").partition("..")
    if not dots:
        return None
    if second.startswith("."):
        raise typer.BadParameter(_("write two dots between two commits: A..B"), param_hint=_NAME)
    return revision_name(first or "HEAD"), revision_name(second) if second else None


def _day(text: str) -> dt.date:
    """Read a day of either era: git itself shows years of the common era, which no year of the other can be."""
    from itatrack.thai import calendar

    parsed = calendar.parse_date(text)
    if not isinstance(parsed, dt.date) and parsed.kind == "common-era" and parsed.meant:
        return parsed.meant
    return options.day(text, "--rev")


def repository_of(folder: Path) -> Repository:
    """Return the repository that a folder is in.

    Raises:
        typer.BadParameter: it is in none.
    """
    from itatrack.storage.git import Repository, RevisionError

    try:
        return Repository(folder)
    except RevisionError as error:
        raise _refused(error) from None


def revision_files(project: Path | None, name: RevisionName) -> RevisionFiles:
    """Return the files of a project at a commit.

    Raises:
        typer.BadParameter: there is no repository, no such commit, or no project in it.
    """
    from itatrack.storage.git import RevisionError
    from itatrack.storage.revisions import RevisionFiles
    from itatrack.storage.workspace import HISTORY, PLAN

    folder = folder_of(project)
    repository = repository_of(folder)
    try:
        commit = commit_of(repository, name, options.unshallow(project))
        place = repository.prefix if name.folder is None else name.folder
        files = RevisionFiles(folder, repository, commit, place)
        if not files.has_file(PLAN) and not files.has_file(HISTORY):
            raise _no_project(repository, commit, name, place)
    except RevisionError as error:
        raise _refused(error) from None
    return files


def folder_of(project: Path | None) -> Path:
    """Return the project's folder, or the current one: the project may be in a revision only."""
    from itatrack.storage.workspace import find_project

    try:
        return project or find_project(Path.cwd()) or Path.cwd()
    except FileNotFoundError:
        return options.project_folder(project)  # which says that the current folder is gone


def commit_of(repository: Repository, name: RevisionName, unshallow: str) -> Commit:
    """Return the commit that is asked for; a command is named that brings what a shallow clone lacks.

    Raises:
        typer.BadParameter: there is none.
        RevisionError: the name may mean several.
    """
    from itatrack.model.commits import end_of
    from itatrack.storage import revisions

    if name.day is None:
        try:
            return revisions.commit_named(repository, name.text)
        except revisions.UnknownRevisionError as error:
            known = revisions.names_of_commits(repository)
            if not known:
                raise
            problem = _("the repository has no commit {names}")
            said = lookup.unknown([name.text], known, "--rev", problem).message
            if repository.is_shallow:
                said += _("; the clone is shallow, and `{command}` gets the rest", command=unshallow)
            raise typer.BadParameter(said, param_hint=_NAME) from error
    head = revisions.commit_named(repository, "HEAD")
    commit = revisions.last_commit(repository, head, end_of(name.day))
    if commit:
        return commit
    values = {"first": day_of(revisions.first_commit(repository, head))}
    problem = _("the first commit is of {first}, after the day that is asked for", **values)
    if repository.is_shallow:
        problem = _(
            "the clone is shallow: it begins on {first}, and `{command}` gets the rest", **values, command=unshallow
        )
    raise typer.BadParameter(problem, param_hint=_NAME)


def _no_project(repository: Repository, commit: Commit, name: RevisionName, place: str) -> typer.BadParameter:
    from itatrack.findings.suggest import MAX_LISTED
    from itatrack.storage.revisions import project_folders

    folders = project_folders(repository, commit)
    where = {"commit": commit.short, "day": day_of(commit), "folder": place.rstrip("/") or "/"}
    problem = _("in commit {commit} of {day} there is no project yet", **where)
    if folders:
        known = ", ".join(f"--rev '{name.text}:{folder or '/'}'" for folder in folders[:MAX_LISTED])
        problem = _(
            "in commit {commit} of {day} the project is not in the folder {folder}; there is one with {known}",
            **where,
            known=known,
        )
    return typer.BadParameter(problem, param_hint=_NAME)


def _refused(error: RevisionError) -> typer.BadParameter:
    return typer.BadParameter(_(error.said), param_hint=_NAME)
