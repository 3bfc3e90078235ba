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
    "{{ } }}": "unexpected `}`",
    "{{ }}": "unexpected `end of print statement`",
    "{{ ( }}": "expected `)`, found `}`",
    "{{ a b }}": "expected `end of print statement`, found `b`",
    "{% fro x %}": "unknown tag `fro`",
    "{% if a %}{% endfor %}": "unknown tag `endfor`, and `if` is not closed",
    "{% if a %}": "the template ends before `if` is closed",
    "{{ title": "expected `end of print statement`, found the end of the template",
    "{{ a $ b }}": "unexpected character '$'",
    "{# a": "a comment `{#` is not closed",
    "{% raw %}a": "`raw` is not closed",
    "{% set none = 2 %}": "cannot assign to this",
    "{% block a %}{% endblock %}{% block a %}{% endblock %}": "the block `a` is defined twice",
    "{{ ''.__class__ }}": "`__class__` is not accessible from templates",
    "{{ range(10 ** 9) }}": "the range is too large",
    "{{ [][0] }}": "there is no element 0",
    "{{ f(a=1, 2) }}": "arguments without a name come before those with one",
    "{{ a. }}": "a name is missing after the dot",
    "{%- -%}": "the name of a tag is missing after `{%`",
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
