"""What a template may do: a sandbox that knows what is allowed, and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Sized
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jinja2 import Template, TemplateAssertionError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from itatrack.findings.message import message
from itatrack.report.template_limits import MAX_BITS, Budget, check_size, joined
from itatrack.report.values import Day, HiddenCharacterError, RefusedError, SetText

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import BaseLoader, Undefined
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

T = TypeVar("T")
# Signs that are not seen: they steer a terminal, turn the order of what is read, or fit into no file.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# The methods of values that a template may call. None of them makes a text longer than it was, or looks at a clock.
_METHODS: Final = (
    (str, frozenset(("count", "endswith", "find", "isdigit", "lower", "lstrip", "removeprefix", "removesuffix"))),
    (str, frozenset(("rstrip", "split", "splitlines", "startswith", "strip", "upper"))),
    (Mapping, frozenset(("get", "items", "keys", "values"))),
    (Sequence, frozenset(("count", "index"))),
)
# Values of which every part is open, but for names that begin with `_`; these hold no methods besides Jinja's own.
_OPEN: Final = (SimpleNamespace, Namespace, LoopContext, TemplateModule, BlockReference)
# What `*` may make at most out of a text or a list, and the widest field of `%`.
_MAX_REPEATED: Final = 100_000
_WIDE_FIELD: Final = r"[0-9]{4}|\*"
_MAX_BASE, _MAX_EXPONENT = 100_000, 100


def hidden(text: str) -> str | None:
    """Return the name of the first sign that is not seen, such as `U+202E`, or None."""
    match = _HIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def refuse_hidden(text: str) -> str:
    """Return a text, unless it holds a sign that is not seen.

    Raises:
        RefusedError: it does.
    """
    character = hidden(text)
    if character:
        raise RefusedError(message("the text contains the invisible character {character}", character=character))
    return text


class UnknownFilterError(TemplateAssertionError):
    """A template uses a filter or a test that there is not; `known` are the names of those that there are."""

    def __init__(self, unknown: str, known: Iterable[str], line: int, name: str | None, filename: str | None) -> None:
        super().__init__("", line, name, filename)
        self.unknown = unknown
        self.known = (*known,)


class _Generator(CodeGenerator):
    """Compiles templates so that all that they print goes through `finalize`.

    It also refuses an unknown filter or test everywhere; Jinja waits until a condition's branch is taken.
    """

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802  Jinja's own name
        self._refuse_unknown(node, self.environment.filters)
        super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802  Jinja's own name
        self._refuse_unknown(node, self.environment.tests)
        super().visit_Test(node, frame)

    def _refuse_unknown(self, node: nodes.Filter | nodes.Test, known: Iterable[str]) -> None:
        if node.name not in known:
            raise UnknownFilterError(node.name, known, node.lineno, self.name, self.filename)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  Jinja's own name
        """Join `a ~ b` as the format does, where Jinja would escape for HTML."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier, frame: Frame) -> None:  # noqa: N802
        """Refuse `autoescape`: how texts are set is not a template's to choose."""
        del frame
        self.fail("Encountered unknown tag 'autoescape'.", node.lineno)

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Write what `call`, `filter` and recursive loops give like any other value: Jinja prints it as it is."""
        super().start_write(frame, node)
        self.write("environment.finalize(context, ")

    def simple_write(self, s: str, frame: Frame, node: nodes.Node | None = None) -> None:
        """Write what a block or an included template has printed, which went through `finalize` there."""
        super().start_write(frame, node)
        self.write(s)
        super().end_write(frame)

    def end_write(self, frame: Frame) -> None:
        self.write(")")
        super().end_write(frame)


class _Template(Template):
    """Renders to plain text, as its users expect."""

    def render(self, *args: object, **kwargs: object) -> str:
        return str(super().render(*args, **kwargs))


class Sandbox(ImmutableSandboxedEnvironment):
    """Compiles and runs templates that anybody may have written.

    What is put together from a template's words and set values is `SetText`, everything else text; nothing that is
    text becomes markup, whatever is done to it. Work that grows without a bound raises a `BudgetError`.
    """

    code_generator_class = _Generator
    template_class = _Template
    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, loader: BaseLoader, undefined: type[Undefined], finalize: Callable[..., object]) -> None:
        super().__init__(
            autoescape=False,  # Jinja's own escaping is for HTML, and makes a `str` that templates could change
            optimized=False,
            loader=loader,
            undefined=undefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.budget = Budget()

    def concat(self, parts: Iterable[str]) -> SetText:  # type: ignore[override]  # as its own `NativeEnvironment` does
        """Put together what a template, a macro or a block printed."""
        return SetText(joined(parts))

    def counted(self, items: Iterable[T]) -> Iterable[T]:
        """Yield the items that a loop goes through."""
        return self.budget.counted(items)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        for number, line in enumerate(source.split("\n"), 1):
            if character := hidden(line):
                said = message("the text contains the invisible character {character}", character=character)
                raise HiddenCharacterError(said, number, name, filename)
        parsed = super()._parse(source, name, filename)
        for loop in parsed.find_all(nodes.For):
            counted = nodes.EnvironmentAttribute("counted", lineno=loop.lineno)
            loop.iter = nodes.Call(counted, [loop.iter], [], None, None, lineno=loop.lineno)
            loop.iter.set_environment(self)
        return parsed

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Check whether a template may see a part of a value, or call a method of it."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, _OPEN):
            return True
        if isinstance(obj, Day):
            return attr in Day.PARTS
        if isinstance(obj, tuple) and hasattr(obj, "_fields"):
            return attr in obj._fields
        return any(isinstance(obj, kind) and attr in names for kind, names in _METHODS)

    def wrap_str_format(self, value: object) -> None:
        """Leave `format` to `is_safe_attribute`: it reaches into its values, and `~` does the same."""

    def call(self, context: Context, obj: object, /, *args: object, **kwargs: object) -> object:
        """Call what a template calls, and count it."""
        self.budget.step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> object:  # noqa: ANN401  numbers or texts
        """Compute, unless a short line would take the machine's time or memory for itself."""
        if operator == "+" and (isinstance(left, SetText) or isinstance(right, SetText)):
            return self.joined((left, right))
        if operator == "%" and isinstance(left, str):
            _check_format(left, right)
        elif _is_too_large(operator, left, right):
            raise RefusedError(message("the result of `{operator}` is too large", operator=operator))
        return super().call_binop(context, operator, left, right)

    def joined(self, parts: Iterable[object]) -> str | SetText:
        """Join the values of `a ~ b`."""
        raise NotImplementedError


def _is_too_large(operator: str, left: Any, right: Any) -> bool:  # noqa: ANN401  as many types as values
    both_whole = isinstance(left, int) and isinstance(right, int)
    if operator == "**":
        return both_whole and bool(abs(left) > _MAX_BASE or right > _MAX_EXPONENT)
    if both_whole:
        return bool(left.bit_length() + right.bit_length() > MAX_BITS)
    if operator == "+" and isinstance(left, Sized) and isinstance(right, Sized):
        check_size(len(left) + len(right))
        return False
    sizes = [len(operand) if hasattr(operand, "__len__") else operand for operand in (left, right)]
    is_number = [isinstance(operand, int | float | Decimal) for operand in (left, right)]
    return operator == "*" and any(is_number) and not all(is_number) and bool(sizes[0] * sizes[1] > _MAX_REPEATED)


def _check_format(pattern: str, values: object) -> None:
    """Refuse a `%` that would make a text of any width, or show what a value is in Python.

    Raises:
        RefusedError: it would.
    """
    listed = values.values() if isinstance(values, Mapping) else values if isinstance(values, tuple) else (values,)
    if not all(isinstance(value, str | int | float | Decimal | Day) for value in listed):
        raise RefusedError(message("`%` takes texts, numbers and days only"))
    if re.search(_WIDE_FIELD, pattern):
        raise RefusedError(message("the result of `{operator}` is too large", operator="%"))
    check_size(len(pattern) + sum(len(value) for value in listed if isinstance(value, str)) * (pattern.count("%") + 1))
