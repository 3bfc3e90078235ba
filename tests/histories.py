"""Random histories in random layouts, that mix what people write, and what is read from them without the tool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from yaml_library import dumped, every_text

from itatrack.model.status import Status
from itatrack.recording.status_update import StatusUpdate
from itatrack.thai import calendar
from itatrack.thai.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

IDS = ["alpha", "beta", "gamma", "delta"]
PLAN = """\
agency: {name: ก}
memo: {from: ก, subject: ก, to: ก, section: ก, signed_by: {name: ก, position: ก}}
units: [ก]
title: ก
measures:
""" + "".join(f"  - {{id: {name}, title: ก, steps: [ก], responsible: [ก]}}\n" for name in IDS)
DAYS = [calendar.parse_iso(f"2564-0{month}-{day}") for month in (1, 2, 3) for day in ("05", "15", "25")]
COMMENTS = ["# หัวไฟล์", "# หมายเหตุ", "# รายการต่อไป", "# ต่อจากนี้"]
CODES = [status.code for status in Status]
# Texts that are as the reader gives them, among them all that YAML reads otherwise when it stands bare.
ODD = [
    "ก: ข",
    "ก #1",
    "- ก",
    "'ก'",
    '"',
    "yes",
    "~",
    "2564-03-01",
    "[ก]",
    "{ก",
    "ก,ข",
    "*ก",
    "&ก",
    "!ก",
    "%",
    "@ก",
    "`",
    "ก:",
    "#",
    "?",
    "\\",
    "ก\nข",
]
TEXTS = st.sampled_from([*ODD, "ประกาศ", "ที่น้ำ"]) | st.text(
    "กข่ำ ab:#,'\"[]{}&*!|>%@`-?~\n", min_size=1, max_size=12
).map(normalise).filter(bool)


UNIQUE = st.lists(TEXTS, max_size=2, unique=True).map(tuple)
UPDATES = st.builds(
    StatusUpdate,
    st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(Status),
    st.sampled_from(DAYS),
    UNIQUE,
    UNIQUE,
    st.fixed_dictionaries(
        {"note": TEXTS},
        optional={
            "progress": st.integers(0, 100).map(str),
            "result": TEXTS,
            "spent": st.sampled_from(["0", "12500", "99.50"]),
            "problems": TEXTS,
            "remedy": TEXTS,
            "responsible": st.just(["ก"]),
            "period": TEXTS,
            "budget": st.sampled_from(["0", "12500", "ไม่ใช้งบประมาณ"]),
            "monitoring.text": TEXTS,
        },
    ),
)


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return the entries of a measure, the oldest first."""
    found = []
    for day in sorted(draw(st.sets(st.sampled_from(DAYS), max_size=3))):
        entry: dict[str, Any] = {"date": calendar.iso(day), "status": draw(st.sampled_from(CODES))}
        if draw(st.booleans()):
            entry["evidence"] = draw(st.lists(TEXTS, min_size=1, max_size=2))
        if draw(st.booleans()):
            entry["result"] = draw(TEXTS | st.lists(TEXTS, min_size=1, max_size=2))
        if draw(st.booleans()):
            entry["note"] = draw(TEXTS)
        found.append(entry)
    return found


@st.composite
def written(draw: st.DrawFn) -> tuple[dict[str, Any], str]:  # noqa: C901  one list of all that people write
    """Return a history as data, and as text in a layout that mixes what people write."""
    pick: Callable[..., Any] = lambda *choices: draw(st.sampled_from(choices))  # noqa: E731
    names = draw(st.lists(st.sampled_from(IDS), unique=True))
    data = {name: draw(entries()) for name in names}
    lines: list[str] = [*pick([], ["# หัวไฟล์"], ["# หัวไฟล์", ""])]

    def scalar(text: str) -> str:
        bare = dumped([text], width=9999, default_flow_style=True)[1:-2]
        quoted = dumped([text], width=9999, default_flow_style=True, default_style='"')[1:-2]
        return str(pick(bare if "\n" not in bare else quoted, quoted))

    def comment() -> str:
        return str(pick("", "", "  # หมายเหตุ"))

    def texts(key: str, values: list[str], column: int) -> list[str]:
        if draw(st.booleans()):
            return [f"{' ' * column}{key}: [{', '.join(map(scalar, values))}]{comment()}"]
        inner = column + pick(0, 2)
        return [f"{' ' * column}{key}:{comment()}", *(f"{' ' * inner}- {scalar(one)}{comment()}" for one in values)]

    def one(key: str, text: str, column: int) -> list[str]:
        if "\n" in text or text != text.strip() or draw(st.booleans()):
            return [f"{' ' * column}{key}: {scalar(text)}{comment()}"]
        return [f"{' ' * column}{key}: {pick('|-', '>-')}", f"{' ' * (column + 2)}{text}"]

    def one_or_more(key: str, value: str | list[str], column: int) -> list[str]:
        return one(key, value, column) if isinstance(value, str) else texts(key, value, column)

    for name in names:
        offset, blank = pick(0, 2, 4), pick(0, 0, 1)
        if not data[name]:
            lines.append(f"{name}:{pick('', ' []', ' ~', ' [ ]')}{comment()}")
        elif draw(st.booleans()) and draw(st.booleans()):
            flow = dumped(data[name], width=9999, default_flow_style=True)[:-1]
            lines += [f"{name}: {flow}{comment()}"] if "\n" not in flow else []
            if "\n" in flow:
                data[name] = []
                lines.append(f"{name}:")
        else:
            lines.append(f"{name}:{comment()}")
            for entry in data[name]:
                dash = " " * offset + "-" + " " * pick(1, 1, 3)
                column = len(dash)
                lines += pick([], [], [" " * offset + "# รายการต่อไป"])
                date = pick(entry["date"], f"'{entry['date']}'", f'"{entry["date"]}"')
                lines += [f"{dash}date: {date}{comment()}", f"{' ' * column}status: {entry['status']}{comment()}"]
                lines += texts("evidence", entry["evidence"], column) if "evidence" in entry else []
                lines += one_or_more("result", entry["result"], column) if "result" in entry else []
                lines += one("note", entry["note"], column) if "note" in entry else []
                lines += [" " * column + "# ต่อจากนี้"] if draw(st.booleans()) else []
                lines += [""] * blank
        lines += pick([], [""], ["", "# ต่อไป"])
    if names and draw(st.booleans()):
        lines = ["---", *lines, *pick([], ["..."])]
    newline = pick("\n", "\n", "\r\n")
    text = newline.join(lines) + pick(newline, "")
    return data, pick("", "\ufeff") + text


def read(content: bytes) -> dict[str, Any]:
    """Read a history with PyYAML, every value as text and nothing as an empty list."""
    text = content.decode("utf-8-sig")
    loaded = every_text(text) or {}
    return {name: found if isinstance(found, list) else [] for name, found in loaded.items()}


def blocks(text: str) -> dict[str, list[str]]:
    """Return the lines of each measure, without blank lines and comments behind them."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.removeprefix("\ufeff").split("\n"):
        head = line.partition(":")[0]
        name = head if head in IDS else "" if line.startswith("...") else name
        found.setdefault(name, []).append(line.rstrip("\r"))
    for lines in found.values():
        while lines and (not lines[-1] or lines[-1].startswith("#")):
            lines.pop()
    return found
