"""clingo: the question as an answer set program, for small logs.

Signs, days and ranks are worked out before, and not counted: numbers here have 32 bits. So are
the days on which some word begins or ends. What was taken back, who is heard in which lane, whose
word is the last, how strong it is and where it changes is derived by the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

import numpy as np
from bench.engine.peers import frames
from bench.engine.question import Checksum, Question, Runs
from bench.engine.relational import DAYS
from bench.engine.testimony import START
from numpy.typing import NDArray

from kept.assessment.sweep.columns import NEVER

NAME = "clingo"
MOST: Final = 10_000  # statements: beyond, it takes minutes
_ROUNDS: Final = 8

_RULES: Final = """
acts(0,N,L) :- retraction(N,_,_,_,_,M), lane(M,L).
undone(K,N,L) :- round(K), acts(K,R,L), undoes(R,N).
acts(K+1,N,L) :- round(K), retraction(N,_,_,_,_,M), lane(M,L), not undone(K,N,L).
gone(T,V,L) :- acts(last,N,L), retraction(N,_,T,V,0,_).
gone(T,L) :- acts(last,N,L), retraction(N,_,T,_,1,_).

heard(S,V,L,B,E,W,G) :- word(I,S,V,M,B,E,W,G), lane(M,L), not gone(I,V,L), not gone(I,L).
on(S,V,L,D,W,G) :- heard(S,V,L,B,E,W,G), point(S,D), B <= D, D < E.
best(S,V,L,D,W) :- on(S,V,L,D,_,_), W = #max { X : on(S,V,L,D,X,_) }.
says(S,V,L,D,G) :- best(S,V,L,D,W), on(S,V,L,D,W,G).

some(S,L,D,G) :- says(S,_,L,D,G).
any(S,L,D) :- some(S,L,D,_).
two(S,L,D,G) :- some(S,L,D,G), 2 <= #count { V : says(S,V,L,D,G) }.
verified(A,L,D,G) :- says(S,V,L,D,G), verifies(A,V,L,G), asks(A,S).
conceded(A,L,D,G) :- says(S,V,L,D,G), concedes(A,V,L,G), asks(A,S).
free(A,L,D,G) :- two(S,L,D,G), says(S,V,L,D,G), asks(A,S), not served(A,V,L,G).
strong(A,L,D,G) :- conceded(A,L,D,G).
strong(A,L,D,G) :- free(A,L,D,G).

side(1..2).
strength(A,L,D,G,3) :- verified(A,L,D,G).
strength(A,L,D,G,2) :- strong(A,L,D,G), not verified(A,L,D,G).
strength(A,L,D,G,1) :- asks(A,S), some(S,L,D,G), side(G), not strong(A,L,D,G), not verified(A,L,D,G).
strength(A,L,D,G,0) :- asks(A,S), point(S,D), every(L), side(G), not some(S,L,D,G).
mixed(S,L,D,16) :- some(S,L,D,0).
mixed(S,L,D,0) :- point(S,D), every(L), not some(S,L,D,0).
expired(S,L,E) :- E = #min { X : lasting(I,S,V,M,X), lane(M,L), not gone(I,V,L), not gone(I,L) },
    asks(_,S), every(L).
old(S,L,D,32) :- point(S,D), expired(S,L,E), E <= D, not any(S,L,D).
old(S,L,D,0) :- point(S,D), every(L), not old(S,L,D,32).

code(A,L,D,F+4*N+U+O) :- asks(A,S), strength(A,L,D,1,F), strength(A,L,D,2,N),
    mixed(S,L,D,U), old(S,L,D,O).
run(A,L,0,C) :- code(A,L,0,C).
run(A,L,D,C) :- asks(A,S), after(S,P,D), code(A,L,D,C), not code(A,L,P,C).
#show run/4.
"""


class State:
    """The program, and the last answer."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.program = "\n".join((*_facts(question), _RULES))
        self.found = Runs(*(np.zeros(0, np.int64) for _ in range(4)))


def prepare(question: Question, threads: int = 2) -> State:
    return State(question)


def evidence(state: State) -> Checksum:
    """Ground and solve; there is one answer set."""
    import clingo

    control = clingo.Control(["--warn=none"])
    control.add("base", [], state.program)
    control.ground([("base", [])])
    with control.solve(yield_=True) as solved:
        model = solved.model()
        assert model is not None
        rows = [[each.number for each in atom.arguments] for atom in model.symbols(shown=True)]
    state.found = Runs(*np.array(rows, np.int64).T)
    return state.found.checksum()


def runs(state: State) -> Runs:
    """The runs of the last answer."""
    return state.found


def _facts(question: Question) -> Iterator[str]:
    yield f"#const last = {_ROUNDS}. round(0..{_ROUNDS - 1}). every(0..7)."
    yield _each("lane", ((mask, n) for mask in range(256) for n in range(8) if mask >> n & 1))
    yield _each("asks", ((n, each.slot) for n, each in enumerate(question.atoms)))
    state = frames.Tables(question)
    words = frames.spoken(state)
    rank = np.argsort(np.argsort(words["word"].to_numpy()))
    begins = np.maximum(words["begins"] - START, 0).to_numpy()
    ends = np.minimum(words["ends"] - START, DAYS).to_numpy()
    names = ("statement", "slot", "voice", "mask")
    plain: list[NDArray[Any]] = [words[each].to_numpy() for each in names]
    inside = begins < ends
    told = [*plain, begins, ends, rank, words["sign"].to_numpy()]
    yield _each("word", _rows(each[inside] for each in told))
    lasting = (words["until"] == NEVER).to_numpy() & (ends < DAYS)
    yield _each("lasting", _rows(each[lasting] for each in (*plain, ends)))
    yield from _points(len(question.slots), plain[1][inside], begins[inside], ends[inside])
    yield from _retractions(state)
    yield from _weights(question)


def _points(slots: int, slot: NDArray[Any], begins: NDArray[Any], ends: NDArray[Any]) -> list[str]:
    first = [(each, 0) for each in range(slots)]
    days = {*zip(slot.tolist(), begins.tolist(), strict=True), *first}
    days |= set(zip(slot.tolist(), ends.tolist(), strict=True))
    points = sorted((each, day) for each, day in days if day < DAYS)
    pairs = pairwise(points)
    after = [(one, day, later) for (one, day), (other, later) in pairs if one == other]
    return [_each("point", points), _each("after", after)]


def _retractions(state: frames.Tables) -> Iterator[str]:
    acting = frames.heard(state, state.frames["retractions"])
    names = ("statement", "target", "voice", "withdraws", "sees")
    rows = list(_rows(acting[each].to_numpy() for each in names))
    yield _each("retraction", ((number, *each) for number, each in enumerate(rows)))
    by_target: dict[int, list[tuple[int, int, int]]] = {}
    for number, (_, target, voice, withdraws, _) in enumerate(rows):
        by_target.setdefault(target, []).append((number, voice, withdraws))
    pairs = [
        (other, number)
        for number, (statement, _, voice, _, _) in enumerate(rows)
        for other, their, withdraws in by_target.get(statement, ())
        if withdraws or their == voice
    ]
    yield _each("undoes", pairs)


def _weights(question: Question) -> Iterator[str]:
    it = question.weight_table()
    for sign, which in ((1, "pro"), (2, "con")):
        for name, shift, told in (("verifies", 12, 1), ("concedes", 24, 1), ("served", 36, 0)):
            so = (it[which] >> shift & 1) == told
            side = np.full(int(so.sum()), sign)
            yield _each(name, _rows((it["atom"][so], it["voice"][so], it["lane"][so], side)))


def _rows(columns: Iterable[NDArray[Any]]) -> Iterator[tuple[int, ...]]:
    return zip(*(each.tolist() for each in columns), strict=True)


def _each(name: str, rows: Iterable[tuple[int, ...]]) -> str:
    return " ".join(f"{name}({','.join(map(str, row))})." for row in rows)
