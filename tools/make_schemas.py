"""Write the JSON Schemas of the files anew, after a change of the model.

python tools/make_schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path

from itatrack.schema import history_schema, plan_schema

FOLDER = Path(__file__).resolve().parent.parent / "itatrack" / "schema"


if __name__ == "__main__":
    for name, schema in (("measures", plan_schema()), ("status", history_schema())):
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (FOLDER / f"{name}.schema.json").write_text(text, encoding="utf-8")
