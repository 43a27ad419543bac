"""What an engine answers at the edges: nothing said, nothing owed, a calendar that refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.archive.kernel.cases import Case, case_of
from tests.assessment import exercise as ex
from tests.assessment.sweep import harness

from kept.archive.kernel.engine import Engine
from kept.assessment.sweep.build import columns_of
from kept.dates import Calendar, DateError, Duration

MONTH = Duration(months=1)
DEED = ex.process(ex.commitment("c", done=ex.happened("handover"), due=ex.within(10)))


@pytest.fixture(params=["compiled", "numpy"])
def either(request):
    """One engine and the other."""
    return Engine(None) if request.param == "numpy" else request.getfixturevalue("engine")


# ── What a calendar refuses ──────────────────────────────────────────────────


def refusing(*commitments, **given):
    """A process in which a month after 31 January is no day."""
    return ex.process(*commitments, calendar=Calendar(), **given)


REFUSED = {
    "a deadline": (
        refusing(
            ex.commitment(
                "c", done=ex.happened("handover"), due=replace(ex.within(1), within=MONTH)
            ),
            instruments=(ex.instrument("pact", ex.status("in-force", 30)),),
        ),
        (),
    ),
    "words that grow old": (
        refusing(
            ex.commitment("c", done=ex.happened("calm")),
            propositions=[replace(each, fresh=MONTH) for each in ex.PROPOSITIONS],
        ),
        (ex.said("observers", "calm", 30),),
    ),
    "a denial that grows old": (
        refusing(
            ex.commitment("c", done=ex.happened("meeting")),
            propositions=[replace(each, fresh=MONTH) for each in ex.PROPOSITIONS],
        ),
        (ex.denied("observers", "meeting", 30),),
    ),
    "a period": (
        refusing(
            ex.commitment("c", done=ex.happened("meeting"), every=MONTH),
            instruments=(ex.instrument("pact", ex.status("in-force", 30)),),
        ),
        (),
    ),
    "a decision": (
        refusing(
            ex.commitment("c", done=ex.happened("handover"), due=ex.by(30)),
            decisions=(ex.decision("more-time", "extend", on=3, by=MONTH),),
        ),
        (),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_calendar_refuses_is_refused_in_the_same_words(either, what):
    process, log = REFUSED[what]
    case = Case(process, log, [ex.reader()])
    with pytest.raises(DateError, match="ambiguous") as expected:
        case.reference()
    with pytest.raises(DateError) as found:
        case.by(either)
    assert str(found.value) == str(expected.value)


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_calendar_clips_is_told(either, what):
    process, log = REFUSED[what]
    process = replace(process, calendar=Calendar(month_end="clip"))
    case = Case(process, log, [ex.reader()])
    harness.assert_equal(case.by(either), case.reference())


def test_a_day_that_nobody_asks_for_is_not_refused(either):
    """Words about something else grow old on no day, and nobody minds."""
    process = refusing(
        ex.commitment("c", done=ex.happened("handover")),
        propositions=[replace(each, fresh=MONTH) for each in ex.PROPOSITIONS],
    )
    case = Case(process, (ex.said("observers", "calm", 30),), [ex.reader()])
    harness.assert_equal(case.by(either), case.reference())


def test_a_day_that_nobody_sees_is_not_refused(either):
    process, log = REFUSED["words that grow old"]
    hidden = tuple(replace(each, release="confidential") for each in log)
    case = Case(process, hidden, [ex.reader(sees=("public",))])
    harness.assert_equal(case.by(either), case.reference())


def test_days_past_the_last_year_are_refused(either):
    process = ex.process(
        ex.commitment("c", done=ex.happened("handover"), due=ex.within(10_000_000))
    )
    case = Case(process, (), [ex.reader()])
    with pytest.raises(DateError) as expected:
        case.reference()
    with pytest.raises(DateError) as found:
        case.by(either)
    assert str(found.value) == str(expected.value)


# ── What is not told ─────────────────────────────────────────────────────────


def test_histories_end_on_the_day_of_knowledge_unless_told(either):
    log = (ex.said("observers", "handover", 5),)
    columns, readers = columns_of(DEED, log), [ex.reader()]
    found = either.histories(DEED, columns, readers, known_at=ex.day(8))
    until = either.histories(DEED, columns, readers, known_at=ex.day(8), until=ex.day(8))
    harness.assert_equal(found, until)
    assert [day for day, _ in found.runs("c", "reader")] == [date.min, ex.day(0), ex.day(5)]
    early = either.histories(DEED, columns, readers, known_at=ex.day(4))
    assert [axes.duty for _, axes in early.runs("c", "reader")] == ["proposed", "active"]
    later = either.histories(DEED, columns, readers, known_at=ex.day(4), until=ex.day(40))
    assert [axes.duty for _, axes in later.runs("c", "reader")] == [
        "proposed",
        "active",
        "overdue",
    ]


def test_what_is_known_is_told_by_publication_unless_by_entry(either):
    log = (ex.said("observers", "handover", 5, entered=ex.entry(0, 20)),)
    columns, readers = columns_of(DEED, log), [ex.reader()]
    given = (DEED, columns, readers)
    found = either.histories(*given, known_at=ex.day(8))
    harness.assert_equal(found, either.histories(*given, known_at=ex.day(8), basis="published"))
    by_entry = either.histories(*given, known_at=ex.day(8), basis="entered")
    assert [axes.duty for _, axes in found.runs("c", "reader")][-1] == "discharged"
    assert [axes.duty for _, axes in by_entry.runs("c", "reader")][-1] == "active"


@pytest.mark.parametrize("known_at", [date.min, date.max])
@pytest.mark.parametrize("until", [date.min, ex.day(200), date(9999, 12, 30)])
def test_the_first_and_the_last_day_of_the_calendar(either, known_at, until):
    for seed in range(10):
        case = replace(case_of(seed), known_at=known_at, until=until)
        recurs = any(each.every for each in case.process.commitments.values())
        if recurs and until > ex.day(200):  # thousands of years of periods are a matter of minutes
            case = replace(case, until=ex.day(400))
        harness.assert_equal(case.by(either), case.reference())


# ── Nothing ──────────────────────────────────────────────────────────────────


def test_where_nothing_was_said_duties_run_their_course(either):
    for seed in range(20):
        case = replace(case_of(seed), log=())
        harness.assert_equal(case.by(either), case.reference())


def test_words_about_nothing_that_counts(either):
    case = Case(
        DEED, (ex.said("observers", "peace", 3), ex.taken_back("aruna", "?", 4)), [ex.reader()]
    )
    harness.assert_equal(case.by(either), replace(case, log=()).reference())


def test_a_process_without_commitments_has_no_histories(either):
    case = Case(
        ex.process(), (ex.said("observers", "handover", 3),), [ex.reader("a"), ex.reader("b")]
    )
    found = case.by(either)
    assert found.commitments == ()
    assert found.standpoints == ("a", "b")
    assert found.start.tolist() == [0]
    assert len(found.day) == len(found.code) == 0


def test_a_process_of_which_nobody_asks_anything(either):
    """Not a slot, not a condition: duties that no text says how to test."""
    case = Case(ex.process(ex.commitment("c"), ex.commitment("d")), (), [ex.reader()])
    harness.assert_equal(case.by(either), case.reference())


def test_without_standpoints_there_are_no_histories(either):
    found = Case(DEED, (), []).by(either)
    assert found.standpoints == ()
    assert found.commitments == ("c",)
    assert found.start.tolist() == [0]


def test_a_standpoint_that_sees_and_counts_nothing(either):
    log = (ex.said("observers", "handover", 3),)
    blind = ex.reader("blind", sees=()), ex.reader("deaf", counts=ex.only())
    case = Case(DEED, log, [*blind, ex.reader()])
    harness.assert_equal(case.by(either), case.reference())
    assert [axes.duty for _, axes in case.by(either).runs("c", "blind")][-1] == "overdue"
    assert [axes.duty for _, axes in case.by(either).runs("c", "deaf")][-1] == "overdue"


# ── A sweep and its memory ───────────────────────────────────────────────────


def test_an_engine_answers_again_and_again(engine):
    several = [case_of(seed) for seed in range(10)]
    first = [each.by(engine) for each in several]
    for each, before in zip(several[::-1], first[::-1], strict=True):
        harness.assert_equal(each.by(engine), before)
