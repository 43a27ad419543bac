"""Bodies that nobody can read any more: no account that is missing reads as silence."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies as some
from tests.assessment.rewrite import renamed
from tests.assessment.test_laws import MIRROR, PARTIES, SYMMETRIC, gist, sorted_reasons

from kept.assessment import (
    Assessment,
    Basis,
    Standing,
    history,
    standing,
)
from kept.ledger import MissingBody, Statement
from kept.process import Process, Standpoint

fewer = settings(max_examples=max(10, settings().max_examples // 4))
days = st.integers(-3, some.HORIZON + 25)
bases = st.sampled_from(("published", "entered"))
SPOKEN = ("broken", "late", "contested")


def bare(assessment: Assessment) -> dict[str, Standing]:
    """Where everything stands, without what says that a body is missing."""
    return {name: bared(it) for name, it in gist(assessment).items()}


def bared(it: Standing) -> Standing:
    occasions = tuple(replace(each, evidence="unreported") for each in it.occasions)
    return replace(it, missing=(), word="kept", evidence="unreported", occasions=occasions)


# ── Laws ─────────────────────────────────────────────────────────────────────


@given(some.processes, some.logs, some.standpoints, some.bodies, days)
def test_a_missing_body_takes_a_word_back_and_gives_none(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    missing: tuple[MissingBody, ...],
    on: int,
) -> None:
    """The word stays, or cannot be judged; what rests on words said is never wiped out."""
    before = ex.look(process, log, on, ex.LATE, standpoint)
    after = ex.look(process, log, on, ex.LATE, standpoint, missing=missing)
    assert bare(before) == bare(after)
    for name, it in after.standings.items():
        was = before.standings[name]
        assert it.word in (was.word, "cannot-be-judged")
        assert it.evidence in (was.evidence, "missing")
        if it.word != was.word:
            assert it.missing
            assert was.word not in SPOKEN or not said_against(was)
        assert not it.missing or any(each.rule == "not-reproducible" for each in it.reasons)


def said_against(it: Standing) -> bool:
    """Whether somebody's words, an incident or a decision speak against a commitment."""
    steps = [step for each in it.reasons for step in each.walk()]
    tested = [step for each in it.reasons if each.rule == "test" for step in each.walk()]
    contrary = any(each.rule == "not" for each in tested)
    return (
        any(each.rule == "breach" or each.facts.get("effect") == "find_breach" for each in steps)
        or any(each.facts.get("sign") == "against" for each in tested)
        or (contrary and any(each.rule == "account" for each in tested))
    )


@given(some.processes, some.logs, some.standpoints, some.bodies, bases, days, days)
def test_what_a_reader_was_not_cleared_to_see_is_not_missed(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    missing: tuple[MissingBody, ...],
    basis: Basis,
    on: int,
    k: int,
) -> None:
    """A body above a reader's release level changes nothing that reader is shown."""
    above = [each for each in missing if each.release not in standpoint.sees]
    seen = [each for each in missing if each.release in standpoint.sees]
    whole = ex.look(process, log, on, k, standpoint, basis, missing)
    part = ex.look(process, log, on, k, standpoint, basis, seen)
    none = ex.look(process, log, on, k, standpoint, basis, above)
    assert whole.standings == part.standings
    assert whole.record == part.record
    assert none.standings == ex.look(process, log, on, k, standpoint, basis).standings


@given(some.processes, some.logs, some.standpoints, some.bodies, days, days)
def test_a_body_entered_later_is_not_missed_earlier(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    missing: tuple[MissingBody, ...],
    on: int,
    k: int,
) -> None:
    """By the days of entry, what was entered later and erased changes nothing known earlier."""
    early = [each for each in missing if each.entered_on and each.entered_on.last <= ex.day(k)]
    whole = ex.look(process, log, on, k, standpoint, "entered", missing)
    part = ex.look(process, log, on, k, standpoint, "entered", early)
    assert whole.standings == part.standings


@given(some.processes, some.logs, some.standpoints, days, st.data())
def test_no_erasure_goes_unnoticed(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    on: int,
    data: st.DataObject,
) -> None:
    """Whatever standing would be another with an erased body says that it is missing."""
    gone = data.draw(st.sets(st.sampled_from(log)) if log else st.just(set()))
    missing = [erasing(each, log) for each in gone]
    left = [each for each in log if each not in gone]
    before = ex.look(process, log, on, ex.LATE, standpoint)
    after = ex.look(process, left, on, ex.LATE, standpoint, missing=missing)
    for name, it in after.standings.items():
        assert it.missing or _same(it, before.standings[name])


def _same(one: Standing, other: Standing) -> bool:
    """The same, reasons included; of a sentence by many nothing is cited that takes it back."""
    return replace(one, cited=()) == replace(other, cited=())


def erasing(statement: Statement, log: tuple[Statement, ...]) -> MissingBody:
    """What is left of a statement once its body is erased."""
    by_id = {each.id: each for each in log}
    about, back = statement.about, statement.retracts
    while back in by_id:
        about, back = (*about, *by_id[back].about), by_id[back].retracts
    number = log.index(statement)
    told = about if statement.release == "public" else ()  # only public entries say it
    return ex.erased(number, *told, release=statement.release)


@given(some.processes, some.logs, some.standpoints, days)
def test_where_all_is_erased_nothing_is_told_of_what_rested_on_words(
    process: Process, log: tuple[Statement, ...], standpoint: Standpoint, on: int
) -> None:
    """Then a word is as it was, or nobody can judge, or a body or a text has settled it."""
    before = ex.look(process, log, on, ex.LATE, standpoint)
    missing = [erasing(each, log) for each in log]
    after = ex.look(process, (), on, ex.LATE, standpoint, missing=missing)
    for name, it in after.standings.items():
        was = before.standings[name]
        if was.duty == "discharged" and was.started is None:
            continue  # made good by a day of the calendar before it was owed
        decided = it.word == "broken" and breach_found(process)
        decided |= it.duty in ("released", "superseded", "lapsed", "suspended")
        decided |= {it.duty, was.duty} <= {"proposed", "dormant", "blocked"}  # owed in neither
        assert it.word in (was.word, "cannot-be-judged") or decided, (was.word, it)


def breach_found(process: Process) -> bool:
    """Whether a body found a breach, of this or of a part of it: what was decided stays."""
    effects = (each.effect for each in process.decisions.values())
    return any(each is not None and each.word == "find_breach" for each in effects)


@fewer
@given(some.processes, some.logs, some.standpoints, some.bodies, st.data())
def test_a_standing_changes_only_on_the_days_of_its_history(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    missing: tuple[MissingBody, ...],
    data: st.DataObject,
) -> None:
    assessment = ex.look(process, log, some.HORIZON + 25, ex.LATE, standpoint, missing=missing)
    name = data.draw(st.sampled_from(sorted(process.commitments)))
    runs = history(assessment, name)
    for number in data.draw(st.lists(days, min_size=8, max_size=8)):
        before = [run for run in runs if run.since <= ex.day(number)]
        if before:
            it = standing(assessment.course, name, ex.day(number))
            run = before[-1]
            assert (run.word, run.duty, run.evidence) == (it.word, it.duty, it.evidence), number


@fewer
@given(
    some.processes,
    some.logs,
    some.standpoints,
    some.bodies,
    days,
    st.permutations(PARTIES),
)
def test_renaming_everybody_renames_the_result(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    missing: tuple[MissingBody, ...],
    on: int,
    order: list[str],
) -> None:
    names = {each: f"party-{order.index(each)}" for each in PARTIES}
    found = ex.look(process, log, on, 40, standpoint, missing=missing)
    there = renamed(process, names), renamed(log, names), on, 40, renamed(standpoint, names)
    other = ex.look(*there, missing=renamed(missing, names))
    assert renamed(gist(found), names) == gist(other)
    assert sorted_reasons(renamed(dict(found.standings), names)) == sorted_reasons(other.standings)


@fewer
@given(some.logs, some.standpoints, some.bodies, days, days)
def test_swapping_two_parties_swaps_the_result(
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    missing: tuple[MissingBody, ...],
    on: int,
    k: int,
) -> None:
    """What is missing of one side's deeds counts as what is missing of the other's."""
    found = ex.look(SYMMETRIC, log, on, k, standpoint, missing=missing)
    there = renamed(log, MIRROR), on, k, renamed(standpoint, MIRROR)
    swapped = ex.look(SYMMETRIC, *there, missing=renamed(missing, MIRROR))
    again = {name: ordered(each) for name, each in renamed(dict(gist(found)), MIRROR).items()}
    assert again == {name: ordered(each) for name, each in gist(swapped).items()}


def ordered(it: Standing) -> Standing:
    breaches = sorted(it.breaches, key=lambda each: (each.on, each.proposition))
    return replace(it, breaches=tuple(breaches))


@fewer
@given(some.processes, some.logs, some.standpoints, some.bodies, days, days)
def test_the_statements_cited_and_the_bodies_named_suffice(
    process: Process,
    log: tuple[Statement, ...],
    standpoint: Standpoint,
    missing: tuple[MissingBody, ...],
    on: int,
    k: int,
) -> None:
    found = ex.look(process, log, on, k, standpoint, missing=missing)
    for name, it in found.standings.items():
        cited = [each for each in log if each.id in it.cited]
        again = ex.look(process, cited, on, k, standpoint, missing=it.missing)
        assert again.standings[name] == it
