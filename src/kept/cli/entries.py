"""What entries of a register are called, and for whom their words are, on every screen."""

from kept.cli.saying import Words

TYPES: Words = {
    "ledger.opened": {"en": "the opening of the register", "fr": "l’ouverture du registre"},
    "ledger.policy": {"en": "a change of witnesses", "fr": "un changement de témoins"},
    "party.admitted": {"en": "the admission of a party", "fr": "l’admission d’une partie"},
    "party.manifest": {
        "en": "the keys and roles of a party",
        "fr": "les clés et les fonctions d’une partie",
    },
    "party.vetoed": {"en": "a veto against a recovery", "fr": "un veto contre un rétablissement"},
    "party.recovered": {
        "en": "the recovery of a party’s keys",
        "fr": "le rétablissement des clés d’une partie",
    },
    "key.revoked": {"en": "the revocation of a key", "fr": "la révocation d’une clé"},
    "process.text": {"en": "the text of the process", "fr": "le texte du processus"},
    "statement.filed": {"en": "a statement", "fr": "une déclaration"},
    "statement.sealed": {"en": "a sealed statement", "fr": "une déclaration scellée"},
    "statement.disclosed": {
        "en": "a disclosure to more readers",
        "fr": "un dévoilement à d’autres lecteurs",
    },
    "body.erased": {"en": "an erasure", "fr": "un effacement"},
}
LEVELS: Words = {
    "public": {"en": "everybody", "fr": "tout le monde"},
    "parties": {"en": "the parties", "fr": "les parties"},
    "mechanism": {
        "en": "the parties and the mechanism",
        "fr": "les parties et le mécanisme",
    },
    "confidential": {
        "en": "those cleared for what is confidential",
        "fr": "les personnes habilitées au confidentiel",
    },
}
