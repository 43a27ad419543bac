"""One actor: its role and offices, what it is called, what it owes and is owed, one by one.

Nothing is counted: a number per party is a ranking waiting to be made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kept.assessment import Assessment
from kept.process import Actor
from kept.report.plain import plain
from kept.report.sittings import known_meetings
from kept.report.wording import names
from kept.report.wording.statements import statement_line
from kept.web.pages.answers import assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.errors import missing
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.plan_head import head, standing_of
from kept.web.screens.plan_words import Telling

HEADER: Final = ("actor", "is", "commitment", "text", "of", "to", "standing", "duty")
LATEST: Final = 12  # statements shown here; the others are a click away


def show(asked: Asked, actor: str) -> Shown:
    """One actor."""
    it = asked.process.actors.get(actor)
    if it is None:
        raise missing()
    assessment = assessment_of(asked)
    return Shown(
        title=title_of(asked, it),
        context=lambda: _context(asked, assessment, it),
        data=lambda: {
            **head(asked, "kept.actor/1"),
            **plain(it),
            "owes": [standing_of(asked, each) for each in owes(asked, actor)],
            "is_owed": [standing_of(asked, each) for each in is_owed(asked, actor)],
            "said": [each.id for each in said(assessment, actor)],
            "bodies": [each.id for each in bodies(asked, actor)],
        },
        table=lambda: Table(header=HEADER, rows=_rows(asked, assessment, actor)),
    )


def title_of(asked: Asked, it: Actor) -> str:
    """What the standpoint asked for calls it, else its own name."""
    called = it.called.get(asked.question.standpoint.id)
    return (called or it.name).in_language(asked.language)


def owes(asked: Asked, actor: str) -> list[str]:
    """What it undertook, in the order of the text."""
    return [each.id for each in asked.process.commitments.values() if actor in each.of]


def is_owed(asked: Asked, actor: str) -> list[str]:
    """What was undertaken towards it, in the order of the text."""
    return [each.id for each in asked.process.commitments.values() if actor in each.to]


def bodies(asked: Asked, actor: str) -> list[Any]:
    """The bodies it sits in or observes."""
    several = asked.process.mechanisms.values()
    return [each for each in several if actor in (*each.members, *each.observers)]


def said(assessment: Assessment, actor: str) -> list[Any]:
    """What it said, the latest first, as far as the reader may see."""
    found = [
        each
        for each in assessment.record.live
        if actor in each.speakers and each.said_on.first <= assessment.on
    ]
    return sorted(found, key=lambda each: (each.said_on.last, each.id), reverse=True)


def _context(asked: Asked, assessment: Assessment, it: Actor) -> Mapping[str, Any]:
    process, language, found = asked.process, asked.language, said(assessment, it.id)
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "it": it,
        "owes": owes(asked, it.id),
        "is_owed": is_owed(asked, it.id),
        "said": [
            (each, statement_line(each, process, language, assessment.basis))
            for each in found[:LATEST]
        ],
        "more": len(found) > LATEST,
        "bodies": bodies(asked, it.id),
        "parts": [each.id for each in process.actors.values() if each.part_of == it.id],
        "texts": [
            each
            for each in process.instruments.values()
            if it.id in (*each.parties, *each.mediators, *each.observers)
        ],
        "meetings": [
            each for each in known_meetings(assessment) if it.id in each.attended and each.held
        ],
    }


def _rows(asked: Asked, assessment: Assessment, actor: str) -> Iterator[tuple[object, ...]]:
    tell, process = Telling(asked), asked.process
    for kind, several in (("owes", owes(asked, actor)), ("is-owed", is_owed(asked, actor))):
        for name in several:
            it, standing = process.commitments[name], assessment.standings[name]
            yield (
                actor,
                kind,
                name,
                names.commitment(name, process, asked.language),
                " ".join(it.of),
                " ".join(it.to),
                tell.word(name, standing.word),
                standing.duty,
            )


ACTOR: Final = Screen(
    name="actor",
    path="actors/<slug:actor>/",
    template="actor.html",
    show=show,
    about="One actor: its role, who speaks for it, what it owes and is owed, one by one.",
    menu="meetings",
)
