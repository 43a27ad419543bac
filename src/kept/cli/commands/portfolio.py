"""`kept portfolio`: many processes at once, how many commitments of each stand how."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kept.cli.asking import Day
from kept.cli.saying import UNREADABLE, Language, Words, language_of, language_option, say, stop

if TYPE_CHECKING:
    from rich.table import Table

    from kept.archive.portfolio import Answer, Found, Unreadable
    from kept.cli.screen import Screen

NEEDED: Final = ("numpy",)
WORDS: Words = {
    "reading": {"en": "reading processes", "fr": "lecture des processus"},
    "note": {
        "en": "Each process is counted by its own text. Counts of unlike texts are no comparison.",
        "fr": "Chaque processus est compté selon son propre texte. Les comptes de textes "
        "différents ne se comparent pas.",
    },
    "process": {"en": "process", "fr": "processus"},
    "on": {"en": "as of", "fr": "au"},
    "standpoint": {"en": "standpoint", "fr": "point de vue"},
    "between": {"en": "answered differently", "fr": "divergences"},
    "next": {"en": "next deadline", "fr": "échéance"},
    "last": {"en": "last said", "fr": "dernière parole"},
    "not-compared": {"en": "not compared", "fr": "sans comparaison"},
    "unreadable": {
        "en": "{folder} cannot be read as it stands, and is not counted:",
        "fr": "{folder} ne peut être lu tel quel et n’est pas compté\u00a0:",
    },
}


@click.command("portfolio")
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--on", type=Day(), metavar="D", help="About this day.")
@click.option("--known-at", type=Day(), metavar="D", help="As known on this day.")
@click.option(
    "--standpoint", metavar="S", help="Whose word counts, where a process has this standpoint."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="At most so many at once.")
@language_option
def command(
    folder: Path,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    jobs: int | None,
) -> None:
    """How many commitments of each process in DIR stand how, and what falls due next.

    Each process is told from its own standpoint, or from S where it has one of that name.
    Counts of unlike texts are no comparison: the order is that of names, and nothing is
    told by party. Exit code 3 if a process cannot be read; the others are told all the same.
    """
    missing = [each for each in NEEDED if find_spec(each) is None]
    if missing:
        stop(f"A portfolio takes packages that are not at hand: {', '.join(missing)}.")
    answers = _answers(folder, on, known_at, standpoint, jobs or _cores(), language_of(lang))
    if as_json:
        _print_json(answers)
    else:
        _print(answers, language_of(lang))
    raise SystemExit(UNREADABLE if _unreadable(answers) else 0)


def _cores() -> int:
    return min(os.cpu_count() or 1, 8)


def _answers(
    folder: Path,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    jobs: int,
    language: Language,
) -> list[Answer]:
    from kept.archive.kernel.engine import cache_folder
    from kept.archive.portfolio import Asked, folders_in, lines_of

    folders = folders_in(folder)
    if not folders:
        stop(f"{folder} holds no folder of a process, that is one with a process.toml.")
    asked = Asked(
        today=datetime.now(UTC).date(),
        on=on,
        known_at=known_at,
        standpoint=standpoint,
        cache=cache_folder(),
    )
    with _progress(len(folders), language) as advance:
        found = lines_of(folders, asked, jobs=jobs, advance=advance)
    named = {each.line.standpoint for each in found if not hasattr(each, "problems")}
    if standpoint is not None and standpoint not in named:
        stop(f"None of these processes has a standpoint “{standpoint}”.")
    return sorted(found, key=_order)


def _order(answer: Answer) -> tuple[str, str]:
    line = getattr(answer, "line", None)
    return (line.process if line is not None else answer.folder), answer.folder


@contextmanager
def _progress(length: int, language: Language) -> Iterator[Callable[[int], object]]:
    """A bar on the terminal, on the error stream, once it has taken a second; gone at the end."""
    from time import monotonic

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console, begun = Console(stderr=True), monotonic()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(WORDS["reading"][language], total=length)

    def advance(steps: int) -> None:
        bar.advance(task, steps)
        if not bar.live.is_started and monotonic() - begun > 1:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()


def _found(answers: Sequence[Answer]) -> list[Found]:
    from kept.archive.portfolio import Found

    return [each for each in answers if isinstance(each, Found)]


def _unreadable(answers: Sequence[Answer]) -> list[Unreadable]:
    from kept.archive.portfolio import Unreadable

    return [each for each in answers if isinstance(each, Unreadable)]


# ── As data ──────────────────────────────────────────────────────────────────


def _print_json(answers: Sequence[Answer]) -> None:
    import json

    from kept.cli.asking import ENGINE
    from kept.report.plain import plain
    from kept.report.portfolio import totals

    found = _found(answers)
    told = {
        "schema": "kept.portfolio/1",
        "engine": ENGINE.partition(",")[0],
        "processes": [{"folder": each.folder, **plain(each.line)} for each in found],
        "unreadable": plain(_unreadable(answers)),
        "counts": plain(totals(each.line for each in found)),
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True))


# ── On the screen ────────────────────────────────────────────────────────────


def _print(answers: Sequence[Answer], language: Language) -> None:
    from kept.cli.screen import Screen

    screen, found = Screen(language), _found(answers)
    if found:
        screen.show(_days(found, screen))
        screen.show()
        screen.show(_counts(found, screen))
        screen.show()
        screen.line(_legend(screen.language), style="dim")
        screen.line(WORDS["note"][language], style="dim")
    for each in _unreadable(answers):
        screen.show()
        say(WORDS, "unreadable", language, folder=each.folder)
        screen.some(each.problems, lambda problem: screen.line(problem, 2))


def _table(columns: Sequence[str], right: int) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for at, each in enumerate(columns):
        table.add_column(each, justify="right" if at >= right else "left")
    return table


def _days(found: Sequence[Found], screen: Screen) -> Table:
    """Of each process its day, its standpoint, what falls due next and when it was last heard of."""
    names = ("process", "on", "standpoint", "between", "next", "last")
    table = _table([WORDS[each][screen.language] for each in names], 3)
    for each in found:
        it = each.line
        between = (
            str(it.contested) if len(it.compared) > 1 else WORDS["not-compared"][screen.language]
        )
        table.add_row(
            it.process, str(it.on), it.standpoint, between,
            str(it.next_deadline or "–"), str(it.last_said or "–"),
        )  # fmt: skip
    return table


def _counts(found: Sequence[Found], screen: Screen) -> Table:
    """How many commitments stand how: a row for each process, and what they come to."""
    from kept.assessment import SHOWN
    from kept.cli.screen import MARKS
    from kept.report.labels import label
    from kept.report.portfolio import totals

    whole = totals(each.line for each in found)
    shown = [each for each in SHOWN if each in whole]
    in_all = label("in-all", screen.language)
    table = _table(["", *(MARKS[each] for each in shown), in_all], 1)
    for each in found:
        counts = each.line.counts
        row = [str(counts.get(word, "·")) for word in shown]
        table.add_row(each.line.process, *row, f"[dim]{sum(counts.values())}[/]")
    table.add_section()
    sums = [str(whole[word]) for word in shown] + [str(sum(whole.values()))]
    table.add_row(f"[dim]{in_all}[/]", *(f"[dim]{each}[/]" for each in sums))
    return table


def _legend(language: Language) -> str:
    from kept.assessment import SHOWN
    from kept.cli.screen import MARKS
    from kept.report.wording.language import say as worded

    return " · ".join(f"{MARKS[each]} {worded(f'shown.{each}', language)}" for each in SHOWN)
