"""Text of the data that would steer a terminal, or hide on it, is shown by name where it leaves for one."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from itatrack.thai.width import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Right to left, an escape, the end of a line for old terminals, and one sign of the second control range.
STEERING = "\u202e\u2066\x1b]0;X\x07\x9b2J\r"


def test_visible() -> None:
    """What steers or hides has a name; letters, marks, blanks and ends of lines stay."""
    assert visible("ก\u0e4d\u00a0\tข\r\nค\n😀") == "ก\u0e4d\u00a0\tข\r\nค\n😀"
    assert visible("a\u202eb\x1b\r") == "a<U+202E>b<U+001B><U+000D>"


def no_steering(shown: str) -> bool:
    """Check whether none of the signs are there as they are."""
    return not {sign for sign in STEERING if not sign.isprintable()} & set(shown)


def test_names_on_the_command_line(run: Callable[..., Any], tmp_path: Path) -> None:
    """A name or a value that is said again in a message does not steer."""
    name = STEERING.replace("/", "")
    for arguments in (
        ("report", "--as-of", name),
        ("explain", name),
        (name,),
        ("validate", f"--{name}"),
        ("init", str(tmp_path / name), "--yes"),
        ("validate", "-C", str(tmp_path / name / "x")),
        ("completion", name),
    ):
        done = run(*arguments, cwd=tmp_path)
        assert no_steering(done.stdout.decode() + done.stderr.decode()), arguments


def steering_project(make_project: Callable[..., Path]) -> Path:
    """Make a project whose title and note hold what the reading lets through of the signs."""
    project = make_project()
    for name, key in (("measures", "title"), ("status", "note")):
        path = project / "data" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"{key}: ", f"{key}: a\u202eb "), encoding="utf-8")
    return project


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "--json"),
        ("status", "log", "property"),
        ("status", "set", "property", "done", "--note", "x\u202ey\x1b[2J", "--dry-run"),
        ("measure", "add", "new", "--title", "x\u202ey\x1b[2J", "--dry-run"),
        ("validate",),
        *(("validate", "--format", form) for form in ("concise", "json", "github", "sarif")),
    ],
    ids=" ".join,
)
def test_data_does_not_steer(
    arguments: tuple[str, ...], make_project: Callable[..., Path], run: Callable[..., Any]
) -> None:
    """Lists, logs, differences and findings show data by name where it would steer."""
    done = run(*arguments, cwd=steering_project(make_project))
    assert no_steering(done.stdout.decode() + done.stderr.decode())
    if "--json" in arguments and done.returncode == 0:
        assert "\u202e" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


@pytest.mark.slow
def test_what_was_written_is_not_called_unwritten(make_project: Callable[..., Path]) -> None:
    """Where standard output fails after a file was written, it is said that the file is written."""
    full = pytest.importorskip("pathlib").Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no full device here")
    project = make_project()
    for arguments, name in (
        (["status", "set", "property", "done", "--date", "2564-03-30"], "status"),
        (["measure", "add", "new", "--title", "ก"], "measures"),
    ):
        before = (project / "data" / f"{name}.yaml").read_bytes()
        with full.open("wb") as nowhere:
            done = subprocess.run(
                [sys.executable, "-m", "itatrack", *arguments],
                cwd=project,
                stdout=nowhere,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 2
        assert (project / "data" / f"{name}.yaml").read_bytes() != before
        assert f"data/{name}.yaml is written, but not all that was to be shown" in done.stderr.decode()
        assert "the output cannot be written: No space left on device" in done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such zones")
@pytest.mark.parametrize("zone", ["UTC+200", "UTC-167:59:59", "XXX-30", ":/nowhere", "a b", ""])
def test_a_strange_time_zone(zone: str, make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """Whatever the time zone says, there is a day."""
    done = run("status", cwd=make_project(), TZ=zone)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_a_path_that_is_no_utf_8(form: str, make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """Findings in a folder whose name is no UTF-8 are written in every form; SARIF has the bytes of the name."""
    project = make_project()
    try:
        named = project.rename(project.parent / "bad\udcff")
    except OSError:
        pytest.skip("this file system takes names of letters only")
    done = run("validate", "-C", str(named), "--format", form)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    if form == "sarif":
        [result] = json.loads(done.stdout)["runs"][0]["results"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.endswith("/bad%FF/data/measures.yaml")
