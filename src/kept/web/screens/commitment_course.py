"""How a commitment came to stand so, what it waits for, and what a citation of it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any, Final

from kept.assessment import Run, ShownWord
from kept.ledger import Statement
from kept.report.charts.svg import Markup
from kept.report.charts.timeline import Run as Drawn
from kept.report.charts.timeline import timeline
from kept.report.explain import Explanation, needed_by
from kept.report.review import track_of
from kept.report.wording import dates, names, register, words
from kept.web.pages.answers import ANSWERS
from kept.web.pages.asked import Asked

SHORT: Final = register.SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From this day on it stood so."""

    since: str
    word: ShownWord
    shown: str
    duty: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """Another commitment that this one waits for, or that waits for this one."""

    href: str
    text: str
    word: ShownWord
    shown: str
    track: str
    now: bool  # it is what is waited for on the day asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """One accepted incident."""

    name: str
    on: str
    strength: str
    ends: str
    repaired: bool
    statements: tuple[tuple[str, str], ...]  # id and address


def course(asked: Asked, explanation: Explanation) -> Mapping[str, Any]:
    """History, ties, breaches and what a citation holds, for the page."""
    runs = _told(explanation.history)
    return {
        "history": [_stretch(asked, explanation, each) for each in runs],
        "drawn_history": _drawing(asked, explanation, runs),
        "waits_for": _waits_for(asked, explanation),
        "waited_for_by": _waited_for_by(asked, explanation),
        "breaches": [_broke(asked, each) for each in explanation.standing.breaches],
        "entries": _entries(explanation),
        "unentered": len(explanation.standing.cited) - len(_entries(explanation)),
    }


def _told(runs: Iterable[Run]) -> list[Run]:
    """The runs that differ in word or duty; where only the evidence moved, the data has it."""
    told: list[Run] = []
    for each in runs:
        if not told or (each.word, each.duty) != (told[-1].word, told[-1].duty):
            told.append(each)
    return told


def _shown(asked: Asked, commitment: str, word: ShownWord) -> str:
    restraint = asked.process.commitments[commitment].kind == "refrain"
    return words.shown_word(word, asked.process, asked.language, restraint=restraint)


def _stretch(asked: Asked, explanation: Explanation, run: Run) -> Stretch:
    return Stretch(
        since=dates.day(run.since, asked.language),
        word=run.word,
        shown=_shown(asked, explanation.commitment.id, run.word),
        duty=words.duty_word(run.duty, asked.language),
        evidence=words.evidence_word(run.evidence, asked.language),  # type: ignore[arg-type]
    )


def _drawing(asked: Asked, explanation: Explanation, runs: list[Run]) -> Markup | None:
    """The same as a bar, from when its text binds; none where it always stood so."""
    drawn: list[Drawn] = []
    for each in dropwhile(lambda run: run.duty == "proposed", runs):
        if not drawn or drawn[-1].word != each.word:
            shown = _shown(asked, explanation.commitment.id, each.word)
            day = dates.day(each.since, asked.language)
            name = asked.t("commitment.since", word=shown, day=day)
            drawn.append(Drawn(first=each.since, word=each.word, title=name))
    if len(drawn) < 2:
        return None
    label = asked.t("commitment.history-label", n=len(drawn))
    return timeline(drawn, last=asked.question.on, label=label, locale=asked.locale)


def _needed_by(asked: Asked) -> Mapping[str, tuple[str, ...]]:
    return ANSWERS.get(("needed by", asked.process.digest), lambda: needed_by(asked.process))


def _waits_for(asked: Asked, explanation: Explanation) -> list[Tied]:
    """What its text names, and what it waits for today."""
    now = explanation.standing.blocked_by
    named = _needed_by(asked)[explanation.commitment.id]
    several = [each for each in dict.fromkeys((*now, *named)) if each != explanation.commitment.id]
    return [_tied(asked, explanation, each, now=each in now) for each in several]


def _waited_for_by(asked: Asked, explanation: Explanation) -> list[Tied]:
    ours, standings = explanation.commitment.id, explanation.assessment.standings
    found = []
    for other, named in _needed_by(asked).items():
        now = ours in standings[other].blocked_by
        if other != ours and (now or ours in named):
            found.append(_tied(asked, explanation, other, now=now))
    return found


def _tied(asked: Asked, explanation: Explanation, other: str, *, now: bool) -> Tied:
    process, language = asked.process, asked.language
    standing = explanation.assessment.standings[other]
    return Tied(
        href=asked.link(f"/commitments/{other}/"),
        text=names.commitment(other, process, language),
        word=standing.word,
        shown=_shown(asked, other, standing.word),
        track=process.tracks[track_of(process, other)].name.in_language(language),
        now=now,
    )


def _broke(asked: Asked, breach: Any) -> Broke:
    language = asked.language
    return Broke(
        name=names.proposition(breach.proposition, asked.process, language),
        on=dates.span(breach.on, language),
        strength=words.evidence_word(breach.strength.name.lower(), language),
        ends=dates.day(breach.ends_on, language) if breach.ends_on else "",
        repaired=breach.repaired,
        statements=tuple((each, asked.link(f"/statements/{each}/")) for each in breach.statements),
    )


def _entries(explanation: Explanation) -> list[Statement]:
    """The statements a standing rests on that stand in a register, in the order of entry."""
    cited = set(explanation.standing.cited)
    found = [
        each
        for each in explanation.assessment.record.seen
        if each.id in cited and each.entered is not None
    ]
    return sorted(found, key=lambda each: each.entered.index if each.entered else 0)
