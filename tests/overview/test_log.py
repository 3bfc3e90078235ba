"""The history of one measure, as it is shown."""

from __future__ import annotations

from support import CASES, TODAY

from itatrack.findings.message import ENGLISH
from itatrack.overview.cells import plain
from itatrack.overview.log import MeasureLog, log_lines
from itatrack.progress.state import progress
from itatrack.project import every_file, load
from itatrack.yamltext.document import Document


def test_a_measure_that_goes_on_from_another_year() -> None:
    """The measure that it continues is named above its entries."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    plan = plan.replace("  - id: e-service\n", "  - id: e-service\n    continues: 2563/e-service\n")
    files = Document.read("data/measures.yaml", plan.encode()), Document.read("data/status.yaml", b"")
    state = progress(*load(*files, TODAY, every_file).complete(), TODAY).states[1]
    assert "    continues  2563/e-service\n" in plain(log_lines(MeasureLog(state), ENGLISH))
