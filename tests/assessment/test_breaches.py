"""Incidents: gathered by what they speak of, dated, counted, grown old, made good."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.assessment import Strength
from kept.assessment.breaches import incidents
from kept.process import Repair

SHELLING = "shelling-by-aruna"  # grows old after 15 days


def restraint(*never, **given):
    return ex.process(
        ex.commitment("c", never=never or (SHELLING,), **given.pop("duty", {})), **given
    )


def breaches(text, statements, on=100, **given):
    """First and last numbered day of each breach, with the statements about it."""
    return [
        ((each.on.first - ex.FIRST).days, (each.on.last - ex.FIRST).days, each.statements)
        for each in ex.stand(text, statements, on, **given).breaches
    ]


def claim(name, on, speaker="belva", about="ambush", **given):
    return ex.said(speaker, about, given.pop("said", 50), id=name, when=on, **given)


def days(found):
    return [each[:2] for each in found]


# ── Gathered ─────────────────────────────────────────────────────────────────


def test_claims_of_one_day_speak_of_one_incident():
    log = [claim("a", 5), claim("b", 5, "front")]
    assert breaches(restraint("ambush"), log) == [(5, 5, ("a", "b"))]


def test_claims_of_different_days_speak_of_different_incidents():
    log = [claim("b", 9), claim("a", 5)]
    assert breaches(restraint("ambush"), log) == [(5, 5, ("a",)), (9, 9, ("b",))]


def test_a_claim_less_sure_of_the_day_does_not_blur_it():
    log = [claim("vague", (1, 30), "front"), claim("exact", 9)]
    assert breaches(restraint("ambush"), log) == [(9, 9, ("exact", "vague"))]


def test_two_claims_less_sure_meet_where_both_allow():
    log = [claim("a", (1, 10)), claim("b", (8, 20), "front")]
    assert breaches(restraint("ambush"), log) == [(8, 10, ("a", "b"))]


def test_a_vague_claim_does_not_make_one_incident_of_two():
    log = [claim("vague", (1, 30), "front"), claim("late", 20), claim("early", 9)]
    assert breaches(restraint("ambush"), log) == [
        (9, 9, ("early", "vague")),
        (20, 20, ("late",)),
    ]


def test_incidents_of_several_kinds_are_told_by_day_then_by_kind():
    log = [claim("b", 9), claim("c", 5, about=SHELLING), claim("a", 5)]
    found = ex.stand(restraint(SHELLING, "ambush"), log).breaches
    assert [(each.statements[0], each.proposition) for each in found] == [
        ("a", "ambush"),
        ("c", SHELLING),
        ("b", "ambush"),
    ]


def test_a_denial_speaks_of_the_day_it_names():
    log = [claim("a", 5), claim("b", 9), claim("no", 9, "belva-army", kind="denies")]
    assert days(breaches(restraint("ambush"), log)) == [(5, 5)]


def test_a_denial_speaks_of_the_claim_it_answers():
    log = [
        claim("a", 5),
        claim("b", 9),
        claim("no", 40, "observers", kind="disputes", answers=("b",)),
    ]
    assert breaches(restraint("ambush"), log) == [(5, 5, ("a",))]


def test_a_denial_of_nothing_is_no_incident():
    text = ex.process()
    log = [claim("no", 9, kind="denies")]
    heard = ex.look(text, log).record.about("ambush")
    assert incidents(heard) == []


# ── Weighed ──────────────────────────────────────────────────────────────────


def test_a_breach_is_as_strong_as_the_accounts_of_it():
    both = [claim("a", 5), claim("b", 5, "observers")]
    team = [claim("a", 5, "joint-team")]
    strengths = [
        ex.stand(restraint("ambush"), log).breaches[0].strength for log in (both[:1], both, team)
    ]
    assert strengths == [Strength.CLAIMED, Strength.CORROBORATED, Strength.VERIFIED]


def test_two_incidents_do_not_corroborate_each_other():
    log = [claim("a", 5), claim("b", 9, "observers")]
    assert breaches(restraint("ambush"), log, standpoint=ex.reader(accept="corroborated")) == []


def test_the_side_that_acted_concedes_and_the_others_do_not_corroborate_themselves():
    careful = ex.reader(accept="corroborated")
    own = [claim("a", 5, "aruna-army", about=SHELLING)]
    theirs = [claim("a", 5, "belva", about=SHELLING), claim("b", 5, "belva-army", about=SHELLING)]
    assert days(breaches(restraint(), own, standpoint=careful)) == [(5, 5)]
    assert breaches(restraint(), theirs, standpoint=careful) == []


def test_where_nobody_is_named_the_debtor_is_held_to_have_acted():
    careful = ex.reader(accept="corroborated")
    assert days(breaches(restraint("ambush"), [claim("a", 5, "aruna")], standpoint=careful)) == [
        (5, 5)
    ]
    assert breaches(restraint("ambush"), [claim("a", 5, "belva")], standpoint=careful) == []


# ── While the duty was owed ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "found"), [(9, []), ((9, 12), []), (10, [(10, 10)]), ((10, 12), [(10, 12)])]
)
def test_an_incident_breaks_a_duty_only_if_it_surely_was_owed_already(on, found):
    text = restraint("ambush", duty={"from_": ex.reached(10)})
    assert days(breaches(text, [claim("a", on)])) == found


def test_nothing_breaks_what_never_began():
    text = restraint("ambush", duty={"from_": ex.happened("meeting")})
    assert breaches(text, [claim("a", 5)]) == []


@pytest.mark.parametrize(("on", "found"), [(19, [(19, 19)]), ((18, 20), []), (20, []), (25, [])])
def test_an_incident_breaks_no_duty_that_had_ended(on, found):
    released = [ex.decision("d", "release", "c", 20)]
    assert days(breaches(restraint("ambush", decisions=released), [claim("a", on)])) == found


@pytest.mark.parametrize(
    ("on", "found"),
    [(9, [(9, 9)]), ((9, 10), []), (10, []), (19, []), ((19, 25), []), (20, [(20, 20)])],
)
def test_an_incident_breaks_no_duty_that_lay_suspended(on, found):
    pause = [ex.decision("s", "suspend", "c", 10), ex.decision("r", "resume", "c", 20)]
    assert days(breaches(restraint("ambush", decisions=pause), [claim("a", on)])) == found


def test_a_breach_is_told_of_from_the_day_it_surely_happened():
    log = [claim("a", (5, 8), said=5)]
    assert breaches(restraint("ambush"), log, on=7) == []
    assert days(breaches(restraint("ambush"), log, on=8)) == [(5, 8)]


# ── Grown old, made good ─────────────────────────────────────────────────────


def walk(text, *on, statements=()):
    return [ex.stand(text, statements, each).duty for each in on]


def test_a_breach_weighs_until_it_has_grown_old():
    log = [claim("a", 20, about=SHELLING)]
    assert walk(restraint(), 19, 20, 34, 35, statements=log) == [
        "active",
        "breached",
        "breached",
        "active",
    ]
    [breach] = ex.stand(restraint(), log).breaches
    assert (breach.ends_on, breach.repaired) == (ex.day(35), False)


def test_a_breach_that_never_grows_old_weighs_for_good():
    [breach] = ex.stand(restraint("ambush"), [claim("a", 20)], on=300).breaches
    assert breach.ends_on is None
    assert walk(restraint("ambush"), 300, statements=[claim("a", 20)]) == ["breached"]


def test_a_new_incident_opens_the_duty_to_blame_again():
    log = [claim("a", 20, about=SHELLING), claim("b", 40, about=SHELLING)]
    assert walk(restraint(), 36, 40, 54, 55, statements=log) == [
        "active",
        "breached",
        "breached",
        "active",
    ]


def repairable(**given):
    return restraint(duty={"repair": Repair(done=ex.happened("meeting"), **given)})


def test_a_breach_made_good_no_longer_weighs():
    log = [claim("a", 20, about=SHELLING), ex.said("belva", "meeting", 25)]
    assert walk(repairable(), 24, 25, statements=log) == ["breached", "active"]
    [breach] = ex.stand(repairable(), log).breaches
    assert (breach.ends_on, breach.repaired) == (ex.day(25), True)


def test_what_made_an_earlier_breach_good_does_not_make_a_later_one_good():
    log = [
        claim("a", 20, about=SHELLING),
        ex.said("belva", "meeting", 25),
        claim("b", 30, about=SHELLING),
    ]
    assert walk(repairable(), 25, 30, 44, statements=log) == ["active", "breached", "breached"]


@pytest.mark.parametrize(("on", "ends"), [(23, 23), (24, 35)])
def test_a_breach_is_made_good_only_in_time(on, ends):
    log = [claim("a", 20, about=SHELLING), ex.said("belva", "meeting", on)]
    [breach] = ex.stand(repairable(within=ex.days(3)), log).breaches
    assert breach.ends_on == ex.day(ends)


@pytest.mark.parametrize(("on", "repaired"), [(34, True), (35, False), (36, False)])
def test_what_has_grown_old_cannot_be_made_good(on, repaired):
    log = [claim("a", 20, about=SHELLING), ex.said("belva", "meeting", on)]
    [breach] = ex.stand(repairable(), log).breaches
    assert breach.repaired is repaired
    assert breach.ends_on == ex.day(min(on, 35))
