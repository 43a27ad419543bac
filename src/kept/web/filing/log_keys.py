"""Who signs as the register here, and how its witnesses are asked."""

from __future__ import annotations

import os
from collections.abc import Sequence

from django.conf import settings

from kept.archive.keys import KeyFile, KeyFileError, is_encrypted, list_keys, load_note_signer
from kept.archive.ledger import Collect, LedgerFolder
from kept.ledger.notes import NoteSigner
from kept.web.filing.local_witnesses import LocalWitnesses


def log_signers(ledger: LedgerFolder) -> Sequence[NoteSigner]:
    """Whoever signs as the log; nobody where its keys, or their passphrase, lie elsewhere."""
    held = {each.vkey: each for each in list_keys(settings.KEPT_KEYS) if each.vkey is not None}
    wanted = ledger.identity.keys
    if not all(each in held and held[each].secret.exists() for each in wanted):
        return ()
    try:
        return [load_note_signer(held[each], passphrase_of(held[each])) for each in wanted]
    except KeyFileError:
        return ()


def passphrase_of(key: KeyFile) -> bytes | None:
    """The passphrase of a key, from KEPT_PASSPHRASE; none for one that lies in the clear."""
    if not is_encrypted(key.secret):
        return None
    phrase = os.environ.get("KEPT_PASSPHRASE")
    if phrase is None:
        raise KeyFileError(f"{key.name} needs its passphrase: set KEPT_PASSPHRASE.")
    return phrase.encode()


def collect_of(ledger: LedgerFolder) -> Collect | None:
    """How the witnesses of a register are asked; None where it has none."""
    policies = ledger.policies()
    enough = policies.get("witnessed")
    if enough is None:
        return None
    if settings.KEPT_DEMO:
        return LocalWitnesses(ledger, settings.KEPT_KEYS, settings.KEPT_DATA / "witnesses")
    from kept.archive.witness import Witnesses

    return Witnesses(enough, wanted=policies.get("mutual"))
