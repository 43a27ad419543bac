"""A paper: an entry on its way from one signatory to the next, with the body it commits to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kept.archive.ledger import Body, LedgerError, Submitted
from kept.ledger.bodies import BodyError, check_body, read_fields
from kept.ledger.canonical import (
    CanonicalError,
    Json,
    decode,
    encode,
    from_base64,
    to_base64,
)
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.header import Header, read_header
from kept.ledger.envelope import ENTRY_TYPE, Envelope, EnvelopeError, Signature, pae
from kept.ledger.keys import Signer

LARGEST_PAPER: Final = 1 << 26  # bytes: a body of 16 MiB twice in base64, and its fields


class PaperError(LedgerError):
    """A file is no paper, or cannot be signed or submitted as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A header, the signatures it has so far, and what stays outside the entry.

    Whoever signs sees all of it: the header is what is signed, the body is what it commits to.
    """

    header: Header
    signatures: tuple[Signature, ...] = ()
    body: Body | None = None
    disclosures: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the keys that have not signed yet."""
        signed = {each.keyid for each in self.signatures}
        return tuple(each for each in self.header.signers if each not in signed)

    def signed_by(self, signer: Signer) -> Paper:
        """The paper with one signature more; raises `PaperError` if it does not ask for this one."""
        if signer.key.id not in self.header.signers:
            raise PaperError(
                "This paper does not name that key among those who sign. Whoever wrote it names "
                "all signatories, for each signs that the others do too."
            )
        if signer.key.id not in self.missing:
            raise PaperError("That key has signed this paper already.")
        signature = Signature(signer.key.id, signer.sign(pae(ENTRY_TYPE, self.header.to_bytes())))
        several = sorted((*self.signatures, signature), key=lambda each: each.keyid)
        return replace(self, signatures=tuple(several))

    def entry(self) -> Entry:
        """The finished entry; raises `PaperError` while signatures are missing."""
        if self.missing:
            raise PaperError(
                f"Signatures are missing: {len(self.missing)} of {len(self.header.signers)}. "
                "Have it signed by the others with kept statement sign, or kept key sign."
            )
        envelope = Envelope(self.header.to_bytes(), ENTRY_TYPE, self.signatures)
        return read_entry(envelope.to_bytes())

    def submitted(self) -> Submitted:
        """What is handed to the register. The body of a sealed statement stays with its author."""
        body = None if self.header.type == "statement.sealed" else self.body
        return Submitted(self.entry().raw, body, self.disclosures)

    def to_bytes(self) -> bytes:
        """The file that goes from hand to hand. With a body it is as secret as the body."""
        value: dict[str, Json] = {
            "v": 1,
            "payload": to_base64(self.header.to_bytes()),
            "signatures": [
                {"keyid": each.keyid, "sig": to_base64(each.sig)} for each in self.signatures
            ],
        }
        if self.body is not None:
            value["body"] = {
                "media": self.body.media,
                "salt": to_base64(self.body.salt),
                "content": to_base64(self.body.content),
                "disclosures": [*self.body.disclosures],
            }
        if self.disclosures:
            value["disclosures"] = [*self.disclosures]
        return encode(value, LARGEST_PAPER)


def read_paper(data: bytes) -> Paper:
    """The paper whose `to_bytes` is `data`; raises `PaperError` for anything else.

    Also if the words in it are not those that its entry commits to: it comes from another hand,
    and whoever signs next reads these words and signs that commitment.
    """
    try:
        value = decode(data, LARGEST_PAPER)
        if not isinstance(value, dict) or value.get("v") != 1:
            raise PaperError("This file is no paper to be signed.")
        body = value.get("body")
        paper = Paper(
            header=read_header(from_base64(_text(value.get("payload")))),
            signatures=tuple(map(_signature, _list(value.get("signatures")))),
            body=None if body is None else _body(body),
            disclosures=_texts(value.get("disclosures", [])),
        )
        if paper.to_bytes() != data:
            raise PaperError(
                "This file has more in it than a paper has. It may be of a newer kept."
            )
    except (CanonicalError, EntryError, EnvelopeError) as error:
        raise PaperError(f"This file is no paper to be signed. {error}") from None
    _check_words(paper)
    return paper


def _check_words(paper: Paper) -> None:
    """Raise `PaperError` unless the paper shows all that its entry commits to, and just that."""
    commitment, body = paper.header.body, paper.body
    try:
        if commitment is None:
            return  # what an entry discloses is bound by the one it refers to
        if body is None:
            raise BodyError("They are missing.")
        if body.media != commitment.media:
            raise BodyError(f"They are {body.media}, and {commitment.media} was committed to.")
        check_body(commitment, body.salt, body.content)
        members, fields = _members(body), read_fields(body.disclosures, paper.header.digests)
        if len(fields) != len(paper.header.digests):
            raise BodyError("A field that can be shown alone is not among them.")
        if any(members.get(name) != each for name, each in fields.items()):
            raise BodyError("A field that can be shown alone says something else.")
    except (BodyError, CanonicalError) as error:
        raise PaperError(
            f"The words in this paper are not those that are to be signed. {error} Do not sign "
            "it; have its author send the paper again."
        ) from None


def _members(body: Body) -> Mapping[str, Json]:
    value = decode(body.content, LARGEST_PAPER)
    return value if isinstance(value, dict) else {}


def _signature(value: Json) -> Signature:
    if not isinstance(value, dict):
        raise PaperError("A signature in this paper is malformed.")
    return Signature(_text(value.get("keyid")), from_base64(_text(value.get("sig"))))


def _body(value: Json) -> Body:
    fields: Mapping[str, Json] = value if isinstance(value, dict) else {}
    return Body(
        content=from_base64(_text(fields.get("content"))),
        salt=from_base64(_text(fields.get("salt"))),
        media=_text(fields.get("media")),
        disclosures=_texts(fields.get("disclosures")),
    )


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise PaperError("This paper lacks a text where one must be. Have it written anew.")
    return value


def _list(value: Json) -> Sequence[Json]:
    if not isinstance(value, list):
        raise PaperError("This paper lacks a list where one must be. Have it written anew.")
    return value


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))
