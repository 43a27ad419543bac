"""When duties are discharged: done, certified, ended unbroken, made good."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.process import Repair

HANDOVER = ex.happened("handover")
AMENDS = Repair(done=ex.happened("meeting"))


def duty(**given):
    return ex.commitment("c", **{"done": HANDOVER, **given})


def walk(text, *days, statements=(), **given):
    return [ex.stand(text, statements, on, **given).duty for on in days]


def met(text, statements=(), on=100):
    span = ex.stand(text, statements, on).time.met
    return (
        None if span is None else tuple((each - ex.FIRST).days for each in (span.first, span.last))
    )


# ── Done ─────────────────────────────────────────────────────────────────────


def test_a_deed_is_discharged_from_the_day_it_was_done():
    assert walk(ex.process(duty()), 4, 5, statements=[ex.said("belva", "handover", 5)]) == [
        "active",
        "discharged",
    ]


def test_an_uncertain_deed_is_discharged_when_it_is_certain():
    text, done = ex.process(duty()), [ex.said("belva", "handover", 9, when=(5, 9))]
    assert walk(text, 8, 9, statements=done) == ["active", "discharged"]
    assert met(text, done) == (5, 9)


def test_what_was_done_before_it_was_owed_counts_from_the_day_it_was_owed():
    text = ex.process(duty(from_=ex.reached(20)))
    done = [ex.said("belva", "handover", 5)]
    assert walk(text, 19, 20, statements=done) == ["dormant", "discharged"]
    assert met(text, done) == (20, 20)


def test_what_never_began_is_never_discharged():
    text = ex.process(duty(from_=ex.happened("meeting")))
    assert walk(text, 100, statements=[ex.said("belva", "handover", 5)]) == ["dormant"]


def test_what_was_once_measured_stays_done_when_the_figure_grows_old_or_changes():
    text = ex.process(duty(done=ex.measured("troops", "=", 0)))
    log = [ex.said("belva", "troops", 5, says=0), ex.said("belva", "troops", 40, says=9)]
    assert walk(text, 4, 5, 30, 50, statements=log) == ["active", *["discharged"] * 3]


def test_a_duty_without_a_test_is_never_done_by_itself():
    assert walk(ex.process(ex.commitment("c")), 100) == ["active"]


# ── Certified ────────────────────────────────────────────────────────────────


def certified(*days):
    return [ex.decision(f"d{on}", "certify", "c", on) for on in days]


def test_a_body_certifies_what_nobody_else_has_reported():
    text = ex.process(duty(), decisions=certified(12))
    assert walk(text, 11, 12) == ["active", "discharged"]


def test_a_body_certifies_what_has_no_test():
    text = ex.process(ex.commitment("c"), decisions=certified(12))
    assert walk(text, 11, 12) == ["active", "discharged"]


def test_the_first_of_deed_and_certificates_counts():
    done = [ex.said("belva", "handover", 9)]
    assert met(ex.process(duty(), decisions=certified(12, 15))) == (12, 12)
    assert met(ex.process(duty(), decisions=certified(12)), done) == (9, 9)
    assert met(ex.process(duty(), decisions=certified(6)), done) == (6, 6)


def test_nothing_is_certified_before_it_is_owed():
    text = ex.process(duty(from_=ex.reached(20)), decisions=certified(12))
    assert walk(text, 19, 20) == ["dormant", "discharged"]


def test_only_a_body_with_the_power_certifies():
    decision = ex.decision("d", "certify", "c", 12, taken_by=("front",))
    assert walk(ex.process(duty(), decisions=[decision]), 50) == ["active"]


# ── Refrained to the end ─────────────────────────────────────────────────────


def restraint(**given):
    return ex.commitment("c", **{"never": ("ambush",), "until": ex.reached(50), **given})


def test_a_duty_to_refrain_is_discharged_when_it_ends_unbroken():
    assert walk(ex.process(restraint()), 49, 50) == ["active", "discharged"]


def test_a_duty_to_refrain_without_an_end_is_never_discharged():
    assert walk(ex.process(restraint(until=None)), 300) == ["active"]


def test_what_ends_as_it_begins_is_discharged_at_once():
    text = ex.process(restraint(from_=ex.reached(60)))
    assert walk(text, 59, 60) == ["dormant", "discharged"]


def test_what_was_broken_before_its_end_stays_broken():
    incident = [ex.said("belva", "ambush", 30)]
    assert walk(ex.process(restraint()), 29, 30, 50, 300, statements=incident) == [
        "active",
        "breached",
        "breached",
        "breached",
    ]


def test_a_breach_grown_old_weighs_again_when_the_duty_is_over():
    text = ex.process(restraint(never=("shelling-by-aruna",)))
    incident = [ex.said("belva", "shelling-by-aruna", 20)]
    assert walk(text, 20, 34, 35, 49, 50, statements=incident) == [
        "breached",
        "breached",
        "active",
        "active",
        "breached",
    ]


def test_an_incident_on_the_last_day_or_after_it_breaks_nothing():
    for on in (50, 60):
        incident = [ex.said("belva", "ambush", on)]
        found = ex.stand(ex.process(restraint()), incident, 100)
        assert (found.duty, found.breaches) == ("discharged", ())


def test_what_was_made_good_is_discharged_in_the_end():
    text = ex.process(restraint(repair=AMENDS))
    log = [ex.said("belva", "ambush", 30), ex.said("belva", "meeting", 40)]
    assert walk(text, 39, 40, 49, 50, statements=log) == [
        "breached",
        "active",
        "active",
        "discharged",
    ]


def test_what_is_made_good_after_the_end_is_discharged_then():
    text = ex.process(restraint(repair=AMENDS))
    log = [ex.said("belva", "ambush", 30), ex.said("belva", "meeting", 60)]
    assert walk(text, 50, 59, 60, statements=log) == ["breached", "breached", "discharged"]


def test_each_breach_must_be_made_good():
    text = ex.process(restraint(repair=AMENDS))
    log = [
        ex.said("belva", "ambush", 20),
        ex.said("belva", "meeting", 25),
        ex.said("belva", "ambush", 30),
    ]
    assert walk(text, 24, 25, 29, 30, 100, statements=log) == [
        "breached",
        "active",
        "active",
        "breached",
        "breached",
    ]


def test_a_certificate_does_not_end_a_duty_to_refrain():
    assert walk(ex.process(restraint(), decisions=certified(12)), 20) == ["active"]


def test_a_breach_that_a_body_found_keeps_a_duty_to_refrain_from_being_discharged():
    found = [ex.decision("d", "find_breach", "c", 30)]
    assert walk(ex.process(restraint(), decisions=found), 29, 30, 60) == [
        "active",
        "breached",
        "breached",
    ]
    repaired = ex.process(restraint(repair=AMENDS), decisions=found)
    good = [ex.said("belva", "meeting", 40)]
    assert walk(repaired, 39, 40, 50, statements=good) == ["breached", "active", "discharged"]


def test_a_breach_found_after_the_end_changes_nothing():
    found = [ex.decision("d", "find_breach", "c", 50)]
    assert walk(ex.process(restraint(), decisions=found), 60) == ["discharged"]


# ── Made good ────────────────────────────────────────────────────────────────


def late(**repair):
    return ex.process(
        duty(due=ex.within(20), repair=Repair(done=ex.happened("meeting"), **repair))
    )


def test_a_deed_not_done_in_time_may_be_made_good():
    good = [ex.said("belva", "meeting", 30)]
    assert walk(late(), 20, 21, 29, 30, statements=good) == [
        "active",
        "overdue",
        "overdue",
        "discharged",
    ]
    assert met(late(), good) == (30, 30)


def test_what_happened_before_the_breach_makes_nothing_good():
    assert walk(late(), 30, statements=[ex.said("belva", "meeting", 20)]) == ["overdue"]
    assert walk(late(), 30, statements=[ex.said("belva", "meeting", 21)]) == ["discharged"]


@pytest.mark.parametrize(("on", "word"), [(31, "discharged"), (32, "overdue")])
def test_a_repair_after_its_time_makes_nothing_good(on, word):
    text, good = late(within=ex.days(10)), [ex.said("belva", "meeting", on)]
    assert walk(text, 50, statements=good) == [word]


def test_a_breach_of_an_uncertain_deadline_is_made_good_after_the_last_day_it_can_be():
    text = ex.process(duty(due=ex.by((10, 20)), repair=AMENDS))
    assert walk(text, 30, statements=[ex.said("belva", "meeting", 20)]) == ["overdue"]
    assert walk(text, 30, statements=[ex.said("belva", "meeting", 21)]) == ["discharged"]


def test_what_is_done_late_needs_no_repair():
    log = [ex.said("belva", "meeting", 30), ex.said("belva", "handover", 25)]
    assert met(late(), log) == (25, 25)
    log = [ex.said("belva", "meeting", 30), ex.said("belva", "handover", 35)]
    assert met(late(), log) == (30, 30)


def test_without_a_deadline_there_is_nothing_to_make_good():
    text = ex.process(duty(repair=AMENDS))
    assert walk(text, 50, statements=[ex.said("belva", "meeting", 30)]) == ["active"]


def test_a_breach_that_a_body_found_is_made_good_by_what_happens_after_it():
    text = ex.process(duty(repair=AMENDS), decisions=[ex.decision("d", "find_breach", "c", 10)])
    good = [ex.said("belva", "meeting", 30)]
    assert walk(text, 9, 10, 29, 30, statements=good) == [
        "active",
        "breached",
        "breached",
        "discharged",
    ]


def test_the_first_breach_counts_where_a_body_found_one_before_the_deadline():
    found = [ex.decision("d", "find_breach", "c", 10)]
    text = ex.process(duty(due=ex.within(20), repair=AMENDS), decisions=found)
    assert met(text, [ex.said("belva", "meeting", 15)]) == (15, 15)


def test_who_owes_a_deed_does_not_corroborate_that_it_was_made_good():
    own = [ex.said(each, "meeting", 30) for each in ("aruna", "aruna-army")]
    both = ex.reader(accept="corroborated")
    assert walk(late(), 40, statements=own, standpoint=both) == ["overdue"]
    agreed = [*own, ex.said("observers", "meeting", 31)]
    assert walk(late(), 40, statements=agreed, standpoint=both) == ["discharged"]


def test_a_suspension_without_end_leaves_nothing_to_make_good():
    text = ex.process(
        duty(due=ex.within(20), repair=AMENDS), decisions=[ex.decision("d", "suspend", "c", 10)]
    )
    assert walk(text, 50, statements=[ex.said("belva", "meeting", 30)]) == ["suspended"]


# ── For those that wait ──────────────────────────────────────────────────────


def test_what_waits_for_a_commitment_goes_on_when_it_was_made_good():
    next_ = ex.commitment("next", from_=ex.kept("c"), of=("belva",))
    text = ex.process(duty(due=ex.within(20), repair=AMENDS), next_)
    found = ex.look(text, [ex.said("belva", "meeting", 30)], 50).standings["next"]
    assert found.duty == "active"
    assert found.started == ex.span(30)


def test_what_waits_for_a_commitment_does_not_go_on_when_that_was_done_after_its_end():
    next_ = ex.commitment("next", from_=ex.kept("c"), of=("belva",))
    text = ex.process(duty(), next_, decisions=[ex.decision("d", "release", "c", 20)])
    found = ex.look(text, [ex.said("belva", "handover", 30)], 50).standings
    assert (found["c"].duty, found["next"].duty) == ("released", "blocked")


@pytest.mark.parametrize("first", ["c", "next"])
def test_what_follows_a_commitment_may_take_its_place(first):
    """A commitment that begins when another is kept, and so takes its place, finds it kept."""
    old, new = duty(superseded_by="next"), ex.commitment("next", from_=ex.kept("c"), of=("belva",))
    text = ex.process(*((old, new) if first == "c" else (new, old)))
    done = [ex.said("belva", "handover", 30)]
    found = ex.look(text, done, 50).standings
    assert (found["c"].duty, found["next"].duty) == ("discharged", "active")
    assert found["next"].started == ex.span(30)
    before = ex.look(text, done, 29).standings
    assert (before["c"].duty, before["next"].duty) == ("active", "blocked")


def test_a_deadline_may_count_from_the_keeping_of_the_duty_itself():
    """It can never be late, which the careful editor points out; asking is no fault."""
    text = ex.process(duty(due=ex.within(10, after=ex.kept("c")), repair=AMENDS))
    assert met(text, [ex.said("belva", "handover", 30)]) == (30, 30)
