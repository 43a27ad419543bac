"""`kept whatif`: the same question, as if something had been found; nothing is entered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kept.assessment import Basis, Finding, Standing, standing, suppose
from kept.cli.asking import ENGINE, Asked, asks, print_json, resolve, unknown
from kept.cli.head import print_head
from kept.cli.mattering import for_suppositions
from kept.cli.saying import stop
from kept.cli.screen import Screen
from kept.names import NamingError, read_interval
from kept.report.labels import label
from kept.report.plain import plain
from kept.report.wording import names, words


@click.command("whatif")
@click.argument("process")
@click.argument("suppositions", nargs=-1, required=True, metavar="PROPOSITION[=FIGURE|not]...")
@asks(ledger=True, columns=True)
def command(
    process: str,
    suppositions: tuple[str, ...],
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
    columns: bool | None,
) -> None:
    """What would follow if a verifier found PROPOSITION to be so, not so, or of this FIGURE.

    For example: kept whatif great-lakes jscm-first-meeting rdf-troops=0
    """
    asked = resolve(
        process,
        on=on,
        known_at=known_at,
        standpoint=standpoint,
        lang=lang,
        as_json=as_json,
        ledger=ledger,
        basis=basis,
        few=for_suppositions(each.partition("=")[0] for each in suppositions),
        columns=columns,
    )
    findings = [_finding(asked, each) for each in suppositions]
    changed = _changed(asked, findings)
    if as_json:
        print_json(_json(asked, findings, changed))
        return
    _print(asked, suppositions, changed)


def _finding(asked: Asked, written: str) -> Finding:
    name, _, value = written.partition("=")
    about = asked.process.propositions.get(name)
    if about is None:
        stop(unknown("event, state, indicator or incident", name, asked.process.propositions))
    if about.kind == "indicator":
        try:
            return Finding(name, "so", says=read_interval(value or "?"))
        except NamingError:
            stop(f"{name} is measured: write a figure, such as {name}=0 or {name}=100..200.")
    if value not in ("", "not"):
        stop(f"{name} is so or not so: write {name} or {name}=not.")
    return Finding(name, "not-so" if value == "not" else "so")


def _changed(asked: Asked, findings: list[Finding]) -> list[tuple[Standing, Standing]]:
    assessment = asked.assess()
    course = suppose(assessment, findings)
    pairs = [
        (now, standing(course, each, assessment.on)) for each, now in assessment.standings.items()
    ]
    return [(now, then) for now, then in pairs if now.axes != then.axes]


def _json(
    asked: Asked, findings: list[Finding], changed: list[tuple[Standing, Standing]]
) -> dict[str, object]:
    def axes(each: Standing) -> dict[str, str]:
        return {"word": each.word, "duty": each.duty, "evidence": each.evidence}

    return {
        "schema": "kept.whatif/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(asked.question.on),
        "standpoint": asked.question.standpoint.id,
        "supposed": plain(findings),
        "changed": [
            {"id": now.commitment, "now": axes(now), "then": axes(then)} for now, then in changed
        ],
    }


def _print(
    asked: Asked, suppositions: tuple[str, ...], changed: list[tuple[Standing, Standing]]
) -> None:
    screen = Screen(asked.language)
    print_head(screen, asked)
    left = label("supposed", asked.language)
    screen.line(label("pair", asked.language, left=left, right=", ".join(suppositions)), 2, "bold")
    for now, then in changed:
        restraint = asked.process.commitments[now.commitment].kind == "refrain"

        def shown(each: Standing, restraint: bool = restraint) -> str:
            word = words.shown_word(each.word, asked.process, asked.language, restraint=restraint)
            return screen.word(each.word, word)

        if now.word == then.word:
            continue  # the data has the axes that moved; the word did not
        text = names.commitment(now.commitment, asked.process, asked.language)
        screen.marked(f"{shown(now)} → {shown(then)}  {text} [dim]{now.commitment}[/]", 2)
    if not any(now.word != then.word for now, then in changed):
        screen.line(label("no-change", asked.language), 2)
