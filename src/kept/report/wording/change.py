"""What would change a standing, as a sentence: never entered, only supposed."""

from __future__ import annotations

from kept.assessment import Change, Finding
from kept.process.model import Process
from kept.report.wording import figures, names, words
from kept.report.wording.language import Language, say, sentence


def line(
    change: Change, process: Process, language: Language, commitment: str | None = None
) -> str:
    """What a verifier would have to find, and the word that would follow.

    Without `commitment` the findings tell whether it is a duty to refrain: only of
    such a one is it asked whether an incident happened.
    """
    found = [_finding(each, process, language) for each in change.findings]
    restraint = _restraint(change, process, commitment)
    word = words.shown_word(change.word, process, language, restraint=restraint)
    return sentence(say("change", language, findings=names.join(found, language), word=word))


def _finding(finding: Finding, process: Process, language: Language) -> str:
    name = names.quoted(names.proposition(finding.proposition, process, language), language)
    if finding.test is None:
        return say(f"finding.{finding.saying}", language, name=name)
    unit = process.propositions[finding.proposition].unit
    test = figures.comparison(finding.test, language, unit)
    return say(f"finding.figure.{finding.saying}", language, name=name, test=test)


def _restraint(change: Change, process: Process, commitment: str | None) -> bool:
    if commitment is not None:
        return process.commitments[commitment].kind == "refrain"
    kinds = {process.propositions[each.proposition].kind for each in change.findings}
    return "incident" in kinds
