"""Render a template, or say with a finding what is wrong in it and on which line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateSyntaxError

from itatrack.findings.finding import Finding
from itatrack.memo.environment import MemoEnvironment
from itatrack.memo.slips import failure_slip, syntax_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from itatrack.memo.formats import Format

    Read = Callable[[str], tuple[str, str] | Finding | None]

_BLANK_LINES = r"\n{3,}"


class _UnreadableError(Exception):
    """A template's file could not be read; the finding says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message)
        self.found = found


def render(name: str, form: Format, context: Mapping[str, Any], read: Read) -> str | Finding:
    """Render a template with a context.

    Args:
        name: the template's name, such as `memo.md.j2`.
        form: the format that sets values and tables.
        context: the variables, as `docs/templates.md` lists them.
        read: gives a template's path as shown and its text, a finding if it cannot be read, or None.

    Returns:
        The document, ending in one line break, or the first thing wrong in the template: a finding of family
        T6, or of E1 where its file is no text.
    """
    texts: dict[str, str] = {}

    def read_and_keep(wanted: str) -> tuple[str, str] | None:
        found = read(wanted)
        if isinstance(found, Finding):
            raise _UnreadableError(found)
        if found:
            path, text = found
            texts[path] = text
        return found

    environment = MemoEnvironment(form, read_and_keep)
    try:
        document = environment.get_template(name).render(context)
        document.encode()  # a template can make text that no file can hold
    except _UnreadableError as error:
        return error.found
    except TemplateSyntaxError as error:
        return syntax_slip(error, environment, texts)
    except Exception as error:  # noqa: BLE001  a template can raise anything, and each is a slip in it
        return failure_slip(error, name, context, texts)
    return form.finish(re.sub(_BLANK_LINES, "\n\n", document).strip("\n") + "\n")
