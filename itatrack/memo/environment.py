"""The Jinja environment of the memo's templates: sandboxed, strict, and every value set by the format."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from jinja2 import BaseLoader, TemplateNotFound, TemplateRuntimeError, Undefined, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.nodes import TemplateData
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from itatrack.language import say
from itatrack.memo.headings import headings_of
from itatrack.memo.tables import Item, Picture, Verbatim
from itatrack.memo.undefined import Missing
from itatrack.thai import calendar, digits
from itatrack.thai.width import pad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.compiler import Frame
    from jinja2.nodes import Concat, Filter, Template, Test
    from jinja2.runtime import Context

    from itatrack.memo.formats import Format

# Of Jinja's own filters those that are right for Thai text; `center`, `wordwrap`, `truncate` and `sort` are not.
_JINJA_FILTERS = (
    "default",
    "first",
    "last",
    "map",
    "reject",
    "rejectattr",
    "round",
    "select",
    "selectattr",
    "sum",
)

# A number to a power, or a text so many times over: more than any memo needs, and nothing for a machine.
_LARGEST = 100_000
_HIGHEST = 100


class _Generator(CodeGenerator):
    """Compiles `a ~ b` so that both sides are set by the format, where Jinja would escape for HTML.

    It also refuses an unknown filter or test everywhere; Jinja waits until a condition's branch is taken.
    """

    def visit_Filter(self, node: Filter, frame: Frame) -> None:  # noqa: N802  Jinja's own name
        if node.name not in self.environment.filters:
            self.fail(f"No filter named {node.name!r}.", node.lineno)
        super().visit_Filter(node, frame)

    def visit_Test(self, node: Test, frame: Frame) -> None:  # noqa: N802  Jinja's own name
        if node.name not in self.environment.tests:
            self.fail(f"No test named {node.name!r}.", node.lineno)
        super().visit_Test(node, frame)

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802  Jinja's own name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class MemoEnvironment(ImmutableSandboxedEnvironment):
    """Renders templates for one format.

    Autoescape only tells finished text (`Markup`) from values; the escaping itself is the format's.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, form: Format, read: Callable[[str], tuple[str, str] | None]) -> None:
        super().__init__(
            loader=_Loader(read),
            autoescape=True,
            undefined=Missing,
            finalize=self._finalize,
            optimized=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._form = form
        self._read = read
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}
        self.filters = {name: self.filters[name] for name in _JINJA_FILTERS} | self._own_filters(form)

    def _own_filters(self, form: Format) -> dict[str, Callable[..., Any]]:
        return {
            "arabic": lambda value: Markup(form.text(digits.to_arabic(_plain(value)), numerals=False)),
            "centered": lambda block: Markup(form.centered(str(self.set(block))) + "\n"),
            "data_uri": _data_uri,
            "join": lambda parts, separator="": Markup(separator.join(map(self.set, parts))),
            "length": lambda items: len(items) if hasattr(items, "__len__") else sum(1 for _ in items),
            "leader": lambda label: Markup(form.leader(str(self.set(label)))),
            "pad": lambda value, width: Markup(pad(str(self.set(value)), width)),
            "right_half": lambda block: Markup(form.right_half(str(self.set(block))) + "\n"),
            "short_date": calendar.short,
            "table": lambda rows, headings, caption="": Markup(
                form.table(headings_of(headings, rows), rows, str(self.set(caption)))
            ),
            "thai": lambda value: digits.to_thai(_plain(value)),
        }

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  see Jinja
        """Multiply, unless a short line would take the machine's time or memory for itself."""
        if operator == "**":
            too_large = isinstance(left, int) and isinstance(right, int) and (abs(left) > _LARGEST or right > _HIGHEST)
        else:
            sizes = [len(side) if hasattr(side, "__len__") else side for side in (left, right)]
            is_number = [isinstance(side, int | float | Decimal) for side in (left, right)]
            too_large = not all(is_number) and any(is_number) and sizes[0] * sizes[1] > _LARGEST
        if too_large:
            raise TemplateRuntimeError(say("the result of `{operator}` is too large", operator=operator))
        return super().call_binop(context, operator, left, right)

    def read(self, name: str) -> tuple[str, str]:
        """Return the path as shown and the text of a template that is there."""
        return self._read(name) or (name, "")

    @cached_property
    def wording(self) -> WordingEnvironment:
        """Give the environment for texts whose own words are set like values."""
        return WordingEnvironment(self._form, self._read)

    def set(self, value: object) -> str:
        """Set a value as the format asks; text that is set already (`Markup`) stays as it is.

        The formats themselves get and give plain text: `Markup` would escape for HTML what is joined to it.
        """
        if isinstance(value, Markup):
            return value
        if isinstance(value, Item):
            return Markup(self._form.item(value))
        return Markup(self._form.text(value if isinstance(value, Verbatim) else _plain(value)))

    def joined(self, parts: Iterable[object]) -> str:
        """Join values; the result is set text as soon as one of them is, or keeps its digits."""
        listed = list(parts)
        if any(isinstance(part, Markup | Verbatim) for part in listed):
            return Markup("".join(map(self.set, listed)))
        return "".join(map(_plain, listed))

    @staticmethod
    @pass_context  # it also keeps Jinja from setting constants while it compiles
    def _finalize(context: Context, value: object) -> str:
        return cast("MemoEnvironment", context.environment).set(value)


def known_names(kind: str) -> list[str]:
    """Give the names of all filters, or of all tests, that a template may use."""
    environment = MemoEnvironment(cast("Format", None), lambda _: None)
    return [*(environment.filters if kind == "filter" else environment.tests)]


class WordingEnvironment(MemoEnvironment):
    """Renders texts that belong to no format: their own words are set by the format too, line by line."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        parsed = super()._parse(source, name, filename)
        for words in parsed.find_all(TemplateData):
            lines = words.data.split("\n")
            words.data = "\n".join(self._form.text(line) if line.strip() else line for line in lines)
        return parsed


def _data_uri(picture: Picture) -> str:
    """Give a picture as an address that holds it, so that the page needs no other file."""
    kind = "png" if picture.name.lower().endswith(".png") else "jpeg"
    return Markup(f"data:image/{kind};base64,{b64encode(picture.content).decode()}")


def _plain(value: object) -> str:
    """Give a value as text: a day in full, a number as it is written."""
    if isinstance(value, Undefined):
        return str(value)  # fails, naming what is missing
    if isinstance(value, dt.date):
        return calendar.full(value)
    if isinstance(value, str | int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Sequence):
        kind = say("a list")
    else:
        kind = say("a record") if hasattr(value, "__dict__") else say("this value")
    raise TemplateRuntimeError(say("{kind} cannot be printed as it is: print its parts", kind=kind))


class _Loader(BaseLoader):
    """Gets templates from a function, so that only the workspace touches the disk."""

    def __init__(self, read: Callable[[str], tuple[str, str] | None]) -> None:
        self._read = read

    def get_source(self, environment: Any, template: str) -> tuple[str, str, None]:  # noqa: ANN401  Jinja's own signature
        del environment
        found = self._read(template)
        if found is None:
            raise TemplateNotFound(template)
        path, text = found
        return text, path, None
