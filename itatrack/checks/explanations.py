"""What a code means, from the docstring of its check or from the page of codes that no check finds."""

from __future__ import annotations

import re
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itatrack.checks.table import CHECKS
from itatrack.findings.catalogue import WORDINGS
from itatrack.thai.breaking import wrap

if TYPE_CHECKING:
    from itatrack.findings.message import Translator

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
        """Return all texts, in their order."""
        return (self.title, *self.paragraphs, self.wrong, self.right)


def codes() -> list[str]:
    """Return every code of the catalogue, in its order."""
    return list(dict.fromkeys(name.partition(".")[0] for name in WORDINGS))


def explanation(code: str) -> Explanation:
    """Return what a code of the catalogue means."""
    return next(explanation for explanation in explanations() if code in explanation.codes)


def explained(code: str, translate: Translator) -> str:
    """Write what a code of the catalogue means."""
    of_code = explanation(code)
    examples = ((translate("Wrong"), of_code.wrong), (translate("Right"), of_code.right))
    head = f"{', '.join(of_code.codes)}: {translate(of_code.title)}"
    parts = [_wrapped(part) for part in (head, *map(translate, of_code.paragraphs))]
    return "\n".join([*parts, "".join(_wrapped(f"{label}: {translate(example)}") for label, example in examples)])


def _wrapped(text: str) -> str:
    return "".join(f"{line}\n" for line in wrap(text, _WIDTH))


def explanations() -> list[Explanation]:
    """Return every explanation there is."""
    all_explanations = _split(_PAGE.read_text(encoding="utf-8"))
    for check in CHECKS:
        all_explanations += _split(cleandoc(check.function.__doc__ or ""))
    return all_explanations


def _split(text: str) -> list[Explanation]:
    starts = [*_HEAD.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)][: len(starts)]  # some checks share their codes
    return [_read(start[1], text[start.end() : end]) for start, end in zip(starts, ends, strict=True)]


def _read(names: str, text: str) -> Explanation:
    about, _, examples = text.partition("\nWrong: ")
    title, *paragraphs = (" ".join(part.split()) for part in about.strip().split("\n\n"))
    wrong, _, right = (" ".join(part.split()) for part in examples.partition("\nRight: "))
    return Explanation(tuple(names.split(", ")), title, tuple(paragraphs), wrong, right)
