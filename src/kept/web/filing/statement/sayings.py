"""What somebody can say of something, in the words of the form, and the kind of words it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kept.ledger.statement import Kind
from kept.process.model.propositions import PropositionKind
from kept.texts import Words

_DEEDS: Final[frozenset[PropositionKind]] = frozenset({"event", "state", "incident"})
_EVENTS: Final[frozenset[PropositionKind]] = frozenset({"event"})
_FIGURES: Final[frozenset[PropositionKind]] = frozenset({"indicator"})
_ANY: Final = _DEEDS | _FIGURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One way to speak of something."""

    kind: Kind
    of: frozenset[PropositionKind] = _ANY  # of what one can say so
    extent: bool = False  # whether one says how far it has come
    figure: bool = False  # whether it needs a figure
    note: Words | None = None  # what the kind alone does not tell


# Whether something is owed is no question of fact: saying so is a comment, and no evidence.
_NOT_OWED: Final = Words.of(
    en="Disputes that this is owed, not what has happened.",
    fr="Conteste que cela soit dû, non ce qui s’est passé.",
)
SAYINGS: Final[Mapping[str, Saying]] = {
    "done": Saying(kind="asserts", of=_DEEDS),
    "partly": Saying(kind="asserts", of=_EVENTS, extent=True),
    "not-done": Saying(kind="denies", of=_DEEDS),
    "figure": Saying(kind="asserts", of=_FIGURES, figure=True),
    "figure-denied": Saying(kind="denies", of=_FIGURES, figure=True),
    "disputes": Saying(kind="disputes"),
    "not-owed": Saying(kind="comments", note=_NOT_OWED),
    "declines": Saying(kind="declines"),
    "demands": Saying(kind="demands"),
    "expects": Saying(kind="expects"),
    "proposes": Saying(kind="proposes"),
    "promises": Saying(kind="promises"),
    "comments": Saying(kind="comments"),
}
EXTENTS: Final = ("0", "1", "2", "1..2")

# How the speaker knows: a choice, so that nobody names a person or a place by it.
KNOWN: Final[Mapping[str, Words]] = {
    "did": Words.of(en="How known: we did it ourselves.", fr="Origine\u00a0: nous l’avons fait."),
    "saw": Words.of(
        en="How known: our own people saw it.",
        fr="Origine\u00a0: nos propres agents l’ont constaté.",
    ),
    "papers": Words.of(
        en="How known: from documents we hold.",
        fr="Origine\u00a0: des documents que nous détenons.",
    ),
    "told": Words.of(
        en="How known: from others, whom we believe.",
        fr="Origine\u00a0: d’autres, que nous croyons.",
    ),
}
