"""How far a standing reaches into the text, and the statements that suffice for it."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.assessment import bears_on, decisive
from kept.assessment.reach import reach
from kept.process import Due, Repair

HANDOVER, MEETING, REPORT = map(ex.happened, ("handover", "meeting", "report"))
FULL = ex.commitment(
    "c",
    from_=HANDOVER,
    done=ex.measured("troops", "=", 0),
    due=Due(within=ex.days(3), after=MEETING),
    until=REPORT,
    repair=Repair(done=ex.happened("calm")),
    extent="progress",
    context=("peace",),
    readings=(ex.reading("r", "aruna", done=ex.happened("shelling-by-aruna")),),
)


def test_what_decides_it_is_what_is_done_or_must_never_be():
    assert decisive(FULL) == ("troops", "shelling-by-aruna")
    assert decisive(ex.commitment("c", never=("ambush", "ambush"))) == ("ambush",)
    assert decisive(ex.commitment("c")) == ()


def test_what_bears_on_it_is_all_that_it_asks_about():
    assert bears_on(FULL) == (
        "troops",
        "shelling-by-aruna",
        "peace",
        "handover",
        "report",
        "meeting",
        "calm",
        "progress",
    )
    assert bears_on(ex.commitment("c", done=HANDOVER)) == ("handover",)


def propositions(text):
    return set(reach(text, "c").propositions)


def test_it_reaches_what_it_asks_itself():
    assert propositions(ex.process(FULL)) == set(bears_on(FULL))
    never = ex.commitment("c", never=("ambush",))
    assert propositions(ex.process(never)) == {"ambush"}


@pytest.mark.parametrize(
    "given",
    [
        {"from_": ex.kept("other")},
        {"done": ex.nay(ex.kept("other"))},
        {"parts": ex.every(ex.kept("other"))},
        {"superseded_by": "other"},
        {"expires": ex.within(3, after=ex.kept("other"))},
        {"phase": "one"},
        {"from_": ex.entered("one")},
        {"from_": ex.entered("two")},
        {"from_": ex.completed("full")},
    ],
)
def test_it_reaches_the_commitments_it_depends_on(given):
    text = ex.process(
        ex.commitment("c", **given),
        ex.commitment("other", done=HANDOVER, phase="full"),
        ex.commitment("apart", done=MEETING),
        phases=[
            ex.phase("one", ex.kept("other")),
            ex.phase("two", ex.entered("one")),
            ex.phase("full"),
        ],
    )
    found = reach(text, "c")
    assert set(found.commitments) == {"c", "other"}
    assert set(found.propositions) == {"handover"}


def test_to_enter_a_phase_is_not_to_complete_it():
    text = ex.process(
        ex.commitment("c", from_=ex.entered("one")),
        ex.commitment("inside", done=HANDOVER, phase="one"),
        phases=[ex.phase("one", MEETING)],
    )
    assert set(reach(text, "c").commitments) == {"c"}
    assert propositions(text) == {"meeting"}


def test_it_reaches_what_the_life_of_its_texts_rests_on():
    instruments = [
        ex.instrument("pact", ex.status("in-force", when=HANDOVER)),
        ex.instrument("new", ex.status("signed", when=MEETING), supersedes=("pact",)),
        ex.instrument(
            "annex",
            ex.status("in-force", when=REPORT),
            amends=(ex.amends("c", ex.within(3, after=ex.happened("calm"))),),
        ),
        ex.instrument("named", ex.status("signed", when=ex.happened("peace"))),
        ex.instrument("apart", ex.status("signed", when=ex.happened("ambush"))),
    ]
    text = ex.process(ex.commitment("c", from_=ex.in_force("named")), instruments=instruments)
    assert set(reach(text, "c").instruments) == {"pact", "new", "annex", "named"}
    assert propositions(text) == {"handover", "meeting", "report", "calm", "peace"}


def test_it_does_not_reach_what_amends_another_commitment():
    after = ex.within(3, after=HANDOVER)
    annex = ex.instrument("annex", ex.status("in-force", 3), amends=(ex.amends("other", after),))
    text = ex.process(ex.commitment("c"), ex.commitment("other"), instruments=[ex.pact(), annex])
    assert list(reach(text, "c").instruments) == ["pact"]
    assert propositions(text) == set()


def test_texts_that_take_each_others_place_come_to_an_end():
    instruments = [
        ex.pact(supersedes=("new",)),
        ex.instrument("new", ex.status("signed", 3), supersedes=("pact",)),
    ]
    text = ex.process(ex.commitment("c"), instruments=instruments)
    assert list(reach(text, "c").instruments) == ["pact", "new"]


# ── Cited ────────────────────────────────────────────────────────────────────


def cited(text, *statements, **given):
    return ex.stand(text, statements, **given).cited


def test_what_counts_on_what_it_asks_is_cited_in_order_of_names():
    text = ex.process(ex.commitment("c", done=HANDOVER))
    log = [
        ex.said("belva", "handover", 5, id="b"),
        ex.said("aruna", "handover", 5, id="a"),
        ex.said("aruna", "meeting", 5, id="elsewhere"),
        ex.said("front", "handover", 5, id="silent", kind="expects"),
        ex.said("front", "handover", 5, id="lead", sources=("tip",)),
    ]
    assert cited(text, *log) == ("a", "b")


def test_what_was_taken_back_whole_is_not_cited():
    text = ex.process(ex.commitment("c", done=HANDOVER))
    log = ex.said("belva", "handover", 5, id="a"), ex.taken_back("belva", "a", 6, id="back")
    assert cited(text, *log) == ()


def test_with_a_joint_statement_those_who_took_their_word_back_are_cited():
    text = ex.process(ex.commitment("c", done=HANDOVER))
    log = [
        ex.said(("aruna", "belva"), "handover", 5, id="a"),
        ex.taken_back("aruna", "a", 6, id="back"),
        ex.taken_back("aruna", "back", 7, id="again"),
        ex.taken_back("aruna", "elsewhere", 7, id="other"),
    ]
    assert cited(text, *log) == ("a", "again", "back")
