"""Signatures given on a page or brought in a file, each verified before it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from kept.archive.error import LedgerError
from kept.archive.recording import Paper, PaperError, read_paper
from kept.ledger.canonical import decode
from kept.ledger.envelope import ENTRY_TYPE, pae
from kept.ledger.keys import Assertion, PublicKey, SignatureError, challenge, verify
from kept.ledger.parties import Place
from kept.web.filing.holds import hold, let_go
from kept.web.filing.models import Annex, Draft, RegisterKey, Sheet
from kept.web.filing.pens import folded
from kept.web.filing.register import Told, hand_in, told
from kept.web.filing.statement.written import LARGEST
from kept.web.reading.clock import now, today


class NotSignedError(ValueError):
    """A signature does not hold: the key of a sentence, and what the check said."""

    def __init__(self, key: str, why: str = "") -> None:
        super().__init__(why or key)
        self.key, self.why = key, why


@dataclass(frozen=True, slots=True)
class Given:
    """A signature that somebody made elsewhere, as a `Signer`."""

    key: PublicKey
    signature: bytes

    def sign(self, message: bytes) -> bytes:  # noqa: ARG002 -- it was verified over this message
        """The signature."""
        return self.signature


def paper_of(sheet: Sheet) -> Paper:
    """The paper of a sheet."""
    return read_paper(bytes(sheet.paper))


def message_of(paper: Paper) -> bytes:
    """The bytes that are signed."""
    return pae(ENTRY_TYPE, paper.header.to_bytes())


def challenge_of(paper: Paper) -> str:
    """What a passkey is asked to sign so that it signs the paper."""
    return challenge(message_of(paper))


def sign_with_passkey(sheet: Sheet, passkey: RegisterKey, assertion: Assertion) -> Told | None:
    """Add the signature of a passkey; file the paper if it was the last. Raises `NotSignedError`."""
    return _add(sheet, [(passkey.key_id, assertion.to_bytes())])


def sign_with_file(sheet: Sheet, data: bytes) -> Told | None:
    """Add the signatures in a paper that came back; raises `NotSignedError`."""
    try:
        brought = read_paper(data)
    except PaperError as error:
        raise NotSignedError("no-paper", str(error)) from None
    own = paper_of(sheet)
    if (brought.header, brought.body) != (own.header, own.body):
        raise NotSignedError("other-paper")
    return _add(sheet, [(each.keyid, each.sig) for each in brought.signatures])


def _add(sheet: Sheet, signatures: list[tuple[str, bytes]]) -> Told | None:
    with transaction.atomic():
        locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
        if locked.state != Sheet.State.OPEN:
            raise NotSignedError("not-open")
        paper = _signed(paper_of(locked), signatures)
        locked.paper = paper.to_bytes()
        locked.save(update_fields=["paper"])
    sheet.refresh_from_db()
    return None if paper.missing else file(sheet)


def _signed(paper: Paper, signatures: list[tuple[str, bytes]]) -> Paper:
    parties, message, before = folded().parties, message_of(paper), paper
    for key, signature in signatures:
        if key not in paper.missing:
            continue
        place = parties.place(key)
        if place is None or key in parties.revoked:
            raise NotSignedError("not-in-force")
        _check(place, message, signature)
        paper = paper.signed_by(Given(place.key, signature))
    if paper is before:
        raise NotSignedError("nothing-new")
    return paper


def _check(place: Place, message: bytes, signature: bytes) -> None:
    try:
        verify(place.key, message, signature, party=place.relying_party)
    except SignatureError as error:
        raise NotSignedError("does-not-hold", str(error)) from None


def file(sheet: Sheet) -> Told:
    """Hand in a complete paper; what it must be held back for is noted before anybody can see it."""
    paper = paper_of(sheet)
    sheet.entry = paper.entry().hash
    sheet.filed_at = now()
    sheet.state = Sheet.State.WAITING
    sheet.save()
    hold(paper, sheet.from_on, free=sheet.draft_id is not None)
    _bind_annexes(sheet, paper)
    try:
        known = hand_in(paper)
    except LedgerError as error:
        raise NotSignedError("not-filed", str(error)) from None
    settle(sheet, known)
    return known


def _bind_annexes(sheet: Sheet, paper: Paper) -> None:
    """The annexes whose digests were signed belong to the entry now; any others do not."""
    body = decode(paper.body.content, LARGEST) if paper.body else {}
    refs = body.get("ref", []) if isinstance(body, dict) else []
    several = refs if isinstance(refs, list) else []
    signed = [str(each).removeprefix("sha256:") for each in several]
    if sheet.draft_id is not None:
        Annex.objects.filter(draft=sheet.draft_id, digest__in=signed, entry="").update(
            entry=sheet.entry, release=sheet.release
        )


def settle(sheet: Sheet, known: Told) -> None:
    """Note what became of a paper. What is in the register needs no draft any more."""
    sheet.state = known.word
    sheet.index, sheet.reason = known.index, known.reason
    sheet.save()
    if known.word == "refused":
        let_go(sheet.entry)
    if known.word == "admitted" and sheet.draft_id:
        Draft.objects.filter(pk=sheet.draft_id).delete()


def look_again(sheets: Any) -> None:
    """Ask the register what became of the papers that waited."""
    for each in sheets:
        if each.state == Sheet.State.WAITING and (known := told(each.entry)) is not None:
            if known.word != each.state:
                settle(each, known)
            elif now() - each.filed_at > timedelta(minutes=1):
                hand_in(paper_of(each))  # the turn it was handed in for may have failed


def begin(paper: Paper, *, party: str, user: Any, title: str, draft: Draft | None) -> Sheet:
    """Put a paper on the desk of its signatories; a day to wait for comes from the draft."""
    from kept.web.filing.statement.fields import from_on

    day = from_on(draft.fields) if draft else None
    sheet: Sheet = Sheet.objects.create(
        party=party,
        made_at=now(),
        paper=paper.to_bytes(),
        key=paper.header.key,
        author=user,
        draft=draft,
        title=title[:400],
        release=paper.header.release or "confidential",
        from_on=day if day and day > today() else None,
    )
    return sheet


def withdraw(sheet: Sheet) -> None:
    """Take a paper off the desk. Whoever has signed a copy of it must destroy that, too."""
    with transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk, state=Sheet.State.OPEN).update(
            state=Sheet.State.WITHDRAWN
        )
