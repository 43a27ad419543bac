"""That a sweep which is kept up to date says what one begun anew would say."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from random import Random

import pytest
from tests.archive.kernel.cases import DEEP, UNTIL, Case, case_of
from tests.assessment import exercise as ex
from tests.assessment.sweep import harness

from kept.archive.kernel.live import Addition, FullError, Live
from kept.archive.kernel.sweeping import Sweep
from kept.assessment.sweep.columns import arrays
from kept.assessment.sweep.ordering import goes_back


def part(table, first, last):
    """The rows of the statements from one to before another."""
    inside = (table.statement >= first) & (table.statement < last)
    return type(table)(**{name: array[inside] for name, array in arrays(table).items()})


def up_to(columns, statements):
    tables = {each: part(getattr(columns, each), 0, statements) for each in TABLES}
    return replace(columns, **tables, index=columns.index[:statements])


def addition(columns, first, last):
    tables = {each: part(getattr(columns, each), first, last) for each in TABLES}
    return Addition(**tables, statements=last)


TABLES = ("words", "retractions", "answers")


class Course:
    """One pass of a case, to which statements are added."""

    def __init__(self, library, case, begun, *, room=100, lanes=None):
        self.library, self.case, self.columns = library, case, case.columns
        self.lanes, self.tables = lanes or next(case.passes())
        self.begun, self.room = begun, room

    @contextmanager
    def live(self):
        given = (self.library, up_to(self.columns, self.begun), self.lanes, self.tables)
        with Live(*given, **self.case.days, room=self.room) as live:
            yield live

    def more(self, first, last):
        return addition(self.columns, first, last)

    def anew(self, statements):
        """The histories of the first statements, swept at once."""
        columns = up_to(self.columns, statements)
        with Sweep(self.library, columns, self.lanes, self.tables, **self.case.days) as sweep:
            return sweep.run()


def changed(one, other):
    return {
        (standpoint, commitment)
        for standpoint in one.standpoints
        for commitment in one.commitments
        if list(one.runs(commitment, standpoint)) != list(other.runs(commitment, standpoint))
    }


def growing(seed):
    """A case of which every statement can come after those before it."""
    case = case_of(seed)
    if case.basis == "published":
        return case
    entered = replace(case, log=sorted(case.log, key=lambda each: each.entered.index))
    can_come = goes_back(entered.columns.retractions)
    return entered if can_come else replace(case, basis="published")


@pytest.mark.parametrize("seed", range(4_000_000, 4_000_000 + (2000 if DEEP else 50)))
def test_statements_added_one_by_one_come_to_all_at_once(library, seed):
    case, random = growing(seed), Random(seed)  # noqa: S311 - a test, not a secret
    begun = random.randint(0, len(case.log))
    for lanes in case.passes():
        course = Course(library, case, begun, lanes=lanes)
        with course.live() as live:
            for at in range(begun, len(case.log)):
                assert_one_more(course, live, at)


def assert_one_more(course, live, at):
    before = live.sweep.histories()
    touched = live.add(course.more(at, at + 1))
    now = live.sweep.histories()
    harness.assert_equal(now, course.anew(at + 1))
    assert changed(now, before) <= set(touched)
    assert len(set(touched)) == len(touched)
    for standpoint, commitment in touched:
        where = now.slice(commitment, standpoint)
        day, code = live.history(standpoint, commitment)
        assert day.tolist() == now.day[where].tolist()
        assert code.tolist() == now.code[where].tolist()


@pytest.mark.parametrize("seed", range(5_000_000, 5_000_000 + (2000 if DEEP else 50)))
def test_what_is_supposed_leaves_no_trace(library, seed):
    case, random = growing(seed), Random(seed)  # noqa: S311 - a test, not a secret
    begun = random.randint(0, len(case.log))
    for lanes in case.passes():
        course = Course(library, case, begun, lanes=lanes)
        with course.live() as live:
            for at in range(begun, len(case.log)):
                assert_supposed(course, live, at, random.randint(at + 1, len(case.log)))
                live.add(course.more(at, at + 1))
                harness.assert_equal(live.sweep.histories(), course.anew(at + 1))


def assert_supposed(course, live, at, last):
    before = live.sweep.histories()
    evidence = evidence_of(live, course)
    with live.supposing(course.more(at, last)) as touched:
        supposed = live.sweep.histories()
        harness.assert_equal(supposed, course.anew(last))
        assert changed(supposed, before) <= set(touched)
    harness.assert_equal(live.sweep.histories(), before)
    assert evidence_of(live, course) == evidence


def evidence_of(live, course):
    """The runs of every atom, and the rows of every slot."""
    atoms = range(int(course.tables.questions["atoms"]))
    runs = [live.sweep.atom(atom, pick) for atom in atoms for pick in (0, 1)]
    slots = range(len(course.tables.slots))
    rows = [sorted(live.sweep.rows(slot).tolist()) for slot in slots]
    return [(day.tolist(), code.tolist()) for day, code in runs], rows


# ── By hand ──────────────────────────────────────────────────────────────────

DEED = ex.process(ex.commitment("c", done=ex.happened("handover"), due=ex.within(10)))


def course_of(library, *log, begun=0, process=DEED, room=200, **given):
    case = Case(process, log, [ex.reader(**given)])
    return Course(library, case, begun, room=room)


def duties(live):
    """Day and duty of each run of the commitment `c`."""
    runs = live.sweep.histories().runs("c", "reader")
    return [(day, axes.duty) for day, axes in runs][1:]


def added(course, live):
    """What each statement touches, one after the other."""
    return [live.add(course.more(at, at + 1)) for at in range(course.begun, len(course.case.log))]


NOW = ("reader", "c")
OVERDUE = [(ex.day(0), "active"), (ex.day(11), "overdue")]
KEPT = [(ex.day(0), "active"), (ex.day(5), "discharged")]


def test_a_retraction_of_a_retraction_that_arrives_later(library):
    log = (
        ex.said("observers", "handover", 5, id="claim"),
        ex.taken_back("observers", "claim", 6, id="back"),
        ex.taken_back("observers", "back", 7, id="back-again"),
        ex.taken_back("observers", "back-again", 8, id="third"),
    )
    course = course_of(library, *log)
    with course.live() as live:
        assert duties(live) == OVERDUE
        for at, expected in enumerate((KEPT, OVERDUE, KEPT, OVERDUE)):
            assert live.add(course.more(at, at + 1)) == (NOW,)
            assert duties(live) == expected
    with course.live() as live:
        live.add(course.more(0, 2))
        with live.supposing(course.more(2, 3)) as touched:
            assert touched == (NOW,)
            assert duties(live) == KEPT
        assert duties(live) == OVERDUE
        live.add(course.more(2, 4))
        assert duties(live) == OVERDUE


def test_a_retraction_takes_back_one_voice_of_two(library):
    log = (
        ex.said(("observers", "mediator"), "handover", 5, id="claim"),
        ex.taken_back("observers", "claim", 6, id="back"),
        ex.taken_back("mediator", "claim", 7),
        ex.taken_back("observers", "back", 8),
    )
    course = course_of(library, *log)
    with course.live() as live:
        found = []
        for at in range(4):
            live.add(course.more(at, at + 1))
            found.append(duties(live)[-1][1])
        assert found == ["discharged", "discharged", "overdue", "discharged"]


@pytest.mark.parametrize("length", [50, 101, 102, 131])
def test_a_long_chain_of_retractions(library, length):
    log = [ex.said("observers", "handover", 5, id="s0")]
    log += [ex.taken_back("observers", f"s{at}", 6, id=f"s{at + 1}") for at in range(length)]
    course = course_of(library, *log)
    with course.live() as live:
        for at in range(length + 1):
            live.add(course.more(at, at + 1))
            assert duties(live) == (OVERDUE if at % 2 else KEPT)
            harness.assert_equal(live.sweep.histories(), course.anew(at + 1))


def test_what_nobody_counts_touches_nothing(library):
    log = (
        ex.said("front", "handover", 5),  # not counted
        ex.said("observers", "handover", 5, release="confidential"),  # not seen
        ex.said("observers", "handover", 5, sources=("tip",)),  # a lead
        ex.said("observers", "handover", 5, grade="D4"),  # not good enough
        ex.said("observers", "handover", 5, kind="promises"),  # not evidence
        ex.said("observers", "meeting", 5, grade="A1"),  # not asked for
        ex.taken_back("observers", "nothing", 5),
    )
    counts = ex.all_but("front")
    course = course_of(library, *log, counts=counts, grade="B2", sees=("public",))
    with course.live() as live:
        before = evidence_of(live, course)
        assert added(course, live) == [()] * len(log)
        assert evidence_of(live, course) == before


def test_the_same_again_touches_no_history(library):
    log = (ex.said("observers", "handover", 5), ex.said("observers", "handover", 9, when=5))
    course = course_of(library, *log, begun=1)
    with course.live() as live:
        before = live.sweep.histories()
        assert added(course, live) == [()]
        harness.assert_equal(live.sweep.histories(), before)


def test_an_error_while_something_is_supposed_leaves_no_trace(library):
    log = (ex.denied("observers", "handover", 3), ex.said("mediator", "handover", 5))
    course = course_of(library, *log, begun=1)
    with course.live() as live:
        before, evidence = live.sweep.histories(), evidence_of(live, course)
        with pytest.raises(ZeroDivisionError), live.supposing(course.more(1, 2)):
            assert duties(live) != OVERDUE
            raise ZeroDivisionError
        harness.assert_equal(live.sweep.histories(), before)
        assert evidence_of(live, course) == evidence
        live.add(course.more(1, 2))
        harness.assert_equal(live.sweep.histories(), course.anew(2))


# ── Room ─────────────────────────────────────────────────────────────────────


def test_without_room_for_a_statement_nothing_is_taken_in(library):
    log = [ex.said("observers", "handover", at) for at in range(5, 9)]
    course = course_of(library, *log, begun=1, room=2)
    with course.live() as live:
        live.add(course.more(1, 2))
        before, evidence = live.sweep.histories(), evidence_of(live, course)
        for _ in range(2):
            with pytest.raises(FullError):
                live.add(course.more(2, 4))
            with pytest.raises(FullError), live.supposing(course.more(2, 4)):
                raise AssertionError
        harness.assert_equal(live.sweep.histories(), before)
        assert evidence_of(live, course) == evidence
        live.add(course.more(2, 3))
        harness.assert_equal(live.sweep.histories(), course.anew(3))


@pytest.mark.parametrize("which", ["words", "retractions", "answers"])
def test_without_room_for_a_row_nothing_is_taken_in(library, which):
    """Of rows there may be too many too, where a statement has several."""
    everybody = tuple(each.id for each in ex.ACTORS)
    crowded = {
        "words": ex.said(everybody, ("handover", "meeting"), 8),
        "retractions": ex.taken_back(everybody, "first", 8),
        "answers": ex.denied("belva", "handover", 8, answers=("first", "second")),
    }[which]
    log = (
        ex.said("observers", "handover", 5, id="first"),
        ex.said("mediator", "handover", 9, id="second"),
        crowded,
        ex.denied("observers", "handover", 3, id="last"),
    )
    course = course_of(library, *log, begun=2, room=1)
    other = course_of(library, *log[:2], log[3], begun=2, room=1)
    with course.live() as live:
        before = live.sweep.histories()
        with pytest.raises(FullError):
            live.add(course.more(2, 3))
        harness.assert_equal(live.sweep.histories(), before)
        live.add(other.more(2, 3))
        harness.assert_equal(live.sweep.histories(), other.anew(3))


@pytest.mark.parametrize("begun", [0, 1, 60, 63, 64, 65])
def test_a_voice_that_comes_to_speak_often(library, begun):
    """More rows of one voice than fit a word of 64 bits, earlier ones last."""
    random = Random(begun)  # noqa: S311 - a test, not a secret
    log = [
        ex.said(
            "observers",
            "calm",
            at,
            when=random.randint(0, 90),
            kind=random.choice(("asserts", "denies")),
            release=random.choice(("public", "parties")),
        )
        for at in range(75)
    ]
    process = ex.process(ex.commitment("c", done=ex.happened("calm")))
    several = [ex.reader("one", sees=("public",)), ex.reader("two", sees=("public", "parties"))]
    course = Course(library, Case(process, log, several, until=UNTIL), begun)
    with course.live() as live:
        for at in range(begun, len(log)):
            assert_one_more(course, live, at)
            assert_supposed(course, live, at + 1, len(log))
