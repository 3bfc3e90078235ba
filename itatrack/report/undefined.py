"""Names a template asks for and does not get: never printed as empty text."""

from __future__ import annotations

from functools import partial
from typing import Any

from jinja2 import StrictUndefined, UndefinedError


class UnknownNameError(UndefinedError):
    """A template uses a variable or a key that does not exist.

    `name` is what it asked for; `known` are the names that were there to be asked for.
    """

    def __init__(self, name: str, known: tuple[str, ...], message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class NoValueError(UndefinedError):
    """A template prints a key that the project leaves out; `name` is its path."""

    def __init__(self, name: str, message: str | None = None) -> None:
        super().__init__(message)
        self.name = name


class Missing(StrictUndefined):
    """Stands for an unknown name until it is used, and then fails with the names that are known beside it."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:  # noqa: ANN401  Jinja's own signature
        if hint is not None:  # a filter's own word, such as that a list is empty
            super().__init__(hint, obj, name, exc or UndefinedError)
            return
        known = tuple(getattr(obj, "__dict__", getattr(obj, "PARTS", ())))
        super().__init__(hint, obj, name, partial(UnknownNameError, str(name), known))  # type: ignore[arg-type]  # called like a class


class Absent(StrictUndefined):
    """Stands for an optional key that the project leaves out: false in a condition, an error when printed."""

    def __init__(self, path: str) -> None:
        super().__init__(name=path, exc=partial(NoValueError, path))  # type: ignore[arg-type]  # called like a class

    def __reduce__(self) -> tuple[type[Absent], tuple[str]]:
        return Absent, (str(self._undefined_name),)

    def __bool__(self) -> bool:  # type: ignore[override]  # the base class refuses every use
        return False
