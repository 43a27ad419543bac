"""Bodies beside the register: committed to by an entry, shown whole, by field, or never.

An entry holds no body, only a salted commitment to it. Whoever has body and salt can show that
the body is the one; without the salt nothing can be tried out; and once the salt is destroyed
nobody can show anything, while every proof about the entry still holds.
"""

from kept.ledger.bodies.commitment import (
    LARGEST_BODY,
    SIZE_CLASSES,
    Commitment,
    check_body,
    commit,
    read_commitment,
)
from kept.ledger.bodies.disclosure import (
    Disclosure,
    check_disclosure,
    decoy,
    disclose,
    read_disclosure,
    read_fields,
)
from kept.ledger.bodies.error import BodyError

__all__ = [
    "LARGEST_BODY",
    "SIZE_CLASSES",
    "BodyError",
    "Commitment",
    "Disclosure",
    "check_body",
    "check_disclosure",
    "commit",
    "decoy",
    "disclose",
    "read_commitment",
    "read_disclosure",
    "read_fields",
]
