"""The options that every command has, and what looks like an option but stands where a value is meant."""

from __future__ import annotations

import inspect
import re
from functools import wraps
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli.console import set_verbosity
from itatrack.cli.language import Language, _, set_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    # Typer's own types, which have no public names.
    from typer._click.core import Command, Context, Parameter

    _Base = Command
else:
    _Base = object

# What a person means as an option, mostly because the value before it was forgotten: `--note --dry-run`.
_LIKE_AN_OPTION = re.compile(r"--?[A-Za-z][\w-]*(=.*)?|--", re.DOTALL)


def _common(
    *,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="The language of messages; by default from ITATRACK_LANG or the system."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show only the result, errors and warnings.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Also show which project and templates are used.")] = False,
) -> None:
    del lang  # `Attentive` has set it, before any message
    set_verbosity(quiet=quiet, verbose=verbose)


def with_common_options(function: Callable[..., object]) -> Callable[..., object]:
    """Add the options of every command to those of a command's function."""
    common: Callable[..., None] = _common
    shared = inspect.signature(common, eval_str=True).parameters
    signature = inspect.signature(function, eval_str=True)

    @wraps(function)
    def run(**given: object) -> object:
        common(**{name: given.pop(name) for name in shared})
        return function(**given)

    parameters = [*signature.parameters.values(), *shared.values()]
    vars(run)["__signature__"] = signature.replace(parameters=parameters)  # where `inspect` looks
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def may_be_empty(*names: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Let a command take an empty text as the value of some of its options, by the names of its parameters."""

    def mark(function: Callable[..., object]) -> Callable[..., object]:
        vars(function)["may_be_empty"] = names
        return function

    return mark


def values_given(command: Command, args: Sequence[str], *, everywhere: bool) -> Iterator[tuple[Parameter, str, bool]]:
    """Yield options and their values as Typer reads them, and whether the value is a word of its own.

    Args:
        command: the command or group.
        args: what was typed behind its name.
        everywhere: read on behind a word that is no option, as a command does and a group does not.
    """
    valued = (option for option in command.params if not getattr(option, "is_flag", True))
    options = {name: option for option in valued for name in option.opts}
    words = iter(args)
    for word in words:
        if word == "--" or not (word.startswith("-") or everywhere):
            return
        option, value = _option_of(word, options)
        if option:
            given = next(words, None) if value is None else value
            if given is not None:
                yield option, given, value is None


def _option_of(word: str, options: Mapping[str, Parameter]) -> tuple[Parameter | None, str | None]:
    """Return the option of a word that takes a value, and the value where it stands in the same word."""
    if word.startswith("--"):
        name, sign, value = word.partition("=")
        return options.get(name), value if sign else None
    for place, letter in enumerate(word[1:] if word.startswith("-") else "", 2):
        if f"-{letter}" in options:
            return options[f"-{letter}"], word[place:] or None
    return None, None


class Attentive(_Base):
    """Reads the language of a command before anything is said, and refuses an option in a value's place.

    To be mixed into Typer's commands and groups.
    """

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse arguments as Typer does."""
        given = [*values_given(self, args, everywhere=self.allow_interspersed_args)]
        self.choose_language(given)
        if not ctx.resilient_parsing:
            # Kept by the wrappers around the command's function.
            may_be_empty = getattr(getattr(self, "callback", None), "may_be_empty", ())
            empty = 0
            for option, value, is_apart in given:
                if not value and option.name in may_be_empty:
                    empty += is_apart
                else:
                    _refuse_no_value(ctx, option, value, is_apart=is_apart)
            if self.allow_interspersed_args and args.count("") > empty:
                raise typer.BadParameter(_("the text is empty"), ctx=ctx)
        return super().parse_args(ctx, args)

    def choose_language(self, given: Sequence[tuple[Parameter, str, bool]]) -> None:
        """Choose the language that options ask for last, and have the command speak it."""
        for option, value, _is_apart in given:
            if option.name == "lang" and set_language(value):
                from itatrack.cli.thai_help import translate

                translate(self)


def _refuse_no_value(ctx: Context, option: Parameter, value: str, *, is_apart: bool) -> None:
    """Raise where a value is empty, as that of a variable that is not set, or an option that was meant as one."""
    problem = "" if value else _("the text is empty")
    if is_apart and _LIKE_AN_OPTION.fullmatch(value):
        name = option.opts[0]
        written = f"{name}={value}" if name.startswith("--") else name + value
        problem = _("'{value}' looks like an option; if it is the value, write {written}", value=value, written=written)
    if problem:
        raise typer.BadParameter(problem, ctx=ctx, param=option)
