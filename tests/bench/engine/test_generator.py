"""The log that is measured: what it holds, and that it is what it says it is."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from bench.engine.cast import LAST
from bench.engine.generator import Generated, agreement, generate, subject
from bench.engine.texts import COMMITMENTS, DEPTH

from kept.assessment import assess
from kept.assessment.known import known_on
from kept.assessment.record import is_lead, voices
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.columns import LEAD, NEVER, NO_FIGURE, SIGNED, Columns, arrays
from kept.ledger.statement import KINDS, RELEASES, Statement
from kept.process import Due, Happened, Kept, Measured, Reached, leaves


@cache
def log(size: int = 3_000, seed: int = 7) -> tuple[Generated, tuple[Statement, ...]]:
    found = generate(size, seed)
    return found, found.statements()


def same(one: Columns, other: Columns) -> bool:
    tables = ("words", "retractions", "answers")
    pairs = [(arrays(getattr(one, each)), arrays(getattr(other, each))) for each in tables]
    return np.array_equal(one.index, other.index) and all(
        np.array_equal(left[name], right[name]) for left, right in pairs for name in left
    )


def test_a_seed_and_a_size_make_one_log() -> None:
    again = generate(3_000, 7)
    assert same(log()[0].columns, again.columns)
    assert log()[0].process == again.process
    assert not same(again.columns, generate(3_000, 8).columns)


def test_columns_have_the_types_they_say() -> None:
    columns = log()[0].columns
    for table in (columns.words, columns.retractions, columns.answers):
        for name, array in arrays(table).items():
            annotation = type(table).__annotations__[name].lower()
            assert array.dtype.name == annotation, name
            assert len(array) == len(table)
    assert columns.statements == 3_000


def test_ten_million_would_take_sixty_bytes_each() -> None:
    columns = log()[0].columns
    assert 55 < columns.nbytes / columns.statements < 75


def test_columns_say_what_the_statements_say() -> None:
    generated, statements = log()
    process, columns = generated.process, generated.columns
    words, known = columns.words, columns.vocabulary
    rows = [
        (number, speaker, about)
        for number, each in enumerate(statements)
        for speaker in each.speakers
        for about in each.about
    ]
    assert len(rows) == len(words)
    standpoint = next(iter(process.standpoints.values()))
    for row, (number, speaker, about) in enumerate(rows):
        it = statements[number]
        assert words.statement[row] == number
        assert known.actors[words.speaker[row]] == speaker
        assert known.propositions[words.proposition[row]] == about
        assert KINDS[words.kind[row]] == it.kind
        assert RELEASES[words.release[row]] == it.release
        assert bool(words.flags[row] & SIGNED) == it.signed
        assert words.said[row] == it.said_on.last.toordinal()
        assert (words.first[row], words.last[row]) == tuple(
            each.toordinal() for each in (it.when.first, it.when.last)
        )
        assert words.until[row] == (it.until.last.toordinal() if it.until else NEVER)
        assert (words.low[row] == NO_FIGURE) == (it.says is None)
        publisher = known.publishers[words.unnamed[row]]
        told = f"unnamed through {publisher}"
        assert (words.unnamed[row] >= 0) == (told in voices(it, process, standpoint))


def test_the_day_of_knowledge_is_the_one_the_reference_finds() -> None:
    generated, statements = log()
    words, process = generated.columns.words, generated.process
    for row, number in enumerate(words.statement.tolist()):
        it = statements[number]
        assert words.published[row] == known_on(it, process, "published").toordinal()
        assert words.entered[row] == known_on(it, process, "entered").toordinal()
        assert bool(words.flags[row] & LEAD) == is_lead(it, process)


def test_columns_are_those_that_are_built_from_the_statements() -> None:
    generated, statements = log()
    built = columns_of(generated.process, statements)
    assert same(built, generated.columns)
    assert built.vocabulary == generated.columns.vocabulary


def test_retractions_name_their_target() -> None:
    generated, statements = log()
    retractions = generated.columns.retractions
    assert len(retractions) == sum(each.kind == "retracts" for each in statements)
    again = 0
    for number, target, speaker, withdraws in zip(
        retractions.statement.tolist(),
        retractions.target.tolist(),
        retractions.speaker.tolist(),
        retractions.withdraws.tolist(),
        strict=True,
    ):
        it, theirs = statements[number], statements[target]
        assert it.retracts == theirs.id
        assert target < number
        assert it.speakers == (generated.columns.vocabulary.actors[speaker],)
        assert bool(withdraws) == bool(set(it.speakers) & set(theirs.filed_by))
        again += theirs.kind == "retracts"
    assert again > 5


def test_too_long_a_log_is_not_made_as_objects() -> None:
    with pytest.raises(ValueError, match="too many"):
        generate(20_001).statements()


def test_shares_are_as_they_are_told() -> None:
    columns = generate(200_000).columns
    words = columns.words
    largest = np.bincount(words.proposition).max() / len(words)
    assert 0.02 < largest < 0.03
    assert 0.23 < (words.until != NEVER).mean() < 0.27
    assert 0.045 < len(columns.retractions) / columns.statements < 0.055
    assert set(np.unique(words.release)) == {0, 1, 2, 3}
    assert (words.last < words.said).mean() > 0.7
    assert (words.first < words.last).mean() > 0.05
    assert len(np.unique(words.proposition)) == 1_200
    ascending = np.diff(words.said) >= 0
    assert 0.6 < ascending.mean() < 1


def test_commitments_are_of_every_kind_and_twelve_deep() -> None:
    process = agreement()
    kinds = [each.kind for each in process.commitments.values()]
    assert len(kinds) == COMMITMENTS
    shares = {kind: kinds.count(kind) / COMMITMENTS for kind in set(kinds)}
    assert 0.7 < shares["achieve"] < 0.85
    assert 0.1 < shares["refrain"] < 0.2
    assert {"recur", "parts"} < set(shares)
    depth: dict[str, int] = {}
    for name, each in process.commitments.items():
        waits = [it.commitment for it in leaves(each.from_) if isinstance(it, Kept)]
        depth[name] = max((1 + depth[it] for it in waits), default=0)
    assert max(depth.values()) == DEPTH
    absolute = [each for each in process.commitments.values() if each.due and each.due.by]
    assert 0.24 < len(absolute) / COMMITMENTS < 0.36


def test_each_commitment_asks_for_a_proposition_there_is() -> None:
    process = agreement()
    for each in process.commitments.values():
        assert subject(each) in process.propositions
        for part in (each.from_, each.done, each.until):
            for leaf in leaves(part):
                if isinstance(leaf, Happened):
                    assert process.propositions[leaf.proposition].kind != "indicator"
                if isinstance(leaf, Measured):
                    assert process.propositions[leaf.indicator].kind == "indicator"


def test_every_effect_of_a_decision_and_every_way_of_a_deadline_is_there() -> None:
    process = agreement()
    effects = {each.effect.word for each in process.decisions.values() if each.effect}
    assert effects == {"extend", "suspend", "resume", "release", "find_breach", "certify"}
    deadlines = [each.due for each in process.commitments.values() if each.due]
    assert all(any(getattr(each, way) for each in deadlines) for way in Due.__slots__)
    starts = [leaf for each in process.commitments.values() for leaf in leaves(each.from_)]
    assert any(isinstance(leaf, Reached) for leaf in starts)
    assert any(each.readings for each in process.commitments.values())
    assert any(each.expires for each in process.commitments.values())
    assert any(each.gate for each in process.phases.values())


def test_standpoints_differ_in_all_but_their_blocs() -> None:
    several = list(agreement().standpoints.values())
    assert len(several) == 8
    assert len({each.blocs for each in several}) == 1
    for name in ("sees", "counts", "grade", "accept", "verifiers", "readings"):
        assert len({getattr(each, name) for each in several}) > 1


@pytest.mark.parametrize("name", ["parties", "strict"])
def test_the_reference_judges_it(name: str) -> None:
    generated, statements = log()
    found = assess(
        generated.process,
        statements,
        on=date(2031, 1, 1),
        known_at=LAST,
        standpoint=generated.process.standpoints[name],
        explained=False,
    )
    duties = {each.duty for each in found.standings.values()}
    assert {"blocked", "active", "overdue", "discharged", "released", "dormant"} <= duties


def test_later_statements_do_not_come_before_earlier_ones() -> None:
    generated, _ = log()
    words = generated.columns.words
    assert all(one <= other for one, other in pairwise(words.statement.tolist()))
