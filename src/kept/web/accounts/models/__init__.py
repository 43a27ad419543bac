"""What is kept of accounts."""

from kept.web.accounts.models.user import Role, User

__all__ = ["Role", "User"]
