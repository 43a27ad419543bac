"""What can be chosen in the form: commitments by their text, and what a statement can be about."""

from __future__ import annotations

from collections.abc import Sequence

from kept.assessment.slots import bears_on, decisive
from kept.ledger import Statement
from kept.process import Process
from kept.process.model import Commitment, Instrument, Proposition

Texts = Sequence[tuple[Instrument, Sequence[Commitment]]]
Groups = Sequence[tuple[str, Sequence[Proposition]]]


def commitments_by_text(process: Process, said: Statement | None = None) -> Texts:
    """All commitments under their texts; of those that bear on `said` alone where it is given."""
    wanted = {*said.about} if said else None
    found = []
    for instrument in process.instruments.values():
        under = [
            each
            for each in process.under(instrument.id)
            if wanted is None or not wanted.isdisjoint(bears_on(each))
        ]
        if under:
            found.append((instrument, under))
    return found or commitments_by_text(process)


def propositions_for(process: Process, commitment: str) -> Groups:
    """What can be said with a view to a commitment: what decides it, what bears on it, the rest."""
    it = process.commitments.get(commitment)
    first = decisive(it) if it else ()
    near = [each for each in bears_on(it) if each not in first] if it else []
    rest = [each for each in process.propositions if each not in (*first, *near)]
    groups = (("decides", first), ("bears", near), ("rest", rest))
    return [
        (name, [process.propositions[each] for each in several if each in process.propositions])
        for name, several in groups
        if several
    ]
