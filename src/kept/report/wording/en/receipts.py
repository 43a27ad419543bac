"""English: receipts, types of entries, and the verdict on a register."""

from __future__ import annotations

from typing import Final

RECEIPT: Final[dict[str, str]] = {
    "title": "Receipt",
    "of": "of the register {origin}, process {process}",
    "filed": "What was filed",
    "by": "{type} by {role}",
    "entry": "Entry",
    "number": "number {index}",
    "code": "Code for minutes",
    "hash": "Hash of the entry",
    "release": "Who may see it",
    "claimed": "Date by its author",
    "claim": "{at} (a claim)",
    "recorded": "Recorded",
    "between": "after {after}, and not later than {until}",
    "before": "not later than {until}",
    "untimed": "no quorum of witnesses says when",
    "size": "Proved to be in",
    "proved": "the register of {size} entries, root {root}",
    "cosigners": "Cosigned by",
    "nobody": "no witness",
    "grade": "Grade",
    "how": "How to check it",
    "how-code": "Write the number and the code beside the entry in the minutes. Whoever reads another "
    "code has another entry.",
    "how-verify": "The bundle that comes with this page holds the entry, its proof and the signatures. On any "
    "computer with Python, without a network, give it with the list of keys you have from "
    "elsewhere:",
    "command": "python3 verify.py BUNDLE.zip --policy POLICY",
    "how-hand": "TEXT.md in it says how to check by hand, with openssl and a pencil.",
    "limit": "This page proves nothing by itself; the bundle does. It shows that the entry stands in "
    "the register, who signed it and when, not that what it says is true, nor that it was not "
    "taken back later.",
    "public": "everybody",
    "parties": "the parties",
    "mechanism": "the parties and the mechanism",
    "confidential": "those its author names",
    "none": "it has no body",
    "published": "published: signed by the log, by nobody else",
    "witnessed": "witnessed: a quorum of the witnesses has cosigned",
    "mutual": "mutual: witnessed, and both parties’ witnesses are among them",
    "no-grade": "none of its policies is met",
}

TYPES: Final[dict[str, str]] = {
    "ledger.opened": "the opening of the register",
    "ledger.policy": "a list of witnesses",
    "party.admitted": "the admission of a party",
    "party.manifest": "a manifest of keys",
    "party.vetoed": "a veto",
    "party.recovered": "a recovery of keys",
    "key.revoked": "the revocation of a key",
    "process.text": "the text of the process",
    "statement.filed": "a statement",
    "statement.sealed": "a sealed statement",
    "statement.disclosed": "a disclosure",
    "body.erased": "an erasure",
}

GRADES: Final[dict[str, str]] = {
    "published": "published",
    "witnessed": "witnessed",
    "mutual": "mutual",
}

ANSWER: Final[dict[str, str]] = {
    "register": "Register {origin}, size {size}, {extent}",
    "whole": "whole",
    "part": "a part",
    "holds": "The register holds.",
    "fails": "DO NOT RELY ON THIS: {why}",
    "unreadable": "This cannot be checked: {why}",
}
