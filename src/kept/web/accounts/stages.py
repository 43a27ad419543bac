"""A step between the password and being signed in: a handed-over password is replaced first."""

from __future__ import annotations

from typing import Any

from allauth.account.stages import LoginStage
from django.http import HttpResponseRedirect
from django.urls import reverse


class NewPasswordStage(LoginStage):
    """Nobody is signed in while the password is one that somebody else has seen."""

    key = "new_password"
    urlname = "accounts_new_password"

    def handle(self) -> tuple[Any, bool]:
        """Ask for an own password where there is none yet."""
        if self.login.user is None or self.login.user.new_password_by is None:
            return None, True
        return HttpResponseRedirect(reverse(self.urlname)), True
