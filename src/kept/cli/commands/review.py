"""`kept review`: one screen a minister could read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kept.assessment import Basis
from kept.cli.asking import ENGINE, Asked, asks, print_json, resolve, unknown
from kept.cli.review_screen import ReviewScreen, sentence
from kept.cli.saying import stop
from kept.cli.screen import Screen
from kept.dates import Calendar, DateError, read_span
from kept.process import Process
from kept.report import review as reviews
from kept.report.interface import review_json
from kept.report.wording import (
    LANGUAGES,
)


@click.command("review")
@click.argument("process")
@click.option("--since", metavar="MEETING|D", help="Compare with a meeting's eve, or a day.")
@click.option("--track", metavar="T", help="Only this track.")
@click.option("--all", "everything", is_flag=True, help="Every line, however many.")
@asks(ledger=True, columns=True)
def command(
    process: str,
    since: str | None,
    track: str | None,
    everything: bool,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
    columns: bool | None,
) -> None:
    """Where PROCESS stands, by whose account, and why."""

    def ask(columns: bool | None) -> Asked:
        asked = resolve(
            process,
            on=on,
            known_at=known_at,
            standpoint=standpoint,
            lang=lang,
            as_json=as_json,
            track=track,
            ledger=ledger,
            basis=basis,
            columns=columns,
            reviewed=True,
        )
        return _compared_with(asked, since)

    asked = ask(False if as_json else columns)
    review = asked.told.review(asked.question) if asked.told else None
    if asked.told and review is None:
        asked = ask(False)
    review = review or reviews.review(
        asked.process,
        asked.folder.statements,
        asked.question,
        ledger=asked.ledger,
        missing=asked.missing,
    )
    if as_json:
        languages = asked.process.head.languages
        print_json(
            review_json(
                review,
                ENGINE,
                {each: sentence(review, each) for each in LANGUAGES if each in languages},
            )
        )
        return
    ReviewScreen(Screen(asked.language, limited=not everything), asked, review).print()


def _compared_with(asked: Asked, since: str | None) -> Asked:
    if since is None:
        return asked
    from dataclasses import replace

    day, meeting = _day_of(asked.process, since)
    if day >= asked.question.on:
        stop(f"--since {since} is not before {asked.question.on}; there is nothing to compare.")
    return replace(asked, question=replace(asked.question, since=day, since_meeting=meeting))


def _day_of(process: Process, since: str) -> tuple[date, str | None]:
    """The day `since` names: a meeting stands for its eve."""
    if since in process.meetings:
        eve = process.meetings[since].on.first.toordinal() - 1
        return date.fromordinal(eve), since
    try:
        return read_span(since, Calendar()).last, None
    except DateError:
        stop(unknown("meeting", since, process.meetings))
