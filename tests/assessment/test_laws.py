"""The laws of the assessment: what must hold of every process, log, standpoint and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies as some
from tests.assessment.rewrite import renamed, shifted

from kept.assessment import (
    Assessment,
    Evidence,
    Standing,
    Strength,
    Verdict,
    history,
    known_on,
    phase_standings,
    standing,
    what_would_change,
)
from kept.assessment.accounts import Interest, Pick, sign_of_figure
from kept.assessment.conditions import Weighing
from kept.assessment.course import Course
from kept.assessment.duty import duty_on
from kept.assessment.evidence import at_least
from kept.assessment.record import is_lead, record, voices
from kept.assessment.standing import LEGAL
from kept.assessment.terms import reading_known_on
from kept.ledger import CONTRADICTING, Statement
from kept.names import Interval, Test
from kept.process import Commitment, Counts, Process, Standpoint

# Some laws look at very many standings for one example.
fewer = settings(max_examples=max(10, settings().max_examples // 4))

days = st.integers(-3, some.HORIZON + 25)
strengths = st.sampled_from(Strength)
evidences = st.builds(Evidence, strengths, strengths, st.booleans(), st.booleans())
accepted = st.sampled_from((Strength.CLAIMED, Strength.CORROBORATED, Strength.VERIFIED))


def gist(assessment: Assessment) -> dict[str, Standing]:
    """Where everything stands, without the words it rests on."""
    return {name: _gist(each) for name, each in assessment.standings.items()}


def _gist(it: Standing) -> Standing:
    breaches = sorted(
        (replace(each, statements=()) for each in it.breaches),
        key=lambda each: (each.on, each.proposition),
    )
    return replace(it, reasons=(), cited=(), breaches=tuple(breaches))


def uncited(assessment: Assessment) -> dict[str, Standing]:
    """Where everything stands and why, without the statements that suffice to show it."""
    return {name: replace(each, cited=()) for name, each in assessment.standings.items()}


def known_by(log: Iterable[Statement], day: int, process: Process) -> list[Statement]:
    return [each for each in log if known_on(each, process) <= ex.day(day)]


def known_at(each: Statement, process: Process) -> int:
    return (known_on(each, process) - ex.FIRST).days


# ── Time ─────────────────────────────────────────────────────────────────────


@given(some.processes, some.logs, some.standpoints, days, days)
def test_later_words_do_not_change_what_was_known_earlier(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int, k: int
) -> None:
    """As known on a day, the whole log says what its part known by that day says."""
    whole = ex.look(process, log, on, k, standpoint)
    part = ex.look(process, known_by(log, k, process), on, k, standpoint)
    assert whole.standings == part.standings
    assert phase_standings(whole) == phase_standings(part)


@given(some.processes, some.logs, some.standpoints, days, days, days)
def test_what_is_not_yet_known_of_the_text_changes_nothing(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    k: int,
    else_on: int,
) -> None:
    """Decisions, meetings, readings and steps of instruments known later are as if not there.

    That a text foresees its entry into force is text, and no hindsight; on which day it
    entered into force is hidden until it is known.
    """
    assume(else_on <= some.HORIZON)
    found = ex.look(process, log, on, k, standpoint)
    before = ex.look(_forgetting(process, k, else_on), log, on, k, standpoint)
    assert uncited(found) == uncited(before)


def _forgetting(process: Process, k: int, else_on: int) -> Process:
    """The process without what became known after `k`; entries into force fall on another day."""
    late = ex.day(k + 1)

    def status(each: Any) -> Iterable[Any]:
        known = each.known_on or each.on
        if known is None or known.last < late:
            yield each
        elif each.word == "in-force":
            yield replace(each, on=ex.span(else_on), known_on=ex.span(k + 1))

    def known(each: Any) -> bool:
        return each.known_on is None or each.known_on.last < late

    def read(it: Commitment) -> Commitment:
        known = tuple(each for each in it.readings if reading_known_on(each, process) < late)
        return replace(it, readings=known)

    instruments = {
        name: replace(it, status=tuple(kept for each in it.status for kept in status(each)))
        for name, it in process.instruments.items()
    }
    return replace(
        process,
        instruments=instruments,
        commitments=ex.by_id(map(read, process.commitments.values())),
        decisions=ex.by_id(filter(known, process.decisions.values())),
        meetings=ex.by_id(filter(known, process.meetings.values())),
    )


@fewer
@given(some.processes, some.logs, some.standpoints, days, st.integers(-400, 4000))
def test_moving_every_day_moves_the_result(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int, n: int
) -> None:
    """Durations in days count alike from any day (months do not: they differ in length)."""
    by = timedelta(n)
    found = ex.look(process, log, on, 40, standpoint)
    moved = ex.look(shifted(process, by), shifted(log, by), on + n, 40 + n, standpoint)
    assert shifted(dict(found.standings), by) == moved.standings


@fewer
@given(some.processes, some.logs, some.standpoints, st.data())
def test_a_standing_changes_only_on_the_days_of_its_history(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, data: st.DataObject
) -> None:
    """Between two runs of a history the standing is the same on every day."""
    assessment = ex.look(process, log, some.HORIZON + 25, ex.LATE, standpoint)
    name = data.draw(st.sampled_from(sorted(process.commitments)))
    runs = history(assessment, name)
    asked = data.draw(st.lists(days, min_size=12, max_size=12))
    for number in asked:
        before = [run for run in runs if run.since <= ex.day(number)]
        if before:
            it = standing(assessment.course, name, ex.day(number))
            run = before[-1]
            assert (run.word, run.duty, run.evidence) == (it.word, it.duty, it.evidence), number


@given(some.processes, some.logs, some.standpoints, st.integers(0, 3))
def test_duty_moves_only_along_legal_transitions(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, number: int
) -> None:
    """From day to day, with the knowledge of one day, a duty takes only legal steps."""
    course = Course(record(process, log, standpoint, ex.day(ex.LATE)))
    name = list(process.commitments)[number % len(process.commitments)]
    walk = [duty_on(course, name, ex.day(n)) for n in range(-1, some.HORIZON + 20)]
    for before, after in pairwise(walk):
        assert before == after or after in LEGAL[before], (before, after)


# ── Who speaks ───────────────────────────────────────────────────────────────


def taking_back(it: Statement, number: int, name: str = "back") -> Statement:
    """Its speakers take it back, through the same sources."""
    return replace(
        it,
        id=name,
        kind="retracts",
        about=(),
        retracts=it.id,
        said_on=ex.span(number),
        says=None,
        extent=None,
    )


@given(some.processes, some.logs, some.standpoints, days, days, st.data())
def test_a_retraction_is_as_if_never_said_from_its_own_day_on(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    k: int,
    data: st.DataObject,
) -> None:
    """Once a retraction is known its statement is gone; before that nothing has changed."""
    assume(log)
    target = data.draw(st.sampled_from(log))
    retraction = taking_back(target, data.draw(days))
    found = ex.look(process, (*log, retraction), on, k, standpoint)
    gone = known_at(retraction, process) <= k
    left = [each for each in log if not (gone and each.id == target.id)]
    assert uncited(found) == uncited(ex.look(process, left, on, k, standpoint))


@given(some.processes, some.logs, some.standpoints, days, st.data())
def test_taking_back_a_retraction_restores_what_was_said(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """Two retractions, one of the other, leave everything as it was."""
    assume(log)
    first = taking_back(data.draw(st.sampled_from(log)), 10)
    second = taking_back(first, 11, "back-again")
    found = ex.look(process, (*log, first, second), on, ex.LATE, standpoint)
    assert uncited(found) == uncited(ex.look(process, log, on, ex.LATE, standpoint))


@given(some.processes, some.logs, some.standpoints, days, st.data())
def test_one_speaker_takes_back_no_other_speakers_words(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """When one of several speakers takes a joint statement back, the others have still said it."""
    assume(log)
    target = replace(
        data.draw(st.sampled_from(log)), speakers=("aruna", "mediator"), unnamed=False, filed_by=()
    )
    log = tuple(target if each.id == target.id else each for each in log)
    retraction = replace(taking_back(target, 10), speakers=("aruna",))
    left = [
        replace(each, speakers=("mediator",)) if each.id == target.id else each for each in log
    ]
    found = ex.look(process, (*log, retraction), on, ex.LATE, standpoint)
    assert gist(found) == gist(ex.look(process, left, on, ex.LATE, standpoint))


@given(some.processes, some.logs, some.standpoints, days, st.data())
def test_an_echo_through_another_publisher_changes_nothing(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """The same words of a named speaker, published again, are the same voice.

    Said of words that are not taken back: who retracts, retracts a statement, and an echo
    that was entered as another statement stays.
    """
    taken_back = {each.retracts for each in log}
    voiced = [
        each
        for each in log
        if each.about
        and not each.unnamed
        and each.id not in taken_back
        and not is_lead(each, process)
    ]
    assume(voiced)
    target = data.draw(st.sampled_from(voiced))
    echo = replace(target, id="echo", sources=("wire-late",))
    at = log.index(target) + 1
    found = ex.look(process, (*log[:at], echo, *log[at:]), on, ex.LATE, standpoint)
    assert gist(found) == gist(ex.look(process, log, on, ex.LATE, standpoint))


@given(some.processes, some.logs, some.standpoints, days, days)
def test_filtering_by_standpoint_commutes_with_assessing(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int, k: int
) -> None:
    """Leaving out what does not count, then counting everybody, leads to the same standings.

    Retractions are exempt: they are no evidence, and a voice that does not count may
    still take its own words back.
    """
    everybody = replace(standpoint, counts=Counts(), grade=None)
    filtered = [
        only_counted for each in log for only_counted in _counted_part(each, process, standpoint)
    ]
    found = ex.look(process, log, on, k, standpoint)
    assert gist(found) == gist(ex.look(process, filtered, on, k, everybody))


def _counted_part(it: Statement, process: Process, standpoint: Standpoint) -> Iterable[Statement]:
    """A statement as far as it counts: with the speakers whose word does, or not at all."""
    if not it.evidence:
        yield it
        return
    weighed = record(process, [it], standpoint, ex.day(ex.LATE))
    if any(weighed.about(name) for name in it.about):
        speakers = [
            each for each in it.speakers if _speaks(replace(it, speakers=(each,)), weighed)
        ]
        yield replace(it, speakers=tuple(speakers))


def _speaks(it: Statement, weighed: Any) -> bool:
    alone = record(weighed.process, [it], weighed.standpoint, weighed.known_at)
    return any(alone.about(name) for name in it.about)


@fewer
@given(some.processes, some.logs, some.standpoints, days, days)
def test_what_a_reader_may_not_see_changes_nothing_for_that_reader(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int, k: int
) -> None:
    """Clearance comes first: standings, reasons, citations and phases are the same without."""
    seen = [each for each in log if each.release in standpoint.sees]
    whole = ex.look(process, log, on, k, standpoint)
    part = ex.look(process, seen, on, k, standpoint)
    assert whole.standings == part.standings
    assert phase_standings(whole) == phase_standings(part)
    assert whole.record == part.record
    name = max(process.commitments)
    assert history(whole, name) == history(part, name)


@given(some.processes, some.logs, some.standpoints, days, st.data())
def test_what_is_no_evidence_changes_nothing(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """Demands, refusals, expectations and leads are shown and never weighed."""
    number = data.draw(st.integers(0, len(log)))
    silent = ex.said(
        data.draw(st.sampled_from(some.SPEAKERS)),
        data.draw(st.sampled_from(some.NAMES)),
        data.draw(st.integers(0, some.HORIZON)),
        kind=data.draw(st.sampled_from(some.SILENT)),
        signed=True,
    )
    lead = replace(silent, id="lead", kind="denies", sources=("tip",))
    found = ex.look(process, (*log[:number], silent, lead, *log[number:]), on, ex.LATE, standpoint)
    assert found.standings == ex.look(process, log, on, ex.LATE, standpoint).standings


# ── How words are weighed ────────────────────────────────────────────────────


def weighing(process: Process, log: Iterable[Statement], standpoint: Standpoint) -> Weighing:
    return Course(record(process, log, standpoint, ex.day(ex.LATE))).weighing


conditions_on_facts = some.thrown(some.condition, 12)
interests = st.builds(
    Interest,
    st.frozensets(st.sampled_from(some.SPEAKERS), max_size=2),
    st.frozensets(st.sampled_from(some.SPEAKERS), max_size=2),
    st.frozensets(st.sampled_from(some.SPEAKERS), max_size=2),
)


@given(some.logs, conditions_on_facts, interests, days, st.sampled_from(Pick), st.data())
def test_a_new_voice_never_lowers_evidence_on_either_side(
    log: tuple[Statement, ...],
    condition: Any,
    interest: Interest,
    on: int,
    pick: Pick,
    data: st.DataObject,
) -> None:
    """Whoever speaks for the first time adds to what is for, or against, or to neither."""
    process, standpoint = ex.process(), ex.reader()
    speaker = data.draw(st.sampled_from(some.SPEAKERS))
    log = tuple(each for each in log if not _of_bloc(speaker, each, process, standpoint))
    bytes_ = data.draw(st.binary(min_size=30, max_size=30))
    new = replace(some.statement(some.Dice(bytes_), 99, ()), speakers=(speaker,), unnamed=False)
    before = weighing(process, log, standpoint).evidence(condition, ex.day(on), pick, interest)
    at = data.draw(st.integers(0, len(log)))
    more = (*log[:at], new, *log[at:])
    after = weighing(process, more, standpoint).evidence(condition, ex.day(on), pick, interest)
    assert after.for_ >= before.for_
    assert after.against >= before.against


def _of_bloc(speaker: str, it: Statement, process: Process, standpoint: Standpoint) -> bool:
    voice = voices(replace(it, speakers=(speaker,), unnamed=False), process, standpoint)
    return bool(set(voice) & set(voices(it, process, standpoint)))


@given(some.logs, st.sampled_from((*some.EVENTS, *some.STATES)), interests, days)
def test_negating_every_statement_swaps_the_evidence(
    log: tuple[Statement, ...], name: str, interest: Interest, on: int
) -> None:
    """What is said to be so weighs as what is said not to be so, for events and states.

    Of an event after every day that is spoken of: that it had not happened by some day
    says so of every day before, and that it had happened does not.
    """
    process, standpoint = ex.process(), ex.reader()
    asked = ex.day(on if name in some.STATES else some.HORIZON + 30)
    plain = [replace(each, extent=None) for each in log]
    contrary = [_negated(each) for each in plain]
    one = weighing(process, plain, standpoint).slot(name, None, asked, interest=interest)
    other = weighing(process, contrary, standpoint).slot(
        name, None, asked, interest=interest.swapped()
    )
    assert other == one.negated()


def _negated(it: Statement) -> Statement:
    if not it.evidence:
        return it
    return replace(it, kind="asserts" if it.kind in CONTRADICTING else "denies")


@given(evidences, accepted)
def test_a_verdict_on_the_contrary_is_the_contrary_verdict(
    evidence: Evidence, accept: Strength
) -> None:
    """No tie goes to either side: “not” turns true into false and leaves the rest."""
    contrary = {Verdict.TRUE: Verdict.FALSE, Verdict.FALSE: Verdict.TRUE}
    verdict = evidence.verdict(accept)
    assert evidence.negated().verdict(accept) is contrary.get(verdict, verdict)
    assert evidence.negated().negated() == evidence


@given(st.lists(evidences, min_size=1, max_size=5), st.data())
def test_at_least_n_fails_where_enough_of_the_contraries_hold(
    several: list[Evidence], data: st.DataObject
) -> None:
    """Not at least n of m is at least m - n + 1 of the contraries; all and any are its ends."""
    m = len(several)
    n = data.draw(st.integers(1, m))
    contraries = [each.negated() for each in several]
    assert at_least(n, several).negated() == at_least(m - n + 1, contraries)
    assert at_least(m, several).for_ == min(each.for_ for each in several)
    assert at_least(m, several).against == max(each.against for each in several)
    assert at_least(1, several).for_ == max(each.for_ for each in several)


VOICES = ("aruna", "belva", "mediator", "observers", "front")
figure_tests = st.builds(Test, st.sampled_from(("=", "<", "<=", ">", ">=")), st.integers(0, 8))


@st.composite
def narrowed(draw: st.DrawFn) -> tuple[Interval, Interval]:
    """A figure, and the same known better."""
    low, lower, higher, high = sorted(draw(st.tuples(*[st.integers(0, 8)] * 4)))
    wide = Interval(draw(st.sampled_from((low, None))), draw(st.sampled_from((high, None))))
    return wide, Interval(lower, draw(st.sampled_from((higher, wide.high))))


@given(narrowed(), figure_tests, st.sampled_from(("reports", "denies")))
def test_a_narrower_figure_never_reverses_a_decided_test(
    figures: tuple[Interval, Interval], test: Test, kind: Any
) -> None:
    """Knowing a figure better may decide an open test, never turn a decided one round."""
    troops = ex.process().propositions["troops"]
    before, after = (
        sign_of_figure(ex.said("aruna", "troops", 0, kind=kind, says=each), test, troops)
        for each in figures
    )
    assert {before, after} != {"for", "against"}
    if kind == "reports":
        assert before in ("unclear", after)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(0, 9))
def test_figures_are_tested_one_by_one_and_never_averaged(found: list[int], value: int) -> None:
    """Nobody who says another figure is turned into somebody who says this one."""
    log = [
        ex.said(speaker, "troops", 0, says=each)
        for speaker, each in zip(VOICES, found, strict=False)
    ]
    condition = ex.measured("troops", "=", value)
    evidence = weighing(ex.process(), log, ex.reader()).evidence(condition, ex.day(1))
    assert (evidence.for_ > 0) is (value in found)
    assert (evidence.against > 0) is (set(found) != {value})


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5))
def test_an_extent_reaches_from_one_account_to_another(found: list[tuple[int, int]]) -> None:
    """The ends of an extent are ends somebody has named."""
    text = ex.process(ex.commitment("c", extent="progress"))
    log = [
        ex.said(speaker, "progress", 0, says=(min(each), max(each)))
        for speaker, each in zip(VOICES, found, strict=False)
    ]
    extent = ex.stand(text, log, on=1).extent
    assert extent is not None
    assert extent.low == min(min(each) for each in found)
    assert extent.high == max(max(each) for each in found)


@given(some.logs, days, st.sampled_from(("done", "incident")))
def test_a_side_does_not_corroborate_what_serves_it(
    log: tuple[Statement, ...], on: int, asked: str
) -> None:
    """However often the debtor and its forces say so, it is one claim, and never verified."""
    duty: dict[str, Any] = {"done": ex.happened("handover"), "verified_by": ("aruna",)}
    text = ex.process(ex.commitment("c", **duty))
    own = [
        replace(each, speakers=("aruna", "aruna-army"), unnamed=False)
        for each in log
        if each.kind not in CONTRADICTING
    ]
    it = ex.stand(text, own, on=on, sees=ex.ALL_RELEASES)
    assert it.evidence in ("unreported", "unclear", "claimed", "corroborated", "refuted")
    course = ex.look(text, own, on=on, sees=ex.ALL_RELEASES).course
    evidence = course.weighing.evidence(
        ex.happened("handover"), ex.day(on), interest=course.terms("c").interest
    )
    assert evidence.for_ <= Strength.CLAIMED


# ── Neutrality ───────────────────────────────────────────────────────────────


@given(some.processes, some.logs, some.standpoints, days, st.data())
def test_order_of_entry_does_not_matter_where_nobody_speaks_twice_on_a_day(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """Of one voice about one thing on one day the last entered counts; all else is no race."""
    log = some.without_ties(log, process, standpoint)
    other = data.draw(st.permutations(log))
    found = ex.look(process, log, on, ex.LATE, standpoint)
    assert gist(found) == gist(ex.look(process, other, on, ex.LATE, standpoint))


PARTIES = tuple(each.id for each in ex.ACTORS)


@fewer
@given(some.processes, some.logs, some.standpoints, days, st.permutations(PARTIES))
def test_renaming_everybody_renames_the_result(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    order: list[str],
) -> None:
    """Nothing depends on what a party is called."""
    names = {each: f"party-{order.index(each)}" for each in PARTIES}
    found = ex.look(process, log, on, 40, standpoint)
    other = ex.look(
        renamed(process, names), renamed(log, names), on, 40, renamed(standpoint, names)
    )
    assert renamed(gist(found), names) == gist(other)
    assert sorted_reasons(renamed(dict(found.standings), names)) == sorted_reasons(other.standings)


def sorted_reasons(standings: Mapping[str, Standing]) -> list[str]:
    """Every reason with what it says, in an order in which names play no part."""
    return sorted(
        f"{name} {each.rule} {sorted(map(str, each.facts.items()))} {each.statements}"
        for name, it in standings.items()
        for reason in it.reasons
        for each in reason.walk()
    )


MIRROR = {
    "aruna": "belva",
    "aruna-army": "belva-army",
    "shelling-by-aruna": "shelling-by-belva",
    "handover": "meeting",
    "aruna-hands-over": "belva-hands-over",
    "aruna-refrains": "belva-refrains",
    "aruna-reports": "belva-reports",
    "aruna-follows": "belva-follows",
    "find-aruna": "find-belva",
    "aruna-first": "belva-first",
}
MIRROR |= {other: one for one, other in MIRROR.items()}


def symmetric_exercise() -> Process:
    """Two parties who owe each other the same, in the same words."""
    of_aruna = (
        ex.commitment(
            "aruna-hands-over",
            done=ex.happened("handover"),
            due=ex.within(20),
            readings=(
                ex.reading(
                    "aruna-first", "belva", from_=ex.kept("belva-refrains"), due=ex.within(9)
                ),
            ),
        ),
        ex.commitment("aruna-refrains", never=("shelling-by-aruna",), until=ex.reached(45)),
        ex.commitment("aruna-reports", done=ex.happened("handover"), every=ex.days(15)),
        ex.commitment("aruna-follows", from_=ex.kept("belva-hands-over"), due=ex.by(50)),
    )
    of_belva = tuple(renamed(each, MIRROR) for each in of_aruna)
    both = ex.commitment(
        "both",
        of=("aruna", "belva"),
        to=("aruna", "belva"),
        parts=ex.every(ex.kept("aruna-hands-over"), ex.kept("belva-hands-over")),
    )
    found = ex.decision("find-aruna", "find_breach", "aruna-hands-over", 30)
    return ex.process(*of_aruna, *of_belva, both, decisions=(found, renamed(found, MIRROR)))


SYMMETRIC = symmetric_exercise()


@fewer
@given(some.logs, some.standpoints, days, days)
def test_swapping_two_parties_swaps_the_result(
    log: tuple[Statement, ...], standpoint: Standpoint, on: int, k: int
) -> None:
    """Where two parties owe each other the same, neither is heard better than the other."""
    found = ex.look(SYMMETRIC, log, on, k, standpoint)
    swapped = ex.look(SYMMETRIC, renamed(log, MIRROR), on, k, renamed(standpoint, MIRROR))
    assert _swapped(gist(found)) == gist(swapped)


def _swapped(standings: Mapping[str, Standing]) -> dict[str, Standing]:
    return {name: _gist(each) for name, each in renamed(dict(standings), MIRROR).items()}


# ── What hangs together ──────────────────────────────────────────────────────


@given(some.processes, some.logs, some.standpoints, days)
def test_nothing_inside_a_closed_phase_is_owed(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int
) -> None:
    """Before its gate opens, what a phase holds is neither active, late, broken nor kept."""
    found = ex.look(process, log, on, ex.LATE, standpoint)
    closed = {each.phase for each in phase_standings(found) if each.word == "closed"}
    for name, it in found.standings.items():
        if process.commitments[name].phase in closed:
            assert it.duty not in ("active", "overdue", "breached", "discharged", "suspended")


@given(some.processes, some.logs, some.standpoints, days)
def test_others_wait_for_a_commitment_until_it_is_discharged(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int
) -> None:
    """A commitment counts as kept for those that wait for it when its own duty is discharged."""
    found = ex.look(process, log, on, ex.LATE, standpoint)
    weigh = found.course.weighing
    for name, it in found.standings.items():
        verdict = weigh.evidence(ex.kept(name), ex.day(on)).verdict(weigh.accept)
        assert (verdict is Verdict.TRUE) is (it.duty == "discharged")


@fewer
@given(some.processes, some.logs, some.standpoints, days, days)
def test_the_statements_cited_suffice(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int, k: int
) -> None:
    """From the cited statements alone the same standing follows, with the same reasons."""
    found = ex.look(process, log, on, k, standpoint)
    for name, it in found.standings.items():
        cited = [each for each in log if each.id in it.cited]
        assert ex.look(process, cited, on, k, standpoint).standings[name] == it


@fewer
@given(some.processes, some.logs, some.standpoints, days, st.data())
def test_a_what_if_leaves_no_trace(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """Asking what would change a standing changes none, however often it is asked."""
    found = ex.look(process, log, on, ex.LATE, standpoint)
    name = data.draw(st.sampled_from(sorted(process.commitments)))
    first = what_would_change(found, name)
    again = ex.look(process, log, on, ex.LATE, standpoint)
    assert found == again
    assert found.record == again.record
    assert {each: standing(found.course, each, found.on) for each in found.standings} == dict(
        again.standings
    )
    assert what_would_change(found, name) == first
    assert all(each.word != found.standings[name].word for each in first)
