"""Accounts as the secretariat gives them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kept.report.wording import names
from kept.web.accounts.access import (
    DELEGATES,
    confirmed_recently,
    has_second_factor,
    needs,
    second_factor_required,
)
from kept.web.accounts.forms import NewAccountForm
from kept.web.accounts.giving import AccountError, close, make, reset, speaking_in
from kept.web.accounts.models import Role, User
from kept.web.accounts.pages import page, told
from kept.web.accounts.record import record
from kept.web.reading.current import site

_secretariat = needs(Role.SECRETARIAT)


def _changes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A change of somebody's account: by the secretariat, well signed in, just now."""
    return _secretariat(require_POST(second_factor_required(confirmed_recently(view))))


@_secretariat
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Every account, and the form for a new one."""
    return _page(request, _form(None))


@_changes
def new(request: HttpRequest) -> HttpResponse:
    """A new account; its password is shown once, to be handed over."""
    form = _form(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                user, password = make(**form.cleaned_data, process=site().process)
                record(
                    request, "account-made", f"{user.username} {user.role} {user.party}".strip()
                )
        except AccountError as error:
            say = told(request).t
            form.add_error(_FIELDS[error.key], say(f"accounts.error-{error.key}", **error.values))
        else:
            return _handed_over(request, user, password)
    return _page(request, form, 400)


@_changes
def renewed(request: HttpRequest, name: str) -> HttpResponse:
    """A new one-time password for an account whose holder cannot sign in."""
    with transaction.atomic():
        user, password = reset(_other(request, name))
        record(request, "account-reset", user.username)
    return _handed_over(request, user, password)


@_changes
def closed(request: HttpRequest, name: str) -> HttpResponse:
    """Close an account."""
    with transaction.atomic():
        user = _other(request, name)
        close(user)
        record(request, "account-closed", user.username)
    return HttpResponseRedirect(reverse("accounts_people"))


_FIELDS = {
    "no-name": "name",
    "name-taken": "name",
    "no-role": "role",
    "no-party": "party",
    "no-body": "party",
    "party-of-nobody": "party",
}


def _form(given: Any) -> NewAccountForm:
    return NewAccountForm(
        given, initial={"role": Role.OBSERVER}, parties=speaking_in(site().process)
    )


def _other(request: HttpRequest, name: str) -> User:
    """Somebody else's account: nobody locks themselves out."""
    if name == request.user.get_username():
        raise Http404
    return get_object_or_404(User.objects.select_for_update(), username=name)


def _page(request: HttpRequest, form: NewAccountForm, status: int = 200) -> HttpResponse:
    page_told = told(request)
    language, process = page_told.language, page_told.process
    accounts = [
        {
            "user": each,
            "party": names.actor(each.party, process, language) if each.party else "",
            "protected": has_second_factor(each),
        }
        for each in User.objects.order_by("username")
    ]
    parties = sorted((names.actor(each, process, language), each) for each in speaking_in(process))
    context = {
        "accounts": accounts,
        "form": form,
        "roles": Role.values,
        "parties": parties,
        "delegates": DELEGATES,
    }
    return page(request, "accounts/people.html", context, status)


def _handed_over(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"account": user, "password": password}
    return page(request, "accounts/handed_over.html", context)
