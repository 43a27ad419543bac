"""What the commands of this group say."""

from kept.cli.saying import Words

WORDS: Words = {
    "begun": {
        "en": "The register {origin} has begun in {folder}, with {size} entries: who keeps it, "
        "and who may do what for it.",
        "fr": "Le registre {origin} est ouvert dans {folder}, avec {size} inscriptions\u00a0: qui le "
        "tient, et qui peut y faire quoi.",
    },
    "keys": {
        "en": "Its keys lie in {keys}: {names}. Keep copies apart; whoever has them can sign as "
        "the register.",
        "fr": "Ses clés sont dans {keys}\u00a0: {names}. Gardez-en des copies à part\u00a0; qui "
        "les a peut signer pour le registre.",
    },
    "no-witness": {
        "en": "No witness co-signs it yet: readers have nobody's word but the keeper's that all "
        "of them see the same register.",
        "fr": "Aucun témoin ne le cosigne encore\u00a0: seul son teneur répond que tous les "
        "lecteurs voient le même registre.",
    },
    "waits": {
        "en": "Nothing is published yet: too few witnesses have co-signed. Start them, then run "
        "kept ledger publish.",
        "fr": "Rien n’est encore publié\u00a0: trop peu de témoins ont cosigné. Démarrez-les, "
        "puis lancez kept ledger publish.",
    },
    "manifest-next": {
        "en": "{party} now names its roles and keys: kept key manifest.",
        "fr": "{party} nomme maintenant ses fonctions et ses clés\u00a0: kept key manifest.",
    },
    "text-entered": {
        "en": "The text of the process is entered, with the digest of each of its files.",
        "fr": "Le texte du processus est inscrit, avec l’empreinte de chacun de ses fichiers.",
    },
    "statements": {
        "en": "Statements entered: {new} new, {changed} corrected; {same} were there already.",
        "fr": "Déclarations inscrites : {new} nouvelles, {changed} corrigées ; {same} y "
        "étaient déjà.",
    },
    "gone": {
        "en": "The process no longer has {count} statements that stay in the register: {names}. "
        "What was entered is not taken out; kept statement retract takes it back.",
        "fr": "Le processus n’a plus {count} déclarations qui restent au registre : {names}. "
        "Rien n’en est retiré ; kept statement retract les révoque.",
    },
    "nothing-new": {
        "en": "There was nothing new to enter.",
        "fr": "Il n’y avait rien de nouveau à inscrire.",
    },
    "published": {
        "en": "The register now has {size} entries, {grade}.",
        "fr": "Le registre compte maintenant {size} inscriptions, {grade}.",
    },
    "admitting": {"en": "Admitting", "fr": "Admission"},
    "refused": {
        "en": "Refused, entry {entry}…: {sentence}",
        "fr": "Refus, inscription {entry}… : {sentence}",
    },
    "admitted": {
        "en": "Entries admitted: {count}.",
        "fr": "Inscriptions admises : {count}.",
    },
    "silent-witness": {
        "en": "{witness} has not co-signed: {why}",
        "fr": "{witness} n’a pas cosigné : {why}",
    },
    "grade-published": {
        "en": "published by its keeper, not witnessed",
        "fr": "publié par son teneur, sans témoins",
    },
    "grade-witnessed": {
        "en": "witnessed by a quorum",
        "fr": "attesté par un quorum de témoins",
    },
    "grade-mutual": {
        "en": "witnessed by a quorum, both parties among them",
        "fr": "attesté par un quorum de témoins, les deux parties comprises",
    },
    "empty": {
        "en": "The register {origin} has published nothing yet.",
        "fr": "Le registre {origin} n’a encore rien publié.",
    },
    "stands": {
        "en": "The register {origin} has {size} entries, {grade}.",
        "fr": "Le registre {origin} compte {size} inscriptions, {grade}.",
    },
    "root": {"en": "Root: {root}", "fr": "Racine : {root}"},
    "witness-signed": {
        "en": "  {witness} co-signed at {at}",
        "fr": "  {witness} a cosigné à {at}",
    },
    "witness-missing": {
        "en": "  {witness} has not co-signed this checkpoint",
        "fr": "  {witness} n’a pas cosigné ce point de contrôle",
    },
    "waiting": {
        "en": "Submissions that wait to be admitted: {count}. kept ledger publish admits them.",
        "fr": "Dépôts en attente d’admission : {count}. kept ledger publish les admet.",
    },
    "indexing": {"en": "Indexing", "fr": "Indexation"},
    "indexed": {
        "en": "The index is built again: {size} entries, all found under the signed root.",
        "fr": "L’index est refait : {size} inscriptions, toutes sous la racine signée.",
    },
}
