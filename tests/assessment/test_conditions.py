"""Conditions, weighed on a day; the first day on which one is true; the days it may change."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assessment import exercise as ex

from kept.assessment import Evidence, Strength
from kept.assessment.accounts import Pick
from kept.process import AtLeast, Decided, InstrumentIs

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")
UNKNOWN = Evidence()
SO, NOT_SO = Evidence(Strength.VERIFIED), Evidence(Strength.NONE, Strength.VERIFIED)


def weighing(*statements, text=None, **given):
    return ex.look(text or ex.process(), statements, **given).course.weighing


def evidence(condition, *statements, on=30, pick=Pick.CERTAIN, **given):
    return weighing(*statements, **given).evidence(condition, ex.day(on), pick)


def first_day(condition, *statements, pick=Pick.CERTAIN, since=None, **given):
    begun = {} if since is None else {"since": ex.day(since)}
    found = weighing(*statements, **given).first_day(condition, pick, **begun)
    return None if found is None else (found - ex.FIRST).days


def test_a_fact_is_weighed_by_the_accounts_of_it():
    log = ex.said("aruna", "handover", 5), ex.said("belva", "handover", 6)
    assert evidence(HANDOVER, *log) == Evidence(Strength.CORROBORATED)
    assert evidence(HANDOVER, *log, on=5) == Evidence(Strength.CLAIMED)
    assert evidence(HANDOVER) == UNKNOWN


def test_a_measure_is_weighed_by_the_figures_given():
    log = ex.said("aruna", "troops", 5, says=0), ex.said("belva", "troops", 6, says=(1, 9))
    assert evidence(ex.measured("troops", "=", 0), *log, on=10) == Evidence(
        Strength.CLAIMED, Strength.CLAIMED
    )
    assert evidence(ex.measured("troops", "=", 0), *log, on=5) == Evidence(Strength.CLAIMED)


def test_words_grown_old_leave_it_stale_until_somebody_speaks_again():
    calm = ex.happened("calm")
    log = ex.said("aruna", "calm", 5), ex.said("belva", "calm", 40)
    found = [evidence(calm, *log, on=on) for on in (4, 24, 25, 39, 40)]
    assert found == [
        UNKNOWN,
        Evidence(Strength.CLAIMED),
        Evidence(stale=True),
        Evidence(stale=True),
        Evidence(Strength.CLAIMED),
    ]


def test_what_the_speaker_says_has_ended_is_not_stale():
    assert evidence(ex.happened("calm"), ex.said("aruna", "calm", 5, until=9)) == UNKNOWN


def test_what_never_grows_old_is_never_stale():
    assert evidence(ex.happened("peace"), ex.said("aruna", "peace", 40)) == UNKNOWN


def test_within_a_window_only_what_happened_in_it_counts():
    weigh = weighing(ex.said("aruna", "handover", 5), ex.said("belva", "calm", 12))
    on = ex.day(60)

    def within(condition, first, end):
        return weigh.evidence(condition, on, window=(ex.day(first), ex.day(end)))

    assert within(HANDOVER, 5, 6) == Evidence(Strength.CLAIMED)
    assert within(HANDOVER, 0, 5) == within(HANDOVER, 6, 9) == UNKNOWN
    assert within(ex.happened("calm"), 12, 20) == Evidence(stale=True)
    assert within(ex.happened("calm"), 13, 20) == within(ex.happened("calm"), 0, 12) == UNKNOWN
    assert within(ex.every(HANDOVER), 5, 6) == Evidence(Strength.CLAIMED)
    assert within(ex.nay(HANDOVER), 5, 6) == Evidence(against=Strength.CLAIMED)
    assert within(ex.nay(HANDOVER), 6, 9) == UNKNOWN
    assert within(ex.measured("troops", "=", 0), 0, 90) == UNKNOWN


def test_a_figure_within_a_window_counts():
    weigh = weighing(ex.said("aruna", "troops", 5, says=0))
    asked = ex.measured("troops", "=", 0)
    assert weigh.evidence(asked, ex.day(9), window=(ex.day(5), ex.day(6))).for_
    assert not weigh.evidence(asked, ex.day(9), window=(ex.day(6), ex.day(9))).for_


# ── What the text settles ────────────────────────────────────────────────────


@pytest.mark.parametrize(("on", "found"), [(9, NOT_SO), (10, SO), (50, SO)])
def test_a_day_has_come_or_not_and_an_uncertain_one_at_its_latest(on, found):
    assert evidence(ex.reached(10), on=on) == found
    assert evidence(ex.reached((4, 10)), on=on) == found
    assert evidence(ex.reached((4, 10)), on=on, pick=Pick.POSSIBLE) == found


def test_an_instrument_is_signed_or_in_force_from_its_day_on():
    text = ex.process(
        instruments=[ex.instrument("pact", ex.status("signed", (3, 5)), ex.status("in-force", 9))]
    )
    signed, force = InstrumentIs("pact", "signed"), InstrumentIs("pact", "in-force")
    assert [evidence(signed, text=text, on=on) for on in (4, 5)] == [NOT_SO, SO]
    assert [evidence(signed, text=text, on=on, pick=Pick.POSSIBLE) for on in (2, 3)] == [
        NOT_SO,
        SO,
    ]
    assert [evidence(force, text=text, on=on) for on in (8, 9)] == [NOT_SO, SO]


def test_an_instrument_counts_from_its_day_once_that_is_known():
    text = ex.process(instruments=[ex.instrument("pact", ex.status("in-force", 9, (12, 20)))])
    force = ex.in_force("pact")
    assert evidence(force, text=text, known_at=19) == NOT_SO
    assert evidence(force, text=text, known_at=20, on=9) == SO


def test_an_instrument_whose_day_says_no_more_is_known_on_that_day():
    text = ex.process(instruments=[ex.instrument("pact", ex.status("in-force", (5, 9)))])
    assert evidence(ex.in_force("pact"), text=text, known_at=8) == NOT_SO
    assert evidence(ex.in_force("pact"), text=text, known_at=9) == SO


def test_an_instrument_may_rest_on_what_is_said():
    text = ex.process(instruments=[ex.instrument("pact", ex.status("in-force", when=MEETING))])
    assert first_day(ex.in_force("pact"), text=text) is None
    assert first_day(ex.in_force("pact"), ex.said("belva", "meeting", 7), text=text) == 7


def test_a_step_without_a_day_or_one_that_has_not_come_counts_for_nothing():
    days = [ex.status("in-force"), ex.status("in-force", when=MEETING), ex.status("in-force", 9)]
    assert (
        first_day(ex.in_force("pact"), text=ex.process(instruments=[ex.instrument("pact", *days)]))
        == 9
    )
    assert (
        first_day(
            ex.in_force("pact"), text=ex.process(instruments=[ex.instrument("pact", *days[:2])])
        )
        is None
    )


def test_of_several_days_of_one_status_the_first_counts():
    days = [ex.status("in-force", 9), ex.status("in-force", 4), ex.status("signed", 1)]
    text = ex.process(instruments=[ex.instrument("pact", *days)])
    assert first_day(ex.in_force("pact"), text=text) == 4


def test_a_decision_is_taken_from_its_day_on_once_it_is_known():
    text = ex.process(decisions=[ex.decision("d", on=(5, 9), known=20)])
    asked = Decided("d")
    assert [evidence(asked, text=text, on=on) for on in (8, 9)] == [NOT_SO, SO]
    assert first_day(asked, text=text) == 9
    assert first_day(asked, text=text, pick=Pick.POSSIBLE) == 5
    assert evidence(asked, text=text, known_at=19) == NOT_SO


# ── Other parts of the process ───────────────────────────────────────────────


def test_a_commitment_is_kept_as_strongly_as_it_was_shown_and_never_less_than_accepted():
    text = ex.process(ex.commitment("c", done=HANDOVER))
    own = [ex.said("aruna", "handover", 5)]
    team = [ex.said("joint-team", "handover", 5)]
    assert evidence(ex.kept("c"), *own, text=text) == Evidence(Strength.CLAIMED)
    assert evidence(ex.kept("c"), *team, text=text) == Evidence(Strength.VERIFIED)
    assert evidence(ex.kept("c"), *team, text=text, on=4) == UNKNOWN
    certified = ex.process(
        ex.commitment("c", done=HANDOVER), decisions=[ex.decision("d", "certify", "c", 5)]
    )
    assert evidence(ex.kept("c"), text=certified, accept="corroborated") == Evidence(
        Strength.CORROBORATED
    )


@pytest.mark.parametrize(
    "duty",
    [
        {},
        {"never": ("ambush",), "until": ex.reached(9)},
        {"done": HANDOVER, "every": ex.days(30), "until": ex.reached(9)},
    ],
)
def test_what_ended_or_was_certified_is_kept_as_strongly_as_is_accepted(duty):
    text = ex.process(ex.commitment("c", **duty), decisions=[ex.decision("d", "certify", "c", 9)])
    assert evidence(ex.kept("c"), text=text, on=9) == Evidence(Strength.CLAIMED)
    assert evidence(ex.kept("c"), text=text, on=8) == UNKNOWN
    assert evidence(ex.kept("c"), text=text, accept="verified") == Evidence(Strength.VERIFIED)


def phased(*commitments):
    return ex.process(*commitments, phases=[ex.phase("one", MEETING)])


def test_a_phase_is_entered_when_its_gate_first_stands_open():
    met = ex.said("belva", "meeting", 9, when=(5, 9))
    assert first_day(ex.entered("one"), met, text=phased()) == 9
    assert first_day(ex.entered("one"), met, text=phased(), pick=Pick.POSSIBLE) == 5
    assert evidence(ex.entered("one"), text=phased()) == NOT_SO


def test_a_gate_opens_no_earlier_than_its_text_is_in_force():
    late = ex.process(
        instruments=[ex.instrument("pact", ex.status("in-force", 12))],
        phases=[ex.phase("one", MEETING), ex.phase("two")],
    )
    assert first_day(ex.entered("one"), ex.said("belva", "meeting", 5), text=late) == 12
    assert first_day(ex.entered("two"), text=late) == 12


def test_a_phase_under_a_text_that_is_not_in_force_is_never_entered():
    signed = ex.process(
        instruments=[ex.instrument("pact", ex.status("signed", 1))],
        phases=[ex.phase("one", MEETING)],
    )
    assert first_day(ex.entered("one"), ex.said("belva", "meeting", 5), text=signed) is None


def test_a_phase_is_completed_when_all_in_it_is_kept():
    text = phased(
        ex.commitment("a", done=HANDOVER, phase="one"),
        ex.commitment("b", done=ex.happened("report"), phase="one"),
        ex.commitment("c", done=ex.happened("peace")),
    )
    log = [ex.said("joint-team", each, on) for each, on in (("meeting", 2), ("handover", 5))]
    assert first_day(ex.completed("one"), *log, text=text) is None
    log.append(ex.said("aruna", "report", 9))
    assert first_day(ex.completed("one"), *log, text=text) == 9
    assert evidence(ex.completed("one"), *log, text=text) == Evidence(Strength.CLAIMED)


def test_an_empty_phase_is_never_completed():
    assert evidence(ex.completed("one"), ex.said("belva", "meeting", 5), text=phased()) == UNKNOWN


# ── Joined ───────────────────────────────────────────────────────────────────

MIXED = (
    ex.said("aruna", "handover", 5),
    ex.said("joint-team", "meeting", 5),
    ex.denied("aruna", "report", 5),
)
THREE = (HANDOVER, MEETING, ex.happened("report"))


def test_joined_conditions_take_the_nth_of_the_strengths():
    one, none = Strength.CLAIMED, Strength.NONE
    assert evidence(ex.every(*THREE), *MIXED) == Evidence(none, one)
    assert evidence(ex.either(*THREE), *MIXED) == Evidence(one, none)
    assert evidence(AtLeast(2, THREE), *MIXED) == Evidence(one, none)


def test_not_swaps_the_sides():
    assert evidence(ex.nay(HANDOVER), *MIXED) == Evidence(against=Strength.CLAIMED)
    assert evidence(ex.nay(ex.nay(HANDOVER)), *MIXED) == Evidence(Strength.CLAIMED)


def test_not_swaps_the_interests_too():
    """Aruna gains if it is done: that it was not done is a concession from Aruna."""
    it = ex.commitment("c", done=ex.nay(HANDOVER))
    own = [ex.denied("aruna", "handover", 5)]
    theirs = [ex.denied("belva", "handover", 5)]
    assert ex.stand(ex.process(it), own).evidence == "claimed"
    assert ex.stand(ex.process(it), theirs).evidence == "corroborated"


# ── First days ───────────────────────────────────────────────────────────────


def test_the_first_day_is_the_first_on_which_it_is_true():
    log = ex.said("aruna", "handover", 5), ex.denied("belva", "handover", 5, until=9)
    assert first_day(HANDOVER, *log) == 9
    assert first_day(HANDOVER, log[0], accept="corroborated") is None


def test_a_day_is_certain_unless_the_possible_one_is_asked_for():
    weigh = weighing(ex.said("aruna", "handover", 9, when=(5, 9)))
    assert weigh.first_day(HANDOVER) == ex.day(9)
    assert not weigh.evidence(HANDOVER, ex.day(8)).for_
    assert not weigh.slot("handover", None, ex.day(8)).for_
    assert not weigh.accounts("handover", None, ex.day(8))


def test_the_first_day_may_be_the_day_it_is_asked_from():
    log = [ex.said("aruna", "calm", 5)]
    calm = ex.happened("calm")
    assert first_day(calm, *log) == 5
    assert first_day(calm, *log, since=20) == 20
    assert first_day(calm, *log, since=25) is None


def test_what_has_always_been_so_is_so_from_the_first_of_days():
    weigh = weighing(ex.denied("aruna", "handover", 5))
    assert weigh.first_day(ex.nay(HANDOVER)) == date.min


def test_the_days_on_which_a_condition_may_change_are_told_in_order():
    text = ex.process(
        ex.commitment("c", done=HANDOVER, phase="one"),
        phases=[ex.phase("one")],
        decisions=[ex.decision("d", on=50)],
    )
    log = [
        ex.said("aruna", "handover", 9, when=(7, 9)),
        ex.said("aruna", "troops", 4, says=1),
        ex.denied("aruna", "meeting", 3),
    ]
    weigh = weighing(*log, text=text)

    def days(condition, pick=Pick.CERTAIN):
        found = weigh.days(condition, pick, ex.day(0))
        return [(each - ex.FIRST).days for each in found if each != date.max]

    assert days(HANDOVER) == [0, 9]
    assert days(HANDOVER, Pick.POSSIBLE) == [0, 7]
    assert days(MEETING) == [0, 3]
    assert days(ex.measured("troops", "=", 0)) == [0, 4, 24]
    assert days(ex.kept("c")) == days(ex.completed("one")) == [0, 9]
    assert days(ex.entered("one")) == [0]
    assert days(ex.every(ex.reached(30), ex.nay(Decided("d")))) == [0, 30, 50]
    assert days(ex.kept("c"), Pick.POSSIBLE) == [0, 7]
