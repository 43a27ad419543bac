"""The commitments: all of them, by text or by standing, and those a reader looks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from kept.assessment import SHOWN, Comparison, ShownWord
from kept.assessment.compare import Agreement
from kept.process import Process
from kept.report.plain import plain
from kept.report.review import Review, track_of
from kept.report.wording import dates, names, words
from kept.report.wording import standing as wording
from kept.report.wording.language import Language, typeset
from kept.web.pages.answers import ANSWERS, review_of
from kept.web.pages.asked import Asked, own
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Parameter, Screen, Shown
from kept.web.screens.rows import commitment_rows
from kept.web.screens.statements_folded import folded, holds, wanted

BETWEEN: Final[tuple[Agreement, ...]] = ("contested", "one-sided", "agreed")
ORDERS: Final = ("text", "standing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One commitment in the list."""

    id: str
    href: str
    clause: str
    text: str
    word: ShownWord
    shown: str
    line: str
    due: str
    owed: str
    contested: bool  # between standpoints


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Commitments under one heading: a text, or a word."""

    title: str
    above: str  # the track of a text
    rows: tuple[Row, ...]


def show(asked: Asked) -> Shown:
    """The commitments that were asked for."""
    review = review_of(asked)
    found = _found(asked, review)
    return Shown(
        title=asked.t("commitments.title"),
        context=lambda: _context(asked, review, found),
        data=lambda: _data(asked, review, found),
        table=lambda: commitment_rows(asked, review, found),
    )


def _found(asked: Asked, review: Review) -> tuple[str, ...]:
    """Those that pass every filter, in the order of the text or of their standings."""
    process = asked.process
    track = own(asked, "track", process.tracks)
    instrument = own(asked, "instrument", process.instruments)
    word, between = asked.given.get("word"), asked.given.get("between")
    agreements = {each.commitment: each.word for each in review.comparisons}
    asked_words = wanted(asked.given.get("q", ""))
    found = [
        each
        for each in review.commitments
        if track in (None, track_of(process, each))
        and instrument in (None, process.commitments[each].instrument)
        and word in (None, review.assessment.standings[each].word)
        and between in (None, agreements[each])
        and holds(_texts(process)[each], asked_words)
    ]
    if asked.given.get("order") == "standing":
        found.sort(key=lambda each: SHOWN.index(review.assessment.standings[each].word))
    return tuple(found)


def _texts(process: Process) -> Mapping[str, str]:
    """What is searched of each commitment, folded, in all languages."""
    return ANSWERS.get(
        ("texts of commitments", process.digest),
        lambda: {each: folded(_text(process, each)) for each in process.commitments},
    )


def _text(process: Process, commitment: str) -> str:
    it = process.commitments[commitment]
    clause = process.clauses.get(it.clause)
    told = [it.text, process.instruments[it.instrument].title]
    told += [clause.title] if clause else []
    told += [process.actors[each].name for each in (*it.of, *it.to)]
    several = (words for each in told for _, words in each.by_language)
    return " ".join((commitment, *it.ref, *it.theme, *several))


def _context(asked: Asked, review: Review, found: tuple[str, ...]) -> Mapping[str, Any]:
    language = asked.language
    return {
        "groups": _groups(asked, review, found),
        "found": len(found),
        "total": len(review.commitments),
        "shown_words": {
            each: words.shown_word(each, asked.process, language)
            for each in SHOWN
            if review.with_word(each)
        },
        "instruments": _with_commitments(asked.process),
        "agreements": {each: words.agreement_word(each, language) for each in BETWEEN},
        "given": {
            each: asked.given.get(each, "")
            for each in ("q", "word", "track", "instrument", "between", "order")
        },
    }


def _with_commitments(process: Process) -> list[str]:
    """The texts that hold any commitment, in the order of the process."""
    return list(dict.fromkeys(each.instrument for each in process.commitments.values()))


def _groups(asked: Asked, review: Review, found: tuple[str, ...]) -> list[Group]:
    """Under their texts or under their words, as the order asks."""
    between = {each.commitment: each for each in review.comparisons}

    def rows(several: Iterable[str]) -> tuple[Row, ...]:
        return tuple(_row(asked, review, each, between[each]) for each in several)

    if asked.given.get("order") == "standing":
        by_word = groupby(found, lambda each: review.assessment.standings[each].word)
        return [
            Group(title=_shown(asked, word), above="", rows=rows(several))
            for word, several in by_word
        ]
    by_text = groupby(found, lambda each: asked.process.commitments[each].instrument)
    return [
        Group(
            title=names.instrument(text, asked.process, asked.language),
            above=_track(asked, text),
            rows=rows(several),
        )
        for text, several in by_text
    ]


def _shown(asked: Asked, word: ShownWord) -> str:
    shown = words.shown_word(word, asked.process, asked.language)
    return shown[:1].upper() + shown[1:]


def _track(asked: Asked, instrument: str) -> str:
    track = asked.process.instruments[instrument].track
    return asked.process.tracks[track].name.in_language(asked.language)


def _row(asked: Asked, review: Review, commitment: str, between: Comparison) -> Row:
    process, language = asked.process, asked.language
    it, standing = process.commitments[commitment], review.assessment.standings[commitment]
    due = standing.time.due
    return Row(
        id=commitment,
        href=asked.link(f"/commitments/{commitment}/"),
        clause=clause(asked, commitment),
        text=typeset(it.text.in_language(language), language),
        word=standing.word,
        shown=words.shown_word(standing.word, process, language, restraint=it.kind == "refrain"),
        line=wording.line(standing, process, language),
        due=dates.span(due, language) if due else "",
        owed=names.actors(it.of, process, language),
        contested=between.word == "contested",
    )


def clause(asked: Asked, commitment: str) -> str:
    """The number of the clause, and whose number it is."""
    it = asked.process.commitments[commitment]
    known = asked.process.clauses.get(it.clause)
    if known is None:
        return ""
    ours = asked.process.instruments[it.instrument].numbering == "ours"
    return asked.t("commitments.clause-ours" if ours else "commitments.clause", n=known.number)


def _data(asked: Asked, review: Review, found: tuple[str, ...]) -> Any:
    q = asked.question
    agreements = {each.commitment: each.word for each in review.comparisons}
    return {
        "schema": "kept.commitments/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "process_digest": asked.process.digest,
        "on": plain(q.on),
        "known_at": plain(q.known_at),
        "basis": q.basis,
        "standpoint": q.standpoint.id,
        "commitments": [
            {**_one(asked.process, review, each), "between": agreements[each]} for each in found
        ],
    }


def _one(process: Process, review: Review, commitment: str) -> dict[str, Any]:
    it, standing = process.commitments[commitment], review.assessment.standings[commitment]
    languages: tuple[Language, ...] = ("en", "fr")
    return {
        "id": commitment,
        "track": track_of(process, commitment),
        "instrument": it.instrument,
        "clause": it.clause,
        "text": plain(it.text),
        "of": plain(it.of),
        "to": plain(it.to),
        "word": standing.word,
        "duty": standing.duty,
        "evidence": standing.evidence,
        "time": plain(standing.time),
        "line": {each: wording.line(standing, process, each) for each in languages},
    }


COMMITMENTS: Final = Screen(
    name="commitments",
    path="commitments/",
    template="commitments.html",
    show=show,
    about="Every commitment with its standing, by text or by standing; filters and search.",
    parameters=(
        Parameter(name="word", about="Only those that stand so.", choices=SHOWN),
        Parameter(name="track", about="Only those of this track.", example="washington"),
        Parameter(name="instrument", about="Only those of this text.", example="opord"),
        Parameter(
            name="between",
            about="Only those on which the compared standpoints agree or differ so.",
            choices=BETWEEN,
        ),
        Parameter(name="q", about="Only those whose text holds all these words."),
        Parameter(name="order", about="In which order.", choices=ORDERS),
    ),
)
