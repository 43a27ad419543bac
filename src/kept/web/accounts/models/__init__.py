"""What is kept of accounts."""

from kept.web.accounts.models.act import Act, LastingError
from kept.web.accounts.models.released import Released, ReleasedQuerySet, visible
from kept.web.accounts.models.user import Role, User

__all__ = ["Act", "LastingError", "Released", "ReleasedQuerySet", "Role", "User", "visible"]
