"""The accounts of the exercise: one for every role, with passwords that everybody may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from kept.web.accounts.models import User

ROUNDS: Final = 1000  # of hashing; the first signing in makes them as many as for anybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account of the exercise."""

    name: str
    role: str
    party: str = ""

    @property
    def password(self) -> str:
        """What to sign in with: no secret, for everybody here is invented."""
        return f"{self.name}-by-the-lakes"


PEOPLE: Final = (
    Person(name="analyst", role="analyst"),
    Person(name="aruna-1", role="delegation", party="aruna"),
    Person(name="aruna-2", role="signatory", party="aruna"),
    Person(name="belva-1", role="signatory", party="belva"),
    Person(name="belva-2", role="signatory", party="belva"),
    Person(name="ddr", role="ddr"),
    Person(name="observer", role="observer"),
    Person(name="secretariat", role="secretariat"),
    Person(name="verifier", role="verifier", party="jvm"),
)


def make_accounts() -> None:
    """Make those accounts that are not there yet; passwords that were changed stay."""
    known = {*User.objects.values_list("username", flat=True)}
    for each in PEOPLE:
        if each.name not in known:
            User.objects.create(
                username=each.name,
                password=_quickly(each.password),
                role=each.role,
                party=each.party,
            )


def _quickly(password: str) -> str:
    """A password as it is stored. It is no secret, so that no time is spent on hiding it."""
    hasher = PBKDF2PasswordHasher()
    return str(hasher.encode(password, hasher.salt(), iterations=ROUNDS))


def list_of_accounts() -> str:
    """The accounts as lines of text, for whoever starts the exercise."""
    width = max(len(each.name) for each in PEOPLE)
    return "\n".join(f"  {each.name:{width}}  {each.password}" for each in PEOPLE)
