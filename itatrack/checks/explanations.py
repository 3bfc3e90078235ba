"""What a code means, from the docstring of its check or from the page of codes that no check finds."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from itatrack.checks.registry import CHECKS
from itatrack.findings.catalogue import WORDINGS
from itatrack.language import say
from itatrack.thai.breaking import wrap

_PAGE = Path(__file__).parent.parent / "findings" / "explanations.txt"
_HEAD = re.compile(r"(?m)^([EWT]\d{3}(?:, [EWT]\d{3})*): ")
_WIDTH = 80


class Explanation(NamedTuple):
    """What codes mean, why it matters, and a wrong and a right example; each text stands on one line, in English."""

    codes: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]
    wrong: str
    right: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Give all that is said, in its order."""
        return (self.title, *self.paragraphs, self.wrong, self.right)


def codes() -> list[str]:
    """Give every code of the catalogue, in its order."""
    return list(dict.fromkeys(name.partition(".")[0] for name in WORDINGS))


def explanation(code: str) -> Explanation:
    """Give what a code of the catalogue means."""
    return next(one for one in explanations() if code in one.codes)


def explained(code: str) -> str:
    """Write what a code of the catalogue means, in the chosen language."""
    found = explanation(code)
    examples = ((say("Wrong"), found.wrong), (say("Right"), found.right))
    head = f"{', '.join(found.codes)}: {say(found.title)}"
    parts = [_wrapped(part) for part in (head, *map(say, found.paragraphs))]
    return "\n".join([*parts, "".join(_wrapped(f"{label}: {say(example)}") for label, example in examples)])


def _wrapped(text: str) -> str:
    return "".join(f"{line}\n" for line in wrap(text, _WIDTH))


def explanations() -> list[Explanation]:
    """Give every explanation there is."""
    found = _split(_PAGE.read_text(encoding="utf-8"))
    for module in sorted(check.module for check in CHECKS):
        found += _split(import_module(f"itatrack.checks.{module}").__doc__ or "")
    return found


def _split(text: str) -> list[Explanation]:
    starts = [*_HEAD.finditer(text)]
    ends = [*(one.start() for one in starts[1:]), len(text)]
    return [_read(one[1], text[one.end() : end]) for one, end in zip(starts, ends, strict=True)]


def _read(names: str, text: str) -> Explanation:
    about, _, examples = text.partition("\nWrong: ")
    title, *paragraphs = (" ".join(part.split()) for part in about.strip().split("\n\n"))
    wrong, _, right = (" ".join(part.split()) for part in examples.partition("\nRight: "))
    return Explanation(tuple(names.split(", ")), title, tuple(paragraphs), wrong, right)
