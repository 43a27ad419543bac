"""Who may speak for whom in a register, entry by entry, and what is refused.

`admit` takes entries in one by one in the order of the log and keeps count in a `Parties`. It
needs no clock and no disk: a `Log` is asked for what lies behind. Two programs that admit the
same entries come to the same state.
"""

from kept.ledger.parties.admission import admit, check_signatures, receive, signers
from kept.ledger.parties.authority import past_until
from kept.ledger.parties.blob import PartiesError, read_parties, write_parties
from kept.ledger.parties.chain import Chain, Gap
from kept.ledger.parties.equivocation import (
    Equivocation,
    EquivocationError,
    equivocation,
    read_equivocation,
)
from kept.ledger.parties.log import Found, Log, found
from kept.ledger.parties.people import Party, People, Place, Waiting
from kept.ledger.parties.refusal import (
    REFUSAL_TYPE,
    Refusal,
    RefusalError,
    read_refusal,
    sign_refusal,
    verify_refusal,
)
from kept.ledger.parties.refused import CODES, Code, Refused
from kept.ledger.parties.sentences import refusal_sentence
from kept.ledger.parties.state import Parties

__all__ = [
    "CODES",
    "REFUSAL_TYPE",
    "Chain",
    "Code",
    "Equivocation",
    "EquivocationError",
    "Found",
    "Gap",
    "Log",
    "Parties",
    "PartiesError",
    "Party",
    "People",
    "Place",
    "Refusal",
    "RefusalError",
    "Refused",
    "Waiting",
    "admit",
    "check_signatures",
    "equivocation",
    "found",
    "past_until",
    "read_equivocation",
    "read_parties",
    "read_refusal",
    "receive",
    "refusal_sentence",
    "sign_refusal",
    "signers",
    "verify_refusal",
    "write_parties",
]
