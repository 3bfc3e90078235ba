"""Usage errors: what Typer says of a command that cannot be run, in the chosen language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.cli.language import _

if TYPE_CHECKING:
    import typer
    from typer._click.core import Context

# What Typer says, and the same with its values named: it formats its messages before anything can translate them.
MESSAGES = {
    r"Invalid value for (?P<option>.+?): (?P<problem>.*)": "Invalid value for {option}: {problem}",
    r"Invalid value: (?P<problem>.*)": "Invalid value: {problem}",
    r"(?P<problem>.*)\. Did you mean (?P<meant>.*)\?": "{problem}. Did you mean {meant}?",
    r"No such command (?P<name>.*?)\.?": "No such command {name}.",
    r"Missing command\.": "Missing command.",
    r"Missing argument (?P<name>'.*?')\.(?P<problem>.*)": "Missing argument {name}.{problem}",
    r"Missing option (?P<name>'.*?')\.(?P<problem>.*)": "Missing option {name}.{problem}",
    r"Choose from:\s*(?P<known>.*)": "Choose from: {known}",
    r"No such option: (?P<name>\S+) \(Possible options: (?P<known>.*)\)": (
        "No such option: {name} (Possible options: {known})"
    ),
    r"No such option: (?P<name>\S+)": "No such option: {name}",
    r"Option (?P<name>.*) requires an argument\.": "Option {name} requires an argument.",
    r"Option (?P<name>.*) does not take a value\.": "Option {name} does not take a value.",
    r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)": "Got unexpected extra argument(s) ({names})",
    r"(?P<text>.*) is not one of (?P<known>.*)\.": "{text} is not one of {known}.",
    r"(?P<text>.*) is not a valid (?:int|integer|int range)\.": "{text} is not a valid integer.",
    r"(?P<text>.*) is not in the range (?P<range>.*)\.": "{text} is not in the range {range}.",
    r"(?:File|Path) (?P<path>.*) does not exist\.": "File {path} does not exist.",
    r"Directory (?P<path>.*) does not exist\.": "Directory {path} does not exist.",
    r"(?:File|Path) (?P<path>.*) is a directory\.": "File {path} is a directory.",
    r"Directory (?P<path>.*) is a file\.": "Directory {path} is a file.",
    r"\S+ (?P<path>.*) is not readable\.": "{path} is not readable.",
}
# What the usage line calls an argument, such as ID.
_PLACEHOLDER = re.compile(r"(?<=')[A-Z. ]+(?=')")


def usage_error_text(error: typer.TyperException) -> str:
    """Return the usage of the command, where to find help, and what is wrong."""
    message = error.format_message()
    context: Context | None = getattr(error, "ctx", None)
    if context is None:
        return _("Error: {message}", message=translated(message))
    usage = context.get_usage()
    if message.startswith(usage):  # the help of a command that is called without anything
        return message
    hint = _("Try '{command} --help' for help.", command=context.command_path)
    return f"{usage}\n{hint}\n\n" + _("Error: {message}", message=translated(message))


def translated(message: str) -> str:
    """Return what Typer says in the chosen language; what is not known is returned as it is."""
    if _.language == "en":
        return message
    for pattern, words in MESSAGES.items():
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            values = {name: translated(value.strip()) for name, value in match.groupdict().items()}
            if "option" in values:
                values["option"] = _PLACEHOLDER.sub(lambda name: _(name[0]), values["option"])
            return _(words, **values).rstrip()
    return message
