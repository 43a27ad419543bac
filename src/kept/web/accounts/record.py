"""What is written down of what people do here."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest

from kept.web.accounts.models import Act
from kept.web.reading.clock import now

# What the site itself records; other apps add their own words and name them in `accounts.toml`.
ACTS: Final = (
    "signed-in",
    "sign-in-failed",
    "code-failed",
    "signed-out",
    "password-chosen",
    "factor-added",
    "factor-removed",
    "codes-made",
    "account-made",
    "account-reset",
    "account-closed",
    "read",
    "exported",
)
LONGEST: Final = 200  # letters of `what`


def record(request: HttpRequest | None, act: str, what: str = "", *, who: Any = None) -> Act:
    """Write down that an account did something; without `who`, the one that asks.

    `what` names the thing, such as the hash of an entry, and repeats none of its words.
    """
    account: Any = who if who is not None else getattr(request, "user", None)
    known = getattr(account, "pk", None) is not None
    done = Act(
        at=now(),
        who=account.username if known else "",
        role=account.role if known else "",
        party=account.party if known else "",
        act=act,
        what=what[:LONGEST],
        page=_page(request),
    )
    done.save()
    return done


def _page(request: HttpRequest | None) -> str:
    """The kind of page; an address could itself tell what was read."""
    match = getattr(request, "resolver_match", None)
    return str(match.view_name)[:64] if match and match.view_name else ""
