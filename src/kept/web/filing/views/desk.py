"""The desk: what waits for whoever has signed in."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse

from kept.web.accounts.models import Role
from kept.web.corrections.models import Correction, Outcome
from kept.web.filing import own
from kept.web.filing.access import DELEGATES, SIGNERS, VISITORS, WRITERS, signed_in
from kept.web.filing.holds import to_check
from kept.web.filing.models import Draft, ExportRequest, Sheet, VisitRequest
from kept.web.filing.pages import asked, me, page
from kept.web.filing.proposed import before_members
from kept.web.filing.register import NoRegisterError
from kept.web.filing.signing import look_again, paper_of
from kept.web.filing.views.exports import DECIDERS
from kept.web.reading.current import viewer_of


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, what was filed, what others answered; for each role its own."""
    user = me(request)
    told: dict[str, Any] = {
        "writes": bool(user.role in WRITERS and user.party),
        "signs": bool(user.role in SIGNERS and user.party),
        "drafts": Draft.objects.visible_to(viewer_of(user)),
        "sheets": [],
        "filed": [],
        "answers": [],
        "keeps": user.role == Role.SECRETARIAT,
        "corrections": _corrections() if user.role == Role.SECRETARIAT else [],
        "checks": to_check() if user.role == Role.SECRETARIAT else [],
        "visits": VisitRequest.objects.visible_to(viewer_of(user)),
        "exports": ExportRequest.objects.visible_to(viewer_of(user))[:20],
        "takes": user.role in (*DELEGATES, Role.SECRETARIAT),
        "allows": user.role in DECIDERS,
        "asks_visits": bool(user.role in DELEGATES and user.party),
        "answers_visits": user.role in VISITORS,
    }
    question = asked(request)
    told["proposals"] = before_members(viewer_of(user), question)
    if user.party:
        told["sheets"] = _sheets(user)
        told["filed"] = own.filed_by(question, user.party)
        told["answers"] = own.answering(question, user.party)
    return page(request, "desk/desk.html", "desk.title", **told)


def _corrections() -> list[Correction]:
    """The requests to correct a page that nobody has answered yet, the oldest first."""
    return list(Correction.objects.filter(outcome=Outcome.OPEN).order_by("asked_on", "pk")[:40])


def _sheets(user: Any) -> list[dict[str, Any]]:
    """The papers that are not in the register yet, with who has to sign."""
    states = (Sheet.State.OPEN, Sheet.State.WAITING, Sheet.State.REFUSED)
    sheets = list(Sheet.objects.visible_to(viewer_of(user)).filter(state__in=states)[:40])
    with suppress(NoRegisterError):
        look_again(sheets)
    mine = {each.key_id for each in user.register_keys.all()}
    return [
        {"sheet": each, "missing": len(missing), "mine": bool(mine & missing)}
        for each in sheets
        if each.state in states
        for missing in [{*paper_of(each).missing}]
    ]
