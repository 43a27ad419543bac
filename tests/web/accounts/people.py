"""Accounts for tests, and how they come in."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client

from kept.web.accounts.models import User

PASSWORD = "four words nobody guesses"  # noqa: S105
LOGIN = "/accounts/login/"


def account(name: str, role: str = "observer", party: str = "", **more) -> User:
    return User.objects.create_user(name, password=PASSWORD, role=role, party=party, **more)


def with_codes(user: User) -> str:
    """Give an account the app for codes; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str, steps: int = 0) -> str:
    seconds = int(time.time())  # noqa: TID251 -- the clock of an authenticator
    return format_hotp_value(hotp_value(secret, seconds // 30 + steps))


def try_in(client: Client, name: str, password: str = PASSWORD, **more):
    return client.post(LOGIN, {"login": name, "password": password}, **more)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def confirm(client: Client) -> None:
    """Show again who one is."""
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302


def desk(role: str = "secretariat", name: str = "secretariat-1") -> Client:
    """Somebody signed in, with a second factor, who has just shown to be the holder."""
    user = account(name, role)
    with_codes(user)
    client = Client()
    client.force_login(user)
    confirm(client)
    return client
