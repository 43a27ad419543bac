"""What is known by its entry in a register: the laws of time on the basis `entered`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies as some
from tests.assessment.dice import Dice
from tests.assessment.rewrite import renamed
from tests.assessment.test_laws import MIRROR, PARTIES, SYMMETRIC, _swapped, gist, sorted_reasons

from kept.assessment import dated, history, is_lead, known_on, phase_standings
from kept.ledger import Statement
from kept.process import Process, Standpoint

fewer = settings(max_examples=max(10, settings().max_examples // 4))
days = st.integers(-3, some.HORIZON + 25)
registers = st.tuples(some.logs, st.binary(min_size=80, max_size=80)).map(
    lambda drawn: some.entered(Dice(drawn[1]), drawn[0])
)
CALM = ex.commitment("c", done=ex.happened("handover"))


# ── Laws ─────────────────────────────────────────────────────────────────────


def known_by(log: tuple[Statement, ...], day: int) -> list[Statement]:
    return [
        each
        for each in log
        if each.entered is not None
        and each.entered.entered_on is not None
        and max(each.entered.entered_on.last, each.said_on.first) <= ex.day(day)
    ]


@given(some.processes, registers, some.standpoints, days, days)
def test_later_entries_do_not_change_what_was_known_earlier(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int, k: int
) -> None:
    """As known on a day, the whole register says what its part entered by that day says."""
    whole = ex.look(process, log, on, k, standpoint, "entered")
    part = ex.look(process, known_by(log, k), on, k, standpoint, "entered")
    assert whole.standings == part.standings
    assert phase_standings(whole) == phase_standings(part)
    assert whole.record == part.record


@given(some.processes, registers, some.standpoints, days, st.data())
def test_the_order_of_entry_is_that_of_the_register(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """In whatever order the entries are read, ties included, nothing changes."""
    other = data.draw(st.permutations(log))
    found = ex.look(process, log, on, 90, standpoint, "entered")
    assert found.standings == ex.look(process, other, on, 90, standpoint, "entered").standings


@fewer
@given(some.processes, registers, some.standpoints, days)
def test_when_all_was_entered_early_only_the_days_of_publishing_are_lost(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int
) -> None:
    """What is known in the end is the same by either measure, in the order of the register."""
    known = sorted(known_by(log, ex.LATE), key=lambda each: each.entered.index)
    published = ex.look(process, known, on, ex.LATE, standpoint)
    entered = ex.look(process, log, on, ex.LATE, standpoint, "entered")
    assert published.standings == entered.standings
    name = max(process.commitments)
    assert history(published, name) == history(entered, name)


@fewer
@given(some.processes, registers, some.standpoints, days, st.permutations(PARTIES))
def test_renaming_everybody_renames_the_result(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    order: list[str],
) -> None:
    names = {each: f"party-{order.index(each)}" for each in PARTIES}
    found = ex.look(process, log, on, 40, standpoint, "entered")
    there = renamed(process, names), renamed(log, names)
    other = ex.look(*there, on, 40, renamed(standpoint, names), "entered")
    assert renamed(gist(found), names) == gist(other)
    assert sorted_reasons(renamed(dict(found.standings), names)) == sorted_reasons(other.standings)


@fewer
@given(registers, some.standpoints, days, days)
def test_swapping_two_parties_swaps_the_result(
    log: tuple[Statement, ...], standpoint: Standpoint, on: int, k: int
) -> None:
    found = ex.look(SYMMETRIC, log, on, k, standpoint, "entered")
    mirrored = renamed(log, MIRROR), on, k, renamed(standpoint, MIRROR), "entered"
    assert _swapped(gist(found)) == gist(ex.look(SYMMETRIC, *mirrored))


# ── Days ─────────────────────────────────────────────────────────────────────


def said(entered: ex.Days | None, on: ex.Days = 3, **given: object) -> Statement:
    return ex.said("mediator", "handover", on, entered=ex.entry(0, entered), **given)


def test_the_last_day_of_the_interval_counts() -> None:
    it = said((5, 8))
    assert known_on(it, ex.process(), "entered") == ex.day(8)
    standing = {
        k: ex.look(ex.process(CALM), [it], 20, k, basis="entered").standings["c"].duty
        for k in (7, 8)
    }
    assert standing == {7: "active", 8: "discharged"}


def test_words_dated_ahead_are_not_known_before_they_can_have_been_said() -> None:
    assert known_on(said(5, on=(9, 12)), ex.process(), "entered") == ex.day(9)
    assert known_on(said(10, on=(9, 12)), ex.process(), "entered") == ex.day(10)


@pytest.mark.parametrize("entered", [None, ex.entry(0, None)])
def test_what_no_witness_saw_is_not_known(entered: object) -> None:
    it = ex.said("mediator", "handover", 3, entered=entered)
    assert known_on(it, ex.process(), "entered") == date.max
    process = ex.process(CALM)
    assert ex.stand(process, [it], basis="entered", known_at=ex.LATE).duty == "active"
    assert ex.stand(process, [it]).duty == "discharged"


def test_not_even_at_the_end_of_the_calendar() -> None:
    last = (date.max - ex.FIRST).days
    it = ex.said("mediator", "handover", 3)
    assert ex.stand(ex.process(CALM), [it], basis="entered", known_at=last).duty == "active"


def test_of_two_words_of_one_day_the_one_entered_last_counts() -> None:
    first = replace(ex.said("mediator", "handover", 3), entered=ex.entry(4, 9))
    last = replace(ex.denied("mediator", "handover", 3), entered=ex.entry(7, 9))
    for log in ([first, last], [last, first]):
        assert ex.stand(ex.process(CALM), log, basis="entered").evidence == "refuted"


def test_by_publication_the_order_is_the_one_they_are_given_in() -> None:
    first = replace(ex.said("mediator", "handover", 3), entered=ex.entry(9, 9))
    last = replace(ex.denied("mediator", "handover", 3), entered=ex.entry(7, 9))
    assert ex.stand(ex.process(CALM), [first, last]).evidence == "refuted"
    assert ex.stand(ex.process(CALM), [first, last], basis="entered").evidence == "claimed"


# ── Words without a source ───────────────────────────────────────────────────


def test_what_was_signed_into_a_register_needs_no_source() -> None:
    it = said(9, sources=())
    assert not is_lead(it, ex.process())
    assert dated(it, ex.process())
    assert known_on(it, ex.process()) == ex.day(9)
    assert ex.stand(ex.process(CALM), [it]).duty == "discharged"


def test_without_either_it_is_a_lead_as_before() -> None:
    it = ex.said("mediator", "handover", 3, sources=())
    assert is_lead(it, ex.process())
    assert not dated(it, ex.process())
    unseen = replace(it, entered=ex.entry(0, None))
    assert not is_lead(unseen, ex.process())
    assert known_on(unseen, ex.process()) == date.max


def test_without_a_source_no_day_before_its_entry_is_claimed() -> None:
    """Whoever dates its own words back is known to have said them when witnesses saw them."""
    it = said(90, on=3, sources=())
    process = ex.process(CALM, compiled_on=50)
    assert known_on(it, process) == ex.day(90)
    assert ex.stand(process, [it], known_at=89).evidence == "unreported"


def test_an_entry_is_no_earlier_source_of_what_has_sources() -> None:
    it = said(9, sources=("wire-late",))
    assert known_on(it, ex.process()) == ex.day(60)
