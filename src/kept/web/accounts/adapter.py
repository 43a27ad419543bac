"""What allauth asks of the site: nobody registers alone."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Accounts are given out by the secretariat; there is no form for making one."""

    def is_open_for_signup(self, request: object) -> bool:  # noqa: ARG002
        """Never."""
        return False
