"""What is known of one actor, mechanism, meeting, instrument or phase: titled lists of lines.

An actor's sheet lists what it owes and is owed, one by one. It never counts them:
a count per party is a ranking waiting to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kept.assessment import Assessment, phase_standings
from kept.dates import Span
from kept.process import Instrument, Mechanism, Meeting, Process, Status
from kept.report.labels import label
from kept.report.plain import plain
from kept.report.wording import dates, names, phases, sentences, words
from kept.report.wording.language import Language
from kept.report.wording.statements import statement_line


@dataclass(frozen=True, slots=True)
class Section:
    """A title and the lines under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is known of one thing, to be printed in order."""

    kind: str
    id: str
    title: str
    sections: tuple[Section, ...]
    record: object  # the thing itself, for those who read data


def sheet(assessment: Assessment, name: str, language: Language) -> Sheet | None:
    """The sheet of `name`; none if nothing of that name can be shown."""
    for kind, (known, build) in _kinds(assessment.process).items():
        if name in known:
            found = [each for each in build(assessment, name, language) if each.lines]
            title = _titles(assessment.process, kind, name, language)
            return Sheet(kind, name, title, tuple(found), known[name])
    return None


def sheet_names(process: Process) -> tuple[str, ...]:
    """Everything that can be shown."""
    return tuple(name for known, _ in _kinds(process).values() for name in known)


def sheet_json(it: Sheet, assessment: Assessment) -> dict[str, Any]:
    """The sheet as data: the record and, for commitments named in it, how they stand."""
    return {
        "schema": "kept.show/1",
        "process": assessment.process.head.id,
        "on": plain(assessment.on),
        "standpoint": assessment.standpoint.id,
        "kind": it.kind,
        "id": it.id,
        "record": plain(it.record),
        "sections": [{"title": each.title, "lines": list(each.lines)} for each in it.sections],
    }


Build = Callable[[Assessment, str, Language], Iterable[Section]]


def _kinds(process: Process) -> Mapping[str, tuple[Mapping[str, object], Build]]:
    return {
        "mechanism": (process.mechanisms, _mechanism),
        "meeting": (process.meetings, _meeting),
        "instrument": (process.instruments, _instrument),
        "phase": (process.phases, _phase),
        "actor": (process.actors, _actor),
    }


def _titles(process: Process, kind: str, name: str, language: Language) -> str:
    if kind == "meeting":
        return names.meeting(name, process, language)
    if kind == "instrument":
        return names.instrument(name, process, language)
    if kind == "phase":
        return names.phase(name, process, language)
    return process.actors[name].name.in_language(language)


def _section(title: str, language: Language, lines: Iterable[str]) -> Section:
    return Section(label(title, language), tuple(lines))


def _standing_line(assessment: Assessment, commitment: str, language: Language) -> str:
    process, standing = assessment.process, assessment.standings[commitment]
    restraint = process.commitments[commitment].kind == "refrain"
    word = words.shown_word(standing.word, process, language, restraint=restraint)
    text = names.commitment(commitment, process, language)
    return f"{label('pair', language, left=text, right=word)} [{commitment}]"


def _actor(assessment: Assessment, name: str, language: Language) -> Iterable[Section]:
    process = assessment.process
    actor = process.actors[name]
    if actor.role is not None:
        yield Section("", (actor.role.in_language(language),))
    yield _section(
        "offices",
        language,
        (f"{each.name}, {each.office.in_language(language)}" for each in actor.office),
    )
    for title, of in (("owes", True), ("is-owed", False)):
        found = [
            each.id
            for each in process.commitments.values()
            if name in (each.of if of else each.to)
        ]
        yield _section(
            title, language, (_standing_line(assessment, each, language) for each in found)
        )
    said = [each for each in assessment.record.live if name in each.speakers]
    said.sort(key=lambda each: (each.said_on, each.id))
    lines = (statement_line(each, process, language, assessment.basis) for each in said)
    yield _section("said", language, lines)


def _mechanism(assessment: Assessment, name: str, language: Language) -> Iterable[Section]:
    process = assessment.process
    it: Mechanism = process.mechanisms[name]
    if it.role is not None:
        yield Section("", (it.role.in_language(language),))
    yield _section("members", language, _named(it.members, process, language))
    yield _section("observers", language, _named(it.observers, process, language))
    meetings = [
        each
        for each in process.meetings.values()
        if each.mechanism == name and (each.known_on or each.on).last <= assessment.known_at
    ]
    yield _section(
        "meetings", language, (_meeting_line(each, process, language) for each in meetings)
    )
    decisions = [
        each
        for each in process.decisions.values()
        if name in each.by and each.known_on.last <= assessment.known_at
    ]
    yield _section(
        "decisions",
        language,
        (_dated(each.on, each.text.in_language(language), language) for each in decisions),
    )
    gaps = [
        each
        for each in process.gaps.values()
        if name in each.found_by and each.known_on.last <= assessment.known_at
    ]
    yield _section("gaps", language, (each.text.in_language(language) for each in gaps))


def _dated(on: Span, text: str, language: Language) -> str:
    return label("pair", language, left=dates.span(on, language), right=text)


def _named(several: Iterable[str], process: Process, language: Language) -> Iterable[str]:
    return (names.actor(each, process, language) for each in several)


def _meeting_line(meeting: Meeting, process: Process, language: Language) -> str:
    name = names.meeting(meeting.id, process, language)
    days = _days(meeting, language)
    held = label("held" if meeting.held else "not-held", language)
    return f"{name}, {days} ({held}) [{meeting.id}]"


def _days(meeting: Meeting, language: Language) -> str:
    if meeting.several:
        return dates.span_of_days(meeting.on, language)
    return dates.span(meeting.on, language)


def _meeting(assessment: Assessment, name: str, language: Language) -> Iterable[Section]:
    process = assessment.process
    it = process.meetings[name]
    where = f", {it.venue.in_language(language)}" if it.venue else ""
    held = label("held" if it.held else "not-held", language)
    yield Section("", (f"{_days(it, language)}{where} ({held})",))
    yield _section("attended", language, _named(it.attended, process, language))
    yield _section(
        "reviewed-items", language, (each.in_language(language) for each in it.reviewed)
    )
    yield _section("agreed", language, (each.in_language(language) for each in it.agreed))
    decided = [each for each in process.decisions.values() if each.meeting == name]
    yield _section("decisions", language, (each.text.in_language(language) for each in decided))
    found = [each for each in process.gaps.values() if each.meeting == name]
    yield _section("gaps", language, (each.text.in_language(language) for each in found))
    if it.next is not None:
        yield _section("next", language, _next(it, language))
    yield _section(
        "commitments",
        language,
        (_standing_line(assessment, each, language) for each in it.concerns),
    )


def _next(meeting: Meeting, language: Language) -> Iterable[str]:
    upcoming = meeting.next
    if upcoming is None:
        return
    if upcoming.on is not None:
        yield dates.span(upcoming.on, language)
    if upcoming.text is not None:
        yield upcoming.text.in_language(language)


def _instrument(assessment: Assessment, name: str, language: Language) -> Iterable[Section]:
    process = assessment.process
    it: Instrument = process.instruments[name]
    if it.summary is not None:
        yield Section("", (it.summary.in_language(language),))
    yield _section("parties", language, _named(it.parties, process, language))
    yield _section("mediators", language, _named(it.mediators, process, language))
    lived = (each for each in it.status if _known(each, assessment))
    yield _section("life", language, (_status(each, language) for each in lived))
    yield _section(
        "signing", language, (each.text.in_language(language) for each in it.signing_requires)
    )
    yield _section("disputed", language, (each.in_language(language) for each in it.disputed))
    links = [each for each in process.links.values() if name in (each.from_, each.to)]
    yield _section("links", language, (each.text.in_language(language) for each in links))
    yield _section(
        "commitments",
        language,
        (_standing_line(assessment, each.id, language) for each in process.under(name)),
    )


def _known(status: Status, assessment: Assessment) -> bool:
    """Whether the world could know of a step; one that rests on statements shows as they do."""
    known_on = status.known_on or status.on
    return known_on is None or known_on.last <= assessment.known_at


def _status(status: Status, language: Language) -> str:
    word = label(f"status-{status.word}", language)
    if status.on is None:
        return word
    return _dated(status.on, word, language)


def _phase(assessment: Assessment, name: str, language: Language) -> Iterable[Section]:
    process = assessment.process
    it = process.phases[name]
    if it.text is not None:
        yield Section("", (it.text.in_language(language),))
    found = next(each for each in phase_standings(assessment) if each.phase == name)
    yield _section("standing", language, (phases.line(found, process, language),))
    yield _section("why", language, _tree(found.reasons, process, language))
    yield _section(
        "commitments",
        language,
        (_standing_line(assessment, each.id, language) for each in process.in_phase(name)),
    )


def _tree(reasons: Any, process: Process, language: Language) -> Iterable[str]:
    for depth, sentence in sentences.tree(reasons, process, language):
        yield "  " * depth + sentence
