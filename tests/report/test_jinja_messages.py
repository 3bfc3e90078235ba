"""What Jinja says of a template is said in words of our own, in both languages."""

from __future__ import annotations

import re

import pytest
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from itatrack.cli.language import translator
from itatrack.findings.message import ENGLISH
from itatrack.report.jinja_messages import PROBLEMS, in_words

TEMPLATES = {
    "{{ } }}": "`}` is unexpected here",
    "{{ }}": "`end of print statement` is unexpected here",
    "{{ ( }}": "expected `)`, found `}`",
    "{{ a b }}": "expected `end of print statement`, found `b`",
    "{% fro x %}": "there is no tag `fro`",
    "{% if a %}{% endfor %}": "there is no tag `endfor` here, and `if` is not closed",
    "{% if a %}": "the template ends before `if` is closed",
    "{{ title": "the template ends where `end of print statement` is expected",
    "{{ a $ b }}": "the character '$' cannot stand here",
    "{# a": "a comment `{#` is not closed",
    "{% raw %}a": "`raw` is not closed",
    "{% set none = 2 %}": "no value can be given to this",
    "{% block a %}{% endblock %}{% block a %}{% endblock %}": "the block `a` stands here twice",
    "{{ ''.__class__ }}": "`__class__` is closed to templates",
    "{{ range(10 ** 9) }}": "the range is too large",
    "{{ [][0] }}": "there is no element 0 here",
    "{{ f(a=1, 2) }}": "values without a name stand before those with one",
    "{{ a. }}": "a name is missing behind the point",
    "{%- -%}": "`{%` is not followed by the name of a tag",
}


def said(template: str) -> str:
    """Return what Jinja says of a template."""
    with pytest.raises((TemplateError, OverflowError)) as raised:
        ImmutableSandboxedEnvironment(undefined=StrictUndefined).from_string(template).render()
    return str(getattr(raised.value, "message", raised.value))


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_jinja_says(template: str) -> None:
    """What Jinja really says of a slip is known, and said in other words, in Thai too."""
    assert ENGLISH(in_words(said(template))) == TEMPLATES[template]
    assert re.search("[ก-๙]", translator("th")(in_words(said(template))))


def test_every_pattern_is_needed() -> None:
    """No pattern is kept for what Jinja does not say."""
    messages = [*map(said, TEMPLATES)]
    unused = [one for one in PROBLEMS if not any(re.fullmatch(one, message, re.DOTALL) for message in messages)]
    assert unused == []


def test_what_is_not_known() -> None:
    """What Jinja says beyond that is shown as it is."""
    assert ENGLISH(in_words("something {new}.")) == "something {new}"
