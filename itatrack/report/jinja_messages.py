"""What Jinja says of a template, in words of our own."""

from __future__ import annotations

import re

from itatrack.findings.message import Message, Values

# What Jinja says, and what we say for it; the sources are its lexer, parser, sandbox and undefined values.
PROBLEMS = {
    r"(?:Expected an expression, got|unexpected) '?(?P<sign>[^']+?)'?": "`{sign}` is unexpected here",
    r"unexpected '(?P<sign>.+?)', expected '(?P<token>.+?)'": "expected `{token}`, found `{sign}`",
    r"expected token '(?P<token>.+?)', got '(?P<sign>.+?)'": "expected `{token}`, found `{sign}`",
    r"Encountered unknown tag '(?P<tag>\w+)'\.": "there is no tag `{tag}`",
    r"Encountered unknown tag '(?P<tag>\w+)'\..* needs to be closed is '(?P<open>\w+)'\.?": (
        "there is no tag `{tag}` here, and `{open}` is not closed"
    ),
    r"Unexpected end of template\..* needs to be closed is '(?P<open>\w+)'\.?": (
        "the template ends before `{open}` is closed"
    ),
    r"unexpected end of template, expected '(?P<token>.+?)'\.?": "the template ends where `{token}` is expected",
    r"unexpected char (?P<sign>.+) at \d+": "the character {sign} cannot stand here",
    r"Missing end of comment tag": "a comment `{#` is not closed",
    r"Missing end of raw directive": "`raw` is not closed",
    r"can't assign to .*|cannot assign to .*": "no value can be given to this",
    r"block '(?P<name>.+)' defined twice": "the block `{name}` stands here twice",
    r"access to attribute '(?P<name>.+)' of '.+' object is unsafe\.?": "`{name}` is closed to templates",
    r"Range too big\..*": "the range is too large",
    r"(?P<kind>.+) has no element (?P<name>.+)": "there is no element {name} here",
    r"invalid syntax for function call expression": "values without a name stand before those with one",
    r"expected name or number": "a name is missing behind the point",
    r"tag name expected": "`{%` is not followed by the name of a tag",
}


def in_words(said: str) -> Message:
    """Return in words of our own what Jinja says; what is not known is given as it is."""
    for pattern, words in PROBLEMS.items():
        match = re.fullmatch(pattern, said, re.DOTALL)
        if match:
            return Message(words, Values({name: value or "" for name, value in match.groupdict().items()}))
    return Message("{said}", Values(said=said.rstrip(".")))
