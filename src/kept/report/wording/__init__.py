"""How standings are told to people, in English and in French.

Words and sentences stand in `en` and `fr`, with the same keys; the modules beside them say
which words fit what was found. Nothing here decides anything: what a line says is what a
standing, a reason or a statement holds.
"""

from kept.report.wording.language import LANGUAGES, Language

__all__ = ["LANGUAGES", "Language"]
