"""What a signatory sees before signing: the words, who may see them, what everybody sees."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from kept.cli.entries import LEVELS, TYPES
from kept.cli.saying import WRONG, Language, Words, stop
from kept.names import NamingError, check_visible

if TYPE_CHECKING:
    from kept.archive.recording import Paper
    from kept.ledger import Statement
    from kept.ledger.entries.header import Header
    from kept.process import Process

WORDS: Final[Words] = {
    "as": {
        "en": "To be signed as {role}, for the register {log}: {what}.",
        "fr": "À signer en tant que {role}, pour le registre {log}\u00a0: {what}.",
    },
    "refs": {
        "en": "It speaks of the entry with the code {code}.",
        "fr": "Elle porte sur l’inscription de code {code}.",
    },
    "words": {"en": "The words, exactly:", "fr": "Le texte, exactement\u00a0:"},
    "fields": {
        "en": "Only these parts are shown:",
        "fr": "Seules ces parties sont dévoilées\u00a0:",
    },
    "seen": {
        "en": "Who can see these words: {who}.",
        "fr": "Qui peut voir ce texte\u00a0: {who}.",
    },
    "disclosed": {
        "en": "Who can see them from now on: {who}.",
        "fr": "Qui peut les voir désormais\u00a0: {who}.",
    },
    "sealed": {
        "en": "Who can see these words: nobody but you, until you disclose them. They are then "
        "meant for {who}.",
        "fr": "Qui peut voir ce texte\u00a0: personne d’autre que vous, tant que vous ne le "
        "dévoilez pas. Il est alors pour {who}.",
    },
    "all": {
        "en": "What every reader of the register sees, for ever: {seen}.",
        "fr": "Ce que tout lecteur du registre voit, pour toujours\u00a0: {seen}.",
    },
    "signers": {"en": "who signs", "fr": "qui signe"},
    "type": {"en": "that it is {what}", "fr": "que c’est {what}"},
    "time": {"en": "the time you state", "fr": "l’heure que vous indiquez"},
    "length": {
        "en": "that the words are shorter than {size} bytes",
        "fr": "que le texte fait moins de {size} octets",
    },
    "about": {"en": "what it is about ({about})", "fr": "ce dont il s’agit ({about})"},
    "others": {
        "en": "It speaks in the name of others than {party}: readers will be told that {party} "
        "reports their words, not that they signed them.",
        "fr": "Elle parle au nom d’autres que {party}\u00a0: on lira que {party} rapporte leurs "
        "propos, non qu’ils les ont signés.",
    },
    "sure": {"en": "Sign this?", "fr": "Signer ceci\u00a0?"},
}


def preview(paper: Paper, language: Language) -> str:
    """Exactly what is signed, in full, and what of it others will see."""
    return "\n".join(_lines(paper, language))


def _lines(paper: Paper, language: Language) -> Iterator[str]:
    from kept.ledger.entries.entry import entry_code

    header = paper.header
    what = TYPES[header.type][language]
    yield _say("as", language, role=header.role, log=header.log, what=what)
    for each in header.refs:
        yield _say("refs", language, code=entry_code(each))
    if paper.body is not None:
        yield _say("words", language)
        yield from indented(_words(paper.body.content))
    elif paper.disclosures:
        from kept.ledger.bodies import read_disclosure

        yield _say("fields", language)
        yield from indented({it.name: it.value for it in map(read_disclosure, paper.disclosures)})
    if header.release is not None:
        names = {"statement.sealed": "sealed", "statement.disclosed": "disclosed"}
        name = names.get(header.type, "seen")
        yield _say(name, language, who=LEVELS[header.release][language])
    yield _say("all", language, seen=", ".join(_public(header, language)))


def _words(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        stop("The words in this paper are not JSON. Do not sign it; ask its author for it again.")


def indented(value: object) -> list[str]:
    """JSON in indented lines; whatever a reader would not see as it stands is spelt out."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return [f"  {''.join(map(_seen, line))}" for line in text.split("\n")]


def _seen(char: str) -> str:
    try:
        check_visible(char)
    except NamingError:
        return json.dumps(char)[1:-1]
    return char


def _public(header: Header, language: Language) -> Iterator[str]:
    """What the header itself shows."""
    yield _say("signers", language)
    yield _say("type", language, what=TYPES[header.type][language])
    yield _say("time", language)
    if header.body is not None:
        yield _say("length", language, size=header.body.pad)
    if header.about:
        yield _say("about", language, about=", ".join(header.about))


def in_whose_name(
    statement: Statement, role: str, process: Process, language: Language
) -> str | None:
    """That the words are not the signatory's own, if so: a register takes them as reported."""
    from dataclasses import replace

    from kept.assessment import own_words
    from kept.ledger import Entered

    filed = replace(statement, entered=Entered(index=0, entry="", author=role))
    if own_words([filed], process) == (filed,):
        return None
    return _say("others", language, party=role.partition("/")[0])


def ask_to_sign(language: Language, *, yes: bool) -> None:
    """Go on only if whoever sits there says so."""
    if yes:
        return
    if not sys.stdin.isatty():
        stop("Nobody is there to be asked whether to sign this. Say --yes if you have read it.")
    if not click.confirm(WORDS["sure"][language]):
        stop("Nothing was signed.", WRONG)


def _say(name: str, language: Language, **values: object) -> str:
    return WORDS[name][language].format(**values)
