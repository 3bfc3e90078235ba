"""Judge the web pages of the memos by independent checkers: html-validate, and axe in Chromium at two widths.

    python tools/check_pages.py

It makes the folder for the web site of the project and of every example, with its other documents in it, and their
roll-up, and prints what the checkers find, on a dark screen too. It takes the checkers from npm into a temporary
folder, so it needs `npm`, `chromium` and the network, and is no part of the tests.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("html-validate@10", "axe-core@4", "puppeteer-core@24")
PROJECTS = (ROOT, *sorted(path.parent.parent for path in ROOT.glob("examples/*/data/measures.yaml")))
# Besides axe's rules: nothing is wider than the screen, and no text holds a character that is not seen.
SCRIPT = r"""
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";
const [browserPath, ...pages] = process.argv.slice(2);
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
let failed = false;
const screens = [[360, "light"], [800, "light"], [1400, "light"], [360, "dark"]];
for (const name of pages) for (const [width, scheme] of screens) {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 900 });
  await page.goto(`file://${process.cwd()}/${name}`);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await axe.run(document);
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => !element.closest("[tabindex=\"0\"] *") // scrolls within its frame
        && element.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
    getSelection().selectAllChildren(document.body);
    const hidden = /[\u00ad\u200b-\u200f\u2060\ufeff]/.test(getSelection().toString());
    return [
      ...violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 120)}`)),
      ...wide.map((element) => `wider than the screen: ${element.outerHTML.slice(0, 120)}`),
      ...(hidden ? ["copied text holds characters that are not seen"] : []),
    ];
  });
  for (const finding of found) console.log(`${name}, ${scheme}, at ${width} pixels: ${finding}`);
  failed ||= found.length > 0;
  await page.close();
}
await browser.close();
process.exit(failed ? 1 : 0);
"""


def pages(folder: Path) -> list[str]:
    """Write the pages of each project into a folder, and return their names."""
    for project in PROJECTS:
        dates = re.findall(r"date: ([0-9-]{10})", (project / "data" / "status.yaml").read_text(encoding="utf-8"))
        site, asked = folder / "pages" / project.name, ("-C", str(project), "--as-of", max(dates))
        commands = [
            ("publish", str(site), *asked),
            *(("report", *asked, *form, "-o", str(site / f"{form[1]}.html")) for form in _forms(project)),
        ]
        for command in commands:
            subprocess.run([sys.executable, "-m", "itatrack", *command], check=True, capture_output=True)
    return [*(str(page.relative_to(folder)) for page in sorted(folder.glob("pages/**/*.html"))), rollup_page(folder)]


def _forms(project: Path) -> list[tuple[str, str]]:
    """Return the documents of a project that are not published: the form, and its tables alone."""
    tables = (
        ["weak_points"] if "weak_points:" in (project / "data" / "measures.yaml").read_text(encoding="utf-8") else []
    )
    return [("--form", "bs4"), *(("--table", name) for name in ("result", *tables))]


def rollup_page(folder: Path) -> str:
    """Write the page of a roll-up of all examples into a folder, and return its name."""
    name, projects = "rollup.html", map(str, PROJECTS[1:])
    command = [sys.executable, "-m", "itatrack", "rollup", "--year", "2567", "--round", "6", "-o", str(folder / name)]
    done = subprocess.run([*command, *projects], check=False, capture_output=True)
    if done.returncode not in {0, 1}:  # some agencies are of another year
        raise RuntimeError(done.stderr.decode())
    return name


def main() -> int:
    """Check all pages, and return 1 if anything is found."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["npm", "install", "--silent", "--prefix", name, *PACKAGES], check=True)
        # The title of a memo is long in Thai, where the marks of a letter count too.
        rules = '{"extends": ["html-validate:recommended"], "rules": {"long-title": "off"}}'
        folder.joinpath(".htmlvalidate.json").write_text(rules)
        folder.joinpath("check.mjs").write_text(SCRIPT)
        names = pages(folder)
        commands = (["node_modules/.bin/html-validate", *names], ["node", "check.mjs", browser, *names])
        failed = [subprocess.run(command, check=False, cwd=folder).returncode for command in commands]
    print(f"{len(names)} pages checked")
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main())
