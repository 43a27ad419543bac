"""Papers as PDF: laid out by Typst, to be handed over and filed for good."""

from __future__ import annotations

from kept.archive.papers.error import PaperError
from kept.archive.papers.receipt import receipt_pdf

__all__ = ["PaperError", "receipt_pdf"]
