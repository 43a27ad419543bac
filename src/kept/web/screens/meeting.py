"""One meeting: who sat, what was agreed, what changed before it, what falls due after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from kept.assessment import Assessment
from kept.process import Meeting
from kept.report.interface import changed_json
from kept.report.plain import plain
from kept.report.review import LOOK_AHEAD, Question, Review, review
from kept.report.sittings import (
    Sitting,
    before,
    decisions_of,
    due_by,
    gaps_of,
    sitting_json,
    sittings,
)
from kept.report.wording import names
from kept.web.pages.answers import ANSWERS, assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.errors import missing
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.plan_head import head, standing_of
from kept.web.screens.plan_words import Telling

HEADER: Final = ("meeting", "part", "id", "text", "standing", "sources")


def show(asked: Asked, meeting: str) -> Shown:
    """One meeting; one nobody could know of on the day asked about is not there."""
    it = asked.process.meetings.get(meeting)
    if it is None or (it.known_on or it.on).last > asked.question.known_at:
        raise missing()
    assessment = assessment_of(asked)
    return Shown(
        title=names.meeting(meeting, asked.process, asked.language),
        context=lambda: _context(asked, assessment, it),
        data=lambda: _data(asked, assessment, it),
        table=lambda: Table(header=HEADER, rows=_rows(asked, assessment, it)),
    )


def sitting_of(assessment: Assessment, meeting: Meeting) -> Sitting:
    """The meeting among those of its body; one held after the day asked about stands alone."""
    found = sittings(assessment, meeting.mechanism).sittings
    alone = Sitting(meeting=meeting, word="held", promised=None)
    return next((each for each in found if each.meeting.id == meeting.id), alone)


def _context(asked: Asked, assessment: Assessment, it: Meeting) -> Mapping[str, Any]:
    last = before(assessment, it)
    horizon = horizon_of(it)
    later = after(assessment, it)
    changed = changes(asked, it, last).changed if last else ()
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "it": it,
        "sitting": sitting_of(assessment, it),
        "before": last,
        "after": later,
        "decisions": decisions_of(assessment, it.id),
        "gaps": gaps_of(assessment, it.id),
        "other_word": [each for each in changed if each.before.word != each.now.word],
        "same_word": [each for each in changed if each.before.word == each.now.word],
        "horizon": horizon,
        "due": due_by(assessment, horizon) if horizon > asked.question.on else (),
    }


def after(assessment: Assessment, it: Meeting) -> Meeting | None:
    """The sitting of the same body after this one, held or planned."""
    if it.mechanism is None:
        return None
    found = [each.meeting for each in sittings(assessment, it.mechanism).sittings]
    later = [each for each in found if each.on.first > it.on.last]
    return min(later, key=lambda each: each.on, default=None)


def horizon_of(it: Meeting) -> date:
    """Up to when what falls due is told: the next meeting, else as far as anybody looks ahead."""
    if it.next is not None and it.next.on is not None:
        return it.next.on.last
    return it.on.last + LOOK_AHEAD


def changes(asked: Asked, it: Meeting, last: Meeting) -> Review:
    """What changed from the sitting before to this one."""
    q, shot = asked.question, asked.snapshot
    on = min(q.on, it.on.last)
    since = min(last.on.last, on - timedelta(days=1))
    question = Question(
        on=on,
        known_at=max(on, min(q.known_at, (it.known_on or it.on).last)),
        standpoint=q.standpoint,
        since=since,
        basis=q.basis,
    )
    name = (shot.key, question.on, question.known_at, since, q.standpoint.id, q.basis, "sitting")
    return ANSWERS.get(
        name,
        lambda: review(
            shot.process, shot.statements, question, ledger=shot.head, missing=shot.missing
        ),
    )


def _data(asked: Asked, assessment: Assessment, it: Meeting) -> Any:
    last, horizon = before(assessment, it), horizon_of(it)
    due = due_by(assessment, horizon) if horizon > asked.question.on else ()
    return {
        **head(asked, "kept.meeting/1"),
        **sitting_json(sitting_of(assessment, it)),
        "reviewed": plain(it.reviewed),
        "agreed": plain(it.agreed),
        "next": plain(it.next),
        "note": plain(it.note),
        "decisions": [plain(each) for each in decisions_of(assessment, it.id)],
        "gaps": [plain(each) for each in gaps_of(assessment, it.id)],
        "concerns": [standing_of(asked, each) for each in it.concerns],
        "before": last.id if last else None,
        "changed": [changed_json(each) for each in changes(asked, it, last).changed]
        if last
        else [],
        "due_by": plain(horizon),
        "due": list(due),
    }


def _rows(asked: Asked, assessment: Assessment, it: Meeting) -> Iterator[tuple[object, ...]]:
    tell, language = Telling(asked), asked.language
    own = " ".join(it.sources)
    for part, several in (("reviewed", it.reviewed), ("agreed", it.agreed)):
        for each in several:
            yield it.id, part, None, each.in_language(language), None, own
    for decision in decisions_of(assessment, it.id):
        text = decision.text.in_language(language)
        yield it.id, "decision", decision.id, text, None, " ".join(decision.sources)
    for gap in gaps_of(assessment, it.id):
        text = gap.text.in_language(language)
        yield it.id, gap.kind, gap.id, text, None, " ".join(gap.sources)
    for name in it.concerns:
        text = names.commitment(name, asked.process, language)
        word = tell.word(name, assessment.standings[name].word)
        yield it.id, "concerns", name, text, word, own


MEETING: Final = Screen(
    name="meeting",
    path="meetings/<slug:meeting>/",
    template="meeting.html",
    show=show,
    about="One meeting: who attended, what was agreed and decided, what changed since the last.",
    menu="meetings",
)
