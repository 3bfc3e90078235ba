"""Every code with its wording, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.finding import Finding
from itatrack.findings.message import Values
from itatrack.findings.wordings import dates, file, quality, references, shape, templates

if TYPE_CHECKING:
    from itatrack.findings.finding import Related, Span, Wording
    from itatrack.findings.message import Value

# A code may have several wordings: `E103.utf-16` is a wording of `E103`.
WORDINGS: dict[str, Wording] = {
    **file.WORDINGS,
    **shape.WORDINGS,
    **references.WORDINGS,
    **dates.WORDINGS,
    **quality.WORDINGS,
    **templates.WORDINGS,
}


def finding(wording: str, span: Span, related: tuple[Related, ...] = (), /, **values: Value) -> Finding:
    """Return the finding of a wording, with the values it names.

    Args:
        wording: a key of `WORDINGS`, such as `E103` or `E103.utf-16`.
        span: where it stands.
        related: second places that explain it.
        **values: what the wording names in braces; `meant`, if given and not None, brings the help for a word that
            is near in place of the other.
    """
    return Finding(wording.partition(".")[0], WORDINGS[wording], span, Values(values), related)
