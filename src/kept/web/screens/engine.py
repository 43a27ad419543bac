"""What worked a standing out: see `kept.web.pages.engine`."""

from kept.web.pages.engine import ENGINE

__all__ = ["ENGINE"]
