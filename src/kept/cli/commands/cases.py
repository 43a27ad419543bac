"""`kept cases`: situations in plain language, and the standing each must have."""

from __future__ import annotations

import click

from kept.archive import CASES, Folder, cases_text
from kept.assessment.case_files import read_cases
from kept.assessment.cases import CaseResult, run
from kept.cli.asking import asks, load, print_json
from kept.cli.saying import UNREADABLE, language_of, stop
from kept.cli.screen import Screen, steps
from kept.report.labels import label
from kept.report.wording.language import Language
from kept.texts import Problem, ProblemsError


@click.command("cases")
@click.argument("process")
@asks(day=False, standpoint=False)
def command(process: str, lang: str | None, as_json: bool) -> None:
    """Run the cases of PROCESS. Exit code 1 if one does not come out as written."""
    folder = load(process)
    if cases_text(folder.path) is None:
        stop(f"{process} has no {CASES}.")
    try:
        results = results_of(folder)
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


def results_of(folder: Folder) -> list[CaseResult]:
    """The cases of a process, run one by one; raises `ProblemsError` if they cannot be read."""
    text = cases_text(folder.path)
    if text is None:
        return []
    cases = read_cases(folder.process, folder.statements, text, CASES)
    with steps(each.name for each in cases) as walk:
        return [run(folder.process, case) for case, _ in zip(cases, walk, strict=True)]


def problem_of(result: CaseResult) -> Problem:
    """A case that came out otherwise, as a problem of the text."""
    differences = "; ".join(str(each) for each in result.differences)
    return Problem(
        place=result.case.place,
        what=f"The case “{result.case.name}” comes out otherwise: {differences}.",
        remedy="Correct the text, or the case.",
    )


def _json(process: str, results: list[CaseResult]) -> dict[str, object]:
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


def _print(results: list[CaseResult], failed: list[CaseResult], language: Language) -> None:
    screen = Screen(language)
    for each in results:
        screen.line(f"{'●' if each.passed else '■'} {each.case.name}")
        if not each.passed:
            screen.line(str(each), 2, "yellow")
    counts = {"passed": len(results) - len(failed), "failed": len(failed)}
    screen.line(label("cases", language, **counts), style="bold")
