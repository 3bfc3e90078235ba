"""Render a template, or say with a finding what is wrong in it and on which line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import TemplateSyntaxError

from itatrack.findings.finding import Finding
from itatrack.report.body import Body
from itatrack.report.environment import MemoEnvironment
from itatrack.report.sandbox import refuse_hidden
from itatrack.report.template_errors import SlipError, failure_slip, syntax_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.model.records import Part
    from itatrack.report.formats.registry import Format

    Read = Callable[[str], tuple[str, str] | Finding | None]
    Reading = Callable[[str], tuple[str, str] | None]

T = TypeVar("T")

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

    def rendered(reading: Reading) -> str:
        environment = MemoEnvironment(form, reading)
        variables = {**context, "body": Body(environment, parts, context)}
        text = environment.get_template(name).render(variables)
        refuse_hidden(text)  # the headings of a table stand in a template, and go to the format as they are
        return form.finish(re.sub(_BLANK_LINES, "\n\n", text).strip("\n") + "\n")

    return guarded(name, context, read, rendered)


def guarded(name: str, context: Mapping[str, Any], read: Read, make: Callable[[Reading], T]) -> T | Finding:
    """Make a document from templates, or give the finding for whatever is wrong in one.

    Args:
        name: the template that is asked for.
        context: the variables, for what was probably meant.
        read: gives a template's path as shown and its text, a finding if it cannot be read, or None.
        make: makes the document; it is given a function that reads templates and knows what was read.
    """
    texts: dict[str, str] = {}

    def reading(wanted: str) -> tuple[str, str] | None:
        found = read(wanted)
        if isinstance(found, Finding):
            raise SlipError(found)
        if found:
            path, text = found
            texts[path] = text
        return found

    try:
        return make(reading)
    except SlipError as error:
        return error.found
    except TemplateSyntaxError as error:
        return syntax_slip(error, texts)
    except Exception as error:  # noqa: BLE001  a template can raise anything, and each is a slip in it
        return failure_slip(error, name, context, texts)
