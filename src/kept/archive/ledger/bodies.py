"""Reading bodies and disclosures: by who may see them, and held against their entry."""

from __future__ import annotations

from kept.archive.error import BodyFileError
from kept.archive.ledger.body_store import BodyStore, Missing, Withheld
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.stored_body import Body, Clear
from kept.ledger import Release
from kept.ledger.bodies import BodyError, check_body, read_fields
from kept.ledger.entries.entry import Entry


def read_body(
    folder: LedgerFolder, entry: Entry, clearance: Release = "public"
) -> Body | Withheld | Missing:
    """The body of an entry, for a reader who may see what is released to `clearance`.

    Raises `BodyFileError` if it is not the body that the entry commits to.
    """
    clear = _of(folder, entry, clearance)
    return clear if isinstance(clear, Withheld | Missing) else _body(clear)


def read_disclosures(
    folder: LedgerFolder, disclosing: Entry, target: Entry, clearance: Release = "public"
) -> tuple[str, ...] | Withheld | Missing:
    """The fields of the body of `target` that the `statement.disclosed` `disclosing` shows.

    Each is a disclosure of RFC 9901. Raises `BodyFileError` if one does not belong to `target`.
    """
    clear = BodyStore(folder.paths).disclosures(disclosing.hash, clearance)
    if isinstance(clear, Withheld | Missing):
        return clear
    _check(clear, target)
    return clear.disclosures


def clear_body(folder: LedgerFolder, entry: Entry, clearance: Release = "public") -> bytes | None:
    """The body in the clear as a file, to be handed to a reader with this clearance."""
    clear = _of(folder, entry, clearance)
    return None if isinstance(clear, Withheld | Missing) else clear.to_bytes()


def clear_disclosures(
    folder: LedgerFolder, disclosing: Entry, target: Entry, clearance: Release = "public"
) -> bytes | None:
    """The disclosures in the clear as a file, likewise."""
    clear = BodyStore(folder.paths).disclosures(disclosing.hash, clearance)
    if isinstance(clear, Withheld | Missing):
        return None
    _check(clear, target)
    return clear.to_bytes()


def _of(folder: LedgerFolder, entry: Entry, clearance: Release) -> Clear | Withheld | Missing:
    clear = BodyStore(folder.paths).body(entry.hash, clearance)
    if not isinstance(clear, Withheld | Missing):
        _check(clear, entry)
    return clear


def _check(clear: Clear, entry: Entry) -> None:
    """Raise `BodyFileError` unless the entry commits to what is stored beside it."""
    commitment, body = entry.header.body, clear.body
    try:
        if clear.entry != entry.hash or commitment is None:
            raise BodyError("It belongs to another entry.")
        if body is not None:
            if body.media != commitment.media:
                raise BodyError(f"It is {body.media}, and {commitment.media} was committed to.")
            check_body(commitment, body.salt, body.content)
        read_fields(clear.disclosures if body is None else body.disclosures, entry.header.digests)
    except BodyError as error:
        raise BodyFileError(
            f"What is stored as the body of entry {entry.hash} is not it. {error}"
        ) from None


def _body(clear: Clear) -> Body | Missing:
    return Missing() if clear.body is None else clear.body
