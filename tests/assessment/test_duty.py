"""The duty axis: where a commitment is in its life, and what is held against it."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.process import Repair

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")


def duty(**given):
    return ex.commitment("c", **{"done": HANDOVER, **given})


def walk(text, *days, statements=(), **given):
    return [ex.stand(text, statements, on, **given).duty for on in days]


def test_a_duty_is_proposed_then_dormant_then_active_then_overdue_then_discharged():
    text = ex.process(
        duty(from_=MEETING, due=ex.within(10)),
        instruments=[ex.instrument("pact", ex.status("in-force", 5))],
    )
    log = [ex.said("observers", "meeting", 12), ex.said("observers", "handover", 30)]
    assert walk(text, 4, 5, 11, 12, 22, 23, 29, 30, statements=log) == [
        "proposed",
        "dormant",
        "dormant",
        "active",
        "active",
        "overdue",
        "overdue",
        "discharged",
    ]


def test_without_a_deadline_nothing_is_overdue():
    assert walk(ex.process(duty()), 300, statements=[ex.denied("belva", "handover", 9)]) == [
        "active"
    ]


def test_overdue_becomes_breached_where_it_is_accepted_that_it_was_not_done():
    text = ex.process(duty(due=ex.within(10)))
    log = [ex.denied("observers", "handover", 15)]
    assert walk(text, 10, 11, statements=log) == ["active", "breached"]
    assert walk(text, 11, statements=log, accept="corroborated") == ["overdue"]
    both = [*log, ex.said("aruna", "handover", 15)]
    assert walk(text, 14, 15, statements=both) == ["breached", "overdue"]


def test_a_breach_that_rests_on_a_figure_grows_old_with_it():
    text = ex.process(duty(done=ex.measured("troops", "=", 0), due=ex.within(10)))
    log = [ex.said("observers", "troops", 5, says=7)]
    assert walk(text, 10, 11, 24, 25, statements=log) == [
        "active",
        "breached",
        "breached",
        "overdue",
    ]


def test_an_uncertain_deadline_has_passed_when_that_is_certain():
    assert walk(ex.process(duty(due=ex.by((10, 20)))), 20, 21) == ["active", "overdue"]


def found(on, **given):
    return [ex.decision("d", "find_breach", "c", on, **given)]


def test_a_body_with_the_power_finds_a_breach():
    assert walk(ex.process(duty(), decisions=found(15)), 14, 15, 90) == [
        "active",
        "breached",
        "breached",
    ]
    powerless = found(15, taken_by=("front",))
    assert walk(ex.process(duty(), decisions=powerless), 90) == ["active"]
    assert walk(ex.process(duty(), decisions=found(15, known=40)), 20, known_at=39) == ["active"]


def test_a_breach_found_before_a_duty_was_owed_is_held_against_it_when_it_is():
    text = ex.process(duty(from_=ex.reached(20)), decisions=found(5))
    assert walk(text, 5, 19, 20) == ["dormant", "dormant", "breached"]


def test_a_breach_that_was_found_ends_when_the_deed_is_done():
    log = [ex.said("belva", "handover", 30)]
    assert walk(ex.process(duty(), decisions=found(15)), 29, 30, statements=log) == [
        "breached",
        "discharged",
    ]


def test_a_second_finding_needs_a_second_repair():
    """What made the first breach good happened before the second."""
    never = ex.commitment("c", never=("ambush",), repair=Repair(done=MEETING))
    decisions = [
        ex.decision("a", "find_breach", "c", 10),
        ex.decision("b", "find_breach", "c", 20),
    ]
    log = [ex.said("belva", "meeting", 15)]
    assert walk(ex.process(never, decisions=decisions), 14, 15, 19, 20, 90, statements=log) == [
        "breached",
        "active",
        "active",
        "breached",
        "breached",
    ]


def test_a_suspended_duty_may_still_be_discharged():
    text = ex.process(duty(), decisions=[ex.decision("s", "suspend", "c", 5)])
    assert walk(text, 9, 10, statements=[ex.said("belva", "handover", 10)]) == [
        "suspended",
        "discharged",
    ]


def test_what_has_not_begun_is_not_suspended():
    text = ex.process(duty(from_=MEETING), decisions=[ex.decision("s", "suspend", "c", 5)])
    assert walk(text, 9) == ["dormant"]


def test_an_extension_after_the_deadline_makes_it_owed_again():
    text = ex.process(
        duty(due=ex.within(10)),
        decisions=[ex.decision("x", "extend", "c", 20, by=ex.days(15))],
    )
    assert walk(text, 10, 11, 19, 20, 25, 26) == [
        "active",
        "overdue",
        "overdue",
        "active",
        "active",
        "overdue",
    ]


# ── Parts ────────────────────────────────────────────────────────────────────


def parted(parts, **given):
    return ex.process(
        ex.commitment("a", done=HANDOVER, due=ex.within(10)),
        ex.commitment("b", done=MEETING, due=ex.within(10)),
        ex.commitment("c", parts=parts, **given),
    )


ALL = ex.every(ex.kept("a"), ex.kept("b"))
ONE = ex.AtLeast(1, (ex.kept("a"), ex.kept("b")))


@pytest.mark.parametrize(("parts", "days"), [(ALL, (5, 9)), (ONE, (4, 5))])
def test_a_commitment_made_of_others_is_kept_when_enough_of_them_are(parts, days):
    log = [ex.said("observers", "handover", 5), ex.said("observers", "meeting", 9)]
    assert walk(parted(parts), *days, statements=log) == ["active", "discharged"]


@pytest.mark.parametrize(("parts", "evidence"), [(ALL, "refuted"), (ONE, "unreported")])
def test_a_breached_part_speaks_against_the_whole_where_all_are_owed(parts, evidence):
    log = [ex.denied("observers", "handover", 15)]
    it = ex.stand(parted(parts, due=ex.within(12)), log, on=13)
    assert it.evidence == evidence
    assert it.duty == ("breached" if evidence == "refuted" else "overdue")


def test_a_kept_part_speaks_for_the_whole_where_one_is_enough():
    text = parted(ONE)
    assert ex.stand(text, [ex.said("joint-team", "meeting", 9)], on=9).evidence == "verified"
    assert ex.stand(parted(ALL), [ex.said("joint-team", "meeting", 9)], on=9).evidence == (
        "unreported"
    )


def test_a_reading_may_replace_the_parts():
    text = parted(ALL, readings=(ex.reading("r", "aruna", done=ex.happened("report")),))
    log = [ex.said("observers", "report", 5)]
    assert walk(text, 5, statements=log) == ["active"]
    it = ex.stand(text, log, on=5, readings=("aruna",))
    assert (it.duty, it.evidence) == ("discharged", "claimed")


# ── The evidence of a restraint ──────────────────────────────────────────────

NEVER = ("shelling-by-aruna", "ambush")


def restraint(*statements, on=10, from_=None, accept="claimed"):
    text = ex.process(ex.commitment("c", never=NEVER, from_=from_))
    return ex.stand(text, statements, on, accept=accept).evidence


def test_silence_about_a_restraint_is_silence():
    assert restraint() == "unreported"


def test_a_report_of_one_kind_is_not_hidden_by_silence_about_another():
    assert restraint(ex.said("belva", "ambush", 5)) == "refuted"
    assert restraint(ex.said("belva", "shelling-by-aruna", 5)) == "refuted"


def test_that_nothing_happened_must_be_said_of_each_kind():
    calm = [ex.denied("observers", name, 5) for name in NEVER]
    assert restraint(calm[0]) == "unreported"
    assert restraint(*calm) == "claimed"


def test_the_gravest_report_decides():
    contested = [ex.said("belva", "ambush", 5), ex.denied("observers", "ambush", 5)]
    accepted = [ex.said("observers", "shelling-by-aruna", 5)]
    assert restraint(*contested) == "conflicting"
    assert restraint(*contested, *accepted) == "refuted"
    both = ex.commitment("c", never=NEVER, verified_by=("joint-team", "mediator"))
    disputed = [ex.said("joint-team", "ambush", 5), ex.denied("mediator", "ambush", 5)]
    assert ex.stand(ex.process(both), disputed).evidence == "conflicting"
    assert ex.stand(ex.process(both), [*disputed, *accepted], 9).evidence == "refuted"
    denied = [ex.said("belva", "ambush", 5), ex.denied("joint-team", "ambush", 5)]
    assert restraint(*denied) == "verified"
    assert restraint(*denied, *contested) == "verified"


def test_what_happened_before_a_restraint_began_says_nothing_of_it():
    early = ex.said("belva", "ambush", 5)
    assert restraint(early, from_=ex.reached(5)) == "refuted"
    assert restraint(early, from_=ex.reached(6)) == "unreported"
    assert (
        restraint(early, from_=MEETING) == "refuted"
    )  # not begun: shown, and not held against it


def test_an_incident_grown_old_leaves_the_restraint_stale():
    log = [ex.said("belva", "shelling-by-aruna", 5)]
    assert restraint(*log, on=19) == "refuted"
    assert restraint(*log, on=20) == "stale"


# ── The standing ─────────────────────────────────────────────────────────────


def test_a_duty_has_begun_when_that_is_certain():
    text = ex.process(duty(from_=MEETING, due=ex.by(5)))
    log = [ex.said("observers", "meeting", 12, when=(8, 12))]
    assert walk(text, 7, 11, 12, statements=log) == ["dormant", "dormant", "overdue"]


def test_a_standing_tells_when_the_duty_began():
    text = ex.process(duty(from_=MEETING))
    log = [ex.said("observers", "meeting", 12, when=(8, 12))]
    assert ex.stand(text, log, 11).started is None
    assert ex.stand(text, log, 12).started == ex.span((8, 12))


def test_strength_is_that_of_the_side_that_prevails():
    text = ex.process(duty())
    log = [ex.said("aruna", "handover", 5), ex.denied("joint-team", "handover", 5)]
    assert ex.stand(text, log[:1]).strength == 1
    assert ex.stand(text, log).strength == 3


def test_what_was_done_is_weighed_as_on_the_day_it_was_done_unless_more_is_known():
    text = ex.process(duty(done=ex.measured("troops", "=", 0)))
    log = [ex.said("aruna", "troops", 5, says=0), ex.said("joint-team", "troops", 9, says=0)]
    assert [ex.stand(text, log, on).evidence for on in (5, 9, 26, 29)] == [
        "claimed",
        "verified",
        "verified",
        "claimed",
    ]
    undone = [log[0], ex.said("joint-team", "troops", 9, says=4)]
    assert ex.stand(text, undone, 12).evidence == "claimed"


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"instruments": [ex.instrument("pact", ex.status("signed", 1))]}, "proposed"),
        ({"decisions": [ex.decision("d", "release", "c", 5)]}, "released"),
    ],
)
def test_no_clock_runs_for_what_does_not_bind(given, word):
    it = ex.stand(ex.process(duty(due=ex.by(20)), **given))
    assert (it.duty, it.time.word, it.time.least) == (word, "no-deadline", None)
    assert it.time.due == ex.span(20)


def test_what_ended_unbroken_met_no_deadline():
    text = ex.process(ex.commitment("c", never=("ambush",), until=ex.reached(50)))
    time = ex.stand(text).time
    assert (time.word, time.met, time.due) == ("no-deadline", ex.span(50), None)
