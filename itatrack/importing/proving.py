"""Prove a draft: written, read again and checked it has no error; what the checks refuse becomes a comment."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from itatrack.findings.message import message
from itatrack.importing.draft_text import DraftError, DraftText, draft_text
from itatrack.project import load
from itatrack.yamltext.data_paths import path_at
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Translator
    from itatrack.importing.draft import Draft
    from itatrack.importing.notes import Path
    from itatrack.yamltext.edit.emitter import Data

_NAMES = {"plan": "data/measures.yaml", "history": "data/status.yaml"}
# Each pass takes at least one value away that the checks refuse.
_MAX_PASSES = 50


def proven(draft: Draft, thai: Translator, source: str, today: dt.date) -> DraftText:
    """Return the files of a draft, which `validate` accepts without an error.

    Raises:
        DraftError: they cannot be made so.
    """
    for _ in range(_MAX_PASSES):
        text = draft_text(draft, thai, source)
        documents = {
            "plan": Document.read(_NAMES["plan"], text.plan),
            "history": Document.read(_NAMES["history"], text.history),
        }
        project = load(documents["plan"], documents["history"], today, lambda *_: False)
        if not project.has_errors:
            return text
        if not any(_take_out(draft, documents, each) for each in project.errors):
            raise DraftError(project.errors[0].code)
    raise DraftError("passes")


def _take_out(draft: Draft, documents: dict[str, Document], error: Finding) -> bool:
    """Take the value out of which an error speaks, and note it; return whether there was one."""
    file = next(name for name, path in _NAMES.items() if path == error.span.path)
    root = documents[file].root
    if root is None:
        return False
    path = _steps(path_at(root, error.span))
    whole = draft.plan if file == "plan" else draft.history
    try:
        data = _at(whole, path[:-1])
    except (KeyError, IndexError, TypeError):
        return False
    last = path[-1] if path else None
    if (isinstance(data, dict) and last not in data) or (isinstance(data, list) and not isinstance(last, int)):
        return False
    lost: Data = data.pop(last)
    where = path[:-1]
    while where and not data:  # nothing is left of what it stood in
        data, where = _at(whole, where[:-1]), where[:-1]
        del data[path[len(where)]]
    text = json.dumps(lost, ensure_ascii=False)
    said = message("this value is refused ({code}): '{text}'", code=error.code, text=f"{last}: {text}")
    draft.notes.doubt(where, said, "plan" if file == "plan" else "history")
    return True


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401  text, list or dict
    """Return the value at a path."""
    for step in path:
        data = data[step]
    return data


def _steps(path: str) -> Path:
    """Return the keys and places of a path such as `measures[3].steps[0]`."""
    found = re.findall(r'\.?([A-Za-z_][\w-]*)|\[([0-9]+)\]|\["([^"]*)"\]', path)
    return tuple(int(place) if place else name or quoted for name, place, quoted in found)
