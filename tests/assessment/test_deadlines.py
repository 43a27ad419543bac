"""By when something is owed, and what moves a deadline."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assessment import exercise as ex

from kept.assessment.accounts import Pick
from kept.dates import Calendar
from kept.process import Due

HANDOVER = ex.happened("handover")


def due(on=100, statements=(), **given):
    """The deadline of `c` as it stands on a day, in numbered days."""
    commitment = {key: given.pop(key) for key in ("from_", "due") if key in given}
    text = ex.process(ex.commitment("c", done=HANDOVER, **commitment), **given)
    found = ex.stand(text, statements, on).time.due
    return None if found is None else numbers(found)


def numbers(span):
    first, last = ((each - ex.FIRST).days for each in (span.first, span.last))
    return first if first == last else (first, last)


def test_a_text_that_sets_no_deadline_has_none():
    assert due() is None


def test_within_counts_from_the_day_the_duty_began():
    assert due(due=ex.within(30)) == 30


def test_within_counts_inclusively_where_the_process_says_so():
    assert due(due=ex.within(30), calendar=Calendar(count="inclusive")) == 29


def test_within_counts_from_its_own_trigger_where_it_has_one():
    met = ex.said("belva", "meeting", 5)
    assert due(due=ex.within(30, after=ex.happened("meeting")), statements=[met]) == 35


def test_a_trigger_that_has_not_come_sets_no_deadline():
    assert due(due=ex.within(30, after=ex.happened("meeting"))) is None


def test_an_uncertain_trigger_sets_an_uncertain_deadline():
    met = ex.said("belva", "meeting", 9, when=(5, 9))
    after = ex.within(30, after=ex.happened("meeting"))
    assert due(due=after, statements=[met]) == (35, 39)


def test_a_deadline_may_be_a_day_or_a_span_of_days():
    assert due(due=ex.by(40)) == 40
    assert due(due=ex.by((40, 50))) == (40, 50)


def test_before_something_else_is_the_day_of_it_once_it_has_come():
    before = Due(before=ex.happened("meeting"))
    assert due(due=before) is None
    assert due(due=before, statements=[ex.said("belva", "meeting", 12)]) == 12


def test_a_deadline_without_any_day_is_none():
    assert due(due=Due()) is None


def amending(name, on, moved, **given):
    return ex.instrument(name, ex.status("in-force", on, **given), amends=(ex.amends("c", moved),))


def test_an_amendment_moves_a_deadline_from_its_own_entry_into_force():
    given = {"due": ex.within(30), "instruments": (ex.pact(), amending("annex", 20, ex.by(60)))}
    assert due(on=19, **given) == 30
    assert due(on=20, **given) == 60


def test_an_amendment_of_another_commitment_moves_nothing():
    other = ex.instrument(
        "annex", ex.status("in-force", 1), amends=(ex.amends("other", ex.by(60)),)
    )
    assert due(due=ex.within(30), instruments=(ex.pact(), other)) == 30


def test_an_amendment_not_in_force_moves_nothing():
    signed = ex.instrument("annex", ex.status("signed", 1), amends=(ex.amends("c", ex.by(60)),))
    assert due(due=ex.within(30), instruments=(ex.pact(), signed)) == 30


def test_an_amendment_may_count_from_the_start_of_the_duty():
    instruments = (ex.pact(), amending("annex", 20, ex.within(70)))
    assert due(due=ex.within(30), instruments=instruments) == 70


def test_of_two_amendments_the_later_holds_wherever_it_is_written():
    early, late = amending("zeal", 10, ex.by(50)), amending("annex", 20, ex.by(60))
    for instruments in ((ex.pact(), early, late), (ex.pact(), late, early)):
        assert due(due=ex.within(30), instruments=instruments) == 60


def extension(name="d", on=10, **effect):
    return ex.decision(name, "extend", "c", on, **effect)


def test_an_extension_puts_a_deadline_off_by_a_time():
    given = {"due": ex.within(30), "decisions": [extension(by=ex.days(15))]}
    assert due(on=9, **given) == 30
    assert due(on=10, **given) == 45


def test_an_extension_puts_a_deadline_off_to_a_day():
    assert due(due=ex.within(30), decisions=[extension(to=ex.span(77))]) == 77


def test_an_extension_after_the_deadline_still_counts_from_it():
    given = {"due": ex.within(30), "decisions": [extension(on=40, by=ex.days(15))]}
    assert due(on=39, **given) == 30
    assert due(on=40, **given) == 45


def test_what_has_no_deadline_is_not_put_off_by_a_time():
    assert due(decisions=[extension(by=ex.days(15))]) is None


def test_an_extension_to_a_day_sets_a_deadline_where_there_was_none():
    assert due(decisions=[extension(to=ex.span(77))]) == 77


def test_only_a_body_with_the_power_extends():
    assert due(due=ex.within(30), decisions=[extension(taken_by=("front",), by=ex.days(9))]) == 30


def test_extensions_add_up_in_the_order_of_their_days():
    decisions = [extension("z", 12, by=ex.days(5)), extension("a", 20, to=ex.span(50))]
    assert due(due=ex.within(30), decisions=decisions) == 50
    decisions = [extension("z", 12, to=ex.span(50)), extension("a", 20, by=ex.days(5))]
    assert due(due=ex.within(30), decisions=decisions) == 55


def test_an_amendment_undoes_the_extensions_before_it_and_not_those_after():
    given = {"due": ex.within(30), "instruments": (ex.pact(), amending("annex", 20, ex.by(60)))}
    assert due(decisions=[extension(on=10, by=ex.days(5))], **given) == 60
    assert due(decisions=[extension(on=25, by=ex.days(5))], **given) == 65


def test_the_first_deadline_is_told_once_it_was_moved():
    text = ex.process(
        ex.commitment("c", done=HANDOVER, due=ex.within(30)),
        decisions=[extension(by=ex.days(15))],
    )
    before, after = (ex.stand(text, on=on).time for on in (9, 10))
    assert before.first_due is None
    assert after.first_due == ex.span(30)


# ── Suspension ───────────────────────────────────────────────────────────────


def pause(first, end=None):
    resumed = [] if end is None else [ex.decision("r", "resume", "c", end)]
    return [ex.decision("s", "suspend", "c", first), *resumed]


@pytest.mark.parametrize(("on", "expected"), [(9, 30), (10, 30), (14, 34), (20, 40), (50, 40)])
def test_a_deadline_moves_by_the_days_its_duty_lay_suspended(on, expected):
    assert due(on=on, due=ex.within(30), decisions=pause(10, 20)) == expected


def test_while_a_duty_lies_suspended_its_days_left_stay_the_same():
    text = ex.process(ex.commitment("c", done=HANDOVER, due=ex.within(30)), decisions=pause(10))
    assert [ex.stand(text, on=on).time.least for on in (9, 10, 20, 60, 300)] == [21, *[20] * 4]


def test_a_suspension_after_the_deadline_moves_nothing():
    assert due(due=ex.within(30), decisions=pause(31, 50)) == 30


def test_a_suspension_on_the_last_day_still_moves_the_deadline():
    assert due(due=ex.within(30), decisions=pause(30, 50)) == 50


def test_a_duty_that_begins_while_suspended_loses_only_the_days_since_it_began():
    begun = {"from_": ex.reached(15), "due": ex.within(30)}
    assert due(decisions=pause(10, 20), **begun) == 50
    assert due(decisions=pause(5, 15), **begun) == 45


def test_without_a_start_a_suspension_moves_nothing():
    assert due(from_=ex.happened("meeting"), due=ex.by(30), decisions=pause(10, 20)) == 30


def test_a_second_suspension_counts_where_the_first_has_moved_the_deadline():
    later = [ex.decision("s2", "suspend", "c", 35), ex.decision("r2", "resume", "c", 38)]
    assert due(due=ex.within(30), decisions=[*pause(10, 20), *later]) == 43


def test_a_deadline_moves_no_further_than_the_calendar_reaches():
    text = ex.process(ex.commitment("c", done=HANDOVER, due=ex.within(30)), decisions=pause(10))
    assert ex.look(text).course.due("c", Pick.CERTAIN, date.max) == date.max
