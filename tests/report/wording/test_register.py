"""What a register adds, in words: the head, entries, and bodies that cannot be read."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kept.assessment import Assessment
from kept.dates import Span
from kept.ledger import Entered, LedgerHead, MissingBody, Statement
from kept.ledger.register import Grade
from kept.process import Process
from kept.report.wording import LANGUAGES, Language, register, sentences, standing

Assessed = Callable[..., Assessment]
Golden = Callable[[str, Iterable[str]], None]
Bodies = tuple[MissingBody, ...]

ROOT = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
REASONED = ("truce", "over-silent", "no-incident", "over-denied")
SILENCE = (
    "nobody whose word counts",
    "no incident reported",
    "without an accepted incident",
    "personne dont la parole",
    "aucun incident signalé",
    "sans incident admis",
)


def head(grade: Grade, at: datetime | None = None) -> LedgerHead:
    return LedgerHead(
        origin="lakes.example/exercise", size=120, root=ROOT, grade=grade, witnessed_at=at
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_says_which_register_and_who_vouches_for_it(
    golden: Golden, language: Language
) -> None:
    grades: tuple[Grade, ...] = ("published", "witnessed", "mutual")
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)

    golden(
        f"heads-{language}",
        (
            register.head_line(head(grade, each), language)
            for grade in grades
            for each in (at, None)
        ),
    )


def test_the_day_of_a_head_is_that_of_utc() -> None:
    late = datetime(2026, 11, 22, 1, tzinfo=timezone(timedelta(hours=2)))

    assert register.head_line(head("witnessed", late), "en").endswith("21 November 2026")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_told_wherever_it_bears(
    assessed: Assessed, process: Process, missing: Bodies, golden: Golden, language: Language
) -> None:
    told = assessed(missing=missing)
    lines = [register.missing_line(each, process, language) for each in missing]
    lines += [
        f"{name} [{each.word}]: {standing.line(each, process, language)}"
        for name, each in told.standings.items()
        if each.missing
    ]
    for name in REASONED:
        lines.append(name)
        steps = sentences.tree(told.standings[name].reasons, process, language)
        lines += [f"{'  ' * (depth + 1)}{line}" for depth, line in steps]

    golden(f"missing-{language}", lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_body_is_missing_no_line_tells_of_silence(
    assessed: Assessed, process: Process, missing: Bodies, language: Language
) -> None:
    told = assessed(missing=missing).standings
    touched = {name: each for name, each in told.items() if each.missing}
    assert len(touched) > 10
    for name, each in touched.items():
        line = standing.line(each, process, language)
        assert not any(silence in line for silence in SILENCE), (name, line)


def test_what_is_missing_for_others_is_not_told(
    assessed: Assessed, process: Process, missing: Bodies
) -> None:
    before, after = assessed(), assessed(missing=missing)

    assert after.standings["done-perhaps-late"] == before.standings["done-perhaps-late"]
    assert 27 not in {each.index for each in after.record.missing}


def test_words_that_remain_keep_their_word(assessed: Assessed, missing: Bodies) -> None:
    before, after = assessed().standings, assessed(missing=missing).standings

    for name in ("over-denied", "incidents-accepted", "quarterly", "several-claimed"):
        assert after[name].word == before[name].word, name
    assert after["over-denied"].missing


def test_what_followed_from_silence_cannot_be_judged(assessed: Assessed, missing: Bodies) -> None:
    before, after = assessed().standings, assessed(missing=missing).standings

    changed = {name: (before[name].word, each.word) for name, each in after.items()}
    assert changed["truce"] == ("kept", "cannot-be-judged")
    assert changed["waits-for-two"] == ("not-yet-due", "cannot-be-judged")


def entered(index: int, on: Span | None) -> Entered:
    return Entered(
        index=index, entry=f"{index:02x}9c41b7d0aa" + 52 * "1", author="aruna/desk", entered_on=on
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_says_where_it_stands_in_the_register(
    statements: tuple[Statement, ...], process: Process, golden: Golden, language: Language
) -> None:
    said = {each.id: each for each in statements}
    seen = entered(7, Span(date(2026, 11, 3), date(2026, 11, 5)))
    market = replace(said["unnamed-market"], entered=seen)
    watched = replace(said["paper-watched-denied"], entered=entered(9, None))
    own = replace(said["board-comments"], entered=seen, sources=(), signed=True)

    golden(
        f"entries-{language}",
        (
            sentences.statement_line(market, process, language),
            sentences.statement_line(market, process, language, "entered"),
            sentences.statement_line(watched, process, language),
            sentences.statement_line(watched, process, language, "entered"),
            sentences.statement_line(own, process, language),
        ),
    )
