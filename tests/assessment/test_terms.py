"""What a commitment asks: its reading, when its text binds, who gains by it."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.assessment.accounts import Interest
from kept.assessment.terms import VERIFIER, incident_interest, reading_of, terms_of
from kept.process import Due

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")


def walk(text, *days, statements=(), **given):
    return [ex.stand(text, statements, on, **given).duty for on in days]


# ── Readings ─────────────────────────────────────────────────────────────────

LATER = ex.reading("later", "aruna", due=ex.by(80))
OTHER = ex.reading("other", "belva", "front", done=MEETING)
READ = ex.commitment("c", done=HANDOVER, due=ex.by(20), readings=(LATER, OTHER))


@pytest.mark.parametrize(
    ("followed", "expected"),
    [
        ((), None),
        (("observers",), None),
        (("aruna",), "later"),
        (("front",), "other"),
        (("belva", "aruna"), "other"),
        (("observers", "aruna", "belva"), "later"),
        (("c/other", "aruna"), "other"),
        (("d/other",), None),
    ],
)
def test_a_standpoint_holds_the_first_reading_that_one_it_follows_holds(followed, expected):
    found = reading_of(READ, ex.reader(readings=followed))
    assert (found.id if found else None) == expected
    assert ex.stand(ex.process(READ), readings=followed).reading == expected


def test_a_reading_is_known_from_the_first_day_a_source_of_it_carries():
    def known(sources, at):
        it = ex.commitment(
            "c", done=HANDOVER, readings=(ex.reading("r", "aruna", sources=sources),)
        )
        return ex.stand(ex.process(it), known_at=at, readings=("aruna",)).reading == "r"

    assert known((), -500)
    assert not known(("gazette",), -51)
    assert known(("gazette",), -50)
    assert not known(("wire-late", "page"), 59)
    assert known(("wire-late", "page"), 60)
    assert known(("wire-late", "gazette"), 0)
    assert not known(("page",), ex.LATE - 1)
    assert known(("page",), ex.LATE)  # when it was coded


def test_a_reading_replaces_what_it_speaks_of_and_leaves_the_rest():
    text = ex.process(READ)
    plain, later, other = (
        terms_of(READ, text, ex.reader(readings=each)) for each in ((), ("aruna",), ("belva",))
    )
    assert (plain.due, plain.done) == (ex.by(20), HANDOVER)
    assert (later.due, later.done) == (ex.by(80), HANDOVER)
    assert (other.due, other.done) == (ex.by(20), MEETING)


def test_a_reading_may_begin_the_duty_otherwise():
    begun = ex.commitment("c", done=HANDOVER, readings=(ex.reading("r", "aruna", from_=MEETING),))
    text = ex.process(begun)
    assert walk(text, 5) == ["active"]
    assert walk(text, 5, readings=("aruna",)) == ["dormant"]


def test_a_reading_that_says_nothing_of_the_beginning_leaves_it():
    begun = ex.commitment(
        "c", done=HANDOVER, from_=MEETING, readings=(ex.reading("r", "aruna", due=ex.by(9)),)
    )
    assert walk(ex.process(begun), 5, readings=("aruna",)) == ["dormant"]


# ── When a text binds ────────────────────────────────────────────────────────


def under(*statuses, **given):
    return ex.process(
        ex.commitment("c", done=HANDOVER, **given), instruments=[ex.instrument("pact", *statuses)]
    )


SIGNED, FORCE = ex.status("signed", 10), ex.status("in-force", 20)


def test_a_duty_begins_when_its_text_is_in_force():
    assert walk(under(SIGNED, FORCE), 19, 20) == ["proposed", "active"]


def test_what_a_text_adds_must_be_so_as_well():
    text, met = under(SIGNED, FORCE, from_=MEETING), [ex.said("belva", "meeting", 30)]
    assert walk(text, 19, 20, 29, 30, statements=met) == [
        "proposed",
        "dormant",
        "dormant",
        "active",
    ]
    early = [ex.said("belva", "meeting", 12)]
    assert walk(text, 19, 20, statements=early) == ["proposed", "active"]


@pytest.mark.parametrize("word", ["signed", "adopted"])
def test_a_text_that_records_no_entry_into_force_binds_once_agreed(word):
    text = under(ex.status("proposed", 1), ex.status(word, 10), from_=MEETING)
    assert walk(text, 9, 10, 90) == ["proposed", "dormant", "dormant"]
    assert walk(text, 9, 10, statements=[ex.said("belva", "meeting", 5)]) == [
        "proposed",
        "active",
    ]


def test_the_first_step_that_binds_counts():
    text = under(ex.status("signed", 10), ex.status("adopted", 5), from_=ex.reached(1))
    assert walk(text, 4, 5) == ["proposed", "active"]


@pytest.mark.parametrize("word", ["draft", "proposed", "initialled"])
def test_nothing_is_owed_under_a_text_that_nobody_has_agreed(word):
    text = under(ex.status(word, 1), from_=ex.reached(5))
    assert walk(text, 90, statements=[ex.said("belva", "handover", 6)]) == ["proposed"]


def test_a_text_that_neither_enters_into_force_nor_adds_anything_stays_proposed():
    assert walk(under(SIGNED), 90) == ["proposed"]


def test_a_text_agreed_later_is_not_known_to_bind_before():
    text = under(ex.status("adopted", 10, 30), from_=ex.reached(5))
    assert walk(text, 90, known_at=29) == ["proposed"]
    assert walk(text, 90, known_at=30) == ["active"]


def test_a_reading_may_add_what_begins_a_duty_under_a_text_without_force():
    text = under(SIGNED, readings=(ex.reading("r", "aruna", from_=MEETING),))
    assert walk(text, 90) == ["proposed"]
    assert walk(text, 9, 10, readings=("aruna",)) == ["proposed", "dormant"]
    met = [ex.said("belva", "meeting", 12)]
    assert walk(text, 12, readings=("aruna",), statements=met) == ["active"]


# ── Who gains ────────────────────────────────────────────────────────────────


def interest(**given):
    standpoint = given.pop("standpoint", ex.reader())
    return terms_of(ex.commitment("c", done=HANDOVER, **given), ex.process(), standpoint).interest


def test_debtors_gain_if_it_is_believed_done_and_creditors_if_not():
    assert interest(of=("aruna-army",), to=("belva", "front")) == Interest(
        frozenset({"aruna"}), frozenset({"belva", "front"}), frozenset({"joint-team", VERIFIER})
    )


def test_a_standpoint_may_name_other_verifiers():
    own = ex.reader(verifiers=("mediator",))
    assert interest(standpoint=own).verifiers == {"mediator", VERIFIER}
    assert interest(standpoint=ex.reader(verifiers=())).verifiers == {VERIFIER}


def test_what_only_triggers_a_duty_serves_nobody():
    found = terms_of(ex.commitment("c", done=HANDOVER), ex.process(), ex.reader()).witnesses
    assert found == Interest(verifiers=frozenset({"joint-team", VERIFIER}))


def test_any_two_voices_start_a_duty_or_its_clock_and_a_verifier_alone():
    careful = ex.reader(accept="verified")
    own = [ex.said("aruna", "meeting", 5), ex.said("aruna-army", "meeting", 5)]
    text = ex.process(ex.commitment("c", done=HANDOVER, from_=MEETING))
    assert ex.stand(text, own, accept="corroborated").duty == "dormant"
    both = [*own, ex.said("front", "meeting", 5)]
    assert ex.stand(text, both, accept="corroborated").duty == "active"
    assert ex.stand(text, both, standpoint=careful).duty == "dormant"
    team = [ex.said("joint-team", "meeting", 5)]
    assert ex.stand(text, team, standpoint=careful).duty == "active"
    clock = ex.commitment("c", done=HANDOVER, due=Due(within=ex.days(9), after=MEETING))
    assert ex.stand(ex.process(clock), team, standpoint=careful).time.due == ex.span(14)


def incident(name, **given):
    it = ex.commitment("c", never=("ambush",), **given)
    text = ex.process(it)
    found = incident_interest(name, terms_of(it, text, ex.reader()), text, ex.reader())
    return found.performers, found.doubters


def test_an_incident_serves_all_but_the_side_whose_act_it_would_be():
    assert incident("shelling-by-aruna") == ({"belva"}, {"aruna"})
    assert incident("shelling-by-belva") == ({"aruna"}, {"belva"})
    assert incident("shelling-by-aruna", of=("front",)) == ({"front", "belva"}, {"aruna"})


def test_where_nobody_is_named_it_would_be_the_debtors_act():
    assert incident("ambush") == ({"belva"}, {"aruna"})
    assert incident("ambush", of=("aruna", "belva"), to=("aruna", "belva")) == (
        set(),
        {"aruna", "belva"},
    )
