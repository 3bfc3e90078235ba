"""What Jinja says of a template, in our own words."""

from __future__ import annotations

import re

from itatrack.findings.message import Message, Values

# What Jinja says, and what we say for it; the sources are its lexer, parser, sandbox and undefined values.
PROBLEMS = {
    r"(?:Expected an expression, got|unexpected) '?(?P<sign>[^']+?)'?": "unexpected `{sign}`",
    r"unexpected '(?P<sign>.+?)', expected '(?P<token>.+?)'": "expected `{token}`, found `{sign}`",
    r"expected token '(?P<token>.+?)', got '(?P<sign>.+?)'": "expected `{token}`, found `{sign}`",
    r"Encountered unknown tag '(?P<tag>\w+)'\.": "unknown tag `{tag}`",
    r"Encountered unknown tag '(?P<tag>\w+)'\..* needs to be closed is '(?P<open>\w+)'\.?": (
        "unknown tag `{tag}`, and `{open}` is not closed"
    ),
    r"Unexpected end of template\..* needs to be closed is '(?P<open>\w+)'\.?": (
        "the template ends before `{open}` is closed"
    ),
    r"unexpected end of template, expected '(?P<token>.+?)'\.?": "expected `{token}`, found the end of the template",
    r"unexpected char (?P<sign>.+) at \d+": "unexpected character {sign}",
    r"Missing end of comment tag": "a comment `{#` is not closed",
    r"Missing end of raw directive": "`raw` is not closed",
    r"can't assign to .*|cannot assign to .*": "cannot assign to this",
    r"block '(?P<name>.+)' defined twice": "the block `{name}` is defined twice",
    r"access to attribute '(?P<name>.+)' of '.+' object is unsafe\.?": "`{name}` is not accessible from templates",
    r"Range too big\..*": "the range is too large",
    r"(?P<kind>.+) has no element (?P<name>.+)": "there is no element {name}",
    r"invalid syntax for function call expression": "arguments without a name come before those with one",
    r"expected name or number": "a name is missing after the dot",
    r"tag name expected": "the name of a tag is missing after `{%`",
}


def in_words(said: str) -> Message:
    """Return what Jinja says in our own words, or as it is where it is not known."""
    for pattern, words in PROBLEMS.items():
        match = re.fullmatch(pattern, said, re.DOTALL)
        if match:
            return Message(words, Values({name: value or "" for name, value in match.groupdict().items()}))
    return Message("{said}", Values(said=said.rstrip(".")))
