"""Records made to cost time or to break a sweep: many words of one voice, many voices."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from tests.archive.kernel.cases import Case
from tests.assessment import exercise as ex
from tests.assessment.sweep import harness

from kept.archive.kernel.engine import Engine
from kept.archive.kernel.sweeping import Sweep
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.columns import NEVER, arrays
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.tables import tables_of
from kept.ledger.statement import KINDS, RELEASES

MANY = 200_000
BASE = ex.FIRST.toordinal()
STATE = ex.process(
    ex.commitment("c", done=ex.happened("calm"), due=ex.within(10)),
    ex.commitment("d", done=ex.nay(ex.happened("calm")), due=ex.within(10)),
    propositions=[
        replace(each, fresh=None if each.id == "peace" else each.fresh) for each in ex.PROPOSITIONS
    ],
)
SEEING = (("public",), ("public", "parties"), ("parties", "mechanism"), ex.ALL_RELEASES)
READERS = [ex.reader(f"reader-{at}", sees=sees) for at, sees in enumerate(SEEING)]
DENIES = KINDS.index("denies")


def spoken(rows, name="calm", speaker="observers", **given):
    """Columns of one voice: a row for each statement, with what is given and else all alike."""
    one = columns_of(STATE, [ex.said(speaker, name, 0)])
    found = {key: np.repeat(array, rows) for key, array in arrays(one.words).items()}
    found["statement"] = np.arange(rows, dtype=np.int32)
    found["published"][:] = 1
    for key, values in given.items():
        found[key][:] = values
    words = type(one.words)(**found)
    return replace(one, words=words, index=np.full(rows, -1, np.int32))


def against_each_other(rows):
    """What is said later is about what was earlier."""
    number = np.arange(rows)
    return {"said": BASE + number, "first": BASE + rows - number, "last": BASE + rows - number}


def mixed(rows, seed):
    random = np.random.default_rng(seed)
    first = BASE + random.integers(0, rows, rows)
    last = first + random.integers(0, 3, rows)
    until = last + random.integers(1, rows + 1, rows)
    return {
        "said": BASE + random.integers(0, rows // 3 + 1, rows),
        "first": first,
        "last": last,
        "until": np.where(random.random(rows) < 0.5, NEVER, until),
        "kind": random.choice([0, 1, DENIES], rows),
        "release": random.integers(0, len(RELEASES), rows),
        "flags": random.integers(0, 2, rows),
    }


def nested(rows):
    """Each speaks for a time within that of the one before: all are to be remembered."""
    number = np.arange(rows)
    return {
        "said": BASE + number,
        "first": BASE + number,
        "last": BASE + number,
        "until": BASE + 2 * rows - number,
        "kind": np.where(number % 2, 0, DENIES),
    }


def interleaved(rows):
    return {
        **against_each_other(rows),
        "kind": np.where(np.arange(rows) // 3 % 2, 0, DENIES),
        "release": np.arange(rows) % len(RELEASES),
        "until": np.where(np.arange(rows) % 5, BASE + 2 * rows, NEVER),
    }


def by_rank(words):
    return np.lexsort((words.statement, words.said, words.flags & 1))


def oracle(words, order, lanes, day, fresh):
    """A code of evidence a lane, of one voice that gains nothing: all rows looked through."""
    ends = np.where(words.until != NEVER, words.until, words.last + fresh if fresh else NEVER)
    valid = (words.last <= day) & (day < ends)
    old = (words.until == NEVER) & (ends <= day)
    found = []
    for lane in range(len(lanes.standpoints)):
        seen = (lanes.sees[words.release] >> lane & 1).astype(bool)
        speaking = order[(valid & seen)[order]]
        if len(speaking):
            found.append(1 if words.kind[speaking[-1]] < DENIES else 1 << 2)
        else:
            found.append(int((old & seen).any()) << 5)
    return found


def assert_as_the_oracle(library, columns, name, days, fresh):
    process = STATE
    if name == "peace":
        several = {
            key: replace(each, done=renamed(each.done)) for key, each in STATE.commitments.items()
        }
        process = replace(STATE, commitments=several)
    (lanes,) = lanes_of(process, READERS, columns.vocabulary)
    last = ex.day(len(columns.words) * 3)
    tables = tables_of(process, lanes, last)
    slot = tables.slots.index((name, None))
    atom = int(tables.questions["slot"].tolist().index(slot))
    given = {"known_at": last, "basis": "published", "until": last}
    with Sweep(library, columns, lanes, tables, **given) as sweep:
        found = sweep.run()
        since, codes = sweep.atom(atom)
    assert (codes[1:] != codes[:-1]).all()
    assert len(found.day) >= 4
    order = by_rank(columns.words)
    for day in days:
        code = int(codes[since.searchsorted(day, "right") - 1])
        told = [code >> 8 * lane & 0xFF for lane in range(len(READERS))]
        assert told == oracle(columns.words, order, lanes, day, fresh), f"on day {day}"


def renamed(condition):
    if condition == ex.happened("calm"):
        return ex.happened("peace")
    return ex.nay(ex.happened("peace"))


PATTERNS = {
    "against each other": against_each_other,
    "interleaved": interleaved,
    "nested": nested,
    "mixed": lambda rows: mixed(rows, 1),
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
@pytest.mark.parametrize(("name", "fresh"), [("calm", 20), ("peace", 0)])
def test_a_voice_that_never_ceases_to_speak(library, pattern, name, fresh):
    columns = spoken(MANY, name, **pattern(MANY))
    days = [BASE + each for each in (-1, 0, 1, 2, MANY - 1, MANY, MANY + 1, MANY + 25)]
    days += [BASE + each for each in range(7, 2 * MANY + 30, MANY // 12)]
    assert_as_the_oracle(library, columns, name, days, fresh)


@pytest.mark.parametrize("rows", [1, 2, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 4161])
@pytest.mark.parametrize("pattern", [interleaved, nested, lambda rows: mixed(rows, rows)])
def test_the_sets_of_a_voice_at_their_limits(library, rows, pattern):
    """Sets of rows have one level up to 64, two up to 4,096, and three beyond."""
    columns = spoken(rows, **pattern(rows))
    step = max(rows // 100, 1)
    days = range(BASE - 1, BASE + 2 * rows + 30, step)
    assert_as_the_oracle(library, columns, "calm", days, 20)


# ── Against the reference ────────────────────────────────────────────────────

BUSY = ex.process(
    ex.commitment("c", done=ex.happened("calm"), due=ex.within(10)),
    ex.commitment("d", done=ex.happened("handover"), due=ex.by(30)),
    ex.commitment("e", done=ex.happened("meeting"), every=ex.days(9)),
    ex.commitment("f", never=("shelling-by-aruna",)),
)
SAYING = ("asserts", "reports", "denies", "disputes", "verifies")


def chatter(speakers, count, seed, names=("calm", "handover", "meeting", "shelling-by-aruna")):
    """Statements in no order of days, each taken back or answered now and then."""
    random = Random(seed)  # noqa: S311 - a test, not a secret
    found = []
    for at in range(count):
        when = random.randint(0, 60)
        given = {
            "id": f"s{at}",
            "kind": random.choice(SAYING),
            "when": (when, when + random.choice((0, 0, 2))),
            "release": random.choice(("public", "parties")),
            "signed": random.random() < 0.3,
        }
        name, said = random.choice(names), random.randint(0, 90)
        if random.random() < 0.2:
            given["until"] = when + random.randint(3, 20)
        if given["kind"] == "denies" and random.random() < 0.5:
            given["answers"] = (f"s{random.randrange(at + 1)}",)
        speaker = random.choice(speakers)
        if at and random.random() < 0.05:
            back = random.choice(found)
            found.append(ex.taken_back(back.speakers, back.id, said, id=f"s{at}"))
        else:
            found.append(ex.said(speaker, name, said, **given))
    return tuple(found)


@pytest.mark.parametrize("seed", range(3))
def test_much_said_by_one_voice_is_heard_as_by_the_reference(engine, seed):
    log = chatter(("observers",), 300, seed, ("calm", ("handover", "meeting")[seed % 2]))
    case = Case(BUSY, log, [*READERS[:2], ex.reader("grave", accept="corroborated")])
    harness.assert_equal(case.by(engine), case.reference())


def crowd(number):
    extra = tuple(ex.actor(f"village-{at}", "ngo") for at in range(number))
    return replace(BUSY, actors=ex.by_id((*ex.ACTORS, *extra))), [each.id for each in extra]


def test_five_hundred_voices_are_heard_as_by_the_reference(engine):
    process, villages = crowd(500)
    log = tuple(ex.said(each, "handover", at % 50) for at, each in enumerate(villages))
    log += tuple(ex.denied(each, "calm", at % 45) for at, each in enumerate(villages[:250]))
    log += chatter(villages, 100, 5, ("calm", "handover"))
    several = [ex.reader("one"), ex.reader("grave", accept="corroborated", counts=ex.only())]
    several.append(ex.reader("few", counts=ex.only(*villages[::7])))
    case = Case(process, log, several)
    found = case.by(engine)
    harness.assert_equal(found, case.by(Engine(None)))
    harness.assert_equal(found, case.reference())


def test_thousands_of_incidents_are_told_as_by_numpy(engine):
    """Claims and denials that answer them: matched without the reference, which takes minutes."""
    log = chatter(("aruna", "belva", "observers"), 2000, 9, ("shelling-by-aruna",))
    case = Case(BUSY, log, READERS)
    harness.assert_equal(case.by(engine), case.by(Engine(None)))
