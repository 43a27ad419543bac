"""One text: its life, what had to come before it, its clauses and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kept.assessment import Assessment
from kept.process import Instrument
from kept.report.life import (
    ClauseSheet,
    clause_json,
    clauses,
    life,
    life_json,
    links,
    moved,
    preconditions,
)
from kept.report.wording import names
from kept.web.pages.answers import assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.errors import missing
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.plan_head import head, standing_of
from kept.web.screens.plan_words import Telling

HEADER: Final = (
    "clause",
    "number",
    "title",
    "commitment",
    "text",
    "of",
    "to",
    "standing",
    "addressed",
)


def show(asked: Asked, instrument: str) -> Shown:
    """One text."""
    if instrument not in asked.process.instruments:
        raise missing()
    it, assessment = asked.process.instruments[instrument], assessment_of(asked)
    sheets = clauses(assessment, it)
    return Shown(
        title=names.instrument(instrument, asked.process, asked.language),
        context=lambda: _context(asked, assessment, it, sheets),
        data=lambda: {
            **head(asked, "kept.instrument/1"),
            **life_json(assessment, it),
            "clauses": [clause_json(each) for each in sheets],
            "commitments": [standing_of(asked, each.id) for each in asked.process.under(it.id)],
        },
        table=lambda: Table(header=HEADER, rows=_rows(asked, assessment, sheets)),
    )


def _context(
    asked: Asked, assessment: Assessment, it: Instrument, sheets: tuple[ClauseSheet, ...]
) -> Mapping[str, Any]:
    process = asked.process
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "it": it,
        "steps": life(assessment, it),
        "preconditions": preconditions(assessment, it),
        "moved": moved(assessment, it),
        "links": links(assessment, it),
        "clauses": sheets,
        "below": [each for each in process.instruments.values() if each.under == it.id],
        "bodies": [each for each in process.mechanisms.values() if each.instrument == it.id],
        "phases": [each for each in process.phases.values() if each.instrument == it.id],
    }


def _rows(
    asked: Asked, assessment: Assessment, sheets: tuple[ClauseSheet, ...]
) -> Iterator[tuple[object, ...]]:
    tell, process, language = Telling(asked), asked.process, asked.language
    for sheet in sheets:
        clause = sheet.clause
        title = clause.title.in_language(language)
        if not sheet.commitments:
            yield clause.id, clause.number, title, None, None, None, None, None, None
        for name in sheet.commitments:
            it = process.commitments[name]
            yield (
                clause.id,
                clause.number,
                title,
                name,
                names.commitment(name, process, language),
                " ".join(it.of),
                " ".join(it.to),
                tell.word(name, assessment.standings[name].word),
                name not in sheet.silent,
            )


INSTRUMENT: Final = Screen(
    name="instrument",
    path="instruments/<slug:instrument>/",
    template="instrument.html",
    show=show,
    about="One text: its life, its preconditions, its clauses with their commitments.",
    menu="instruments",
)
