"""That what is made from columns says what the statements said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import thrown
from tests.assessment.sweep.plain.test_slots import BASES, KNOWN, LOGS, TEXT, weighed

from kept.assessment.accounts import Pick
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.plain.course import course_of
from kept.assessment.sweep.plain.slots import slots_of
from kept.names import Interval


def course(log, standpoint, known_at=ex.LATE, basis="published"):
    columns = columns_of(TEXT, log)
    (lanes,) = lanes_of(TEXT, [standpoint], columns.vocabulary)
    return course_of(slots_of(TEXT, columns, lanes, ex.day(known_at), basis), 0)


def deciding(statement, log):
    """What of a statement decides a standing; other statements by their place in the log."""
    places = {each.id: str(at) for at, each in enumerate(log)}
    return (
        places.get(statement.id, statement.id),
        statement.kind,
        statement.said_on.last,
        statement.when,
        statement.until and statement.until.last,
        statement.says,
        statement.extent,
        statement.signed,
        {places.get(each, each) for each in statement.answers},
    )


@given(LOGS, strategies.standpoints, KNOWN, BASES, st.data())
def test_what_counts_is_what_was_said(log, standpoint, known_at, basis, data):
    log = data.draw(thrown(lambda dice: strategies.entered(dice, log), 120))
    mine = course(log, standpoint, known_at, basis).record
    theirs = weighed(TEXT, log, standpoint, known_at, basis).record
    for name in TEXT.propositions:
        assert [
            (deciding(each.statement, log), set(each.voices)) for each in mine.about(name)
        ] == [(deciding(each.statement, log), set(each.voices)) for each in theirs.about(name)]


@given(LOGS, strategies.standpoints, KNOWN, BASES, st.integers(-5, 100))
def test_accounts_are_the_reference_s(log, standpoint, known_at, basis, day):
    mine = course(log, standpoint, known_at, basis).weighing
    theirs = weighed(TEXT, log, standpoint, known_at, basis)
    for name in TEXT.propositions:
        for pick in Pick:
            told = (each.accounts(name, None, ex.day(day), pick) for each in (mine, theirs))
            one, other = (
                [(each.voice, each.sign, deciding(each.heard.statement, log)) for each in accounts]
                for accounts in told
            )
            assert one == other


def test_a_statement_keeps_its_extent_its_end_and_what_it_answers():
    log = (
        ex.said("aruna", "handover", 3, extent=(None, 2), until=9),
        ex.denied("belva", "handover", 4, answers=(ex.said("aruna", "peace", 0).id,)),
        ex.said(("belva", "front"), "ambush", (5, 7), id="claim"),
        ex.denied("aruna", "ambush", 8, answers=("claim",), signed=True),
    )
    record = course(log, ex.reader()).record
    partly, denied = record.about("handover")
    assert partly.statement.extent == Interval(None, 2)
    assert partly.statement.until == ex.span(9)
    assert denied.statement.answers == ()
    claim, answer = record.about("ambush")
    assert claim.voices == ("belva", "front")
    assert answer.statement.answers == (claim.statement.id,)
    assert answer.statement.signed
    assert record.about("ambush") is record.about("ambush")


def test_nobody_has_spoken_of_what_nobody_knows():
    record = course((), ex.reader()).record
    assert record.about("calm") == record.about("nothing") == ()
    assert list(record.counted) == list(TEXT.propositions)
    assert len(record.counted) == len(TEXT.propositions)
