"""`kept cases`: situations in plain language, and the standing each must have."""

from __future__ import annotations

import click

from kept.archive import CASES, cases_text
from kept.assessment.cases import CaseResult, run_cases
from kept.cli.asking import UNREADABLE, asks, language_of, load, print_json, stop
from kept.cli.screen import Screen
from kept.report.labels import label
from kept.report.wording.language import Language
from kept.texts import ProblemsError


@click.command("cases")
@click.argument("process")
@asks(day=False, standpoint=False)
def command(process: str, lang: str | None, as_json: bool) -> None:
    """Run the cases of PROCESS. Exit code 1 if one does not come out as written."""
    folder = load(process)
    text = cases_text(folder.path)
    if text is None:
        stop(f"{process} has no {CASES}.")
    try:
        results = run_cases(folder.process, folder.statements, text, CASES)
    except ProblemsError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        stop(f"{len(error.problems)} errors; no case was run.", UNREADABLE)
    failed = [each for each in results if not each.passed]
    if as_json:
        print_json(_json(process, results))
    else:
        _print(results, failed, language_of(lang))
    raise SystemExit(1 if failed else 0)


def _json(process: str, results: tuple[CaseResult, ...]) -> dict[str, object]:
    return {
        "schema": "kept.cases/1",
        "process": process,
        "cases": [
            {
                "name": each.case.name,
                "passed": each.passed,
                "differences": [str(one) for one in each.differences],
            }
            for each in results
        ],
    }


def _print(results: tuple[CaseResult, ...], failed: list[CaseResult], language: Language) -> None:
    screen = Screen(language)
    for each in results:
        screen.line(f"{'●' if each.passed else '■'} {each.case.name}")
        if not each.passed:
            screen.line(str(each), 2, "yellow")
    counts = {"passed": len(results) - len(failed), "failed": len(failed)}
    screen.line(label("cases", language, **counts), style="bold")
