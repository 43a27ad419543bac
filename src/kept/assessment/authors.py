"""Whose key speaks for whom: what a party enters in the name of others is reported speech.

A body may name any speaker, and a register admits any body: it vouches for who signed an
entry, and for nothing in it. Before entries are assessed they are read so that nobody signs,
takes back or renames what is not its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from kept.ledger import Statement
from kept.process.model import Process


def own_words(
    statements: Iterable[Statement], process: Process, recorders: Collection[str] = ()
) -> tuple[Statement, ...]:
    """The statements, each saying no more than its author can say.

    A party speaks for itself and its forces. What it enters as the signed text of others is
    reported speech, and a retraction in the name of others takes nothing back. `recorders`
    are the roles ("keeper/recorder") that enter what was published by anybody, as do all
    authors that are no actors of the process; statements from files stay as they are.
    """
    return tuple(_own(each, process, recorders) for each in statements)


def _own(statement: Statement, process: Process, recorders: Collection[str]) -> Statement:
    author = statement.party
    if statement.entered is None or statement.entered.author in recorders:
        return statement
    if author not in process.actors:
        return statement
    side = _side(author, process)
    own = tuple(each for each in statement.speakers if _side(each, process) == side)
    if own == statement.speakers:
        return statement
    if statement.retracts is not None:
        return replace(statement, speakers=own) if own else replace(statement, retracts=None)
    return replace(statement, signed=False)


def _side(actor: str, process: Process) -> str:
    """The state that a force belongs to; of all others, themselves."""
    seen = {actor}
    while actor in process.actors and (whole := process.actors[actor].part_of) is not None:
        if whole in seen:
            break
        actor = whole
        seen.add(actor)
    return actor


def told_apart(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements, each under an id that no other has, in the order of their entries.

    An id is its author's own. Of several statements with one id the first keeps it, and
    each later one is called by it and the number of its entry, `id.17`. What a party takes
    back or answers is its own statement of that id, where it has one, and else the first.
    """
    several = sorted(statements, key=_index)
    names: dict[tuple[str, str], str] = {}
    taken: dict[str, None] = {}
    called = []
    for each in several:
        name = each.id
        while name in taken:
            name = f"{name}.{_index(each)}"
        taken[name] = None
        names[each.party, each.id] = name
        called.append(name)
    return tuple(
        replace(
            each,
            id=name,
            retracts=names.get((each.party, each.retracts or ""), each.retracts),
            answers=tuple(names.get((each.party, one), one) for one in each.answers),
        )
        for each, name in zip(several, called, strict=True)
    )


def _index(statement: Statement) -> int:
    return -1 if statement.entered is None else statement.entered.index
