"""The commitments by track: a square each, how the months went, what is due next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kept.assessment import SHOWN, ShownWord
from kept.report.charts.months import Month, months
from kept.report.charts.squares import Square, squares
from kept.report.review import OPEN, Review, track_of
from kept.report.wording import dates, names, words
from kept.web.pages.answers import ANSWERS, history_of, name_of
from kept.web.pages.asked import Asked

MONTHS: Final = 12
NOT_IN_FORCE: Final = ("proposed", "dormant", "released", "lapsed", "superseded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One track."""

    id: str
    name: str
    texts: str
    squares: object
    kept: int
    in_force: int
    months: object
    due: str
    due_what: str
    due_id: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What all tracks are drawn by: their months, the highest of all, the words."""

    columns: list[Counter[ShownWord]]
    top: int
    called: Mapping[ShownWord, str]


def tracks(asked: Asked, review: Review) -> Mapping[str, Any]:
    """The rows, and the key of what the squares mean."""
    by_track: dict[str, list[str]] = {}
    for each in review.commitments:
        by_track.setdefault(track_of(asked.process, each), []).append(each)
    columns = ANSWERS.get(name_of(asked, "months"), lambda: _columns(asked, review))
    top = max((sum(one.values()) for several in columns.values() for one in several), default=1)
    called = shown_words(asked)
    shown = Counter(review.assessment.standings[each].word for each in review.commitments)
    return {
        "tracks": [
            _row(asked, review, track, several, _Drawn(columns[track], top, called))
            for track, several in by_track.items()
        ],
        "key": {word: shown[word] for word in SHOWN if shown[word]},
        "shown_words": called,
    }


def shown_words(asked: Asked) -> Mapping[ShownWord, str]:
    """What each word is called in this process."""
    return {word: words.shown_word(word, asked.process, asked.language) for word in SHOWN}


def _row(
    asked: Asked,
    review: Review,
    track: str,
    several: list[str],
    drawn: _Drawn,
) -> Row:
    process, language = asked.process, asked.language
    standings = [review.assessment.standings[each] for each in several]
    texts = dict.fromkeys(process.commitments[each].instrument for each in several)
    due, what = _due(review, several)
    name = process.tracks[track].name.in_language(language)
    return Row(
        id=track,
        name=name,
        texts=asked.t("overview.texts", n=len(texts)),
        squares=squares(_squares(asked, review, several), drawn.called),
        kept=sum(1 for each in standings if each.word == "kept"),
        in_force=sum(1 for each in standings if each.duty not in NOT_IN_FORCE),
        months=months(
            [Month(counts=each) for each in drawn.columns],
            top=drawn.top,
            label=asked.t("overview.months-of", track=name),
        ),
        due=dates.span(due, language) if due else asked.t("overview.no-due"),
        due_what=names.commitment(what, process, language) if what else "",
        due_id=what or "",
    )


def _squares(asked: Asked, review: Review, several: list[str]) -> Iterable[Square]:
    """By standing, so that what is alike stands together; within one, as in the text."""
    ordered = sorted(several, key=lambda each: SHOWN.index(review.assessment.standings[each].word))
    for each in ordered:
        yield Square(
            id=each,
            word=review.assessment.standings[each].word,
            href=asked.link(f"/commitments/{each}/"),
        )


def _due(review: Review, several: list[str]) -> tuple[Any, str | None]:
    found = []
    for each in several:
        standing = review.assessment.standings[each]
        if standing.time.word == "left" and standing.time.due and standing.duty in OPEN:
            found.append((standing.time.due, each))
    return min(found) if found else (None, None)


def ends(asked: Asked) -> list[date]:
    """The first days of the months after the last twelve, the day asked about closing them."""
    on = asked.question.on
    first = on.year * 12 + on.month - 1
    closing = [date((first - back) // 12, (first - back) % 12 + 1, 1) for back in range(MONTHS)]
    return [*reversed(closing[:-1]), on] if MONTHS > 1 else [on]


def _columns(asked: Asked, review: Review) -> dict[str, list[Counter[ShownWord]]]:
    """By track, how many stood how at the end of each of the last twelve months."""
    days = ends(asked)
    found: dict[str, list[Counter[ShownWord]]] = {}
    for each in review.commitments:
        track = track_of(asked.process, each)
        columns = found.setdefault(track, [Counter() for _ in days])
        runs = history_of(asked, each)
        for at, day in enumerate(days):
            words_then = [run for run in runs if run.since < day or day == review.question.on]
            if words_then and words_then[-1].duty != "proposed":
                columns[at][words_then[-1].word] += 1
    return found
