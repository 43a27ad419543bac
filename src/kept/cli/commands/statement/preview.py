"""What a signatory sees before signing: the words, who may see them, what everybody sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kept.cli.saying import Language

if TYPE_CHECKING:
    from kept.archive.recording import Paper
    from kept.ledger.entries.header import Header

_SEES: Final = {
    "public": {"en": "everybody", "fr": "tout le monde"},
    "parties": {"en": "the parties", "fr": "les parties"},
    "mechanism": {
        "en": "the parties and the mechanism",
        "fr": "les parties et le mécanisme",
    },
    "confidential": {
        "en": "whoever is cleared for what is confidential",
        "fr": "qui est habilité au confidentiel",
    },
}
_SAYS: Final = {
    "as": {
        "en": "As {role}, in the register {log}:",
        "fr": "En tant que {role}, au registre {log}\u00a0:",
    },
    "words": {"en": "The words:", "fr": "Le texte\u00a0:"},
    "seen": {"en": "These words can be seen by {who}.", "fr": "Ce texte est visible pour {who}."},
    "sealed": {
        "en": "These words are sealed: nobody sees them until you disclose them; then {who}.",
        "fr": "Ce texte est scellé\u00a0: personne ne le voit avant que vous ne le dévoiliez\u00a0; "
        "ensuite, {who}.",
    },
    "all": {
        "en": "Everybody who reads the register sees for ever: {seen}.",
        "fr": "Tous ceux qui lisent le registre voient pour toujours\u00a0: {seen}.",
    },
    "no-words": {
        "en": "There are no words beside the entry.",
        "fr": "L’inscription ne porte pas de texte.",
    },
}


def preview(paper: Paper, language: Language) -> str:
    """Exactly what is signed, in full, and what of it others will see."""
    header = paper.header
    lines = [_say("as", language, role=header.role, log=header.log), f"  {header.type}"]
    if paper.body is None:
        lines.append(_say("no-words", language))
    else:
        value = json.loads(paper.body.content)
        text = json.dumps(value, ensure_ascii=False, indent=2)
        lines += [_say("words", language), *(f"  {line}" for line in text.splitlines())]
    if header.release is not None:
        name = "sealed" if header.type == "statement.sealed" else "seen"
        lines.append(_say(name, language, who=_SEES[header.release][language]))
    lines.append(_say("all", language, seen=", ".join(_public(header, language))))
    return "\n".join(lines)


def _public(header: Header, language: Language) -> list[str]:
    """What the header itself shows."""
    own = {
        "en": ["who signs", "the type", "the time", "what it follows on"],
        "fr": ["qui signe", "le type", "l’heure", "ce qu’elle suit"],
    }[language]
    if header.body is not None:
        size = header.body.pad
        own.append(
            {"en": f"a length below {size} bytes", "fr": f"une longueur sous {size} octets"}[
                language
            ]
        )
    if header.about:
        own.append(
            {"en": "what it is about", "fr": "ce dont elle traite"}[language]
            + f" ({', '.join(header.about)})"
        )
    return own


def _say(name: str, language: Language, **values: object) -> str:
    return _SAYS[name][language].format(**values)
