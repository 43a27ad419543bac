"""The text of the process entered into the register of the site, under the recorder's key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from django.conf import settings

from kept.archive.keys import KeyFile, KeyFileError, list_keys, load_key
from kept.archive.ledger import SubmissionError
from kept.archive.recording import ReadRegister, import_process
from kept.archive.recording.importing import Recorder
from kept.ledger.entries.header import Seen
from kept.ledger.parties import Place
from kept.web.filing.log_keys import passphrase_of
from kept.web.filing.register import folder, hand_in_all
from kept.web.reading.current import site

EnteredWord = Literal["no-register", "no-key", "unchanged", "admitted", "waiting", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What became of the text.

    *no-register*: the site reads files. *no-key*: the recorder's key does not lie here, and
    somebody has to enter the text with `kept ledger import`. *unchanged*: the register has it.
    """

    word: EnteredWord
    index: int | None = None
    reason: str = ""


def enter_text() -> Entered:
    """Enter the text of the site as it is now, if the site has a register and the key for it."""
    if settings.KEPT_LEDGER is None:
        return Entered(word="no-register")
    site().changed()
    register = site().register("confidential")
    if register is None:
        return Entered(word="no-register")
    recorder = _recorder(register)
    if recorder is None:
        return Entered(word="no-key")
    return _enter(register, recorder)


def _enter(register: ReadRegister, recorder: Recorder) -> Entered:
    """Only the text: statements that stand in files are entered by whoever imports them."""
    done = import_process(replace(site().folder, statements=()), register, recorder)
    if not done.submitted:
        return Entered(word="unchanged")
    try:
        told = hand_in_all(done.submitted)[-1]
    except SubmissionError as error:
        return Entered(word="refused", reason=str(error))
    return Entered(word=told.word, index=told.index, reason=told.reason)


def _recorder(register: ReadRegister) -> Recorder | None:
    """Who signs: the key here that the register lets enter the text of the process."""
    parties = register.folded.parties
    for key in list_keys(settings.KEPT_KEYS):
        place = parties.place(key.key.id)
        if place is not None and "process.text" in place.scope:
            return _opened(register, key, place)
    return None


def _opened(register: ReadRegister, key: KeyFile, place: Place) -> Recorder | None:
    try:
        signer = load_key(key, passphrase_of(key))
    except KeyFileError:
        return None
    return Recorder(
        origin=folder().identity.origin,
        role=f"{place.party}/{place.office}",
        signer=signer,
        chain=register.folded.parties.chain(key.key.id),
        seen=Seen(register.folded.size, register.folded.root),
    )
