"""Commitments as tables: what each asks in each lane, by when, and what decisions do to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kept.assessment.reach import amendments
from kept.assessment.sweep.lanes import LANES
from kept.assessment.sweep.tables.asking import WORDS, Asking
from kept.assessment.sweep.tables.dues import Dues
from kept.assessment.sweep.tables.table import (
    days_of,
    first_of,
    last_of,
    months_of,
    starts,
)
from kept.assessment.terms import Terms, incident_interest, terms_of
from kept.process.model import (
    AtLeast,
    Commitment,
    Condition,
    Decision,
    Effect,
    Happened,
    Kept,
    leaves,
)

KINDS: Final = ("achieve", "refrain", "recur", "parts", "untested")
EFFECTS: Final = ("extend", "suspend", "resume", "release", "certify", "find_breach")


@dataclass(frozen=True, slots=True)
class Duty:
    """One commitment as every lane reads it."""

    commitment: Commitment
    terms: tuple[Terms, ...]  # by lane; lanes that read it alike share theirs
    interests: int  # the side of those who gain if it is believed done
    witnesses: int  # the side for what only triggers or ends it

    @property
    def of_lanes(self) -> tuple[Terms, ...]:
        """As many as a kernel has lanes: the lanes nobody uses repeat the last."""
        return self.terms + self.terms[-1:] * (LANES - len(self.terms))


def commitments(asking: Asking, dues: Dues, known_at: date) -> dict[str, Any]:
    """Every commitment of the process, in the order of the text, with atoms as first numbered."""
    duties = [_duty(asking, each, known_at) for each in asking.process.commitments.values()]
    columns: dict[str, Any] = {"count": len(duties)}
    columns.update(_plain(asking, dues, duties))
    columns.update(_by_lane(asking, dues, duties))
    columns.update(_parts(asking, duties))
    columns.update(_never(asking, duties))
    columns.update(_extents(asking, duties))
    columns.update(_effects(asking, duties))
    columns.update(_amendments(asking, dues, duties))
    return columns


def _duty(asking: Asking, commitment: Commitment, known_at: date) -> Duty:
    """Standpoints of one pass join the same blocs: they differ in verifiers and readings alone."""
    read: dict[tuple[object, ...], Terms] = {}
    terms = []
    for each in asking.lanes.standpoints:
        key = each.verifiers, each.readings if commitment.readings else ()
        if key not in read:
            read[key] = terms_of(commitment, asking.process, each, known_at)
        terms.append(read[key])
    interests = asking.side(tuple(each.interest for each in terms))
    witnesses = asking.side(tuple(each.witnesses for each in terms))
    return Duty(commitment, tuple(terms), interests, witnesses)


def _plain(asking: Asking, dues: Dues, duties: list[Duty]) -> dict[str, Any]:
    all_ = [each.commitment for each in duties]
    repairs = [each.repair for each in all_]
    return {
        "kind": [KINDS.index(each.kind) for each in all_],
        "instrument": [asking.place("instrument", each.instrument) for each in all_],
        "own": _own(all_),
        "expires": [dues.place(it.commitment.expires, it.witnesses) for it in duties],
        "until": [_node(asking, it.commitment.until, it.witnesses) for it in duties],
        "repair": [
            asking.node(it.commitment.repair.done, it.interests, swept=False)
            if it.commitment.repair
            else -1
            for it in duties
        ],
        "repair_months": [months_of(each.within if each else None) for each in repairs],
        "repair_days": [days_of(each.within if each else None) for each in repairs],
        "every_months": [months_of(each.every) for each in all_],
        "every_days": [days_of(each.every) for each in all_],
        "superseded_by": [
            asking.place("commitment", each.superseded_by) if each.superseded_by else -1
            for each in all_
        ],
    }


def _node(asking: Asking, condition: Condition | None, side: int) -> int:
    return -1 if condition is None else asking.node(condition, side)


def _own(several: list[Commitment]) -> list[int]:
    """A number for each single debtor; -1 where several owe together."""
    debtors: dict[tuple[str, ...], int] = {}
    return [
        debtors.setdefault(each.of, len(debtors)) if len(each.of) == 1 else -1 for each in several
    ]


def _by_lane(asking: Asking, dues: Dues, duties: list[Duty]) -> dict[str, Any]:
    rows: list[tuple[int, ...]] = []
    for duty in duties:
        known: dict[int, tuple[int, ...]] = {}
        for terms in duty.of_lanes:
            if id(terms) not in known:
                known[id(terms)] = _in_lane(asking, dues, duty, terms)
            rows.append(known[id(terms)])
    names = ("start", "due", "done", "binds", "in_parts")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _in_lane(asking: Asking, dues: Dues, duty: Duty, terms: Terms) -> tuple[int, ...]:
    return (
        asking.node(terms.start, duty.witnesses),
        dues.place(terms.due, duty.witnesses),
        _done(asking, duty, terms),
        sum(1 << WORDS.index(each) for each in terms.binds_by),
        int(_is_made_of_parts(terms)),
    )


def _is_made_of_parts(terms: Terms) -> bool:
    return terms.done is not None and terms.done == terms.commitment.parts


def _done(asking: Asking, duty: Duty, terms: Terms) -> int:
    """What is asked; a duty to refrain asks for no deed, and is told by its incidents."""
    if terms.done is None or terms.commitment.kind == "refrain":
        return -1
    swept = terms.commitment.kind != "recur"
    return asking.node(terms.done, duty.interests, swept=swept)


def _parts(asking: Asking, duties: list[Duty]) -> dict[str, Any]:
    groups = [
        [
            asking.place("commitment", leaf.commitment)
            for leaf in leaves(each.commitment.parts)
            if isinstance(leaf, Kept)
        ]
        for each in duties
    ]
    return {
        "parts_n": [
            it.commitment.parts.n if isinstance(it.commitment.parts, AtLeast) else -1
            for it in duties
        ],
        "part_start": starts(groups),
        "part": [each for group in groups for each in group],
    }


def _never(asking: Asking, duties: list[Duty]) -> dict[str, Any]:
    groups = [[_incident(asking, each, name) for name in each.commitment.never] for each in duties]
    return {
        "never_start": starts(groups),
        "never_atom": [each for group in groups for each in group],
    }


def _incident(asking: Asking, duty: Duty, name: str) -> int:
    several = zip(duty.terms, asking.lanes.standpoints, strict=True)
    interests = tuple(incident_interest(name, it, asking.process, each) for it, each in several)
    asking.incidents.add(asking.slot(name, None))
    return asking.atom(name, None, asking.side(interests), swept=False)


def _extents(asking: Asking, duties: list[Duty]) -> dict[str, Any]:
    """The slots that tell how far it is carried out: in each lane those of what is asked."""
    groups = []
    for duty in duties:
        known = {id(each): list(dict.fromkeys(_extents_of(asking, each))) for each in duty.terms}
        groups += [known[id(each)] for each in duty.of_lanes]
    return {
        "extent_start": starts(groups),
        "extent_slot": [each for group in groups for each in group],
    }


def _extents_of(asking: Asking, terms: Terms) -> Iterator[int]:
    it = terms.commitment
    for leaf in leaves(terms.done if it.kind != "refrain" else None):
        if isinstance(leaf, Happened) and asking.is_event(leaf.proposition):
            yield _told(asking, leaf.proposition, figures=False)
    if it.extent is not None:
        yield _told(asking, it.extent, figures=True)


def _told(asking: Asking, proposition: str, *, figures: bool) -> int:
    """A slot is swept for its extents with one of its atoms: there has to be one."""
    at = asking.slot(proposition, None, figures=figures)
    asking.extents.add(at)
    if at not in asking.swept_slots:
        asking.atom(proposition, None, asking.nobody, swept=True)
    return at


def _effects(asking: Asking, duties: list[Duty]) -> dict[str, Any]:
    groups = [list(_effects_of(asking, each.commitment)) for each in duties]
    rank = _ranks(asking)
    rows = [each for group in groups for each in group]
    return {
        "effect_start": starts(groups),
        "effect_word": [EFFECTS.index(effect.word) for _, effect in rows],
        "effect_day": [last_of(each.on) for each, _ in rows],
        "effect_known": [last_of(each.known_on) for each, _ in rows],
        "effect_months": [months_of(effect.by) for _, effect in rows],
        "effect_days": [days_of(effect.by) for _, effect in rows],
        "effect_to_first": [first_of(effect.to) for _, effect in rows],
        "effect_to_last": [last_of(effect.to) for _, effect in rows],
        "effect_rank": [rank[each.id] for each, _ in rows],
    }


def _effects_of(asking: Asking, commitment: Commitment) -> list[tuple[Decision, Effect]]:
    """The decisions on it by those with power, by day; which are known is asked later."""
    powers = set(asking.process.instruments[commitment.instrument].powers)
    found = [
        (each, each.effect)
        for each in asking.process.decisions.values()
        if each.effect is not None
        and each.effect.commitment == commitment.id
        and set(each.by) & powers
    ]
    return sorted(found, key=lambda pair: (pair[0].on.last, pair[0].id))


def _ranks(asking: Asking) -> dict[str, int]:
    """Whatever moves a deadline, in the order of its id."""
    names = sorted({*asking.process.instruments, *asking.process.decisions})
    return {name: at for at, name in enumerate(names)}


def _amendments(asking: Asking, dues: Dues, duties: list[Duty]) -> dict[str, Any]:
    rank = _ranks(asking)
    groups = [list(amendments(asking.process, each.commitment.id)) for each in duties]
    rows = [(duty, *each) for duty, group in zip(duties, groups, strict=True) for each in group]
    return {
        "amend_start": starts(groups),
        "amend_instrument": [asking.place("instrument", name) for _, name, _ in rows],
        "amend_due": [dues.place(due, duty.witnesses) for duty, _, due in rows],
        "amend_rank": [rank[name] for _, name, _ in rows],
    }
