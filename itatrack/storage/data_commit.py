"""Find the commit that holds files as they are, by their content: a document does not have to name it."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.model.commits import Commit

_MOST: Final = 5_000  # commits that changed the files, from the last one back


def commit_with(folder: Path, contents: Mapping[str, bytes]) -> Commit | None:
    """Return the last commit that changed some files of a project to what they are given as, or None where none did.

    Args:
        folder: the project's folder.
        contents: the files by their paths.
    """
    real = Path(os.path.realpath(folder))
    if not any(os.path.lexists(parent / ".git") for parent in (real, *real.parents)):
        return None  # and git need not be asked
    from itatrack.storage.git import Repository, RevisionError
    from itatrack.storage.revisions import RevisionFiles, commit_named

    try:
        repository = Repository(folder)
        listed = repository.run("rev-list", "HEAD", "--", *contents).decode().split()
        for name in islice(listed, _MOST):
            files = RevisionFiles(folder, repository, commit_named(repository, name), repository.prefix)
            if all(files.file(path).content == content for path, content in contents.items()):
                return files.commit
    except RevisionError:
        pass  # what the document carries is the answer, and this only says where it came from
    return None
