"""The YAML library's loader, set so that every value stays text, with budgets for depth, number and length."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from itatrack.textfile.source import MAX_VALUE
from itatrack.yamltext.nodes import PLAIN_TAGS, Node

MAX_DEPTH: Final = 64
# 2,000 dated entries have some 20,000 nodes; with 100,000 no command takes two seconds more than usual.
MAX_NODES: Final = 100_000

IS_C: Final = hasattr(yaml, "CSafeLoader")
# Of libyaml's, what composes: the rest of `CSafeLoader` would only be set up.
_BaseLoader: Any = yaml.cyaml.CParser if IS_C else yaml.SafeLoader  # type: ignore[attr-defined]  # its stub hides it
_BREAKS = frozenset("\0\r\n\x85\u2028\u2029")
_SURROGATE = re.compile("[\ud800-\udfff]")


def name() -> str:
    """Return which loader runs, as `--version` shows it."""
    if not IS_C:
        return f"PyYAML {yaml.__version__} without libyaml: files are read, not changed"
    from yaml import _yaml

    return f"PyYAML {yaml.__version__}, libyaml {_yaml.get_version_string()}"


class _BudgetError(Exception):
    """Raised while composing, before a file can exhaust the machine, at the code point of `index`."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


class TooDeepError(_BudgetError):
    """Raised before a deep file can exhaust the interpreter's stack."""


class TooManyError(_BudgetError):
    """Raised before a file of many tiny values can exhaust the memory."""


class Loader(_BaseLoader):  # type: ignore[misc]  # the C class has no types
    """Composes without reading any meaning into plain scalars: every value stays text."""

    # Attributes in slots are counted up twice as fast, which is a fifth of composing.
    __slots__ = ("_depth", "_nodes", "has_long_value")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.has_long_value = False
        self._depth = 0
        self._nodes = 0

    # PyYAML's own three look for resolvers by path and by value, of which there are none.
    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        """Count a node below another one, before it is composed."""
        self._depth = depth = self._depth + 1
        self._nodes = nodes = self._nodes + 1
        if (nodes > MAX_NODES or depth > MAX_DEPTH) and parent is not None:
            error = TooManyError if nodes > MAX_NODES else TooDeepError
            raise error(parent.start_mark.index)

    def ascend_resolver(self) -> None:
        """Leave a node that has been composed."""
        self._depth -= 1

    def resolve(self, kind: type[Node], value: str | None, _implicit: object) -> str:
        """Return the tag of a node without one: every scalar is text."""
        if value is not None and len(value) > MAX_VALUE:
            self.has_long_value = True
        return PLAIN_TAGS[kind]


if not IS_C:
    _Composer = Loader

    class Loader(_Composer):  # type: ignore[no-redef]
        """Reads with PyYAML's own scanner what libyaml's reads, and refuses what that refuses."""

        def scan_to_next_token(self) -> None:
            """Skip tabs between tokens where they indent nothing."""
            super().scan_to_next_token()
            while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
                self.forward()
                super().scan_to_next_token()

        def scan_plain_spaces(self, indent: int, start_mark: yaml.Mark) -> list[str]:
            """Take tabs inside a plain scalar for blanks."""
            length = 0
            while self.peek(length) in {" ", "\t"}:
                length += 1
            blanks: str = self.prefix(length)
            if "\t" in blanks:
                self.forward(length)
                if self.peek() not in _BREAKS:
                    return [blanks]
            chunks: list[str] = super().scan_plain_spaces(indent, start_mark)
            return chunks

        def scan_flow_scalar_non_spaces(self, double: bool, start_mark: yaml.Mark) -> list[str]:  # noqa: FBT001
            """Refuse escapes of code points that there are not, and of halves of one."""
            try:
                chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            except (ValueError, OverflowError):
                chunks = ["\ud800"]
            if any(map(_SURROGATE.search, chunks)):
                problem = "found invalid Unicode character escape code"
                raise yaml.scanner.ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark())
            return chunks


class ShortLoader(Loader):
    """Composes a text of at most `MAX_VALUE` characters, counting nothing but the depth: a tenth faster.

    It holds no longer value, and has not five nodes for each character: `?` in brackets, with three, has most.
    """

    __slots__ = ()

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        """Enter a node below another one, before it is composed."""
        self._depth = depth = self._depth + 1
        if depth > MAX_DEPTH and parent is not None:
            raise TooDeepError(parent.start_mark.index)

    def resolve(self, kind: type[Node], _value: str | None, _implicit: object) -> str:
        """Return the tag of a node without one: every scalar is text."""
        return PLAIN_TAGS[kind]
