"""Write the JSON Schemas of the files anew, after a change of the model.

python tools/make_schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path

from itatrack.model.schema import agencies_schema, history_schema, plan_schema

FOLDER = Path(__file__).resolve().parent.parent / "itatrack" / "model" / "schema"


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    schemas = {"measures": plan_schema(), "status": history_schema(), "agencies": agencies_schema()}
    texts = {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}
    return {FOLDER / f"{name}.schema.json": text.encode() for name, text in texts.items()}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
