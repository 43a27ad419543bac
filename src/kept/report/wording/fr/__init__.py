"""French: every word and sentence that is told of a process."""

from typing import Final

from kept.report.wording.fr.sentences import COUNTS, SENTENCES
from kept.report.wording.fr.words import MONTHS, WORDS

__all__ = ["COUNTS", "MONTHS", "TEXTS"]

TEXTS: Final = {**WORDS, **SENTENCES}
