"""An account's own page, and the choice of its first password."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from django.http import HttpRequest, HttpResponse

from kept.web.accounts.access import needs
from kept.web.accounts.forms import FirstPasswordForm
from kept.web.accounts.pages import page
from kept.web.accounts.record import record
from kept.web.accounts.stages import NewPasswordStage


@needs()
def own(request: HttpRequest) -> HttpResponse:
    """What an account is, and what its holder can change."""
    return page(request, "accounts/own.html", {})


@login_stage_required(stage=NewPasswordStage.key, redirect_urlname="account_login")
def new_password(request: Any) -> HttpResponse:
    """An own password in place of the handed-over one; then the holder is signed in."""
    stage: Any = request._login_stage
    user = stage.login.user
    form = FirstPasswordForm(request.POST or None, user=user)
    if request.method != "POST" or not form.is_valid():
        return page(request, "accounts/new_password.html", {"form": form, "name": user.username})
    user.set_password(form.cleaned_data["password1"])
    user.new_password_by = None
    user.save(update_fields=["password", "new_password_by"])
    record(request, "password-chosen", who=user)
    answer: HttpResponse = stage.exit()
    return answer
