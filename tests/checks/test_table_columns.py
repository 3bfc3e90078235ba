"""An agency's column has no name that means something else already."""

from __future__ import annotations

from support import CASES, TODAY

from itatrack.progress.state import progress
from itatrack.project import every_file, load
from itatrack.report.views import measure_view
from itatrack.storage.workspace import HISTORY, PLAN
from itatrack.yamltext.document import Document

PLAN_BYTES = (CASES / "base" / "measures.yaml").read_bytes()


def test_what_templates_know_of_a_measure_is_taken() -> None:
    """A column named like anything that a template sees of a measure would hide it, so each is E305."""
    plan, history = load(Document.read(PLAN, PLAN_BYTES), Document.read(HISTORY, b""), TODAY, every_file).complete()
    names = sorted(vars(measure_view(plan, progress(plan, history, TODAY).states[0])))
    assert {"entry", "label", "overdue", "percent"} <= {*names}
    columns = "columns:\n" + "".join(f"  - {{name: {name}, heading: ก}}\n" for name in [*names, "risk_level"])
    with_columns = Document.read(PLAN, PLAN_BYTES + columns.encode())
    found = load(with_columns, Document.read(HISTORY, b""), TODAY, every_file).findings
    assert sorted(str(one.values["name"]) for one in found if one.code == "E305") == names
