"""Giving out accounts, and taking them back.

A password is handed over once, and is good for a week and for nothing but choosing an own one.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from kept.process import Process
from kept.web.accounts.access import DELEGATES
from kept.web.accounts.models import Role, User
from kept.web.reading.clock import now

NAME_LONGEST: Final = 40
_NAME: Final = re.compile(r"[a-z0-9](-?[a-z0-9])+")
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
_GOOD_FOR: Final = timedelta(days=7)


class AccountError(ValueError):
    """An account that cannot be: the key of a sentence in `accounts.toml`, and its values."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def parties_of(process: Process) -> tuple[str, ...]:
    """Who can have a delegation: whoever is party to an instrument, in alphabetical order."""
    return tuple(sorted({each for it in process.instruments.values() for each in it.parties}))


def speaking_in(process: Process) -> tuple[str, ...]:
    """Whom an account can belong to: parties for delegations, bodies for verifiers."""
    return tuple(sorted({*parties_of(process), *process.mechanisms}))


@transaction.atomic
def make(name: str, role: str, party: str, process: Process) -> tuple[User, str]:
    """A new account and its one-time password."""
    name = name.strip().lower()
    _check(name, role, party, process)
    if User.objects.filter(username__iexact=name).exists():
        raise AccountError("name-taken", name=name)
    return _handed_over(User(username=name, role=role, party=party))


@transaction.atomic
def reset(user: User) -> tuple[User, str]:
    """A new one-time password, for whoever has lost what they sign in with.

    Second factors are gone, every session ends, and a closed account is open again.
    """
    Authenticator.objects.filter(user=user).delete()
    user.is_active = True
    return _handed_over(user)


def close(user: User) -> None:
    """Nobody signs in with it any more; whoever is signed in is out with the next request."""
    user.is_active = False
    user.save(update_fields=["is_active"])


@transaction.atomic
def give_out(told: str, process: Process) -> tuple[User, str]:
    """What `kept serve --account` does: make or reset "NAME:ROLE" or "NAME:ROLE:PARTY"."""
    name, role, party = (*told.split(":"), "", "")[:3]
    name = name.strip().lower()
    _check(name, role, party, process)
    if told.count(":") > 2:
        raise AccountError("no-account", told=told)
    user = User.objects.filter(username=name).first()
    if user is None:
        return make(name, role, party, process)
    user.role, user.party = role, party
    return reset(user)


def _check(name: str, role: str, party: str, process: Process) -> None:
    """Raise `AccountError` for an account that cannot be."""
    if len(name) > NAME_LONGEST or len(name) < 3 or not _NAME.fullmatch(name):
        raise AccountError("no-name", name=name)
    if role not in Role.values:
        raise AccountError("no-role", role=role, roles=", ".join(sorted(Role.values)))
    parties = parties_of(process)
    if role in DELEGATES and party not in parties:
        raise AccountError("no-party", party=party or "—", parties=", ".join(parties))
    if role == Role.VERIFIER and party and party not in process.mechanisms:
        bodies = ", ".join(sorted(process.mechanisms))
        raise AccountError("no-body", party=party, bodies=bodies or "—")
    if role not in (*DELEGATES, Role.VERIFIER) and party:
        raise AccountError("party-of-nobody", role=role)


def _handed_over(user: User) -> tuple[User, str]:
    password = one_time_password()
    user.set_password(password)
    user.new_password_by = now() + _GOOD_FOR
    user.save()
    return user, password


def one_time_password() -> str:
    """Twenty letters and figures, in groups that can be read out."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(groups)
