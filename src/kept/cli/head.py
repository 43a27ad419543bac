"""The first lines of every answer: which process, which day, whose standpoint, who reviewed it."""

from __future__ import annotations

from kept.cli.asking import Asked
from kept.cli.screen import Screen
from kept.process import Process
from kept.report.labels import label
from kept.report.wording import dates, register


def print_head(screen: Screen, asked: Asked) -> None:
    """Title, day, standpoint, knowledge, coding; an unreviewed process says so."""
    language, process = asked.language, asked.process
    day = label("as-of", language, day=dates.day(asked.question.on, language))
    screen.marked(f"[bold]{process.head.title.in_language(language)}[/] · {day}")
    standpoint = asked.question.standpoint.name.in_language(language)
    parts = [
        label("from", language, standpoint=standpoint),
        label("known", language, day=dates.day(asked.question.known_at, language)),
        *coding(process, language),
    ]
    screen.line(" · ".join(parts), style="dim")
    if asked.ledger is not None:
        screen.line(register.head_line(asked.ledger, language), style="dim")


def coding(process: Process, language: str) -> list[str]:
    """Who coded a process and who reviewed the coding."""
    head = process.head
    parts = [label("coded", language, names=", ".join(head.coded_by))]
    if head.reviewed_by:
        parts.append(label("reviewed", language, names=", ".join(head.reviewed_by)))
    else:
        parts.append(label("unreviewed", language))
    if head.fictional:
        parts.append(label("fictional", language))
    return parts
