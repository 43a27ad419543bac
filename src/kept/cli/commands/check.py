"""`kept check`: read a process like a careful editor."""

from __future__ import annotations

from collections import Counter

import click

from kept.archive import Folder
from kept.assessment.references import check_statements
from kept.cli.asking import asks, load, print_json
from kept.cli.commands.cases import problem_of, results_of
from kept.cli.saying import language_of
from kept.cli.screen import Screen
from kept.process.check import check_process
from kept.report.labels import label
from kept.report.wording.language import Language
from kept.texts import Problem, ProblemsError


@click.command("check")
@click.argument("process")
@click.option("--all", "everything", is_flag=True, help="List what the texts leave open, too.")
@asks(day=False, standpoint=False)
def command(process: str, everything: bool, lang: str | None, as_json: bool) -> None:
    """Check PROCESS: references, dates, circles, cases, what the texts do not state.

    Exit code 1 if there is an error; warnings and open points are no errors.
    """
    folder = load(process)
    problems = [
        *check_process(folder.process),
        *check_statements(folder.process, folder.statements),
    ]
    problems += _cases(folder)
    problems.sort(key=lambda each: (each.place, each.what))
    if as_json:
        print_json(_json(folder.process.head.id, problems))
    else:
        _print(problems, language_of(lang), everything=everything)
    raise SystemExit(1 if any(each.severity == "error" for each in problems) else 0)


def _cases(folder: Folder) -> list[Problem]:
    """What is wrong with the cases, and which of them come out otherwise."""
    try:
        return [problem_of(each) for each in results_of(folder) if not each.passed]
    except ProblemsError as error:
        return list(error.problems)


def _json(process: str, problems: list[Problem]) -> dict[str, object]:
    return {
        "schema": "kept.check/1",
        "process": process,
        "problems": [
            {
                "severity": each.severity,
                "file": each.place.file,
                "line": each.place.line,
                "within": each.place.within,
                "what": each.what,
                "remedy": each.remedy,
            }
            for each in problems
        ],
    }


def _print(problems: list[Problem], language: Language, *, everything: bool) -> None:
    screen = Screen(language)
    counts = Counter(each.severity for each in problems)
    shown = ("error", "warning", "not-stated") if everything else ("error", "warning")
    for severity in shown:
        for each in problems:
            if each.severity == severity:
                style = {"error": "bold yellow", "warning": "", "not-stated": "dim"}[severity]
                screen.line(str(each), style=style)
    parts = [
        label("errors", language, n=counts["error"]),
        label("warnings", language, n=counts["warning"]),
        label("stated", language, n=counts["not-stated"]),
    ]
    screen.line(" · ".join(parts), style="bold")
