"""What may be taken away with words that are not public: the register, as one reader sees it."""

from __future__ import annotations

from kept.archive.ledger import clear_body
from kept.ledger.bundle import whole_bundle, write_zip
from kept.web.filing.register import folder
from kept.web.reading.current import site
from kept.web.reading.viewer import Viewer


def export_for(viewer: Viewer) -> bytes:
    """The whole register as a bundle, with those bodies that `viewer` sees on the pages now."""
    ledger = folder()
    shown = {
        each.entered.entry
        for each in site().snapshot(viewer).statements
        if each.entered is not None
    }
    register = site().register()
    entries = register.folded.entries if register else ()
    bodies = {
        each.hash: body
        for each in entries
        if each.hash in shown and (body := clear_body(ledger, each, "confidential")) is not None
    }
    return write_zip(whole_bundle(ledger.read, tuple(ledger.names()), bodies=bodies))
