"""That the tables of commitments say what the terms of the reference say, in every lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.sweep.tables.reading import Told, asked, due_asked

from kept.assessment.reach import amendments
from kept.assessment.sweep.build import vocabulary_of
from kept.assessment.sweep.lanes import LANES, lanes_of
from kept.assessment.sweep.tables import commitments, dues, tables_of
from kept.assessment.sweep.tables.asking import WORDS
from kept.assessment.terms import Terms, incident_interest, terms_of
from kept.dates import Duration
from kept.process import AtLeast, Due, Happened, Kept, Repair, leaves

STANDPOINTS = st.lists(strategies.standpoints, min_size=1, max_size=5).map(
    lambda several: [replace(each, id=f"p{at}") for at, each in enumerate(several)]
)
KNOWN = st.sampled_from([-60, 0, 60, ex.LATE])


def told_of(process, standpoints, known_at=ex.LATE) -> Iterator[Told]:
    for lanes in lanes_of(process, standpoints, vocabulary_of(process)):
        yield Told(process, lanes, tables_of(process, lanes, ex.day(known_at)))


def told_by(*several, **given) -> Told:
    (found,) = told_of(ex.process(*several, **given), [ex.reader()])
    return found


def terms_in(it: Told, known_at: int) -> Iterator[tuple[int, int, Terms]]:
    for at, commitment in enumerate(it.process.commitments.values()):
        for lane, each in enumerate(it.lanes.standpoints):
            yield at, lane, terms_of(commitment, it.process, each, ex.day(known_at))


@given(strategies.processes, STANDPOINTS, KNOWN)
def test_each_lane_asks_what_its_terms_ask(process, standpoints, known_at):
    for it in told_of(process, standpoints, known_at):
        for at, lane, terms in terms_in(it, known_at):
            start = it.condition(it.of("start", at, lane), lane)
            assert start == asked(terms.start, terms.witnesses, it.lanes)
            due = it.due(it.of("due", at, lane), lane)
            assert due == due_asked(terms.due, terms.witnesses, it.lanes)
            binds = it.of("binds", at, lane)
            assert tuple(word for n, word in enumerate(WORDS) if binds >> n & 1) == terms.binds_by
            in_parts = terms.done is not None and terms.done == terms.commitment.parts
            assert it.of("in_parts", at, lane) == in_parts
            _check_done(it, at, lane, terms)


def _check_done(it: Told, at: int, lane: int, terms: Terms) -> None:
    node, kind = it.of("done", at, lane), terms.commitment.kind
    if terms.done is None or kind == "refrain":
        assert node == -1
    else:
        found = it.condition(node, lane, swept=kind != "recur")
        assert found == asked(terms.done, terms.interest, it.lanes)


@given(strategies.processes, STANDPOINTS, KNOWN)
def test_each_commitment_has_what_its_text_adds(process, standpoints, known_at):
    for it in told_of(process, standpoints, known_at):
        columns = it.tables.commitments
        for at, lane, terms in terms_in(it, known_at):
            made = terms.commitment
            expires = it.due(columns["expires"][at], lane)
            assert expires == due_asked(made.expires, terms.witnesses, it.lanes)
            assert (columns["until"][at] < 0) == (made.until is None)
            if made.until:
                until = it.condition(columns["until"][at], lane)
                assert until == asked(made.until, terms.witnesses, it.lanes)
            assert (columns["repair"][at] < 0) == (made.repair is None)
            if made.repair:
                repair = it.condition(columns["repair"][at], lane, swept=False)
                assert repair == asked(made.repair.done, terms.interest, it.lanes)
            never = [it.atom(each, lane) for each in it.group("never_start", "never_atom", at)]
            of = it.process, it.lanes.standpoints[lane]
            incidents = [(each, incident_interest(each, terms, *of)) for each in made.never]
            assert never == [asked(Happened(each), one, it.lanes) for each, one in incidents]


@given(strategies.processes, STANDPOINTS, KNOWN)
def test_extents_are_told_by_what_is_asked(process, standpoints, known_at):
    for it in told_of(process, standpoints, known_at):
        questions = it.tables.questions
        for at, lane, terms in terms_in(it, known_at):
            slots = it.group("extent_start", "extent_slot", at * LANES + lane)
            done = terms.done if terms.commitment.kind != "refrain" else None
            asked_for = [each.proposition for each in leaves(done) if isinstance(each, Happened)]
            kinds = process.propositions  # of a state nobody says how far it holds
            wanted = [each for each in asked_for if kinds[each].kind == "event"]
            wanted += [terms.commitment.extent] if terms.commitment.extent else []
            assert [it.proposition(each) for each in slots] == list(dict.fromkeys(wanted))
            for each in slots:
                assert questions["operator"][each] == 0
                assert any(questions["swept"][questions["slot"] == each])
                figure = it.proposition(each) == terms.commitment.extent
                assert questions["figures"][each] or not figure


@given(strategies.processes, STANDPOINTS, KNOWN)
def test_lanes_nobody_uses_repeat_the_last(process, standpoints, known_at):
    for it in told_of(process, standpoints, known_at):
        last = len(it.lanes.standpoints) - 1
        for at in range(len(process.commitments)):
            for lane in range(last, LANES):
                for name in ("start", "due", "done", "binds", "in_parts"):
                    assert it.of(name, at, lane) == it.of(name, at, last)
                extents = it.group("extent_start", "extent_slot", at * LANES + lane)
                assert extents == it.group("extent_start", "extent_slot", at * LANES + last)


@given(strategies.processes, KNOWN)
def test_what_moves_a_deadline_and_what_decides(process, known_at):
    (it,) = told_of(process, [ex.reader()], known_at)
    instruments = it.names("instruments")
    columns = it.tables.commitments
    ids = sorted({*process.instruments, *process.decisions})
    for at, made in enumerate(process.commitments.values()):
        rows = it.group("amend_start", "amend_instrument amend_due amend_rank", at)
        found = [(instruments[one], it.due(due, 0), ids[rank]) for one, due, rank in rows]
        terms = terms_of(made, process, it.lanes.standpoints[0], ex.day(known_at))
        assert found == [
            (name, due_asked(due, terms.witnesses, it.lanes), name)
            for name, due in amendments(process, made.id)
        ]
        powers = set(process.instruments[made.instrument].powers)
        decided = [
            each
            for each in sorted(process.decisions.values(), key=lambda it: (it.on.last, it.id))
            if each.effect and each.effect.commitment == made.id and powers & set(each.by)
        ]
        words = it.group("effect_start", "effect_word effect_rank effect_day effect_known", at)
        assert words == [
            (
                commitments.EFFECTS.index(each.effect.word),
                ids.index(each.id),
                each.on.last.toordinal(),
                each.known_on.last.toordinal(),
            )
            for each in decided
        ]
        assert it.names("instruments")[columns["instrument"][at]] == made.instrument
        assert commitments.KINDS[columns["kind"][at]] == made.kind


def test_an_extension_is_by_a_time_or_to_a_day():
    later = ex.decision("one", "extend", by=Duration(months=2, days=3))
    moved = ex.decision("two", "extend", on=1, to=ex.span((5, 9)))
    it = told_by(ex.commitment("c"), decisions=(later, moved))
    none = 0x7FFFFFFF
    names = "effect_months effect_days effect_to_first effect_to_last"
    days = ex.day(5).toordinal(), ex.day(9).toordinal()
    assert it.group("effect_start", names, 0) == [(2, 3, none, none), (0, 0, *days)]


def test_parts_and_their_number():
    parts = AtLeast(1, (ex.kept("b"), ex.kept("a"), ex.in_force("pact")))
    it = told_by(ex.commitment("a"), ex.commitment("b"), ex.commitment("c", parts=parts))
    assert it.tables.commitments["parts_n"].tolist() == [-1, -1, 1]
    assert it.group("part_start", "part", 2) == [1, 0]
    assert it.group("part_start", "part", 1) == []


def test_a_part_alone_has_no_number():
    it = told_by(ex.commitment("a"), ex.commitment("c", parts=Kept("a")))
    assert it.tables.commitments["parts_n"].tolist() == [-1, -1]
    assert it.group("part_start", "part", 1) == [0]


def test_a_debtor_alone_has_a_number_and_several_have_none():
    of = [("aruna",), ("belva",), ("aruna", "belva"), ("aruna",)]
    it = told_by(*(ex.commitment(f"c{at}", of=each) for at, each in enumerate(of)))
    assert it.tables.commitments["own"].tolist() == [0, 1, -1, 0]


def test_periods_repairs_and_successors():
    repair = Repair(done=ex.happened("meeting"), within=Duration(months=1, days=2))
    it = told_by(
        ex.commitment("c", done=ex.happened("report"), every=Duration(months=3)),
        ex.commitment("d", never=("ambush",), repair=repair, superseded_by="c"),
        ex.commitment("e", never=("ambush",), repair=replace(repair, within=None)),
    )
    columns = it.tables.commitments
    assert columns["every_months"].tolist() == [3, 0, 0]
    assert columns["every_days"].tolist() == [0, 0, 0]
    assert columns["repair_months"].tolist() == [0, 1, 0]
    assert columns["repair_days"].tolist() == [0, 2, 0]
    assert columns["superseded_by"].tolist() == [-1, 0, -1]


@pytest.mark.parametrize(
    ("due", "kind"),
    [
        (ex.by((3, 5)), dues.BY),
        (ex.within(4), dues.WITHIN),
        (ex.within(4, ex.happened("meeting")), dues.WITHIN),
        (Due(before=ex.happened("meeting")), dues.BEFORE),
        (Due(), dues.NOTHING),
    ],
)
def test_deadlines_of_each_kind_are_kept_once(due, kind):
    it = told_by(ex.commitment("c", due=due), ex.commitment("d", due=due))
    assert it.tables.dues["type"].tolist() == [kind]
    assert it.tables.dues["count"] == 1
