"""The codes of refusal in words: what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Final, Literal

from kept.ledger.parties.refused import Code

Language = Literal["en", "fr"]

_SENTENCES: Final[dict[Code, dict[Language, str]]] = {
    "malformed": {
        "en": "This is not written as an entry must be. Write and sign it with a current version "
        "of the software; nothing was entered.",
        "fr": "Ceci n’est pas écrit comme une inscription doit l’être. Rédigez et signez avec une "
        "version à jour du logiciel ; rien n’a été inscrit.",
    },
    "other-ledger": {
        "en": "The entry was signed for another register. Submit it there, or sign one for this "
        "register.",
        "fr": "L’inscription a été signée pour un autre registre. Présentez-la à celui-là, ou "
        "signez-en une pour ce registre-ci.",
    },
    "duplicate": {
        "en": "This entry is in the register already. There is nothing to do; its receipt can be "
        "had again.",
        "fr": "Cette inscription figure déjà au registre. Il n’y a rien à faire ; son récépissé "
        "peut être demandé de nouveau.",
    },
    "unknown-key": {
        "en": "A key that signed does not stand for this role, or the role has ended. Sign with a "
        "key of the role, or let those who hold the party’s root keys publish a new manifest.",
        "fr": "Une clé signataire n’est pas attribuée à ce rôle, ou le rôle a pris fin. Signez "
        "avec une clé du rôle, ou faites publier un nouveau manifeste par les détenteurs des clés "
        "racines de la partie.",
    },
    "revoked-key": {
        "en": "A key that signed was revoked. What it signed before stays valid; sign this with "
        "another key.",
        "fr": "Une clé signataire a été révoquée. Ce qu’elle a signé auparavant reste valable ; "
        "signez ceci avec une autre clé.",
    },
    "bad-signature": {
        "en": "A signature does not fit what was signed, or one is missing or too many. Let "
        "exactly those sign whom the entry names, and change nothing afterwards.",
        "fr": "Une signature ne correspond pas au texte signé, ou il en manque une, ou il y en a "
        "une de trop. Faites signer exactement ceux que l’inscription désigne, et ne changez rien "
        "ensuite.",
    },
    "out-of-scope": {
        "en": "This role may not make entries of this type. Let a role sign that may, or let those "
        "who hold the party’s root keys widen what this one may do.",
        "fr": "Ce rôle n’est pas habilité à faire des inscriptions de ce type. Faites signer un "
        "rôle habilité, ou faites élargir l’habilitation par les détenteurs des clés racines de la "
        "partie.",
    },
    "too-few-signatures": {
        "en": "More people must sign an entry of this type. Let a further key of the role sign.",
        "fr": "Une inscription de ce type doit être signée par davantage de personnes. Faites "
        "signer une autre clé du rôle.",
    },
    "equivocation": {
        "en": "This key has already used this number for another entry. If the texts differ, both "
        "together prove that two versions were signed; find out who signed, and revoke the key if "
        "it was not you.",
        "fr": "Cette clé a déjà employé ce numéro pour une autre inscription. Si les textes "
        "diffèrent, les deux réunis prouvent que deux versions ont été signées ; établissez qui a "
        "signé, et révoquez la clé si ce n’est pas vous.",
    },
    "broken-chain": {
        "en": "The entry does not follow the author’s entries before it. Take the number and the "
        "hash from your last receipt, submit first what is missing, and sign anew.",
        "fr": "L’inscription ne fait pas suite aux inscriptions antérieures de son auteur. Reprenez "
        "le numéro et l’empreinte de votre dernier récépissé, présentez d’abord ce qui manque, "
        "puis signez de nouveau.",
    },
    "unknown-checkpoint": {
        "en": "The author has seen a register that differs from this one. Do not sign anew: "
        "compare the checkpoints first, for two that contradict each other are proof against "
        "whoever keeps the register.",
        "fr": "L’auteur a vu un registre qui diffère de celui-ci. Ne signez pas de nouveau : "
        "comparez d’abord les points de contrôle, car deux points qui se contredisent font preuve "
        "contre le teneur du registre.",
    },
    "unknown-reference": {
        "en": "The entry refers to one that is not in the register, or is not of the type needed. "
        "Refer to an entry of the register by its hash.",
        "fr": "L’inscription renvoie à une autre qui ne figure pas au registre, ou qui n’est pas "
        "du type requis. Renvoyez à une inscription du registre par son empreinte.",
    },
    "not-allowed": {
        "en": "The signatures hold, and the rules of the register do not allow this entry. Read "
        "the rule for its type, and let those decide who may.",
        "fr": "Les signatures sont bonnes, mais les règles du registre ne permettent pas cette "
        "inscription. Consultez la règle propre à son type, et faites décider ceux qui le peuvent.",
    },
}


def refusal_sentence(code: Code, language: Language) -> str:
    """What the refusal `code` means and what to do, for whoever submitted the entry."""
    return _SENTENCES[code][language]
