"""That each thing is asked once, and every condition is told."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.assessment.accounts import Interest
from kept.assessment.sweep.build import vocabulary_of
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.tables import asking
from kept.assessment.sweep.tables.asking import Asking
from kept.process import Decided, InstrumentIs

PROCESS = ex.process(
    ex.commitment("b"),
    ex.commitment("c"),
    phases=(ex.phase("one"), ex.phase("two")),
    decisions=(ex.decision("first"), ex.decision("second")),
    instruments=(ex.instrument("draft"), ex.pact()),
)
GAIN = Interest(frozenset({"aruna"}), frozenset({"belva"}), frozenset({"joint-team"}))


def asked() -> Asking:
    (lanes,) = lanes_of(PROCESS, [ex.reader()], vocabulary_of(PROCESS))
    return Asking(PROCESS, lanes)


@pytest.mark.parametrize(
    ("condition", "row"),
    [
        (ex.kept("c"), (asking.KEPT, 1, 0, 0)),
        (ex.entered("two"), (asking.ENTERED, 1, 0, 0)),
        (ex.completed("one"), (asking.COMPLETED, 0, 0, 0)),
        (ex.reached((1, 4)), (asking.REACHED, ex.day(4).toordinal(), 0, 0)),
        (Decided("second"), (asking.DECIDED, 1, 0, 0)),
        (InstrumentIs("pact", "signed"), (asking.INSTRUMENT, 1, asking.WORDS.index("signed"), 0)),
    ],
)
def test_conditions_that_nobody_gains_from(condition, row):
    it = asked()
    assert it.nodes[it.node(condition, it.nobody)] == row


def test_a_condition_is_asked_once_from_each_side_and_with_or_without_a_window():
    it = asked()
    gain, word = it.side((GAIN,)), ex.happened("meeting")
    first = it.node(word, gain)
    assert it.node(ex.happened("meeting"), it.side((GAIN,))) == first
    assert it.node(word, it.nobody) != first
    assert it.node(word, gain, swept=False) != first
    assert list(it.slots) == [("meeting", None)]
    assert len(it.atoms) == 2


def test_the_contrary_of_the_contrary_is_the_side_itself():
    it = asked()
    side = it.side((GAIN,))
    assert it.contrary(side) == it.side((GAIN.swapped(),)) != side
    assert it.contrary(it.contrary(side)) == side
    assert it.contrary(it.nobody) == it.nobody


def test_not_asks_from_the_contrary_side():
    it = asked()
    side = it.side((GAIN,))
    kind, _, first, several = it.nodes[it.node(ex.nay(ex.happened("calm")), side)]
    assert (kind, several) == (asking.NOT, 1)
    inner = it.node(ex.happened("calm"), it.contrary(side))
    assert it.kids[first] == inner


def test_members_of_a_condition_stand_together():
    it = asked()
    members = (ex.happened("calm"), ex.every(ex.kept("b"), ex.kept("c")), ex.happened("peace"))
    kind, n, first, several = it.nodes[it.node(ex.either(*members), it.nobody)]
    assert (kind, n, several) == (asking.AT_LEAST, 1, 3)
    assert it.kids[first : first + several] == [it.node(each, it.nobody) for each in members]


def test_interests_are_numbered_as_they_are_asked_for():
    it = asked()
    it.side((GAIN.swapped(),))  # named, and never asked for
    gain = it.side((GAIN,))
    it.atom("calm", None, gain, swept=True)
    it.atom("peace", None, it.nobody, swept=True)
    table = it.questions()
    assert table["interest"].tolist() == [0, 1]
    expected = [it.lanes.classes([each]).tolist() for each in (GAIN, Interest())]
    assert table["classes"].reshape(2, 6, -1).tolist() == expected


def test_atoms_are_told_in_the_order_of_slots_the_swept_first():
    it = asked()
    gain = it.side((GAIN,))
    it.atom("calm", None, gain, swept=False)
    it.atom("peace", None, gain, swept=False)
    it.atom("calm", None, it.nobody, swept=True)
    assert it.order() == [2, 0, 1]
    assert it.final([0, 1, 2]) == [1, 2, 0]
    assert it.swept_slots == {0}
    it.node(ex.happened("peace"), gain)  # asked again, without a window
    assert it.questions()["swept"].tolist() == [1, 0, 1]
    assert it.conditions()["a"].tolist() == [2]


def test_a_slot_whose_extent_is_the_figure_stays_so():
    it = asked()
    at = it.slot("progress", None, figures=True)
    assert it.slot("progress", None) == at
    assert it.questions()["figures"].tolist() == [1]
