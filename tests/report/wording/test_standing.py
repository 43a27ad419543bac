"""One line for every way in which a commitment may stand."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from kept.assessment import DUTIES, SHOWN, Assessment, Extent, Reason, Standing, Timing
from kept.dates import Span
from kept.process import Process
from kept.report.wording import LANGUAGES, Language, found, standing

Assessed = Callable[..., Assessment]
Golden = Callable[[str, Iterable[str]], None]


def span(first: int, last: int) -> Span:
    return Span(date(2025, 7, first), date(2025, 7, last))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standpoint", ["public", "aruna"])
def test_every_standing_of_the_story_is_told(
    assessed: Assessed, process: Process, golden: Golden, language: Language, standpoint: str
) -> None:
    told = assessed(standpoint)

    golden(
        f"standings-{standpoint}-{language}",
        (
            f"{name} [{each.word}]: {standing.line(each, process, language)}"
            for name, each in told.standings.items()
        ),
    )


def test_the_story_holds_every_duty_and_every_word(assessed: Assessed) -> None:
    standings = [
        each
        for name in ("public", "aruna", "belva", "strict")
        for each in assessed(name).standings.values()
    ]

    assert {each.duty for each in standings} == set(DUTIES)
    assert {each.word for each in standings} == set(SHOWN)


@pytest.mark.parametrize(
    ("time", "line"),
    [
        (
            Timing(word="late", least=4, most=14, due=span(1, 11), met=Span.on(date(2025, 7, 15))),
            "4 to 14 days late: due between 1 and 11 July 2025, done on 15 July 2025",
        ),
        (
            Timing(word="on-time", least=0, most=4, due=span(5, 9), met=Span.on(date(2025, 7, 5))),
            "done on 5 July 2025, 0 to 4 days before its deadline (between 5 and 9 July 2025)",
        ),
        (
            Timing(
                word="on-time",
                least=1,
                most=1,
                due=Span.on(date(2025, 7, 5)),
                first_due=Span.on(date(2025, 7, 1)),
                met=Span.on(date(2025, 7, 4)),
            ),
            "done on 4 July 2025, 1 day before its deadline (5 July 2025, at first 1 July 2025)",
        ),
        (Timing(met=span(1, 31)), "done in July 2025"),
    ],
)
def test_what_was_done_is_set_against_its_deadline(
    assessed: Assessed, process: Process, time: Timing, line: str
) -> None:
    done = replace(assessed().standings["done-late"], time=time)

    assert standing.line(done, process, "en") == line


@pytest.mark.parametrize(
    ("evidence", "tail"),
    [
        ("claimed", "; claimed, not corroborated"),
        ("conflicting", "; accounts now conflict"),
        ("refuted", "; it is now reported otherwise"),
        ("verified", ""),
    ],
)
def test_words_that_do_not_support_what_counts_as_done_are_told(
    assessed: Assessed, process: Process, evidence: str, tail: str
) -> None:
    done = assessed().standings["done-without-deadline"]
    done = replace(done, evidence=evidence)  # type: ignore[arg-type]

    assert standing.line(done, process, "en") == f"done on 1 October 2025{tail}"


def test_a_standing_without_its_reasons_says_no_more_than_its_duty(process: Process) -> None:
    def bare(commitment: str, duty: str, **more: object) -> Standing:
        return Standing(
            commitment=commitment,
            on=date(2025, 11, 21),
            word="cannot-be-judged",
            duty=duty,  # type: ignore[arg-type]
            evidence="unreported",
            strength=0,  # type: ignore[arg-type]
            extent=None,
            time=Timing(),
            reading=None,
            started=None,
            blocked_by=(),
            breaches=(),
            occasions=(),
            reasons=(),
            cited=(),
            **more,  # type: ignore[arg-type]
        )

    told = {
        duty: standing.line(bare("gate", duty), process, "en")
        for duty in ("discharged", "released", "lapsed", "superseded", "dormant", "suspended")
    }

    assert told == {
        "discharged": "discharged",
        "released": "released",
        "lapsed": "lapsed",
        "superseded": "superseded",
        "dormant": "not yet activated",
        "suspended": "suspended",
    }
    assert standing.line(bare("monthly", "overdue"), process, "fr") == (
        "aucune période n’a commencé"
    )


def test_accounts_that_conflict_about_a_recurring_duty_are_told(
    assessed: Assessed, process: Process
) -> None:
    yearly = replace(assessed().standings["yearly"], evidence="conflicting")

    line = standing.line(yearly, process, "en")

    assert line == "the first period runs until 26 June 2026; accounts of it conflict"


@pytest.mark.parametrize("evidence", ["unclear", "conflicting"])
def test_what_is_said_of_incidents_is_told_whatever_it_is(
    assessed: Assessed, process: Process, evidence: str
) -> None:
    told = replace(assessed().standings["no-incident"], evidence=evidence)  # type: ignore[arg-type]

    assert (
        standing.line(told, process, "en")
        == {
            "unclear": "what is said of incidents decides it neither way",
            "conflicting": "incidents reported and denied",
        }[evidence]
    )


@pytest.mark.parametrize(
    ("low", "high", "extent"), [(1, 1, "minimal"), (0, 2, "not begun to intermediate")]
)
def test_a_part_of_it_is_never_called_undone(
    assessed: Assessed, process: Process, low: int, high: int, extent: str
) -> None:
    told = replace(assessed().standings["in-part"], extent=Extent(low, high, 3, "scale"))

    line = standing.line(told, process, "en")

    assert line == (
        f"reported not done, or only in part, by 2 voices; extent: {extent}; no deadline"
    )


def test_a_day_that_a_rule_must_have_is_asked_for_by_name() -> None:
    with pytest.raises(KeyError, match="A reason “day” has no day “on”"):
        found.the_day(Reason(rule="day"))
