"""Have Microsoft's SARIF Multitool judge what `validate --format sarif` writes for every case of the tests' corpus.

python tools/check_sarif.py

It takes the tool from npm (MIT licence, into a temporary folder), so it needs `npm` and the network, and is no part of
the tests. They check the same logs by the published schema, which this writes anew into `tests/schemas`.
"""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from itatrack import __version__
from itatrack.findings.message import ENGLISH
from itatrack.findings.sarif import sarif

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "tests" / "schemas" / "sarif-2.1.0.json"
PACKAGE = "@microsoft/sarif-multitool-linux@5"
# Judged, and left: the project has no page of its own, and results are no source code in a repository that it knows.
LEFT = {"SARIF2005"}


def main() -> None:
    """Write the schema anew, have every log judged, and say what is wrong."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", name, PACKAGE], check=True)
        package = folder / "node_modules" / "@microsoft" / "sarif-multitool-linux"
        schema = json.loads((package / "sarif-2.1.0.json").read_text(encoding="utf-8"))
        SCHEMA.write_text(json.dumps(_bare(schema), indent=1) + "\n", encoding="utf-8")
        logs = folder / "logs"
        logs.mkdir()
        errors = runpy.run_path(str(ROOT / "tools" / "make_errors_page.py"))
        for case in sorted(errors["CASES"].iterdir()):
            text = sarif(errors["findings_of"](case)[0], ENGLISH, __version__)
            (logs / f"{case.name}.sarif").write_text(text, encoding="utf-8")
        command = [str(package / "Sarif.Multitool"), "validate", f"{logs}/*.sarif"]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        found = [line for line in said.splitlines() if re.search(r"(?:error|warning) SARIF\d+", line)]
        kept = [line for line in found if not any(code in line for code in LEFT)]
        print(*kept, f"{len(list(logs.iterdir()))} logs, {len(kept)} judgements", sep="\n")
        sys.exit(1 if kept or "Analysis completed successfully" not in said else 0)


def _bare(value: Any) -> Any:  # noqa: ANN401  whatever JSON has
    """Take the sentences out of a schema; its names and types are what a log is checked by."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key != "description" or not isinstance(one, str)}
    return [_bare(one) for one in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
