"""Options of the commands that record or correct entries."""

from __future__ import annotations

from typing import Annotated

import typer

Evidence = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence",
        metavar="TEXT|URL|FILE",
        help="Evidence: a web address, a file of the project, or a text; may be repeated.",
    ),
]
Steps = Annotated[
    list[str] | None,
    typer.Option(
        "--step",
        metavar="TEXT",
        help="A step as it was actually done, if it differs from the plan; may be repeated.",
    ),
]
Percent = Annotated[str | None, typer.Option("--progress", metavar="PERCENT", help="Progress in percent.")]
Result = Annotated[str | None, typer.Option("--result", metavar="TEXT", help="The result.")]
Spent = Annotated[str | None, typer.Option("--spent", metavar="BAHT", help="Total spent up to that date.")]
Problems = Annotated[str | None, typer.Option("--problems", metavar="TEXT", help="Problems and obstacles.")]
Remedy = Annotated[str | None, typer.Option("--remedy", metavar="TEXT", help="Corrective action.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="A value of one of the agency's own columns, or a new value of the plan from that date on (budget, "
        "responsible, period, monitoring), by its name; may be repeated.",
    ),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        metavar="NAME=RESULT",
        help="The result of an indicator of the measure, by its name or number; may be repeated.",
    ),
]
