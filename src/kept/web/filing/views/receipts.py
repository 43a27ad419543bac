"""The receipt of an entry: as a page, as PDF, as a bundle."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kept.archive.ledger import LedgerFolder
from kept.archive.recording import Folded
from kept.ledger import Release
from kept.report.ledger import receipt_text
from kept.report.wording.language import Language
from kept.web.accounts.models import Role
from kept.web.accounts.record import record
from kept.web.filing.access import signed_in
from kept.web.filing.models import Hold, Sheet
from kept.web.filing.pages import me, page
from kept.web.filing.pens import folded
from kept.web.filing.receipts import bundle_of, number, party_of, receipt_of
from kept.web.filing.register import NoRegisterError, folder
from kept.web.pages.language import language_of
from kept.web.reading.clock import today

Pdf = Callable[[LedgerFolder, Folded, int, Language], bytes]


def checked(request: HttpRequest, entry: str) -> None:
    """Raise `Http404` unless whoever asks has filed the entry, or keeps the register."""
    try:
        party = party_of(entry)
    except NoRegisterError:
        raise Http404 from None
    user = me(request)
    if user.role != Role.SECRETARIAT and (not user.party or party != user.party):
        raise Http404


@signed_in
@require_GET
def show(request: HttpRequest, entry: str) -> HttpResponse:
    """One page: which entry, who has seen it, between which two moments."""
    checked(request, entry)
    it = receipt_of(entry)
    return page(
        request,
        "filing/receipt.html",
        "filing.receipt",
        receipt=it,
        text=receipt_text(it, language_of(request)),
        pdf=_pdf() is not None,
        holds=Hold.objects.filter(entry=entry, cleared_at=None, until__gt=today()),
        sheet=Sheet.objects.filter(entry=entry).first(),
    )


@signed_in
@require_GET
def bundle(request: HttpRequest, entry: str) -> HttpResponse:
    """The bundle; with the words for those who filed them."""
    checked(request, entry)
    own = me(request).party == party_of(entry)
    clearance: Release = "confidential" if own else "public"
    if Hold.objects.filter(entry=entry, cleared_at=None, until__gt=today()).exists() and not own:
        raise Http404
    record(request, "exported", entry)
    return _file(bundle_of(entry, clearance), "application/zip", f"{entry[:12]}.zip")


@signed_in
@require_GET
def paper(request: HttpRequest, entry: str) -> HttpResponse:
    """The receipt on paper."""
    checked(request, entry)
    made = _pdf()
    if made is None:
        raise Http404
    data = made(folder(), folded(), number(entry), language_of(request))
    return _file(data, "application/pdf", f"{entry[:12]}.pdf")


def _pdf() -> Pdf | None:
    """What sets a receipt as PDF, where the program that does it is installed."""
    try:
        from kept.archive.papers import receipt_pdf
    except ImportError:
        return None
    return receipt_pdf


def _file(data: bytes, media: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
