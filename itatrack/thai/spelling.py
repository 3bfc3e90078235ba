"""One spelling for Thai text that looks the same: marks in order, no invisible characters, plain spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

AnomalyKind = Literal["nikhahit", "double-sara-e", "zero-width", "no-break-space", "line-separator", "mark-order"]

# Unicode's Default_Ignorable_Code_Point, and the signs of interlinear notes: none is ever seen. Those that turn the
# direction of a text (U+202A to U+202E, U+2066 to U+2069) are not repaired but refused where a file is read.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\u2028\u2029\u0085"
_PHINTHU = "\u0e3a"
_VOWELS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47"  # above or below the consonant
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_ABOVE_VOWELS = _TONES + "\u0e4c"  # tone marks and thanthakhat
_STACK = _PHINTHU + _VOWELS + _ABOVE_VOWELS
_MARKS = _STACK + "\u0e4d\u0e4e"
_NIKHAHIT_AA = f"([{_TONES}]?)\u0e4d([{_TONES}]?)\u0e32"

_TROUBLE = (
    f"(?P<nikhahit>{_NIKHAHIT_AA})"
    "|(?P<double_sara_e>เเ)"
    f"|(?P<zero_width>[{_INVISIBLE}])"
    f"|(?P<no_break_space>[{_SPACES}])"
    f"|(?P<line_separator>[{_LINE_ENDS}])"
    "|(?P<mark_order>"
    f"[{_VOWELS}{_ABOVE_VOWELS}]{_PHINTHU}"
    f"|[{_ABOVE_VOWELS}][{_VOWELS}]"
    f"|(?P<mark>[{_MARKS}])(?P=mark)+"
    f"|[ะาำ][{_TONES}])"
)
# What has none of these has no anomaly.
_SIGNS_OF_TROUBLE = (
    "เเ",
    f"[{_INVISIBLE}{_SPACES}{_LINE_ENDS}{_PHINTHU}\u0e4d\u0e4e]",
    f"[{_VOWELS}][{_VOWELS}]",
    f"[{_ABOVE_VOWELS}ะาำ][{_VOWELS}{_ABOVE_VOWELS}]",
)

# Thai and ASCII as they are typed rightly: runs of letters, and behind a consonant, digit or sign at most a vowel and
# then a tone mark or thanthakhat. All but a few texts are such, and this tells it in less than half the time of looking
# for signs of trouble. Runs are taken whole: letter by letter it took three times as long.
_BEARERS = " -~\nก-ฮฯๆ๐-๙"
_LETTERS = f"[{_BEARERS}ะาำแโใไเ]*+"
_ORDINARY = re.compile(
    f"{_LETTERS}(?:(?<=[{_BEARERS}])(?:[{_VOWELS}][{_ABOVE_VOWELS}]?+|[{_ABOVE_VOWELS}]){_LETTERS})*+"
)

_KINDS: dict[str | None, AnomalyKind] = {
    "nikhahit": "nikhahit",
    "double_sara_e": "double-sara-e",
    "zero_width": "zero-width",
    "no_break_space": "no-break-space",
    "line_separator": "line-separator",
    "mark_order": "mark-order",
}

# Before Unicode's own normalising.
_BLANKS = ((f"[{_INVISIBLE}]", ""), (f"[{_SPACES}\t]", " "), (f"[{_LINE_ENDS}]", "\n"))
# How far from its consonant a mark is written.
_PLACES = {mark: place for place, marks in enumerate((_PHINTHU, _VOWELS, _ABOVE_VOWELS)) for mark in marks}
_FOLLOWING = "ะาำ"
_RUN = f"[{_MARKS}{_FOLLOWING}]{{2,}}"
# More of them in a row are no text, and stay as they are.
_LONGEST_RUN = 100
# Holds every long run of combining marks, which `unicodedata` would sort in quadratic time.
_HEAP = r"[^\w\s]{30,}"
# Not text in any script: it only loses what is never seen.
_LONG_HEAP = r"[^\w\s!-~…]{101,}"
# A text is right after one or two. Only signs of other scripts between Thai marks take more.
_MAX_PASSES = 8


class SpellingAnomaly(NamedTuple):
    """One place where a text is not in its normal spelling; `start` and `end` count code points."""

    kind: AnomalyKind
    start: int
    end: int


def normalise(text: str) -> str:
    """Return the text in its one normal spelling, so that equal-looking texts are equal.

    NFC plus repairs by rule: NFC leaves Thai ``ํา`` and misordered marks as they are, and NFKC would break every
    ``ำ``. Spaces at both ends go; spaces inside stay as many as they are. Idempotent, in linear time.
    """
    return text.strip() if is_ordinary(text) else repaired_text(text)


def is_ordinary(text: str) -> bool:
    """Check whether a text is Thai and ASCII as they are typed rightly; one that is not may be right all the same."""
    return _ORDINARY.fullmatch(text) is not None and "เเ" not in text


def repaired_text(text: str) -> str:
    """Return what `normalise` makes of a text that is not ordinary."""
    heap = re.search(_LONG_HEAP, text)
    if not heap and "\t" not in text and _is_nfc(text) and not may_have_anomalies(text):
        return text.strip()
    repaired = _without_odd_spaces(text).strip()
    if heap and re.search(_LONG_HEAP, repaired):
        return repaired
    for _ in range(_MAX_PASSES):
        # One repair may uncover another: a zero-width space between two marks, a doubled mark between two more.
        before, repaired = repaired, _repaired_once(repaired)
        if repaired == before:
            return repaired
    return _without_odd_spaces(text).strip()  # signs of many scripts, which no rule puts in order


def may_have_anomalies(text: str) -> bool:
    """Check whether a text has any of the signs that anomalies are made of; it takes a tenth of their time."""
    return any(re.search(sign, text) for sign in _SIGNS_OF_TROUBLE)


def anomalies(text: str) -> Iterator[SpellingAnomaly]:
    """Yield the places that `normalise` would repair, in order of position.

    Spaces at the ends, tabs, and characters that NFC alone composes are not anomalies.
    """
    for match in re.finditer(_TROUBLE, text):
        yield SpellingAnomaly(_KINDS[match.lastgroup], match.start(), match.end())


def repaired(kind: AnomalyKind, text: str) -> str:
    """Return how the text of an anomaly is typed rightly."""
    if kind in {"no-break-space", "line-separator"}:
        return " "
    return normalise(text)


def _is_nfc(text: str) -> bool:
    return _with_sorted_marks(text) == text and unicodedata.is_normalized("NFC", text)


def _with_sorted_marks(text: str) -> str:
    """Return the text with the marks of each long run in canonical order, in less than quadratic time."""
    if not re.search(_HEAP, text):
        return text
    runs = groupby(text, key=lambda letter: unicodedata.combining(letter) > 0)
    return "".join("".join(sorted(run, key=unicodedata.combining) if marks else run) for marks, run in runs)


def _without_odd_spaces(text: str) -> str:
    for pattern, replacement in _BLANKS:
        text = re.sub(pattern, replacement, text)
    return text


def _repaired_once(text: str) -> str:
    text = _without_odd_spaces(text)
    text = unicodedata.normalize("NFC", _with_sorted_marks(text)).replace("เเ", "แ")
    return re.sub(_RUN, lambda run: _in_writing_order(run[0]), text).strip()


@lru_cache(maxsize=1024)
def _in_writing_order(run: str) -> str:
    """Return a run of marks and of letters that follow their consonant, as they are typed.

    The letters ะ, า, ำ, nikhahit and yamakkan part the run into stacks of marks. A stack is sorted by place, a tone
    mark typed behind ะ, า or ำ belongs to the stack before it, doubled marks are one, and nikhahit with า is ำ.
    """
    if len(run) > _LONGEST_RUN:
        return run
    stacks: list[tuple[list[str], ...]] = [([], [], [])]
    letters: list[str] = []
    homes = [0]  # for each stack, while it is empty, the stack that a tone mark belongs to

    def put(mark: str) -> None:
        stack = stacks[-1] if any(stacks[-1]) or mark not in _TONES else stacks[homes[-1]]
        marks = stack[_PLACES[mark]]
        if marks[-1:] != [mark]:
            marks.append(mark)

    for sign in run:
        letter = sign
        if sign in _PLACES:
            put(sign)
            continue
        if sign == "า" and letters[-1:] == ["\u0e4d"] and _is_tone_at_most(stacks[-1]):
            letters.pop()
            homes.pop()
            for tone in stacks.pop()[2]:
                put(tone)
            letter = "ำ"
        elif letters[-1:] == [sign] and sign not in _FOLLOWING and not any(stacks[-1]):
            continue
        here = len(stacks) - 1
        homes.append((here if any(stacks[-1]) else homes[-1]) if letter in _FOLLOWING else here + 1)
        letters.append(letter)
        stacks.append(([], [], []))
    return "".join("".join(chain(*stack)) + letter for stack, letter in zip(stacks, [*letters, ""], strict=True))


def _is_tone_at_most(stack: tuple[list[str], ...]) -> bool:
    below, vowels, above = stack
    return not below and not vowels and (not above or (len(above) == 1 and above[0] in _TONES))
