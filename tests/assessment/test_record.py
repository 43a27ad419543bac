"""What a standpoint has before it: seen, not taken back, counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.assessment import exercise as ex

from kept.assessment import dated, is_lead, known_on
from kept.assessment.record import bloc_of, may_retract, record, voices

TEXT = ex.process()
READER = ex.reader()


def before(*statements, known_at=ex.LATE, process=TEXT, **given):
    return record(process, statements, ex.reader(**given), ex.day(known_at))


def counted(*statements, about="handover", **given):
    """The voices that count about something, by statement."""
    return {each.statement.id: each.voices for each in before(*statements, **given).about(about)}


def heard(*statements, **given):
    return {voice for several in counted(*statements, **given).values() for voice in several}


def said(name, speaker="aruna", on=5, **given):
    return ex.said(speaker, "handover", on, id=name, **given)


# ── When it was known ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("on", "sources", "known"),
    [
        (5, ("gazette",), 5),  # published before it was said: known when it was said
        ((5, 8), ("gazette",), 8),
        (5, ("wire-late",), 60),
        (70, ("wire-late",), 70),
        (5, ("wire-late", "gazette"), 5),
        (5, ("page",), 15),  # undated: as long again as such a source is given
        (5, ("handout",), 8),
        (5, ("page", "handout"), 8),
        (5, ("page", "wire-late"), 15),
        (55, ("page", "wire-late"), 60),
        ((5, 7), ("handout",), 10),
        (5, (), ex.LATE),  # when it was coded
    ],
)
def test_a_statement_is_known_from_the_first_day_a_source_had_surely_appeared(on, sources, known):
    it = said("s", on=on, sources=sources)
    assert known_on(it, TEXT) == ex.day(known)
    assert before(it, known_at=known).seen == (it,)
    assert before(it, known_at=known - 1).seen == ()


def test_where_a_process_grants_undated_sources_no_time_it_is_thirty_days():
    text = ex.process(undated={})
    assert known_on(said("s", sources=("page",)), text) == ex.day(35)
    text = ex.process(undated={"other": ex.days(4)})
    assert known_on(said("s", sources=("handout",)), text) == ex.day(9)


@pytest.mark.parametrize(
    ("on", "sources", "known"), [(5, ("wire-late",), 30), (25, ("page",), 30), (40, ("page",), 40)]
)
def test_what_was_coded_was_known_when_it_was_coded(on, sources, known):
    it = said("s", on=on, sources=sources)
    text = ex.process(compiled_on=30)
    assert known_on(it, text) == ex.day(known)
    assert not dated(it, text)


def test_a_statement_is_dated_if_the_day_it_became_known_is_one_a_source_carries():
    assert dated(said("s", sources=("page", "wire")), TEXT)
    assert not dated(said("s", sources=("page",)), TEXT)
    assert dated(said("s", on=55, sources=("page", "wire-late")), TEXT)
    assert not dated(said("s", on=5, sources=("page", "wire-late")), TEXT)
    assert dated(said("s", on=50, sources=("page", "wire-late")), TEXT)  # both on one day


def test_a_statement_is_a_lead_if_all_of_its_sources_are():
    assert is_lead(said("s", sources=("tip",)), TEXT)
    assert not is_lead(said("s", sources=("tip", "wire")), TEXT)


# ── Who speaks ───────────────────────────────────────────────────────────────


def test_a_force_speaks_with_its_state():
    assert bloc_of("aruna-army", TEXT, READER) == "aruna"
    assert bloc_of("aruna", TEXT, READER) == "aruna"


def test_what_is_part_of_itself_still_has_one_voice():
    round_ = (ex.actor("a", part_of="b"), ex.actor("b", part_of="a"), ex.actor("c", part_of="a"))
    text = ex.process(actors=round_)
    assert {bloc_of(each, text, READER) for each in "ab"} <= {"a", "b"}
    assert bloc_of("c", text, READER) in ("a", "b")


def test_a_standpoint_joins_voices():
    joined = ex.reader(blocs=(("mediator", "observers"), ("front", "aruna")))
    assert bloc_of("observers", TEXT, joined) == "mediator"
    assert bloc_of("mediator", TEXT, joined) == "mediator"
    assert bloc_of("aruna-army", TEXT, joined) == "front"
    assert bloc_of("belva", TEXT, joined) == "belva"


def test_a_joint_statement_has_a_voice_for_each_side_that_speaks():
    it = said("s", ("aruna-army", "belva", "aruna"))
    assert voices(it, TEXT, READER) == ("aruna", "belva")


@pytest.mark.parametrize("unnamed", [{"speaker": "voices"}, {"unnamed": True}])
def test_unnamed_voices_are_one_through_one_publisher(unnamed):
    through = {
        sources: voices(said("s", sources=sources, **unnamed), TEXT, READER)
        for sources in (("wire",), ("wire-late",), ("gazette",), ("wire", "gazette"))
    }
    assert through["wire",] == through["wire-late",] == ("unnamed through Wire",)
    assert through["gazette",] == through["wire", "gazette"] == ("unnamed through Gazette",)


def test_unnamed_voices_through_nobody_are_one():
    assert voices(said("s", sources=(), unnamed=True), TEXT, READER) == ("unnamed through nobody",)


# ── Seen ─────────────────────────────────────────────────────────────────────


def test_a_standpoint_sees_only_what_it_is_cleared_for():
    open_, closed = said("a"), said("b", release="parties")
    assert before(open_, closed).seen == (open_,)
    assert before(open_, closed, sees=("public", "parties")).seen == (open_, closed)


def test_a_retraction_that_may_not_be_seen_takes_nothing_back():
    log = said("a"), ex.taken_back("aruna", "a", 6, release="parties")
    assert heard(*log) == {"aruna"}
    assert heard(*log, sees=("public", "parties")) == set()


# ── Taken back ───────────────────────────────────────────────────────────────


def test_a_speaker_takes_its_words_back_from_the_day_that_is_known():
    log = said("a"), ex.taken_back("aruna", "a", 9)
    assert heard(*log, known_at=8) == {"aruna"}
    assert heard(*log, known_at=9) == set()
    assert [each.id for each in before(*log, known_at=9).live] == [log[1].id]
    assert len(before(*log, known_at=9).seen) == 2


def test_a_state_takes_back_the_words_of_its_force():
    assert heard(said("a", "aruna-army"), ex.taken_back("aruna", "a", 9)) == set()


def test_nobody_takes_back_the_words_of_another():
    assert heard(said("a"), ex.taken_back("belva", "a", 9)) == {"aruna"}
    assert not may_retract(ex.taken_back("belva", "a", 9), said("a"), TEXT, READER)


def test_who_filed_a_statement_by_mistake_withdraws_it_whole():
    filed = said("a", ("aruna", "belva"), filed_by=("mediator",))
    assert heard(filed, ex.taken_back("mediator", "a", 9)) == set()
    assert may_retract(ex.taken_back("mediator", "a", 9), filed, TEXT, READER)
    assert heard(filed, ex.taken_back("observers", "a", 9)) == {"aruna", "belva"}


def test_of_a_joint_statement_each_takes_back_its_own_word():
    joint = said("a", ("aruna", "belva"))
    assert heard(joint, ex.taken_back("aruna", "a", 9)) == {"belva"}
    both = ex.taken_back("aruna", "a", 9), ex.taken_back("belva", "a", 10)
    assert heard(joint, *both) == set()
    assert heard(joint, ex.taken_back(("aruna", "belva"), "a", 9)) == set()


def test_a_retraction_is_taken_back_by_each_for_itself():
    joint = said("a", ("aruna", "belva"))
    taken = ex.taken_back(("aruna", "belva"), "a", 9, id="r")
    assert heard(joint, taken, ex.taken_back("aruna", "r", 10)) == {"aruna"}


def test_a_withdrawal_is_taken_back_too():
    filed = said("a", filed_by=("mediator",))
    withdrawn = ex.taken_back("mediator", "a", 9, id="r")
    assert heard(filed, withdrawn, ex.taken_back("mediator", "r", 10)) == {"aruna"}


def test_a_retraction_of_a_retraction_restores_and_a_third_takes_back_again():
    log = [
        said("a"),
        ex.taken_back("aruna", "a", 6, id="r1"),
        ex.taken_back("aruna", "r1", 7, id="r2"),
        ex.taken_back("aruna", "r2", 8, id="r3"),
    ]
    assert [heard(*log, known_at=on) for on in (5, 6, 7, 8)] == [
        {"aruna"},
        set(),
        {"aruna"},
        set(),
    ]


def test_a_retraction_of_what_nobody_has_entered_takes_nothing_back():
    assert heard(said("a"), ex.taken_back("aruna", "missing", 9)) == {"aruna"}


def test_retractions_in_a_circle_come_to_an_end():
    one, other = (
        ex.taken_back("aruna", "r2", 6, id="r1"),
        ex.taken_back("aruna", "r1", 6, id="r2"),
    )
    assert len(before(one, other).live) == 1


def test_whatever_names_another_statement_as_taken_back_takes_it_back():
    corrected = replace(said("b", on=9), retracts="a")
    assert counted(said("a"), corrected) == {"b": ("aruna",)}


# ── Counted ──────────────────────────────────────────────────────────────────


def test_only_evidence_counts():
    for kind in ("declines", "demands", "expects", "proposes", "promises", "comments"):
        assert heard(said("a", kind=kind)) == set()
    for kind in ("asserts", "reports", "verifies", "denies", "disputes"):
        assert heard(said("a", kind=kind)) == {"aruna"}


def test_a_lead_never_counts():
    assert heard(said("a", sources=("tip",))) == set()


def test_a_statement_counts_about_each_thing_it_is_about():
    it = ex.said("aruna", ("handover", "meeting"), 5)
    assert [len(before(it).about(name)) for name in ("handover", "meeting", "calm")] == [1, 1, 0]


def test_only_some_may_count_and_forces_count_with_their_state():
    log = said("a"), said("b", "aruna-army"), said("c", "belva"), said("d", "mediator")
    assert counted(*log, counts=ex.only("aruna", "mediator")) == {
        "a": ("aruna",),
        "b": ("aruna",),
        "d": ("mediator",),
    }
    assert counted(*log, counts=ex.only("aruna-army")) == {"b": ("aruna",)}


def test_all_but_some_may_count():
    log = said("a"), said("b", "aruna-army"), said("c", "belva")
    assert counted(*log, counts=ex.all_but("aruna")) == {"c": ("belva",)}
    assert counted(*log, counts=ex.all_but("aruna-army")) == {"a": ("aruna",), "c": ("belva",)}


def test_of_a_joint_statement_those_count_who_count():
    joint = said("a", ("aruna", "belva"))
    assert counted(joint, counts=ex.only("belva")) == {"a": ("belva",)}


def test_who_does_not_count_still_takes_its_own_word_back():
    log = said("a", ("aruna", "belva")), ex.taken_back("aruna", "a", 9)
    assert counted(*log, counts=ex.only("aruna")) == {}
    assert counted(*log, counts=ex.all_but("aruna")) == {"a": ("belva",)}


@pytest.mark.parametrize(
    ("grade", "wanted", "counts"),
    [
        ("C3", "C3", True),
        ("A1", "C3", True),
        ("D3", "C3", False),
        ("C4", "C3", False),
        ("F3", "C3", True),  # nobody could judge the source
        ("D6", "C3", True),  # nobody could judge what it says
        (None, "C3", True),
        ("E5", None, True),
    ],
)
def test_a_graded_statement_must_reach_the_grade_a_standpoint_asks_for(grade, wanted, counts):
    assert bool(heard(said("a", grade=grade), grade=wanted)) is counts


def test_the_order_of_entry_is_kept():
    log = said("a"), said("b", kind="declines"), said("c")
    assert [each.order for each in before(*log).about("handover")] == [0, 2]


def test_a_chain_of_retractions_may_be_as_long_as_somebody_likes():
    chain = [ex.taken_back("aruna", f"r{at}", 6, id=f"r{at + 1}") for at in range(3001)]
    chain[0] = replace(chain[0], retracts="a")
    assert counted(said("a"), *chain) == {}
    assert counted(said("a"), *chain[:-1]) == {"a": ("aruna",)}
