"""The overview: where it stands, in a sentence, and then in pictures."""

from kept.web.screens.overview.screen import OVERVIEW

__all__ = ["OVERVIEW"]
