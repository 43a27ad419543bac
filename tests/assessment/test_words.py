"""The one table from the axes of a standing to the word that is shown."""

from __future__ import annotations

from itertools import product, takewhile
from typing import get_args

import pytest
from tests.assessment import exercise as ex

from kept.assessment import DUTIES, SHOWN, TABLE, shown
from kept.assessment.evidence import EvidenceWord
from kept.assessment.standing import LEGAL, Reason
from kept.assessment.words import NOTHING_TO_GO_BY

EVIDENCE = get_args(EvidenceWord)
CASES = list(product(DUTIES, EVIDENCE, (False, True), (False, True), (False, True)))
HANDOVER = ex.happened("handover")


def row_of(duty, evidence, restraint, deadline, progress):
    """The first row that fits, read as the table says."""
    facts = (
        "restraint" if restraint else "deed",
        *("yes" if each else "no" for each in (deadline, progress)),
    )
    for row in TABLE:
        duties, strengths, *wanted, _ = row
        fits = [duty in duties, strengths == ("*",) or evidence in strengths]
        fits += [each in ("*", fact) for each, fact in zip(wanted, facts, strict=True)]
        if all(fits):
            return row
    return None


def test_every_standing_has_a_word():
    for case in CASES:
        row = row_of(*case)
        assert row is not None, case
        duty, evidence, restraint, deadline, progress = case
        word = shown(duty, evidence, restraint=restraint, deadline=deadline, progress=progress)
        assert word == row[-1], case


def test_no_progress_is_supposed():
    assert shown("active", "refuted", restraint=False, deadline=True) == "not-yet-due"


def test_every_row_is_reached_and_names_nothing_unknown():
    assert {row_of(*case) for case in CASES} == set(TABLE)
    for duties, strengths, kind, deadline, progress, word in TABLE:
        assert set(duties) <= set(DUTIES)
        assert strengths == ("*",) or set(strengths) <= set(EVIDENCE)
        assert kind in ("*", "deed", "restraint")
        assert {deadline, progress} <= {"*", "yes", "no"}
        assert word in SHOWN
    assert set(NOTHING_TO_GO_BY) == {"unreported", "stale", "unclear"}


def test_every_word_is_shown_for_something():
    assert {row[-1] for row in TABLE} == set(SHOWN)


def test_the_documented_table_is_the_one_that_decides(root):
    text = (root / "docs" / "standings.md").read_text("utf-8")
    lines = text.split("\n")
    start = lines.index("| duty | evidence | kind | deadline | progress | word |") + 2
    written = list(takewhile(lambda line: line.startswith("|"), lines[start:]))
    assert written == [f"| {' | '.join(map(in_words, row))} |" for row in TABLE]


def in_words(cell):
    told = ", ".join(cell) if isinstance(cell, tuple) else cell
    return "any" if told == "*" else told.replace("-", " ")


# ── Each row, from a text and what was said ──────────────────────────────────


def late(*statements, **given):
    return ex.process(ex.commitment("c", done=HANDOVER, due=ex.within(10)), **given), statements


def no_deadline(*statements):
    return ex.process(ex.commitment("c", done=HANDOVER)), statements


def restraint(*statements):
    return ex.process(ex.commitment("c", never=("ambush", "shelling-by-aruna"))), statements


SAID, DENIED = ex.said("observers", "handover", 5), ex.denied("observers", "handover", 5)
PARTLY = ex.said("observers", "handover", 5, extent=(2, 3))
BEGUN = ex.said("observers", "handover", 5, extent=1)
NOT_BEGUN = ex.said("observers", "handover", 5, extent=0)
OLD = ex.said("belva", "shelling-by-aruna", 2)


@pytest.mark.parametrize(
    ("situation", "on", "accept", "axes"),
    [
        (late(SAID), 20, "claimed", ("kept", "discharged", "claimed")),
        (late(DENIED), 20, "claimed", ("broken", "breached", "refuted")),
        (late(DENIED), 20, "corroborated", ("late", "overdue", "refuted")),
        (late(SAID), 20, "corroborated", ("cannot-be-judged", "overdue", "claimed")),
        (late(), 20, "claimed", ("cannot-be-judged", "overdue", "unreported")),
        (late(PARTLY), 20, "claimed", ("cannot-be-judged", "overdue", "unclear")),
        (
            late(SAID, ex.denied("mediator", "handover", 5)),
            20,
            "corroborated",
            ("contested", "overdue", "conflicting"),
        ),
        (
            late(SAID, ex.denied("mediator", "handover", 5)),
            9,
            "corroborated",
            ("contested", "active", "conflicting"),
        ),
        (late(), 9, "claimed", ("not-yet-due", "active", "unreported")),
        (late(SAID), 9, "corroborated", ("under-way", "active", "claimed")),
        (late(DENIED), 9, "claimed", ("not-yet-due", "active", "refuted")),
        (late(BEGUN), 9, "claimed", ("under-way", "active", "refuted")),
        (no_deadline(), 9, "claimed", ("cannot-be-judged", "active", "unreported")),
        (no_deadline(DENIED), 9, "claimed", ("not-yet-due", "active", "refuted")),
        (no_deadline(BEGUN), 9, "claimed", ("under-way", "active", "refuted")),
        (no_deadline(NOT_BEGUN), 9, "claimed", ("not-yet-due", "active", "refuted")),
        (restraint(), 9, "claimed", ("cannot-be-judged", "active", "unreported")),
        (restraint(OLD), 30, "claimed", ("cannot-be-judged", "active", "stale")),
        (restraint(OLD), 9, "claimed", ("broken", "breached", "refuted")),
        (
            restraint(ex.said("observers", "ambush", 5)),
            9,
            "corroborated",
            ("cannot-be-judged", "active", "refuted"),
        ),
        (
            late(decisions=[ex.decision("s", "suspend", "c", 5)]),
            9,
            "claimed",
            ("blocked", "suspended", "unreported"),
        ),
        (
            late(decisions=[ex.decision("s", "release", "c", 5)]),
            9,
            "claimed",
            ("no-longer-owed", "released", "unreported"),
        ),
    ],
)
def test_the_word_follows_from_what_is_owed_and_said(situation, on, accept, axes):
    text, statements = situation
    it = ex.stand(text, statements, on, accept=accept)
    assert (it.word, it.duty, it.evidence) == axes
    assert it.axes == (*axes, it.time.word)


# ── Legal transitions ────────────────────────────────────────────────────────


def test_every_duty_has_its_legal_transitions():
    assert set(LEGAL) == set(DUTIES)
    assert all(each not in follows for each, follows in LEGAL.items())


def test_what_has_ended_stays_ended_and_what_has_begun_is_not_unbegun():
    for each in ("discharged", "released", "lapsed", "superseded"):
        assert LEGAL[each] == frozenset()
    for each in ("active", "overdue", "breached", "suspended"):
        assert not LEGAL[each] & {"proposed", "dormant", "blocked"}
    assert all("proposed" not in follows for follows in LEGAL.values())


def test_a_reason_is_walked_from_the_top():
    inner = Reason(rule="silent")
    outer = Reason(rule="test", because=(Reason(rule="slot", because=(inner,)), inner))
    assert [each.rule for each in outer.walk()] == ["test", "slot", "silent", "silent"]
