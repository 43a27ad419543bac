"""What a screen is: see `kept.web.pages.screen`."""

from kept.web.pages.screen import Parameter, Screen, Shown, Table

__all__ = ["Parameter", "Screen", "Shown", "Table"]
