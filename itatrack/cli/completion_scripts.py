"""`itatrack completion`: how bash, zsh and fish ask what may follow on a line, and how they are answered.

A title or a unit is text that somebody else wrote, so a shell gets it as text: no script evaluates an answer, and bash,
which inserts what it is given as if it were typed, gets it quoted.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from itatrack.thai.width import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer._click.core import Command

# The line up to the cursor.
LINE = "_ITATRACK_LINE"

SCRIPTS = {
    # No `mapfile` and no `COMPREPLY=($(…))`: the bash of macOS lacks the one, the other expands `*`.
    "bash": r"""
_itatrack_completion() {
    local offer
    COMPREPLY=()
    while IFS= read -r offer; do
        COMPREPLY+=("$offer")
    done < <(env _ITATRACK_LINE="${COMP_LINE:0:COMP_POINT}" _ITATRACK_COMPLETE=bash "$1")
}
complete -o default -F _itatrack_completion itatrack
""",
    "zsh": r"""
#compdef itatrack
_itatrack_completion() {
    local offer
    local -a names shown
    while IFS= read -r offer; do
        names+=("${offer%%$'\t'*}")
        shown+=("${offer/$'\t'/  -- }")
    done < <(env _ITATRACK_LINE="${(j: :)words[1,CURRENT-1]} ${(q)${(Q)PREFIX}}" _ITATRACK_COMPLETE=zsh itatrack)
    if (( $#names )); then
        compadd -l -d shown -a names
    else
        _files
    fi
}
compdef _itatrack_completion itatrack
""",
    "fish": r"""
function __itatrack_completion
    set -l offers (env _ITATRACK_LINE=(commandline -cp | string collect) _ITATRACK_COMPLETE=fish itatrack)
    if set -q offers[1]
        printf '%s\n' $offers
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command itatrack --no-files --arguments '(__itatrack_completion)'
""",
}


def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish"],
        typer.Argument(metavar="SHELL", help="bash, zsh or fish.", show_default=False),
    ],
) -> None:
    """Print the completion script of a shell, for commands, measure ids, statuses, units and rounds."""
    sys.stdout.write(SCRIPTS[shell].lstrip())


class Typed(NamedTuple):
    """A line up to the cursor, as a shell reads it.

    Attributes:
        words: the words before the one at the cursor.
        begun: what is there of the word at the cursor.
        quote: the quote that is open there.
        kept: how many letters of it bash leaves alone: it completes behind a bare `=` or `:`.
    """

    words: list[str]
    begun: str
    quote: str
    kept: int


def typed(line: str) -> Typed:
    """Read a line as a shell does: words, quotes and backslashes."""
    words: list[str] = []
    word, quote, kept, is_word = "", "", 0, False
    letters = iter(line)
    for letter in letters:
        if letter == "\\" and quote != "'":
            following = next(letters, "")
            word += following if not quote or following in '"\\$`' else letter + following
        elif quote:
            quote, word = ("", word) if letter == quote else (quote, word + letter)
        elif letter in "'\"":
            quote = letter
        elif letter in " \t\n":
            if is_word:
                words.append(word)
            word, kept, is_word = "", 0, False
            continue
        else:
            word += letter
            kept = len(word) if letter in "=:" else kept
        is_word = True
    return Typed(words, word, quote, kept)


def answer(command: Command, shell: str) -> str:
    """Return what the shell that asks is to offer: a name a line, with what it stands for behind a tab.

    Args:
        command: the command line.
        shell: which shell it is.
    """
    line = typed(os.environ.get(LINE, ""))
    name, sign, _ = line.begun.partition("=")
    before = name + sign if sign and name.startswith("--") else ""
    lines = []
    for offer, about in _offers(command, line):
        # What cannot be seen cannot be chosen either.
        if offer.isprintable():
            if shell == "bash":
                lines.append(quoted((before + offer)[line.kept :], line.quote))
            else:
                lines.append(f"{before}{offer}\t{visible(' '.join(about.split()))}" if about else before + offer)
    return "".join(f"{line}\n" for line in lines)


def quoted(text: str, quote: str) -> str:
    """Quote a text for bash, which inserts it behind the quote that is open, if any."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        # A backslash before `!` would stay, and without one bash looks into its history.
        return re.sub(r'(["\\$`])', r"\\\1", text).replace("!", "\"'!'\"")
    return re.sub(r"([\x20-\x7e])", lambda sign: sign[0] if re.match(r"[\w@%+,./-]", sign[0]) else f"\\{sign[0]}", text)


def _offers(command: Command, line: Typed) -> Iterable[tuple[str, str]]:
    from typer._completion_classes import BashComplete  # there is no public way to its completion

    try:
        # Typer's own class for a shell, of which the way to ask and to answer is not used.
        items = BashComplete(command, {}, "itatrack", "").get_completions(line.words[1:], line.begun)
    except Exception:  # noqa: BLE001  a line that is being typed must not be torn apart, whatever is wrong
        return []
    return [(item.value, item.help or "") for item in items]
