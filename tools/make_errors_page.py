"""Write docs/errors.md and docs/errors.th.md anew: every code, what it means, and how it looks in the tests' corpus.

python tools/make_errors_page.py
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from itatrack.checks.explanations import codes, explanation
from itatrack.cli.language import LANGUAGES, Language, translator
from itatrack.findings.full import full
from itatrack.project import load
from itatrack.storage.workspace import HISTORY, PLAN, Workspace
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Translator

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "invalid"
BASE = ROOT / "tests" / "cases" / "base"
TODAY = dt.date(2021, 3, 31)
PAGES: dict[Language, Path] = {"en": ROOT / "docs" / "errors.md", "th": ROOT / "docs" / "errors.th.md"}
HEADS: dict[Language, str] = {
    "en": """\
# Every finding

Each code with what it means, a wrong and a right example, and one real finding as `itatrack validate` prints it.
`itatrack explain CODE` prints the same. Errors (`E`, `T`) prevent a report, warnings (`W`) do not.

[ภาษาไทย](errors.th.md)
""",
    "th": """\
# ข้อที่ตรวจพบทั้งหมด

แต่ละรหัสมีความหมาย ตัวอย่างที่ผิดและที่ถูก และตัวอย่างจริงตามที่ `itatrack validate` แสดง
คำสั่ง `itatrack explain CODE` แสดงอย่างเดียวกัน ข้อผิดพลาด (`E`, `T`) ทำให้ออกรายงานไม่ได้ ส่วนคำเตือน (`W`) ออกรายงานได้

[English](errors.md)
""",
}


def page(language: Language) -> str:
    """Return the page's text in a language."""
    translate = translator(language)
    examples = _corpus()
    sections = (_section(code, examples.get(code), translate) for code in codes())
    return "\n".join([HEADS[language], *sections])


def _corpus() -> dict[str, Finding]:
    """Return one finding of each code: from a case of its own where there is one."""
    cases = [(case.name, _findings(case)) for case in sorted(CASES.iterdir())]
    anywhere = {code: finding for _, findings in reversed(cases) for code, finding in findings.items()}
    named_after_it = {
        code: finding
        for name, findings in reversed(cases)
        for code, finding in findings.items()
        if name.startswith(code)
    }
    return anywhere | named_after_it


def _findings(case: Path) -> dict[str, Finding]:
    """Return the first finding of each code in one case."""
    return {finding.code: finding for finding in reversed(findings_of(case)[0])}


def findings_of(case: Path) -> tuple[list[Finding], dict[str, str]]:
    """Return all findings of one case, and the texts of its files that can be read, by their paths."""
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(BASE, data)
        for file in case.iterdir():
            if file.suffix == ".missing":
                (data / file.stem).unlink()
            elif file.suffix == ".yaml":
                shutil.copyfile(file, data / file.name)
        os.chdir(folder)  # the paths of findings are counted from there
        try:
            workspace = Workspace(Path(folder))
            documents = [Document.read(*workspace.file(name)) for name in (PLAN, HISTORY)]
            found = load(*documents, TODAY, workspace.has_file, digest=workspace.digest).findings
        finally:
            os.chdir(before)
        texts = {f"data/{file.name}": file.read_bytes().decode(errors="replace") for file in data.iterdir()}
    return found, texts


def _section(code: str, example: Finding | None, translate: Translator) -> str:
    of_code = explanation(code)
    wrong_and_right = ((translate("Wrong"), of_code.wrong), (translate("Right"), of_code.right))
    parts = [
        f"## {code}: {translate(of_code.title).removesuffix('.')}",
        *map(translate, of_code.paragraphs),
        "\n".join(f"- {label}: {_example(translate(text))}" for label, text in wrong_and_right),
        f"```text\n{full([example], translate).strip()}\n```" if example else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _example(text: str) -> str:
    """Set an example as it stands where it is code, and as a sentence where it is one."""
    return f"`{text}`" if "`" not in text and re.match(r"[a-z_]+: |\{|- \{", text) else text


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    return {PAGES[language]: page(language).encode() for language in LANGUAGES}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
