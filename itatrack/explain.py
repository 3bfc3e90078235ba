"""What a code means, from the docstring of its check or from the page of codes that no check finds."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from itatrack.findings.catalogue import WORDINGS

_PAGE = Path(__file__).parent / "findings" / "explanations.txt"
_HEAD = re.compile(r"(?m)^([EWT]\d{3}(?:, [EWT]\d{3})*): ")


def codes() -> list[str]:
    """Give every code of the catalogue, in its order."""
    return list(dict.fromkeys(name.partition(".")[0] for name in WORDINGS))


def explanation(code: str) -> str | None:
    """Give what a code means, why it matters, and a wrong and a right example; None for an unknown code."""
    return next((text for names, text in _all() if code in names), None)


def _all() -> list[tuple[list[str], str]]:
    """Give the codes of each explanation with its text."""
    texts = _split(_PAGE.read_text(encoding="utf-8"))
    checks = import_module("itatrack.checks")
    for module in iter_modules(checks.__path__):
        texts += _split(import_module(f"itatrack.checks.{module.name}").__doc__ or "")
    return texts


def _split(text: str) -> list[tuple[list[str], str]]:
    starts = [*_HEAD.finditer(text)]
    ends = [*(one.start() for one in starts[1:]), len(text)]
    return [(one[1].split(", "), text[one.start() : end].strip() + "\n") for one, end in zip(starts, ends, strict=True)]
