"""Write docs/errors.md anew: every code, what it means, and how it looks, from the corpus of the tests.

python tools/make_errors_page.py
"""

from __future__ import annotations

import re
from pathlib import Path

from itatrack.explain import codes, explanation

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "invalid"
HEAD = """\
# Every finding

Each code with what it means, a wrong and a right example, and one real finding as `itatrack validate` prints it.
`itatrack explain CODE` says the same. Errors (`E`, `T`) forbid a report, warnings (`W`) do not.
"""


def page() -> str:
    """Give the page's text."""
    return "\n".join([HEAD, *map(_section, codes())])


def _section(code: str) -> str:
    title, _, rest = (explanation(code) or "").partition("\n")
    said = title.partition(": ")[2]
    about, _, examples = rest.partition("\nWrong: ")
    wrong, _, right = examples.partition("\nRight: ")
    examples = f"{_example('Wrong', wrong)}\n{_example('Right', right)}"
    parts = [f"## {code}: {said.removesuffix('.')}", about.strip(), examples, _shown(code)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _example(label: str, text: str) -> str:
    one_line = " ".join(text.split())
    return f"- {label}: {one_line if '`' in one_line else _as_code(one_line)}"


def _as_code(text: str) -> str:
    """Set an example as it stands where it is code, and as a sentence where it is one."""
    return f"`{text}`" if re.match(r"[a-z_]+: |\{|- \{", text) else text


def _shown(code: str) -> str:
    """Give the first finding of a code in the corpus, as it is printed."""
    for case in sorted(CASES.glob(f"{code}*")) + sorted(CASES.iterdir()):
        text = (case / "findings.txt").read_text(encoding="utf-8")
        found = re.search(rf"(?ms)^(?:error|warning)\[{code}\]: .*?\n\n", text)
        if found:
            return f"```text\n{found[0].strip()}\n```"
    return ""


if __name__ == "__main__":
    (ROOT / "docs" / "errors.md").write_text(page(), encoding="utf-8")
