"""Render a template, or say with a finding what is wrong in it and on which line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateSyntaxError

from itatrack.findings.finding import Finding
from itatrack.memo.body import Body
from itatrack.memo.environment import MemoEnvironment
from itatrack.memo.slips import SlipError, failure_slip, syntax_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.memo.formats import Format
    from itatrack.model import Part

    Read = Callable[[str], tuple[str, str] | Finding | None]

_BLANK_LINES = r"\n{3,}"


def render(
    name: str, form: Format, context: Mapping[str, Any], read: Read, parts: Sequence[Part] = ()
) -> str | Finding:
    """Render a template with a context.

    Args:
        name: the template's name, such as `memo.md.j2`.
        form: the format that sets values and tables.
        context: the variables, as `docs/templates.md` lists them.
        read: gives a template's path as shown and its text, a finding if it cannot be read, or None.
        parts: what the plan puts in the place of the memo's usual body.

    Returns:
        The document, ending in one line break, or the first thing wrong in the template: a finding of family
        T6, or of E1 where its file is no text. A text of the plan that is written like a template counts as one.
    """
    texts: dict[str, str] = {}

    def read_and_keep(wanted: str) -> tuple[str, str] | None:
        found = read(wanted)
        if isinstance(found, Finding):
            raise SlipError(found)
        if found:
            path, text = found
            texts[path] = text
        return found

    environment = MemoEnvironment(form, read_and_keep)
    try:
        document = environment.get_template(name).render({**context, "body": Body(environment, parts, context)})
        document.encode()  # a template can make text that no file can hold
    except SlipError as error:
        return error.found
    except TemplateSyntaxError as error:
        return syntax_slip(error, environment, texts)
    except Exception as error:  # noqa: BLE001  a template can raise anything, and each is a slip in it
        return failure_slip(error, name, context, texts)
    return form.finish(re.sub(_BLANK_LINES, "\n\n", document).strip("\n") + "\n")
