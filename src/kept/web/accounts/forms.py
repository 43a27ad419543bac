"""The forms of accounts that are the site's own."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from django import forms
from django.contrib.auth import password_validation

from kept.web.accounts.adapter import Adapter
from kept.web.accounts.giving import NAME_LONGEST
from kept.web.accounts.models import Role


class OwnPasswordForm(ChangePasswordForm):
    """A new password for whoever knows the old one; guessing at that is counted."""

    def clean_oldpassword(self) -> str:
        """The old password, tried like one that signs in."""
        given: str = self.cleaned_data.get("oldpassword", "")
        if not Adapter(context.request).reauthenticate(self.user, given):
            raise Adapter().validation_error("enter_current_password")
        return given


class FirstPasswordForm(forms.Form):
    """An own password in place of the one that was handed over."""

    password1 = forms.CharField(
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """A password that is not the handed-over one, nor easily guessed."""
        given: str = self.cleaned_data["password1"]
        if self.user.check_password(given):
            raise Adapter().told("same-password")
        password_validation.validate_password(given, self.user)
        return given

    def clean(self) -> dict[str, Any]:
        """The same, twice."""
        given = super().clean() or self.cleaned_data
        first, second = given.get("password1"), given.get("password2")
        if first and second and first != second:
            self.add_error("password2", Adapter().told("not-twice"))
        return given


class NewAccountForm(forms.Form):
    """What an account is made of; `kept.web.accounts.giving` says what cannot be."""

    name = forms.CharField(max_length=NAME_LONGEST)
    role = forms.ChoiceField(choices=Role.choices)
    party = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, parties: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party: Any = self.fields["party"]
        party.choices = [("", "—"), *((each, each) for each in parties)]
