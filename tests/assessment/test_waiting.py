"""What a duty that has not begun waits for."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")
DONE = [ex.said("observers", "handover", 5)]


def waiting(from_, statements=(), on=9, others=(), **given):
    """Duty and blockers of `c`, which Belva owes and which waits as told for Aruna's `first`."""
    text = ex.process(
        ex.commitment("first", done=HANDOVER),
        ex.commitment("second", done=MEETING),
        *others,
        ex.commitment("c", of=("belva",), from_=from_, **given.pop("duty", {})),
        **given,
    )
    found = ex.stand(text, statements, on)
    return found.duty, found.blocked_by


def test_who_waits_for_another_commitment_is_blocked_by_it():
    assert waiting(ex.kept("first")) == ("blocked", ("first",))
    assert waiting(ex.kept("first"), DONE, on=4) == ("blocked", ("first",))
    assert waiting(ex.kept("first"), DONE, on=5) == ("active", ())


def test_who_waits_for_something_else_is_dormant():
    assert waiting(MEETING) == ("dormant", ())


def test_who_waits_for_its_own_deed_is_dormant():
    own = (ex.commitment("own", of=("belva",), done=HANDOVER),)
    assert waiting(ex.kept("own"), others=own) == ("dormant", ())


@pytest.mark.parametrize("of", [("aruna",), ("aruna", "belva"), ("belva", "aruna")])
def test_a_deed_owed_by_others_or_with_others_is_not_ones_own(of):
    other = (ex.commitment("other", of=of, done=HANDOVER),)
    assert waiting(ex.kept("other"), others=other) == ("blocked", ("other",))


def test_who_owes_a_deed_together_waits_for_the_other():
    both = ("aruna", "belva")
    text = ex.process(
        ex.commitment("first", of=both, done=HANDOVER),
        ex.commitment("c", of=both, from_=ex.kept("first")),
    )
    assert ex.stand(text).blocked_by == ("first",)


def test_all_that_is_not_kept_yet_is_named_once():
    both = ex.every(ex.kept("second"), ex.kept("first"), ex.kept("second"))
    assert waiting(both) == ("blocked", ("second", "first"))
    assert waiting(both, DONE) == ("blocked", ("second",))


def test_where_one_would_do_all_are_named_until_one_is_kept():
    one = ex.every(ex.either(ex.kept("first"), ex.kept("second")), ex.reached(50))
    assert waiting(one) == ("blocked", ("first", "second"))
    assert waiting(one, DONE) == ("dormant", ())


def test_what_must_not_be_kept_is_not_waited_for():
    assert waiting(ex.every(ex.nay(ex.kept("first")), MEETING)) == ("dormant", ())


def test_a_witness_is_enough_for_what_stands_beside_a_commitment():
    """A verifier settles one side of “any”, so the other is not waited for."""
    one = ex.every(ex.either(MEETING, ex.kept("first")), ex.reached(50))
    text = ex.process(
        ex.commitment("first", done=HANDOVER), ex.commitment("c", of=("belva",), from_=one)
    )
    met = [ex.said("joint-team", "meeting", 5)]
    found = ex.stand(text, met, 9, standpoint=ex.reader(accept="verified"))
    assert found.duty == "dormant"


# ── Phases ───────────────────────────────────────────────────────────────────


def test_who_waits_for_a_phase_waits_for_what_its_gate_waits_for():
    phases = (ex.phase("one", ex.kept("first")), ex.phase("two", ex.entered("one")))
    for name in ("one", "two"):
        assert waiting(None, duty={"phase": name}, phases=phases) == ("blocked", ("first",))
        assert waiting(ex.entered(name), phases=phases) == ("blocked", ("first",))
        assert waiting(ex.entered(name), DONE, phases=phases) == ("active", ())


def test_who_waits_for_a_phase_without_a_gate_waits_for_its_text():
    annex = ex.instrument("annex", ex.status("in-force", 50))
    given = {"phases": (ex.phase("one", instrument="annex"),), "instruments": (ex.pact(), annex)}
    assert waiting(ex.entered("one"), **given) == ("dormant", ())


def test_who_waits_for_a_phase_to_be_completed_waits_for_all_in_it():
    inside = (
        ex.commitment("a", done=HANDOVER, phase="one"),
        ex.commitment("b", done=MEETING, phase="one"),
    )
    given = {"others": inside, "phases": (ex.phase("one"),)}
    assert waiting(ex.completed("one"), **given) == ("blocked", ("a", "b"))
    assert waiting(ex.completed("one"), DONE, **given) == ("blocked", ("b",))
    assert waiting(ex.completed("one"), DONE, on=4, **given) == ("blocked", ("a", "b"))
