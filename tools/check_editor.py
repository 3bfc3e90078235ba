"""Drive the YAML language server of VS Code over a new project, and see that the schema helps whoever types there.

python tools/check_editor.py

It takes the server from npm (`yaml-language-server`, into a temporary folder), so it needs `npm` and the network, and
is no part of the tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SERVER = "yaml-language-server@1"
SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}


class Editor:
    """Speaks the language server protocol as an editor does."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._asked = 0
        able = {"workspace": {"configuration": True}}
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=able)
        self._send(method="initialized", params={})

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._asked += 1
        self._send(id=self._asked, method=method, params=params)
        return self.wait(lambda message: message.get("id") == self._asked and "method" not in message)["result"]

    def problems(self, uri: str) -> list[str]:
        """Wait for what the server marks in a file."""
        method = "textDocument/publishDiagnostics"
        found = self.wait(lambda one: one.get("method") == method and one["params"]["uri"] == uri)
        return [one["message"] for one in found["params"]["diagnostics"]]

    def wait(self, wanted: Any) -> Any:
        """Read messages up to one that is wanted, and answer what the server asks meanwhile."""
        while True:
            message = self._read()
            if wanted(message):
                return message
            if message.get("method") == "workspace/configuration":
                settings = [SETTINGS if one.get("section") == "yaml" else {} for one in message["params"]["items"]]
                self._send(id=message["id"], result=settings)
            elif "id" in message and "method" in message:
                self._send(id=message["id"], result=None)

    def _send(self, **message: Any) -> None:
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(text), text))
        self._server.stdin.flush()

    def _read(self) -> Any:
        assert self._server.stdout
        length = 0
        while (line := self._server.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        return json.loads(self._server.stdout.read(length))

    def close(self) -> None:
        """End the server."""
        self._server.kill()
        self._server.wait()


def main() -> None:
    """Begin a project, open its plan, and check completion, marks and hover."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", name, SERVER]
        subprocess.run(install, check=True)
        subprocess.run([sys.executable, "-m", "itatrack", "init", "--yes", name], check=True, capture_output=True)
        editor = Editor([str(folder / "node_modules" / ".bin" / "yaml-language-server"), "--stdio"], folder)
        try:
            check(editor, folder / "data" / "measures.yaml")
        finally:
            editor.close()


def check(editor: Editor, plan: Path) -> None:
    """Type into a plan and look at what the editor would show."""
    uri, text = plan.as_uri(), plan.read_text(encoding="utf-8")
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    editor.tell("textDocument/didOpen", textDocument=document)
    assert editor.problems(uri) == [], "a new plan is marked"

    typed = text.rstrip() + "\n    risk: สูง\n    \n"
    changed = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": typed}]}
    editor.tell("textDocument/didChange", **changed)
    marked = editor.problems(uri)
    assert any("risk" in one for one in marked), f"an unknown key is not marked: {marked}"

    end = {"line": typed.count("\n") - 1, "character": 4}
    offered = editor.ask("textDocument/completion", textDocument={"uri": uri}, position=end)
    names = {one["label"] for one in offered["items"]}
    assert {"budget", "indicators", "period"} <= names, f"keys are not offered: {names}"

    line = next(number for number, one in enumerate(typed.splitlines()) if one.startswith("fiscal_year"))
    hover = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": line, "character": 2})
    assert "ปีงบประมาณของแผน" in json.dumps(hover, ensure_ascii=False), f"no Thai word on the key: {hover}"
    sys.stdout.write(f"marked: {marked}\noffered: {', '.join(sorted(names))}\nhover: {hover['contents']['value']}\n")


if __name__ == "__main__":
    main()
