"""What one could use instead, on the same twelve measures, in the same interleaved rounds.

    python benchmarks/beside.py [rounds]

Each tool is installed from the package index into an environment of its own, itatrack from this folder; one that
cannot be installed is left out with a word. What they do is not the same: the table says what each does. Only the
medians of the ratios to `python -c pass`, of the environment's own Python, mean anything.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
TABLE = """\
| มาตรการ | ขั้นตอน | ผู้รับผิดชอบ |
| --- | --- | --- |
{% for one in measures %}| {{ one.title }} | {{ one.steps | join("<br>") }} | {{ one.responsible | join("/") }} |
{% endfor %}"""


class Rival(NamedTuple):
    """A tool: what is installed, what it does, how its files are prepared, and the commands that are timed."""

    name: str
    packages: tuple[str, ...]
    does: str
    prepare: Callable[[Path, Path], None]
    commands: tuple[tuple[str, ...], ...]


def _copy_data(folder: Path, bin_: Path) -> None:
    del bin_
    (folder / "data").mkdir()
    for name in ("measures.yaml", "status.yaml"):
        (folder / "data" / name).write_bytes((ROOT / "data" / name).read_bytes())


def _for_jinja(folder: Path, bin_: Path) -> None:
    _copy_data(folder, bin_)
    for name in ("measures", "status"):
        schema = ROOT / "itatrack" / "model" / "schema" / f"{name}.schema.json"
        (folder / f"{name}.json").write_bytes(schema.read_bytes())
    (folder / "memo.j2").write_text(TABLE, encoding="utf-8")


def _for_trestle(folder: Path, bin_: Path) -> None:
    _run(folder, bin_ / "trestle", "init")
    (folder / "memo.md.jinja").write_text(TABLE, encoding="utf-8")
    (folder / "measures.yaml").write_bytes((ROOT / "data" / "measures.yaml").read_bytes())


def _for_doorstop(folder: Path, bin_: Path) -> None:
    _run(folder, "git", "init", "-q")
    _run(folder, bin_ / "doorstop", "create", "ITA", "./measures")
    plan = yaml.safe_load((ROOT / "data" / "measures.yaml").read_text(encoding="utf-8"))
    for number, one in enumerate(plan["measures"], 1):
        _run(folder, bin_ / "doorstop", "add", "ITA")
        path = folder / "measures" / f"ITA{number:03}.yml"
        item = yaml.safe_load(path.read_text(encoding="utf-8"))
        item |= {"header": one["title"], "text": "\n".join(one["steps"])}
        path.write_text(yaml.safe_dump(item, allow_unicode=True), encoding="utf-8")


RIVALS = (
    Rival(
        "`itatrack report`",
        (str(ROOT),),
        "checks both files completely; writes the memo as of a date",
        _copy_data,
        (("itatrack", "report", "--as-of", "2564-03-31", "-o", "memo.md"),),
    ),
    Rival(
        "`check-jsonschema`, `jinja2`",
        ("check-jsonschema", "jinja2-cli[yaml]"),
        "checks the shape of both files by our schemas; writes a table of the plan",
        _for_jinja,
        (
            ("check-jsonschema", "--schemafile", "measures.json", "data/measures.yaml"),
            ("check-jsonschema", "--schemafile", "status.json", "data/status.yaml"),
            ("jinja2", "--format=yaml", "memo.j2", "data/measures.yaml"),
        ),
    ),
    Rival(
        "`doorstop publish`",
        ("doorstop",),
        "writes a page of items, without history and dates",
        _for_doorstop,
        (("doorstop", "publish", "ITA", "memo.md"),),
    ),
    Rival(
        "`trestle author jinja`",
        ("compliance-trestle",),
        "writes a table of the plan, unchecked",
        _for_trestle,
        (("trestle", "author", "jinja", "-i", "memo.md.jinja", "-o", "memo.md", "-lut", "measures.yaml"),),
    ),
)


def _run(folder: Path, *command: Path | str) -> None:
    subprocess.run([*map(str, command)], cwd=folder, check=True, capture_output=True)


def installed(rival: Rival, folder: Path) -> tuple[Path, str] | None:
    """Install a tool and prepare its files; give where its commands are and its version, or None with a word."""
    venv.create(folder / "venv", with_pip=True)
    bin_ = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    try:
        _run(folder, bin_ / "pip", "install", "-q", *rival.packages)
        (folder / "work").mkdir()
        rival.prepare(folder / "work", bin_)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"{rival.name} is left out: {error}")
        return None
    command = [str(bin_ / "pip"), "list", "--format=json"]
    listed = yaml.safe_load(subprocess.run(command, check=True, capture_output=True).stdout)
    names = {one.partition("[")[0] for one in rival.packages} | {
        "itatrack" for one in rival.packages if one == str(ROOT)
    }
    return bin_, ", ".join(f"{one['name']} {one['version']}" for one in listed if one["name"] in names)


def seconds(commands: list[list[str]], folder: Path) -> float:
    """Return how long commands take, one after the other."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Install, run the rounds, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation leaves bytecode
    with tempfile.TemporaryDirectory() as name:
        found = {rival.name: installed(rival, _made(Path(name) / str(number))) for number, rival in enumerate(RIVALS)}
        rivals = [(Path(name) / str(number), rival) for number, rival in enumerate(RIVALS) if found[rival.name]]
        taken: dict[str, list[float]] = {rival.name: [] for _, rival in rivals}
        for number in range(rounds + 1):
            for folder, rival in rivals:
                bin_ = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
                base = seconds([[str(bin_ / "python"), "-c", "pass"]], folder / "work")
                commands = [[str(bin_ / one), *more] for one, *more in rival.commands]
                ratio = seconds(commands, folder / "work") / base
                if number:
                    taken[rival.name].append(ratio)
    print("| tool | what it does | × `python -c pass` |\n| --- | --- | ---: |")
    for _, rival in rivals:
        print(f"| {rival.name} | {rival.does} | {statistics.median(taken[rival.name]):.1f} |")
    versions = "; ".join(one[1] for one in found.values() if one)
    system = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    print(f"\nMedians of {rounds} rounds in turn on {system}, with {versions}.")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
