"""Family T6. Templates."""

from __future__ import annotations

from itatrack.findings.finding import Wording

WORDINGS = {
    "T601": Wording("the template `{name}` does not exist"),
    "T602": Wording("the template cannot be read: {problem}"),
    "T602.open": Wording("the template cannot be read: {problem}", "it has no matching opening tag"),
    "T603": Wording("unknown variable `{name}`", "docs/templates.md lists every variable"),
    "T603.key": Wording("`{name}` does not exist here", "allowed here: {known}"),
    "T603.empty": Wording(
        "`{name}` has no value in this project", "print it only if it has one: `{{% if {name} %}}…{{% endif %}}`"
    ),
    "T604": Wording("unknown filter or test `{name}`", "docs/templates.md lists every filter"),
    "T605": Wording("the template fails: {problem}"),
    "T605.budget": Wording(
        "the template fails: {problem}", "look for nested loops, or for a number of repetitions that is far too large"
    ),
    "T605.values": Wording("a filter or operation does not accept these values: {problem}"),
    "T606": Wording(
        "the wording does not set the text `{name}`",
        "set it with `{{% set {name} %}}…{{% endset %}}`; if nothing is to be printed, leave it empty",
    ),
}
