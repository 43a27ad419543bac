"""What people do on the desk, as short calls."""

from __future__ import annotations

from typing import Any

from django.test import Client

from kept.archive.keys import load_key, read_key
from kept.web.filing.models import Draft, Sheet
from kept.web.filing.pens import pens_of
from kept.web.filing.signing import paper_of

ABOUT = {
    "commitment": "relief-road-opened",
    "about": "relief-road-open",
    "saying": "done",
}
WORDS = {"claim_en": "The relief road is open", "claim_fr": "La route est ouverte"}


def write(client: Client, release: str = "public", **more: Any) -> Draft:
    """Go through the three steps; the draft as it is then."""
    client.post("/desk/statements/new/", {"commitment": ABOUT["commitment"]})
    draft = Draft.objects.latest("made_at")
    fields = {**ABOUT, **WORDS, "when": "2025-11-18", "known": "saw", "release": release, **more}
    for step in ("about", "when", "words"):
        answer = client.post(f"/desk/statements/{draft.pk}/{step}/", {**fields, "then": "on"})
        assert answer.status_code == 302
        assert "again" not in answer.url, answer.url
    draft.refresh_from_db()
    return draft


def begin(client: Client, draft: Draft, party: str) -> Sheet:
    """Put the paper on the desk, with as many key files as the party asks for."""
    first, *others = pens_of(party)
    beside = [each.id for each in others][: first.eyes - 1]
    client.post(f"/desk/statements/{draft.pk}/paper/", {"key": first.id, "beside": beside})
    return Sheet.objects.latest("made_at")


def sign(client: Client, sheet: Sheet, settings: Any, *pens: str) -> Sheet:
    """Sign on the command line with key files, and bring the paper back."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    paper = paper_of(sheet)
    for pen in pens:
        paper = paper.signed_by(load_key(read_key(settings.KEPT_KEYS, pen), None))
    file = SimpleUploadedFile("it.paper", paper.to_bytes())
    client.post(f"/desk/papers/{sheet.pk}/bring/", {"paper": file})
    sheet.refresh_from_db()
    return sheet


def filed(client: Client, settings: Any, party: str = "aruna", **more: Any) -> Sheet:
    """Write, sign and file a statement."""
    sheet = begin(client, write(client, **more), party)
    pens = {"aruna": ["aruna-pen"], "belva": ["belva-pen", "belva-seal"]}[party]
    return sign(client, sheet, settings, *pens)
